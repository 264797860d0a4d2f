"""Practices are written anew, as entries are: names of makers by a looser sound."""

from django.db import migrations


class Migration(migrations.Migration):
    """Writes what practices are found by."""

    dependencies = (("practices", "0006_search_groups"), ("fairs", "0041_search_names"))
    operations = (
        migrations.RunSQL(
            "SELECT practices_list(array(SELECT id FROM practices_practice));",
            migrations.RunSQL.noop,
        ),
    )
