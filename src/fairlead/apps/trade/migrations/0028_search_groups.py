"""Entries are written anew: English words that are kept apart, Hebrew ones without prefixes."""

from django.db import migrations

_AGAIN = """
SELECT trade_index_offers(array(SELECT id FROM trade_offer));
SELECT trade_list(array(SELECT id FROM people_organisation));
SELECT trade_list_needs(array(SELECT id FROM trade_need));
"""


class Migration(migrations.Migration):
    """Writes the entries."""

    dependencies = (("trade", "0027_search_compounds"), ("fairs", "0040_search_groups"))
    operations = (migrations.RunSQL(_AGAIN, migrations.RunSQL.noop),)
