"""Practices are written anew, as entries are: English words that are kept apart."""

from django.db import migrations


class Migration(migrations.Migration):
    """Writes what practices are found by."""

    dependencies = (("practices", "0005_search_compounds"), ("fairs", "0040_search_groups"))
    operations = (
        migrations.RunSQL(
            "SELECT practices_list(array(SELECT id FROM practices_practice));",
            migrations.RunSQL.noop,
        ),
    )
