"""A call renews the stamp of its edition: the programme's page leads to it."""

from django.db import migrations


class Migration(migrations.Migration):
    """Adds the triggers."""

    dependencies = [("proposals", "0004_reviews_of_nobody"), ("fairs", "0003_watch_through")]
    operations = [
        migrations.RunSQL(
            "SELECT fairs_watch('proposals_call')", "SELECT fairs_watch_no_more('proposals_call')"
        )
    ]
