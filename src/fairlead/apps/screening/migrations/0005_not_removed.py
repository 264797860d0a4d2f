"""What was decided stays with its hit, and a list as it was uploaded."""

from django.db import migrations

from fairlead.apps.fairs.constraints import keep_rows


class Migration(migrations.Migration):
    """Adds the rules."""

    dependencies = (("screening", "0004_keys_anew"), ("fairs", "0042_removed_by_the_owner"))
    operations = (
        keep_rows("screening_hit"),
        keep_rows("screening_restrictedlist"),
        keep_rows("screening_restricted"),
    )
