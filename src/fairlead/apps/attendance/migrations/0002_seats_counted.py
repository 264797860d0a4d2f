"""Places of a session are counted by the database, and none is taken beyond its capacity."""

from django.db import migrations

_COUNT = """
CREATE FUNCTION attendance_count_seats() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before bigint;
    after bigint;
    now_taken integer;
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.state = 'booked' THEN
        before := OLD.session_id;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.state = 'booked' THEN
        after := NEW.session_id;
    END IF;
    IF before IS NOT DISTINCT FROM after THEN
        RETURN NULL;
    END IF;
    UPDATE attendance_seatcount SET taken = taken - 1 WHERE session_id = before;
    IF after IS NOT NULL THEN
        INSERT INTO attendance_seatcount (session_id, taken) VALUES (after, 1)
        ON CONFLICT (session_id) DO UPDATE SET taken = attendance_seatcount.taken + 1
        RETURNING taken INTO now_taken;
        -- The count's row is held until the end of the transaction: nobody counts beside it.
        IF now_taken > (SELECT capacity FROM congress_session WHERE id = after) THEN
            RAISE EXCEPTION 'no place is left at session %', after
                USING ERRCODE = 'check_violation', CONSTRAINT = 'seat_capacity',
                    TABLE = 'attendance_seat';
        END IF;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER attendance_seat_counted AFTER INSERT OR DELETE OR UPDATE OF state, session_id
    ON attendance_seat FOR EACH ROW EXECUTE FUNCTION attendance_count_seats();

CREATE FUNCTION attendance_keep_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        NEW.taken := CASE TG_OP WHEN 'INSERT' THEN 0 ELSE OLD.taken END;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER attendance_keep_count BEFORE INSERT OR UPDATE OF taken ON attendance_seatcount
    FOR EACH ROW EXECUTE FUNCTION attendance_keep_count();

-- Who takes part no more leaves the places to others.
CREATE FUNCTION attendance_leave() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM attendance_seat WHERE participation_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER attendance_left AFTER UPDATE OF state ON people_participation
    FOR EACH ROW WHEN (OLD.state = 'approved' AND NEW.state <> 'approved')
    EXECUTE FUNCTION attendance_leave();
"""
_COUNT_NO_MORE = """
DROP TRIGGER attendance_left ON people_participation;
DROP FUNCTION attendance_leave();
DROP TRIGGER attendance_keep_count ON attendance_seatcount;
DROP FUNCTION attendance_keep_count();
DROP TRIGGER attendance_seat_counted ON attendance_seat;
DROP FUNCTION attendance_count_seats();
"""
_TOGETHER = ("attendance_seat", "attendance_arrival")


class Migration(migrations.Migration):
    """Adds the triggers."""

    dependencies = [
        ("attendance", "0001_initial"),
        ("congress", "0010_more_of_sessions"),
        ("fairs", "0012_within_edition"),
        ("fairs", "0003_watch_through"),
    ]
    operations = [
        migrations.RunSQL(_COUNT, _COUNT_NO_MORE),
        *(
            migrations.RunSQL(
                f"SELECT fairs_keep_together('{table}', 'session_id', 'congress_session',"
                " 'participation_id', 'people_participation')",
                f"SELECT fairs_keep_together_no_more('{table}', 'participation_id')",
            )
            for table in _TOGETHER
        ),
        migrations.RunSQL(
            "SELECT fairs_watch_through('attendance_sessionrecord', 'congress_session',"
            " 'session_id')",
            "SELECT fairs_watch_no_more('attendance_sessionrecord')",
        ),
    ]
