"""Names, cities, positions and descriptions in all languages of the edition."""

from django.db import migrations

from fairlead.apps.fairs.join_columns import join_columns
from fairlead.apps.fairs.text_field import LocalizedTextField

_FIRM = "people_organisation", "organisation"


class Migration(migrations.Migration):
    """Joins the columns."""

    dependencies = [
        ("people", "0003_city_ru"),
        ("fairs", "0005_localized_text"),
        # Its triggers read the columns as they were.
        ("trade", "0010_bounds"),
    ]
    operations = [
        join_columns(*_FIRM, "name", LocalizedTextField()),
        join_columns(*_FIRM, "city", LocalizedTextField(blank=True)),
        join_columns(*_FIRM, "description", LocalizedTextField(blank=True, long=True)),
        join_columns("people_person", "person", "name", LocalizedTextField(), russian=False),
        join_columns(
            "people_participation",
            "participation",
            "position",
            LocalizedTextField(blank=True),
            russian=False,
        ),
    ]
