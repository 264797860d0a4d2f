"""A month that was searched stays with what it found."""

from django.db import migrations

from fairlead.apps.fairs.constraints import keep_rows


class Migration(migrations.Migration):
    """Adds the rules."""

    dependencies = (("standing_search", "0003_years"), ("fairs", "0041_removed_by_the_owner"))
    operations = (keep_rows("standing_search_searchedmonth"),)
