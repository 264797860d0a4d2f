"""Entries are written anew: names of makers by a looser sound."""

from django.db import migrations

_AGAIN = """
SELECT trade_index_offers(array(SELECT id FROM trade_offer));
SELECT trade_list(array(SELECT id FROM people_organisation));
SELECT trade_list_needs(array(SELECT id FROM trade_need));
"""


class Migration(migrations.Migration):
    """Writes the entries."""

    dependencies = (("trade", "0028_search_groups"), ("fairs", "0041_search_names"))
    operations = (migrations.RunSQL(_AGAIN, migrations.RunSQL.noop),)
