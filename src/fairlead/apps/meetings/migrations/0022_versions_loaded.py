"""A folder brings versions as they were: whole, at once, and by fewer rules than what holds now.

A version that was released may hold what no draft may hold by now: a request that was closed, a
representative who left. What holds now is written by all rules, whoever writes it.
"""

from django.db import migrations

_TAKE = """
CREATE FUNCTION meetings_take_versions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched bigint[] := ARRAY(SELECT DISTINCT timetable_id FROM new_rows);
    held_in bigint;
    fault record;
BEGIN
    IF EXISTS (
        SELECT FROM meetings_timetable WHERE id = ANY (touched) AND state = 'current'
    ) OR EXISTS (
        SELECT FROM meetings_meeting meeting WHERE meeting.timetable_id = ANY (touched)
            AND NOT EXISTS (SELECT FROM new_rows WHERE new_rows.id = meeting.id)
    ) THEN
        PERFORM meetings_refuse('timetable_frozen', 'a version is brought whole');
    END IF;
    SELECT written.id, CASE WHEN one_edition THEN 'meeting_length' ELSE 'meeting_edition' END
        AS rule INTO fault
    FROM (
        SELECT written.id,
            request.edition_id = timetable.edition_id AND slot.edition_id = timetable.edition_id
            AND coalesce(person.edition_id, timetable.edition_id) = timetable.edition_id
            AND coalesce(shared.edition_id, timetable.edition_id) = timetable.edition_id
            AND coalesce(stand.edition_id, timetable.edition_id) = timetable.edition_id
                AS one_edition,
            written.slots = 1 OR EXISTS (
                SELECT FROM fairs_slot last WHERE last.edition_id = slot.edition_id
                AND last.date = slot.date AND last.number = slot.number + written.slots - 1
            ) AS fits
        FROM new_rows written
        JOIN meetings_timetable timetable ON timetable.id = written.timetable_id
        JOIN meetings_meetingrequest request ON request.id = written.request_id
        JOIN fairs_slot slot ON slot.id = written.slot_id
        LEFT JOIN people_participation person ON person.id = written.representative_id
        LEFT JOIN meetings_table shared ON shared.id = written.table_id
        LEFT JOIN exhibition_stand stand ON stand.id = written.stand_id
    ) written
    WHERE NOT (one_edition AND fits) LIMIT 1;
    IF FOUND THEN
        PERFORM meetings_refuse(fault.rule, format('meeting %s is refused', fault.id));
    END IF;
    FOREACH held_in IN ARRAY touched LOOP
        SELECT * INTO fault FROM meetings_find_place_overlaps(held_in, NULL) LIMIT 1;
        IF NOT FOUND THEN
            SELECT overlap.* INTO fault FROM meetings_timetable timetable,
                meetings_find_overlaps(timetable.id, NULL) overlap
            WHERE timetable.id = held_in AND timetable.state = 'draft' LIMIT 1;
        END IF;
        IF FOUND THEN
            PERFORM meetings_refuse(fault.rule,
                format('meeting %s overlaps another one', fault.meeting_id));
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

DROP TRIGGER meetings_follow_inserted ON meetings_meeting;
CREATE TRIGGER meetings_follow_inserted AFTER INSERT ON meetings_meeting
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    WHEN (current_setting('fairlead.versions', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION meetings_follow();
CREATE TRIGGER meetings_versions_inserted AFTER INSERT ON meetings_meeting
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    WHEN (current_setting('fairlead.versions', true) = 'on')
    EXECUTE FUNCTION meetings_take_versions();

-- A request that a load removes goes out of the versions that held it, too.
CREATE FUNCTION meetings_leave_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM old_rows JOIN meetings_timetable timetable ON timetable.id = timetable_id
        WHERE timetable.state = 'current'
    ) THEN
        PERFORM meetings_refuse('timetable_frozen', 'what holds now is changed by its own rules');
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER meetings_follow_deleted ON meetings_meeting;
CREATE TRIGGER meetings_follow_deleted AFTER DELETE ON meetings_meeting
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
    WHEN (current_setting('fairlead.versions', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION meetings_follow();
CREATE TRIGGER meetings_versions_deleted AFTER DELETE ON meetings_meeting
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
    WHEN (current_setting('fairlead.versions', true) = 'on')
    EXECUTE FUNCTION meetings_leave_versions();

-- Who comes for further parties of versions that are brought; those of what holds are booked.
CREATE FUNCTION meetings_take_attendees() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE fault record;
BEGIN
    SELECT timetable.state, meeting.id AS meeting INTO fault FROM new_rows attendee
    JOIN meetings_meeting meeting ON meeting.id = attendee.meeting_id
    JOIN meetings_timetable timetable ON timetable.id = meeting.timetable_id
    JOIN people_participation person ON person.id = attendee.participation_id
    WHERE timetable.state = 'current' OR person.edition_id <> timetable.edition_id LIMIT 1;
    IF FOUND THEN
        PERFORM meetings_refuse('attendee_party', format('meeting %s is refused', fault.meeting));
    END IF;
    SELECT overlap.* INTO fault FROM meetings_timetable timetable,
        meetings_find_overlaps(timetable.id, NULL) overlap
    WHERE timetable.state = 'draft' AND timetable.id IN (
        SELECT meeting.timetable_id FROM new_rows
        JOIN meetings_meeting meeting ON meeting.id = new_rows.meeting_id
    ) LIMIT 1;
    IF FOUND THEN
        PERFORM meetings_refuse(fault.rule,
            format('meeting %s overlaps another one', fault.meeting_id));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER meetings_attendees_inserted ON meetings_attendee;
CREATE TRIGGER meetings_attendees_inserted AFTER INSERT ON meetings_attendee
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    WHEN (current_setting('fairlead.versions', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION meetings_follow_attendees();
CREATE TRIGGER meetings_versions_attendees AFTER INSERT ON meetings_attendee
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    WHEN (current_setting('fairlead.versions', true) = 'on')
    EXECUTE FUNCTION meetings_take_attendees();
"""
_TAKE_NO_MORE = """
DROP TRIGGER meetings_versions_attendees ON meetings_attendee;
DROP TRIGGER meetings_attendees_inserted ON meetings_attendee;
CREATE TRIGGER meetings_attendees_inserted AFTER INSERT ON meetings_attendee
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION meetings_follow_attendees();
DROP FUNCTION meetings_take_attendees();
DROP TRIGGER meetings_versions_deleted ON meetings_meeting;
DROP TRIGGER meetings_follow_deleted ON meetings_meeting;
CREATE TRIGGER meetings_follow_deleted AFTER DELETE ON meetings_meeting
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION meetings_follow();
DROP FUNCTION meetings_leave_versions();
DROP TRIGGER meetings_versions_inserted ON meetings_meeting;
DROP TRIGGER meetings_follow_inserted ON meetings_meeting;
CREATE TRIGGER meetings_follow_inserted AFTER INSERT ON meetings_meeting
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION meetings_follow();
DROP FUNCTION meetings_take_versions();
"""


class Migration(migrations.Migration):
    """Adds the rules for versions that a folder brings."""

    dependencies = [("meetings", "0021_person_limits")]
    operations = [migrations.RunSQL(_TAKE, _TAKE_NO_MORE)]
