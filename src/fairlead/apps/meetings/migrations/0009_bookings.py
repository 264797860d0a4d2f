"""Meetings of the current timetable book people, tables and seats; none is booked twice."""

from django.db import migrations

_TABLES = """
ALTER TABLE meetings_booking ADD CONSTRAINT booking_person_once EXCLUDE USING gist (
    int8range(participation_id, participation_id, '[]') WITH &&, during WITH &&
);
ALTER TABLE meetings_placebooking ADD CONSTRAINT booking_table_once EXCLUDE USING gist (
    int8range(table_id, table_id, '[]') WITH &&, during WITH &&
) WHERE (table_id IS NOT NULL);
ALTER TABLE meetings_placebooking ADD CONSTRAINT booking_seat_once EXCLUDE USING gist (
    int8range(stand_id, stand_id, '[]') WITH &&, int4range(seat, seat, '[]') WITH &&,
    during WITH &&
) WHERE (stand_id IS NOT NULL);

-- Who is at which meeting of which timetable, and when.
CREATE VIEW meetings_attendance AS
WITH timed AS NOT MATERIALIZED (
    SELECT meeting.*, slot.date, tstzrange(slot.starts_at, CASE
        WHEN meeting.slots = 1 THEN slot.ends_at
        ELSE (
            SELECT ends_at FROM fairs_slot last WHERE last.edition_id = slot.edition_id
            AND last.date = slot.date AND last.number = slot.number + meeting.slots - 1
        )
    END) AS during
    FROM meetings_meeting meeting JOIN fairs_slot slot ON slot.id = meeting.slot_id
)
SELECT timed.timetable_id, timed.id AS meeting_id, request.requester_id AS participation_id,
    date, during
FROM timed JOIN meetings_meetingrequest request ON request.id = timed.request_id
UNION ALL
SELECT timetable_id, id, representative_id, date, during FROM timed
WHERE representative_id IS NOT NULL
UNION ALL
SELECT timetable_id, timed.id, attendee.participation_id, date, during
FROM timed JOIN meetings_attendee attendee ON attendee.meeting_id = timed.id;

-- What keeps people of a timetable from their meetings: their own hours, a session at which they
-- speak, or too many in a day. All people when "who" is null.
CREATE FUNCTION meetings_find_faults(held_in bigint, who bigint[])
RETURNS TABLE (meeting_id bigint, participation_id bigint, rule text) LANGUAGE sql AS $$
    WITH held AS MATERIALIZED (
        SELECT * FROM meetings_attendance attendance
        WHERE timetable_id = held_in AND (who IS NULL OR attendance.participation_id = ANY (who))
    ), edition AS MATERIALIZED (
        SELECT edition.* FROM fairs_edition edition
        JOIN meetings_timetable timetable ON timetable.edition_id = edition.id
        WHERE timetable.id = held_in
    ), hours AS (
        SELECT availability.participation_id, range_agg(tstzrange(
            (date + start) AT TIME ZONE edition.time_zone,
            (date + "end") AT TIME ZONE edition.time_zone
        )) AS free
        FROM people_availability availability JOIN edition ON edition.id = edition_id
        WHERE who IS NULL OR availability.participation_id = ANY (who)
        GROUP BY 1
    )
    SELECT held.meeting_id, held.participation_id, 'meeting_available'
    FROM held JOIN hours USING (participation_id) WHERE NOT held.during <@ hours.free
    UNION ALL
    SELECT held.meeting_id, held.participation_id, 'meeting_speaking'
    FROM held JOIN congress_speaker speaker USING (participation_id)
    JOIN congress_session session ON session.id = speaker.session_id
    JOIN edition ON edition.id = session.edition_id
    WHERE held.during && tstzrange(
        (session.date + session.start) AT TIME ZONE edition.time_zone,
        (session.date + session."end") AT TIME ZONE edition.time_zone
    )
    UNION ALL
    SELECT held.meeting_id, held.participation_id, 'meeting_taking_part'
    FROM held JOIN people_participation person ON person.id = held.participation_id
    WHERE person.state <> 'approved'
    UNION ALL
    SELECT max(held.meeting_id), held.participation_id, 'meeting_day_limit'
    FROM held, edition WHERE edition.max_meetings_per_day IS NOT NULL
    GROUP BY held.participation_id, held.date, edition.max_meetings_per_day
    HAVING count(*) > edition.max_meetings_per_day
$$;

-- Meetings of a timetable that take a person that another one has; all people when "who" is null.
CREATE FUNCTION meetings_find_overlaps(held_in bigint, who bigint[])
RETURNS TABLE (meeting_id bigint, rule text) LANGUAGE sql AS $$
    SELECT one.meeting_id, 'booking_person_once' FROM (
        SELECT attendance.meeting_id, during, max(upper(during)) OVER (
            PARTITION BY participation_id ORDER BY lower(during)
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS until
        FROM meetings_attendance attendance
        WHERE timetable_id = held_in AND (who IS NULL OR participation_id = ANY (who))
    ) one WHERE lower(one.during) < one.until
$$;

-- Meetings of a timetable that take a table or a seat that another one has; all places when
-- "places" is null, which are tables and, below nought, stands.
CREATE FUNCTION meetings_find_place_overlaps(held_in bigint, places bigint[])
RETURNS TABLE (meeting_id bigint, rule text) LANGUAGE sql AS $$
    SELECT one.id, CASE WHEN one.table_id IS NULL THEN 'booking_seat_once'
        ELSE 'booking_table_once' END
    FROM (
        SELECT meeting.id, meeting.table_id, slot.number, max(slot.number + meeting.slots) OVER (
            PARTITION BY slot.date, meeting.table_id, meeting.stand_id, meeting.seat
            ORDER BY slot.number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS until
        FROM meetings_meeting meeting JOIN fairs_slot slot ON slot.id = meeting.slot_id
        WHERE meeting.timetable_id = held_in AND meeting.place <> 'online'
            AND (places IS NULL OR coalesce(meeting.table_id, -meeting.stand_id) = ANY (places))
    ) one WHERE one.number < one.until
$$;

-- Meetings of the current timetable that were promised a time and that a draft says nothing of.
CREATE FUNCTION meetings_find_promised(current bigint, draft bigint)
RETURNS TABLE (meeting_id bigint) LANGUAGE sql AS $$
    SELECT meeting.id FROM meetings_meeting meeting
    JOIN meetings_meetingrequest request ON request.id = meeting.request_id
    WHERE meeting.timetable_id = current AND request.locked_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM meetings_meeting planned
        WHERE planned.timetable_id = draft AND planned.request_id = meeting.request_id
    )
$$;

-- Locks people, so that nobody else changes what they have on, one after another.
CREATE FUNCTION meetings_lock_people(who bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM people_participation WHERE id = ANY (who) ORDER BY id FOR NO KEY UPDATE;
END $$;

-- Refuses when somebody cannot be at a meeting of a current timetable.
CREATE FUNCTION meetings_check_people(who bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    held_in bigint;
    fault record;
    nested text := current_setting('enable_nestloop');
BEGIN
    -- Of many people the planner knows less than it thinks.
    IF cardinality(who) > 1000 THEN
        PERFORM set_config('enable_nestloop', 'off', true);
    END IF;
    FOR held_in IN
        SELECT DISTINCT timetable.id FROM meetings_timetable timetable
        JOIN people_participation participation USING (edition_id)
        WHERE timetable.state = 'current' AND participation.id = ANY (who)
    LOOP
        SELECT * INTO fault FROM meetings_find_faults(held_in, who) LIMIT 1;
        IF FOUND THEN
            PERFORM meetings_refuse(fault.rule, format('participation %s cannot be at meeting %s',
                fault.participation_id, fault.meeting_id));
        END IF;
    END LOOP;
    PERFORM set_config('enable_nestloop', nested, true);
END $$;
"""
_FOLLOW = """
CREATE FUNCTION meetings_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched bigint[] := '{}';
    current bigint[];
    drafts bigint[];
    held_in bigint;
    who bigint[];
    fault record;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        touched := touched || ARRAY(SELECT DISTINCT timetable_id FROM old_rows);
        DELETE FROM meetings_placebooking booking USING old_rows
        WHERE booking.meeting_id = old_rows.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        touched := touched || ARRAY(SELECT DISTINCT timetable_id FROM new_rows);
    END IF;
    IF EXISTS (
        SELECT FROM meetings_timetable
        WHERE id = ANY (touched) AND state IN ('released', 'superseded')
    ) THEN
        PERFORM meetings_refuse('timetable_frozen', 'a version that was released stays as it was');
    END IF;
    WITH stamped AS (
        UPDATE meetings_timetable SET stamp = DEFAULT
        WHERE id = ANY (touched) AND state = 'draft' RETURNING id
    )
    SELECT array_agg(id) INTO drafts FROM stamped;
    -- Whoever releases locks the current timetable, and waits for those who book.
    current := ARRAY(
        SELECT id FROM meetings_timetable
        WHERE id = ANY (touched) AND state = 'current' ORDER BY id FOR KEY SHARE
    );
    INSERT INTO meetings_lane (timetable_id, lane)
    SELECT id, pg_backend_pid() % 16 FROM unnest(current) id
    ON CONFLICT (timetable_id, lane) DO UPDATE SET stamp = gen_random_uuid();

    who := ARRAY(SELECT NULL::bigint WHERE false);
    IF TG_OP <> 'INSERT' THEN
        who := who || ARRAY(
            SELECT DISTINCT booking.participation_id FROM meetings_booking booking
            JOIN old_rows ON old_rows.id = booking.meeting_id
        );
    END IF;
    IF TG_OP <> 'DELETE' THEN
        who := who || ARRAY(
            SELECT request.requester_id FROM new_rows written
            JOIN meetings_meetingrequest request ON request.id = written.request_id
            UNION
            SELECT representative_id FROM new_rows WHERE representative_id IS NOT NULL
            UNION
            SELECT attendee.participation_id FROM new_rows written
            JOIN meetings_attendee attendee ON attendee.meeting_id = written.id
        );
    END IF;
    IF cardinality(current) > 0 THEN
        PERFORM meetings_lock_people(who);
    END IF;
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM meetings_booking booking USING old_rows
        WHERE booking.meeting_id = old_rows.id;
    END IF;

    IF TG_OP <> 'DELETE' THEN
        IF cardinality(current) > 0 THEN
            PERFORM FROM meetings_meetingrequest
            WHERE id IN (SELECT request_id FROM new_rows) ORDER BY id FOR SHARE;
            PERFORM FROM exhibition_exhibitor
            WHERE stand_id IN (SELECT stand_id FROM new_rows) ORDER BY organisation_id FOR SHARE;
        END IF;
        SELECT id, CASE
            WHEN NOT (of_request AND of_slot AND of_person AND of_table) THEN 'meeting_edition'
            WHEN timetable_state = 'current' AND request_state <> 'accepted'
                THEN 'meeting_accepted'
            WHEN request_state NOT IN ('pending', 'accepted') THEN 'meeting_open'
            WHEN NOT represents THEN 'meeting_representative'
            WHEN NOT at_home THEN 'meeting_stand'
            ELSE 'meeting_length'
        END AS rule INTO fault
        FROM (
            SELECT written.id, timetable.state AS timetable_state, request.state AS request_state,
                request.edition_id = timetable.edition_id AS of_request,
                slot.edition_id = timetable.edition_id AS of_slot,
                coalesce(person.edition_id, timetable.edition_id) = timetable.edition_id
                    AS of_person,
                coalesce(shared.edition_id, timetable.edition_id) = timetable.edition_id
                    AS of_table,
                CASE
                    WHEN request.invitee_id IS NOT NULL
                        THEN written.representative_id IS NOT DISTINCT FROM request.invitee_id
                    WHEN written.representative_id IS NOT NULL
                        THEN person.organisation_id IS NOT DISTINCT FROM request.recipient_id
                    ELSE true
                END AS represents,
                written.stand_id IS NULL OR written.stand_id IS NOT DISTINCT FROM host.stand_id
                    AS at_home,
                written.slots = 1 OR EXISTS (
                    SELECT FROM fairs_slot last WHERE last.edition_id = slot.edition_id
                    AND last.date = slot.date AND last.number = slot.number + written.slots - 1
                ) AS fits
            FROM new_rows written
            JOIN meetings_timetable timetable ON timetable.id = written.timetable_id
            JOIN meetings_meetingrequest request ON request.id = written.request_id
            JOIN fairs_slot slot ON slot.id = written.slot_id
            LEFT JOIN people_participation person ON person.id = written.representative_id
            LEFT JOIN exhibition_exhibitor host ON host.organisation_id =
                coalesce(request.recipient_id, person.organisation_id)
            LEFT JOIN meetings_table shared ON shared.id = written.table_id
        ) checked
        WHERE NOT (of_request AND of_slot AND of_person AND of_table AND represents AND at_home
            AND fits) OR request_state NOT IN ('pending', 'accepted')
            OR timetable_state = 'current' AND request_state <> 'accepted'
        LIMIT 1;
        IF FOUND THEN
            PERFORM meetings_refuse(fault.rule, format('meeting %s is refused', fault.id));
        END IF;

        FOREACH held_in IN ARRAY coalesce(drafts, '{}') LOOP
            SELECT * INTO fault FROM meetings_find_overlaps(
                held_in, CASE WHEN cardinality(who) < 1000 THEN who END) LIMIT 1;
            IF NOT FOUND THEN
                SELECT * INTO fault FROM meetings_find_place_overlaps(held_in,
                    CASE WHEN cardinality(who) < 1000 THEN ARRAY(
                        SELECT coalesce(table_id, -stand_id) FROM new_rows WHERE place <> 'online'
                    ) END) LIMIT 1;
            END IF;
            IF FOUND THEN
                PERFORM meetings_refuse(fault.rule,
                    format('meeting %s overlaps another one', fault.meeting_id));
            END IF;
        END LOOP;

        IF cardinality(current) > 0 THEN
            WITH timed AS (
                SELECT written.id, request_id, representative_id, tstzrange(slot.starts_at, CASE
                    WHEN written.slots = 1 THEN slot.ends_at
                    ELSE (
                        SELECT ends_at FROM fairs_slot last
                        WHERE last.edition_id = slot.edition_id AND last.date = slot.date
                            AND last.number = slot.number + written.slots - 1
                    )
                END) AS during
                FROM new_rows written JOIN fairs_slot slot ON slot.id = written.slot_id
                WHERE written.timetable_id = ANY (current)
            )
            INSERT INTO meetings_booking (meeting_id, participation_id, during)
            SELECT timed.id, request.requester_id, during
            FROM timed JOIN meetings_meetingrequest request ON request.id = timed.request_id
            UNION ALL
            SELECT id, representative_id, during FROM timed WHERE representative_id IS NOT NULL
            UNION ALL
            SELECT timed.id, attendee.participation_id, during
            FROM timed JOIN meetings_attendee attendee ON attendee.meeting_id = timed.id
            ORDER BY 2, 3;
            INSERT INTO meetings_placebooking (meeting_id, table_id, stand_id, seat, during)
            SELECT DISTINCT ON (written.id) written.id, table_id, stand_id, seat, during
            FROM new_rows written JOIN meetings_booking booking ON booking.meeting_id = written.id
            WHERE place <> 'online' AND written.timetable_id = ANY (current);
            PERFORM meetings_check_people(who);
        END IF;
    END IF;

    IF cardinality(current) > 0 THEN
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO meetings_change (
                request_id, sequence, kind, during, before, place, stand_id, table_id, people, gone
            )
            SELECT now.request_id, coalesce(last.sequence + 1, 0),
                CASE WHEN last.kind IS NULL OR last.kind = 'cancelled' THEN 'booked'
                    ELSE 'changed' END,
                now.during, CASE WHEN last.kind <> 'cancelled' THEN last.during END,
                now.place, now.stand_id, now.table_id, now.people,
                CASE WHEN last.kind IS NULL OR last.kind = 'cancelled' THEN '{}'::bigint[]
                    ELSE ARRAY(SELECT unnest(last.people) EXCEPT SELECT unnest(now.people)) END
            FROM (
                SELECT new_rows.request_id, new_rows.place, new_rows.stand_id, new_rows.table_id,
                    (array_agg(booking.during))[1] AS during,
                    array_agg(booking.participation_id ORDER BY booking.participation_id) AS people
                FROM new_rows JOIN meetings_booking booking ON booking.meeting_id = new_rows.id
                WHERE new_rows.timetable_id = ANY (current)
                GROUP BY new_rows.id, 1, 2, 3, 4
            ) now
            LEFT JOIN LATERAL (
                SELECT * FROM meetings_change change WHERE change.request_id = now.request_id
                ORDER BY sequence DESC LIMIT 1
            ) last ON true
            WHERE last.kind IS NULL OR last.kind = 'cancelled' OR
                (last.during, last.place, last.stand_id, last.table_id, last.people)
                IS DISTINCT FROM
                (now.during, now.place, now.stand_id, now.table_id, now.people);
        ELSE
            INSERT INTO meetings_change (
                request_id, sequence, kind, during, before, place, stand_id, table_id, people, gone
            )
            SELECT last.request_id, last.sequence + 1, 'cancelled', last.during, last.during,
                last.place, last.stand_id, last.table_id, last.people, last.people
            FROM old_rows JOIN LATERAL (
                SELECT * FROM meetings_change change WHERE change.request_id = old_rows.request_id
                ORDER BY sequence DESC LIMIT 1
            ) last ON true
            WHERE old_rows.timetable_id = ANY (current);
        END IF;
    END IF;
    RETURN NULL;
END $$;

DROP TRIGGER meetings_touch_inserted ON meetings_meeting;
DROP TRIGGER meetings_touch_updated ON meetings_meeting;
DROP TRIGGER meetings_touch_deleted ON meetings_meeting;
CREATE TRIGGER meetings_follow_inserted AFTER INSERT ON meetings_meeting
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION meetings_follow();
CREATE TRIGGER meetings_follow_updated AFTER UPDATE ON meetings_meeting
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION meetings_follow();
CREATE TRIGGER meetings_follow_deleted AFTER DELETE ON meetings_meeting
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION meetings_follow();

-- What holds now is booked, and begins the count of its changes.
INSERT INTO meetings_booking (meeting_id, participation_id, during)
SELECT meeting_id, participation_id, during FROM meetings_attendance
JOIN meetings_timetable timetable ON timetable.id = timetable_id AND timetable.state = 'current';
INSERT INTO meetings_placebooking (meeting_id, table_id, stand_id, seat, during)
SELECT DISTINCT ON (meeting.id) meeting.id, table_id, stand_id, seat, during
FROM meetings_meeting meeting JOIN meetings_booking booking ON booking.meeting_id = meeting.id
WHERE place <> 'online';
INSERT INTO meetings_change (
    request_id, sequence, kind, during, place, stand_id, table_id, people, gone
)
SELECT request_id, 0, 'booked', (array_agg(during))[1], place, stand_id, table_id,
    array_agg(participation_id ORDER BY participation_id), '{}'
FROM meetings_meeting meeting JOIN meetings_booking booking ON booking.meeting_id = meeting.id
GROUP BY meeting.id, 1, 5, 6, 7;

CREATE FUNCTION meetings_refuse_hands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() = 1 THEN
        PERFORM meetings_refuse('booking_by_hand', 'bookings follow the meetings');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER meetings_hands BEFORE INSERT OR UPDATE OR DELETE ON meetings_booking
    FOR EACH STATEMENT EXECUTE FUNCTION meetings_refuse_hands();
CREATE TRIGGER meetings_hands BEFORE INSERT OR UPDATE OR DELETE ON meetings_placebooking
    FOR EACH STATEMENT EXECUTE FUNCTION meetings_refuse_hands();
CREATE TRIGGER meetings_hands BEFORE INSERT OR UPDATE OR DELETE ON meetings_change
    FOR EACH STATEMENT EXECUTE FUNCTION meetings_refuse_hands();

-- A third party's people come after the meeting itself: it is booked anew with them.
CREATE FUNCTION meetings_follow_attendees() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE stranger bigint;
BEGIN
    IF TG_OP = 'DELETE' THEN
        UPDATE meetings_meeting SET slot_id = slot_id
        WHERE id IN (SELECT meeting_id FROM old_rows);
        RETURN NULL;
    END IF;
    SELECT attendee.participation_id INTO stranger FROM new_rows attendee
    JOIN meetings_meeting meeting ON meeting.id = attendee.meeting_id
    JOIN people_participation person ON person.id = attendee.participation_id
    WHERE NOT EXISTS (
        SELECT FROM meetings_requestparty party
        WHERE party.request_id = meeting.request_id AND party.answer <> 'declined'
            AND (party.participation_id = person.id OR party.exhibitor_id = person.organisation_id)
    ) LIMIT 1;
    IF FOUND THEN
        PERFORM meetings_refuse('attendee_party',
            format('participation %s comes for no party of the request', stranger));
    END IF;
    UPDATE meetings_meeting SET slot_id = slot_id WHERE id IN (SELECT meeting_id FROM new_rows);
    RETURN NULL;
END $$;
CREATE TRIGGER meetings_attendees_inserted AFTER INSERT ON meetings_attendee
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION meetings_follow_attendees();
CREATE TRIGGER meetings_attendees_updated AFTER UPDATE ON meetings_attendee
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION meetings_follow_attendees();
CREATE TRIGGER meetings_attendees_deleted AFTER DELETE ON meetings_attendee
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
    EXECUTE FUNCTION meetings_follow_attendees();
"""
_FOLLOW_NO_MORE = """
DROP TRIGGER meetings_attendees_inserted ON meetings_attendee;
DROP TRIGGER meetings_attendees_updated ON meetings_attendee;
DROP TRIGGER meetings_attendees_deleted ON meetings_attendee;
DROP FUNCTION meetings_follow_attendees();
DROP TRIGGER meetings_hands ON meetings_change;
DROP TRIGGER meetings_hands ON meetings_placebooking;
DROP TRIGGER meetings_hands ON meetings_booking;
DROP FUNCTION meetings_refuse_hands();
DELETE FROM meetings_booking;
DELETE FROM meetings_placebooking;
DELETE FROM meetings_change;
DROP TRIGGER meetings_follow_inserted ON meetings_meeting;
DROP TRIGGER meetings_follow_updated ON meetings_meeting;
DROP TRIGGER meetings_follow_deleted ON meetings_meeting;
DROP FUNCTION meetings_follow();
CREATE TRIGGER meetings_touch_inserted AFTER INSERT ON meetings_meeting
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION meetings_touch();
CREATE TRIGGER meetings_touch_updated AFTER UPDATE ON meetings_meeting
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION meetings_touch();
CREATE TRIGGER meetings_touch_deleted AFTER DELETE ON meetings_meeting
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION meetings_touch();
"""
_TABLES_NO_MORE = """
DROP FUNCTION meetings_check_people(bigint[]);
DROP FUNCTION meetings_lock_people(bigint[]);
DROP FUNCTION meetings_find_promised(bigint, bigint);
DROP FUNCTION meetings_find_place_overlaps(bigint, bigint[]);
DROP FUNCTION meetings_find_overlaps(bigint, bigint[]);
DROP FUNCTION meetings_find_faults(bigint, bigint[]);
DROP VIEW meetings_attendance;
ALTER TABLE meetings_placebooking DROP CONSTRAINT booking_seat_once;
ALTER TABLE meetings_placebooking DROP CONSTRAINT booking_table_once;
ALTER TABLE meetings_booking DROP CONSTRAINT booking_person_once;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    """Adds the constraints and what writes the bookings, and books what holds."""

    dependencies = [
        ("meetings", "0008_current"),
        ("congress", "0004_localized_text"),
        ("people", "0006_memberships"),
    ]
    operations = [
        migrations.RunSQL(_TABLES, _TABLES_NO_MORE),
        migrations.RunSQL(_FOLLOW, _FOLLOW_NO_MORE),
    ]
