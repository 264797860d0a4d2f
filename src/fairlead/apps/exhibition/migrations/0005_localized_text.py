"""Names of halls and expositions in all languages of the edition."""

from django.db import migrations

from fairlead.apps.fairs.join_columns import join_columns
from fairlead.apps.fairs.text_field import LocalizedTextField


class Migration(migrations.Migration):
    """Joins the columns."""

    dependencies = [("exhibition", "0004_bounds"), ("fairs", "0005_localized_text")]
    operations = [
        join_columns("exhibition_hall", "hall", "name", LocalizedTextField()),
        join_columns("exhibition_exposition", "exposition", "name", LocalizedTextField()),
    ]
