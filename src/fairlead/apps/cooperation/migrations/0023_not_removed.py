"""A project stays with its entries."""

from django.db import migrations

from fairlead.apps.fairs.constraints import keep_rows


class Migration(migrations.Migration):
    """Adds the rules."""

    dependencies = (("cooperation", "0022_history_held"), ("fairs", "0042_removed_by_the_owner"))
    operations = (keep_rows("cooperation_project"),)
