"""A consortium stays with what was signed in it, and so do its files and what was said."""

from django.db import migrations

from fairlead.apps.fairs.constraints import keep_rows


class Migration(migrations.Migration):
    """Adds the rules."""

    dependencies = (("consortia", "0006_history_held"), ("fairs", "0042_removed_by_the_owner"))
    operations = (
        keep_rows("consortia_consortium"),
        keep_rows("consortia_sharedfile"),
        keep_rows("consortia_blob"),
        keep_rows("consortia_note"),
    )
