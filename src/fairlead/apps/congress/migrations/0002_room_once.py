"""A room holds one session at a time."""

from django.db import migrations


class Migration(migrations.Migration):
    """Adds the exclusion; a range of one room stands in for equality, which GiST lacks here."""

    dependencies = [("congress", "0001_initial")]
    operations = [
        migrations.RunSQL(
            """
            ALTER TABLE congress_session ADD CONSTRAINT session_room_once EXCLUDE USING gist (
                int8range(room_id, room_id, '[]') WITH &&,
                tsrange(date + start, date + "end") WITH &&
            )
            """,
            "ALTER TABLE congress_session DROP CONSTRAINT session_room_once",
        )
    ]
