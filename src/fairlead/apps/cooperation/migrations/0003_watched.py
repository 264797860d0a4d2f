"""Projects renew the stamp of their edition."""

from django.db import migrations


class Migration(migrations.Migration):
    """Adds the triggers."""

    dependencies = [("cooperation", "0002_shares_sum"), ("fairs", "0002_stamp")]
    operations = [
        migrations.RunSQL(
            "SELECT fairs_watch('cooperation_project')",
            "SELECT fairs_watch_no_more('cooperation_project')",
        )
    ]
