"""Practices are written anew, as entries are: signs and units in one spelling, more plurals."""

from django.db import migrations


class Migration(migrations.Migration):
    """Writes what practices are found by."""

    dependencies = (("practices", "0003_effect_texts"), ("fairs", "0035_search_signs"))
    operations = (
        migrations.RunSQL(
            "SELECT practices_list(array(SELECT id FROM practices_practice));",
            migrations.RunSQL.noop,
        ),
    )
