"""Practices are written anew, as entries are: Indian letters and Turkish nouns."""

from django.db import migrations


class Migration(migrations.Migration):
    """Writes what practices are found by."""

    dependencies = (("practices", "0007_search_names"), ("fairs", "0043_search_marks"))
    operations = (
        migrations.RunSQL(
            "SELECT practices_list(array(SELECT id FROM practices_practice));",
            migrations.RunSQL.noop,
        ),
    )
