"""Who was to speak at a session that is cancelled on the day is free."""

from django.db import migrations

# One expression of the function, where it stands: the rest is as an earlier migration wrote it.
_CHANGE = """
DO $do$
DECLARE
    body text := pg_get_functiondef('meetings_find_faults(bigint, bigint[])'::regprocedure);
    before text := $x${before}$x$;
BEGIN
    IF position(before IN body) = 0 THEN
        RAISE EXCEPTION 'meetings_find_faults has another form than expected';
    END IF;
    EXECUTE replace(body, before, $x${after}$x$);
END $do$;
"""
_ALL = "JOIN congress_session session ON session.id = speaker.session_id\n"
_HELD = (
    "JOIN congress_session session ON session.id = speaker.session_id AND NOT session.cancelled\n"
)


class Migration(migrations.Migration):
    """Changes what finds the faults of a timetable."""

    dependencies = [("meetings", "0018_leavers"), ("congress", "0009_versions")]
    operations = [
        migrations.RunSQL(
            _CHANGE.format(before=_ALL, after=_HELD), _CHANGE.format(before=_HELD, after=_ALL)
        )
    ]
