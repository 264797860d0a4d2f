"""Nothing that changes elsewhere makes a meeting of the current timetable false."""

from django.db import migrations

_KEEP = """
-- Hours and speaking: those whose rows change keep what they are booked for.
CREATE FUNCTION meetings_keep_hours() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE who bigint[] := '{}';
BEGIN
    IF TG_OP <> 'INSERT' THEN
        who := who || ARRAY(SELECT DISTINCT participation_id::bigint FROM old_rows);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        who := who || ARRAY(SELECT DISTINCT participation_id::bigint FROM new_rows);
    END IF;
    PERFORM meetings_lock_people(who);
    IF EXISTS (SELECT FROM meetings_booking WHERE participation_id = ANY (who)) THEN
        PERFORM meetings_check_people(who);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER meetings_hours_inserted AFTER INSERT ON people_availability
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION meetings_keep_hours();
CREATE TRIGGER meetings_hours_updated AFTER UPDATE ON people_availability
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION meetings_keep_hours();
CREATE TRIGGER meetings_hours_deleted AFTER DELETE ON people_availability
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION meetings_keep_hours();
CREATE TRIGGER meetings_hours_inserted AFTER INSERT ON congress_speaker
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION meetings_keep_hours();
CREATE TRIGGER meetings_hours_updated AFTER UPDATE ON congress_speaker
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION meetings_keep_hours();

CREATE FUNCTION meetings_keep_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE who bigint[] := ARRAY(
    SELECT DISTINCT participation_id FROM congress_speaker
    JOIN new_rows ON new_rows.id = session_id
);
BEGIN
    PERFORM meetings_lock_people(who);
    PERFORM meetings_check_people(who);
    RETURN NULL;
END $$;
CREATE TRIGGER meetings_hours_updated AFTER UPDATE ON congress_session
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION meetings_keep_sessions();

CREATE FUNCTION meetings_keep_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM meetings_timetable WHERE edition_id = NEW.id AND state = 'current' FOR UPDATE;
    PERFORM meetings_check_people(ARRAY(
        SELECT DISTINCT participation_id FROM meetings_booking booking
        JOIN people_participation person ON person.id = participation_id
        WHERE person.edition_id = NEW.id
    ));
    RETURN NULL;
END $$;
CREATE TRIGGER meetings_limits_updated
    AFTER UPDATE OF max_meetings_per_day, time_zone ON fairs_edition
    FOR EACH ROW WHEN (OLD.time_zone <> NEW.time_zone
        OR NEW.max_meetings_per_day IS DISTINCT FROM OLD.max_meetings_per_day)
    EXECUTE FUNCTION meetings_keep_edition();

CREATE FUNCTION meetings_keep_slot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM meetings_timetable
    WHERE edition_id = OLD.edition_id AND state = 'current' FOR UPDATE;
    IF EXISTS (
        SELECT FROM meetings_meeting meeting
        JOIN meetings_timetable timetable ON timetable.id = timetable_id
        JOIN fairs_slot first ON first.id = meeting.slot_id
        WHERE timetable.state = 'current' AND timetable.edition_id = OLD.edition_id
            AND first.date = OLD.date
            AND OLD.number BETWEEN first.number AND first.number + meeting.slots - 1
    ) THEN
        PERFORM meetings_refuse('slot_taken', format('a meeting is held in slot %s', OLD.id));
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meetings_slot_kept BEFORE UPDATE OF date, number, starts_at, ends_at ON fairs_slot
    FOR EACH ROW WHEN ((OLD.date, OLD.number, OLD.starts_at, OLD.ends_at)
        IS DISTINCT FROM (NEW.date, NEW.number, NEW.starts_at, NEW.ends_at))
    EXECUTE FUNCTION meetings_keep_slot();

-- Who leaves a firm no longer stands for it.
CREATE FUNCTION meetings_keep_staff() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM meetings_booking booking
        JOIN meetings_meeting meeting ON meeting.id = booking.meeting_id
        JOIN meetings_meetingrequest request ON request.id = meeting.request_id
        LEFT JOIN meetings_requestparty party
            ON party.request_id = request.id AND party.exhibitor_id = OLD.organisation_id
        WHERE booking.participation_id = OLD.id AND (
            meeting.representative_id = OLD.id AND request.invitee_id IS NULL
            OR request.requester_id = OLD.id AND request.asking_firm_id IS NOT NULL
            OR request.requester_id = OLD.id AND request.recipient_id = NEW.organisation_id
            OR party.id IS NOT NULL
        )
    ) THEN
        PERFORM meetings_refuse('meeting_representative', format(
            'participation %s stands for the firm at a meeting', OLD.id));
    END IF;
    -- All at once: others may have changed their firm in the same statement.
    UPDATE meetings_meetingrequest request SET
        assigned_id = (
            SELECT id FROM people_participation host
            WHERE host.id = request.assigned_id AND host.organisation_id = request.recipient_id
        ),
        asking_firm_id = CASE WHEN asks.organisation_id = request.asking_firm_id
            THEN request.asking_firm_id END,
        state = CASE WHEN asks.organisation_id IS DISTINCT FROM request.recipient_id
            THEN request.state WHEN request.state = 'accepted' THEN 'cancelled'
            ELSE 'withdrawn' END,
        proposed_id = CASE WHEN asks.organisation_id IS DISTINCT FROM request.recipient_id
            THEN request.proposed_id END,
        locked_id = CASE WHEN asks.organisation_id IS DISTINCT FROM request.recipient_id
            THEN request.locked_id END
    FROM people_participation asks
    WHERE asks.id = request.requester_id AND OLD.id IN (request.assigned_id, request.requester_id)
        AND request.state IN ('pending', 'accepted');
    RETURN NULL;
END $$;
CREATE TRIGGER meetings_staff_updated AFTER UPDATE OF organisation_id ON people_participation
    FOR EACH ROW WHEN (OLD.organisation_id IS DISTINCT FROM NEW.organisation_id)
    EXECUTE FUNCTION meetings_keep_staff();

-- Who no longer takes part meets nobody: what he asked for or was asked is cancelled, and what he
-- was to hold for his firm waits for a colleague.
CREATE FUNCTION meetings_leave() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM meetings_meeting WHERE id IN (
        SELECT meeting_id FROM meetings_booking WHERE participation_id = NEW.id
    );
    UPDATE meetings_meetingrequest
    SET state = CASE state WHEN 'accepted' THEN 'cancelled' ELSE 'withdrawn' END,
        proposed_id = NULL, locked_id = NULL
    WHERE requester_id = NEW.id AND state IN ('pending', 'accepted');
    UPDATE meetings_meetingrequest
    SET state = CASE state WHEN 'accepted' THEN 'cancelled' ELSE 'declined' END,
        proposed_id = NULL, locked_id = NULL
    WHERE invitee_id = NEW.id AND state IN ('pending', 'accepted');
    UPDATE meetings_meetingrequest SET assigned_id = NULL, locked_id = NULL
    WHERE assigned_id = NEW.id AND state IN ('pending', 'accepted');
    RETURN NULL;
END $$;
CREATE TRIGGER meetings_left AFTER UPDATE OF state ON people_participation
    FOR EACH ROW WHEN (OLD.state = 'approved' AND NEW.state <> 'approved')
    EXECUTE FUNCTION meetings_leave();

-- By the end of the transaction that moves an exhibitor its meetings have moved too.
CREATE FUNCTION meetings_keep_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM exhibition_exhibitor host
        JOIN people_participation person ON person.organisation_id = host.organisation_id
        JOIN meetings_meeting meeting ON meeting.representative_id = person.id
        JOIN meetings_timetable timetable ON timetable.id = meeting.timetable_id
        WHERE host.organisation_id = NEW.organisation_id AND timetable.state = 'current'
            AND meeting.stand_id IS NOT NULL AND meeting.stand_id <> host.stand_id
    ) OR EXISTS (
        SELECT FROM exhibition_exhibitor host
        JOIN meetings_meetingrequest request ON request.recipient_id = host.organisation_id
        JOIN meetings_meeting meeting ON meeting.request_id = request.id
        JOIN meetings_timetable timetable ON timetable.id = meeting.timetable_id
        WHERE host.organisation_id = NEW.organisation_id AND timetable.state = 'current'
            AND meeting.stand_id IS NOT NULL AND meeting.stand_id <> host.stand_id
    ) THEN
        PERFORM meetings_refuse('meeting_stand', format(
            'exhibitor %s has meetings at its old stand', NEW.organisation_id));
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER meetings_stand_updated AFTER UPDATE OF stand_id ON exhibition_exhibitor
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.stand_id <> NEW.stand_id)
    EXECUTE FUNCTION meetings_keep_stand();
"""
_KEEP_NO_MORE = """
DROP TRIGGER meetings_stand_updated ON exhibition_exhibitor;
DROP FUNCTION meetings_keep_stand();
DROP TRIGGER meetings_left ON people_participation;
DROP FUNCTION meetings_leave();
DROP TRIGGER meetings_staff_updated ON people_participation;
DROP FUNCTION meetings_keep_staff();
DROP TRIGGER meetings_slot_kept ON fairs_slot;
DROP FUNCTION meetings_keep_slot();
DROP TRIGGER meetings_limits_updated ON fairs_edition;
DROP FUNCTION meetings_keep_edition();
DROP TRIGGER meetings_hours_updated ON congress_session;
DROP FUNCTION meetings_keep_sessions();
DROP TRIGGER meetings_hours_updated ON congress_speaker;
DROP TRIGGER meetings_hours_inserted ON congress_speaker;
DROP TRIGGER meetings_hours_deleted ON people_availability;
DROP TRIGGER meetings_hours_updated ON people_availability;
DROP TRIGGER meetings_hours_inserted ON people_availability;
DROP FUNCTION meetings_keep_hours();
"""


class Migration(migrations.Migration):
    """Adds the rules."""

    dependencies = [("meetings", "0010_requests_kept")]
    operations = [migrations.RunSQL(_KEEP, _KEEP_NO_MORE)]
