"""The site may empty the note of a request's event, as the trigger says since 0017."""

from django.db import migrations


class Migration(migrations.Migration):
    """Gives the right on the column, without which nobody could be erased."""

    dependencies = (("meetings", "0031_settings_of_loads"), ("fairs", "0032_columns_withheld"))
    operations = (
        migrations.RunSQL(
            "SELECT fairs_withhold_changes('meetings_requestevent')", migrations.RunSQL.noop
        ),
    )
