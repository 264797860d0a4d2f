"""Entries are written anew: Indian letters without their dot, Turkish nouns without endings."""

from django.db import migrations

_AGAIN = """
SELECT trade_index_offers(array(SELECT id FROM trade_offer));
SELECT trade_list(array(SELECT id FROM people_organisation));
SELECT trade_list_needs(array(SELECT id FROM trade_need));
"""


class Migration(migrations.Migration):
    """Writes the entries."""

    dependencies = (("trade", "0030_lists_kept"), ("fairs", "0043_search_marks"))
    operations = (migrations.RunSQL(_AGAIN, migrations.RunSQL.noop),)
