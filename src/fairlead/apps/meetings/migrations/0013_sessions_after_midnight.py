"""Who speaks at a session that ends after midnight is not free until it ends."""

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
_SAME_DAY = '(session.date + session."end") AT TIME ZONE'
_ANY_DAY = 'congress_find_end(session.date, session.start, session."end") AT TIME ZONE'


class Migration(migrations.Migration):
    """Changes what finds the faults of a timetable."""

    dependencies = [
        ("meetings", "0012_request_limits"),
        ("congress", "0007_kinds_of_sessions"),
    ]
    operations = [
        migrations.RunSQL(
            _CHANGE.format(before=_SAME_DAY, after=_ANY_DAY),
            _CHANGE.format(before=_ANY_DAY, after=_SAME_DAY),
        )
    ]
