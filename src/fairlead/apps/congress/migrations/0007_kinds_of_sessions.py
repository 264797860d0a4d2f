"""Sessions have a kind, a language and moderators, and may end after midnight."""

import django.contrib.postgres.fields
from django.db import migrations, models
from django.db.models import F, Q

_END = """
CREATE FUNCTION congress_find_end(date date, start time, "end" time) RETURNS timestamp
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT date + "end" + CASE WHEN "end" > start THEN interval '0' ELSE interval '1 day' END
$$;
ALTER TABLE congress_session DROP CONSTRAINT session_room_once;
ALTER TABLE congress_session ADD CONSTRAINT session_room_once EXCLUDE USING gist (
    int8range(room_id, room_id, '[]') WITH &&,
    tsrange(date + start, congress_find_end(date, start, "end")) WITH &&
) DEFERRABLE INITIALLY IMMEDIATE;
"""
_SAME_DAY = """
ALTER TABLE congress_session DROP CONSTRAINT session_room_once;
ALTER TABLE congress_session ADD CONSTRAINT session_room_once EXCLUDE USING gist (
    int8range(room_id, room_id, '[]') WITH &&,
    tsrange(date + start, date + "end") WITH &&
) DEFERRABLE INITIALLY IMMEDIATE;
DROP FUNCTION congress_find_end(date, time, time);
"""
_KINDS = [
    ("plenary", "Plenary session"),
    ("panel", "Panel"),
    ("pitch", "Pitch"),
    ("council", "Council"),
    ("signing", "Signing"),
    ("tour", "Guided tour"),
    ("workshop", "Workshop"),
]
_ACCESS = [("invitation", "By invitation"), ("delegates", "For delegates")]


class Migration(migrations.Migration):
    """Adds the columns and writes the rule of rooms anew."""

    dependencies = [("congress", "0006_speakers_counted")]
    operations = [
        migrations.RemoveConstraint("session", "session_length"),
        migrations.AddConstraint(
            "session",
            models.CheckConstraint(condition=~Q(end=F("start")), name="session_length"),
        ),
        migrations.AddField(
            "session",
            "kind",
            models.CharField(blank=True, choices=_KINDS, max_length=16),
        ),
        migrations.AddField("session", "language", models.CharField(blank=True, max_length=2)),
        migrations.AddField(
            "session",
            "interpretation",
            django.contrib.postgres.fields.ArrayField(
                models.CharField(max_length=2), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField(
            "session", "capacity", models.PositiveIntegerField(blank=True, null=True)
        ),
        migrations.AddField(
            "session", "access", models.CharField(blank=True, choices=_ACCESS, max_length=16)
        ),
        migrations.AddField("session", "stream", models.URLField(blank=True, max_length=500)),
        migrations.AddConstraint(
            "session",
            models.CheckConstraint(
                condition=Q(capacity__range=(1, 100_000)), name="session_capacity"
            ),
        ),
        migrations.AddField("speaker", "moderates", models.BooleanField(default=False)),
        migrations.RunSQL(_END, _SAME_DAY),
    ]
