"""Entries are written anew: what letters of two alphabets, hyphens and apostrophes part."""

from django.db import migrations

_AGAIN = """
SELECT trade_list(array(SELECT id FROM people_organisation));
SELECT trade_list_needs(array(SELECT id FROM trade_need));
"""


class Migration(migrations.Migration):
    """Writes the entries."""

    dependencies = (("trade", "0021_years_of_figures"), ("fairs", "0027_search_glued"))
    operations = (migrations.RunSQL(_AGAIN, migrations.RunSQL.noop),)
