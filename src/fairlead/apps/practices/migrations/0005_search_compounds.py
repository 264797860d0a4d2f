"""Practices are written anew, as entries are: compound units, more forms of nouns."""

from django.db import migrations


class Migration(migrations.Migration):
    """Writes what practices are found by."""

    dependencies = (("practices", "0004_search_signs"), ("fairs", "0038_search_compounds"))
    operations = (
        migrations.RunSQL(
            "SELECT practices_list(array(SELECT id FROM practices_practice));",
            migrations.RunSQL.noop,
        ),
    )
