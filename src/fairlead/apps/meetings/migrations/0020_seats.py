"""Who booked a place at a session has no time for meetings then."""

from django.db import migrations

# A part of the function is put before its end: the rest is as earlier migrations wrote it.
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
_PART = """    SELECT held.meeting_id, held.participation_id, 'meeting_taking_part'"""
_SEATS = """    SELECT held.meeting_id, held.participation_id, 'meeting_seat'
    FROM held JOIN attendance_seat seat USING (participation_id)
    JOIN congress_session session ON session.id = seat.session_id AND NOT session.cancelled
    JOIN edition ON edition.id = session.edition_id
    WHERE seat.state = 'booked' AND NOT seat.beside AND held.during && tstzrange(
        (session.date + session.start) AT TIME ZONE edition.time_zone,
        congress_find_end(session.date, session.start, session."end") AT TIME ZONE edition.time_zone
    )
    UNION ALL
"""
_GUARD = """
CREATE TRIGGER meetings_seats_inserted AFTER INSERT ON attendance_seat
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION meetings_keep_hours();
CREATE TRIGGER meetings_seats_updated AFTER UPDATE ON attendance_seat
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION meetings_keep_hours();

-- A session that comes to lie beside a meeting of somebody who booked it: both stay.
CREATE FUNCTION meetings_move_seats() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moved bigint[] := ARRAY(
    SELECT new_rows.id FROM new_rows JOIN old_rows USING (id)
    WHERE (new_rows.date, new_rows.start, new_rows."end")
        IS DISTINCT FROM (old_rows.date, old_rows.start, old_rows."end")
);
BEGIN
    IF cardinality(moved) = 0 THEN
        RETURN NULL;
    END IF;
    PERFORM meetings_lock_people(ARRAY(
        SELECT participation_id FROM attendance_seat
        WHERE session_id = ANY (moved) AND state = 'booked'
    ));
    UPDATE attendance_seat seat SET beside = EXISTS (
        SELECT FROM meetings_booking booking
        WHERE booking.participation_id = seat.participation_id AND booking.during && tstzrange(
            (session.date + session.start) AT TIME ZONE edition.time_zone,
            congress_find_end(session.date, session.start, session."end")
                AT TIME ZONE edition.time_zone
        )
    )
    FROM congress_session session JOIN fairs_edition edition ON edition.id = session.edition_id
    WHERE session.id = seat.session_id AND session.id = ANY (moved) AND seat.state = 'booked';
    RETURN NULL;
END $$;
CREATE TRIGGER meetings_seats_moved AFTER UPDATE ON congress_session
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION meetings_move_seats();
"""
_NO_GUARD = """
DROP TRIGGER meetings_seats_moved ON congress_session;
DROP FUNCTION meetings_move_seats();
DROP TRIGGER meetings_seats_updated ON attendance_seat;
DROP TRIGGER meetings_seats_inserted ON attendance_seat;
"""


class Migration(migrations.Migration):
    """Changes what finds the faults of a timetable, and guards it."""

    dependencies = [("meetings", "0019_cancelled_sessions"), ("attendance", "0002_seats_counted")]
    operations = [
        migrations.RunSQL(
            _CHANGE.format(before=_PART, after=_SEATS + _PART),
            _CHANGE.format(before=_SEATS + _PART, after=_PART),
        ),
        migrations.RunSQL(_GUARD, _NO_GUARD),
    ]
