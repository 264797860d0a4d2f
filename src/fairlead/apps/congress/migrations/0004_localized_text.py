"""Sessions, rooms and tracks in all languages of the edition."""

from django.db import migrations, models
from django.db.models import F
from django.db.models.functions import MD5, Cast

from fairlead.apps.fairs.join_columns import join_columns
from fairlead.apps.fairs.text_field import LocalizedTextField

_SESSION = "congress_session", "session"


class Migration(migrations.Migration):
    """Joins the columns; a room's names in all languages may be longer than an index takes."""

    dependencies = [("congress", "0003_watched"), ("fairs", "0005_localized_text")]
    operations = [
        migrations.RemoveConstraint("room", "room_name"),
        join_columns("congress_room", "room", "name", LocalizedTextField(), russian=False),
        migrations.AddConstraint(
            "room",
            models.UniqueConstraint(
                F("edition"), MD5(Cast(F("name"), models.TextField())), name="room_name"
            ),
        ),
        join_columns(*_SESSION, "title", LocalizedTextField()),
        join_columns(*_SESSION, "description", LocalizedTextField(blank=True, long=True)),
        join_columns(*_SESSION, "track", LocalizedTextField(blank=True), russian=False),
    ]
