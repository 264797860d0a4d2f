"""Entries are written anew: designations of several parts are found by each of them."""

from django.db import migrations

_AGAIN = """
SELECT trade_list(array(SELECT id FROM people_organisation));
SELECT trade_list_needs(array(SELECT id FROM trade_need));
"""


class Migration(migrations.Migration):
    """Writes the entries."""

    dependencies = (("trade", "0019_listed_once"), ("fairs", "0024_search_designations"))
    operations = (migrations.RunSQL(_AGAIN, migrations.RunSQL.noop),)
