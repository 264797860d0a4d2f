"""Sessions can change rooms and times: a room's rule looks at all rows of a statement together."""

from django.db import migrations

_ONCE = """
ALTER TABLE congress_session DROP CONSTRAINT session_room_once;
ALTER TABLE congress_session ADD CONSTRAINT session_room_once EXCLUDE USING gist (
    int8range(room_id, room_id, '[]') WITH &&,
    tsrange(date + start, date + "end") WITH &&
) {deferrable};
"""


class Migration(migrations.Migration):
    """Writes the constraint anew."""

    dependencies = [("congress", "0004_localized_text")]
    operations = [
        migrations.RunSQL(
            _ONCE.format(deferrable="DEFERRABLE INITIALLY IMMEDIATE"), _ONCE.format(deferrable="")
        )
    ]
