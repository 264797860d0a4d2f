"""Projects in all languages of the edition."""

from django.db import migrations

from fairlead.apps.fairs.join_columns import join_columns
from fairlead.apps.fairs.text_field import LocalizedTextField

_PROJECT = "cooperation_project", "project"


class Migration(migrations.Migration):
    """Joins the columns."""

    dependencies = [("cooperation", "0005_bounds"), ("fairs", "0005_localized_text")]
    operations = [
        join_columns(*_PROJECT, "title", LocalizedTextField()),
        join_columns(*_PROJECT, "description", LocalizedTextField(blank=True, long=True)),
    ]
