"""Entries are written anew: inches, numbers and compound units, more forms of nouns."""

from django.db import migrations

_AGAIN = """
SELECT trade_index_offers(array(SELECT id FROM trade_offer));
SELECT trade_list(array(SELECT id FROM people_organisation));
SELECT trade_list_needs(array(SELECT id FROM trade_need));
"""


class Migration(migrations.Migration):
    """Writes the entries."""

    dependencies = (("trade", "0026_offers_words_kept"), ("fairs", "0038_search_compounds"))
    operations = (migrations.RunSQL(_AGAIN, migrations.RunSQL.noop),)
