"""Entries are written anew: signs and units in one spelling, plurals of four more languages."""

from django.db import migrations

_AGAIN = """
SELECT trade_list(array(SELECT id FROM people_organisation));
SELECT trade_list_needs(array(SELECT id FROM trade_need));
"""


class Migration(migrations.Migration):
    """Writes the entries."""

    dependencies = (("trade", "0024_lists_frozen"), ("fairs", "0035_search_signs"))
    operations = (migrations.RunSQL(_AGAIN, migrations.RunSQL.noop),)
