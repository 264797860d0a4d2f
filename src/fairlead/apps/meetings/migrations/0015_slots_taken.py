"""Nobody and no place is taken twice in a slot: unique keys in place of ranges in a GiST index.

Of 62,000 meetings the exclusion of ranges took most of a release's time. What is booked follows
meetings whose own keys guard it, so its rows need none.
"""

import django.db.models.deletion
from django.db import migrations, models

_NO_RANGES = """
ALTER TABLE meetings_booking DROP CONSTRAINT booking_person_once;
ALTER TABLE meetings_placebooking DROP CONSTRAINT booking_table_once;
ALTER TABLE meetings_placebooking DROP CONSTRAINT booking_seat_once;
"""
_RANGES = """
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
"""
_TAKEN = """
ALTER TABLE meetings_personslot RENAME CONSTRAINT meetings_personslot_pkey TO booking_person_once;
-- What is unique by slot is so by time, because slots do not overlap. A load shifts them at once.
ALTER TABLE fairs_slot ADD CONSTRAINT slot_apart EXCLUDE USING gist (
    int8range(edition_id, edition_id, '[]') WITH &&, tstzrange(starts_at, ends_at) WITH &&
) DEFERRABLE INITIALLY IMMEDIATE;

-- The slots that meetings take, one row for each.
CREATE FUNCTION meetings_find_slots(meetings bigint[])
RETURNS TABLE (meeting_id bigint, slot_id bigint) LANGUAGE sql STABLE AS $$
    SELECT id, slot_id FROM meetings_meeting WHERE id = ANY (meetings) AND slots = 1
    UNION ALL
    SELECT meeting.id, taken.id FROM meetings_meeting meeting
    JOIN fairs_slot first ON first.id = meeting.slot_id
    JOIN fairs_slot taken ON taken.edition_id = first.edition_id AND taken.date = first.date
        AND taken.number BETWEEN first.number AND first.number + meeting.slots - 1
    WHERE meeting.id = ANY (meetings) AND meeting.slots > 1
$$;
CREATE OR REPLACE FUNCTION meetings_follow() RETURNS trigger LANGUAGE plpgsql AS $$
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
        DELETE FROM meetings_placeslot taken USING old_rows WHERE taken.meeting_id = old_rows.id;
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
        DELETE FROM meetings_personslot taken USING old_rows
        WHERE taken.meeting_id = old_rows.id;
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
            INSERT INTO meetings_personslot (participation_id, slot_id, meeting_id)
            SELECT booking.participation_id, slot_id, meeting_id
            FROM meetings_find_slots(ARRAY(
                SELECT id FROM new_rows WHERE timetable_id = ANY (current)
            )) JOIN meetings_booking booking USING (meeting_id) ORDER BY 1, 2;
            INSERT INTO meetings_placeslot (meeting_id, slot_id, table_id, stand_id, seat)
            SELECT meeting_id, held.slot_id, table_id, stand_id, seat
            FROM meetings_find_slots(ARRAY(
                SELECT id FROM new_rows WHERE timetable_id = ANY (current)
            )) held JOIN new_rows written ON written.id = meeting_id
            WHERE place <> 'online' ORDER BY 3, 4, 2;
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
INSERT INTO meetings_personslot (participation_id, slot_id, meeting_id)
SELECT booking.participation_id, held.slot_id, held.meeting_id
FROM meetings_find_slots(ARRAY(SELECT DISTINCT meeting_id FROM meetings_booking)) held
JOIN meetings_booking booking USING (meeting_id);
INSERT INTO meetings_placeslot (meeting_id, slot_id, table_id, stand_id, seat)
SELECT held.meeting_id, held.slot_id, table_id, stand_id, seat
FROM meetings_find_slots(ARRAY(SELECT meeting_id FROM meetings_placebooking)) held
JOIN meetings_placebooking booking USING (meeting_id);

CREATE TRIGGER meetings_hands BEFORE INSERT OR UPDATE OR DELETE ON meetings_personslot
    FOR EACH STATEMENT EXECUTE FUNCTION meetings_refuse_hands();
CREATE TRIGGER meetings_hands BEFORE INSERT OR UPDATE OR DELETE ON meetings_placeslot
    FOR EACH STATEMENT EXECUTE FUNCTION meetings_refuse_hands();
"""
_TAKEN_NO_MORE = """
DROP FUNCTION meetings_find_slots(bigint[]);
ALTER TABLE fairs_slot DROP CONSTRAINT slot_apart;
CREATE OR REPLACE FUNCTION meetings_follow() RETURNS trigger LANGUAGE plpgsql AS $$
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
ALTER TABLE meetings_personslot RENAME CONSTRAINT booking_person_once TO meetings_personslot_pkey;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("exhibition", "0006_stands_change_places"),
        ("fairs", "0018_stamp_slots"),
        ("meetings", "0014_adjustments"),
        ("people", "0011_revisions"),
    ]

    operations = [
        migrations.RunSQL(_NO_RANGES, _RANGES),
        migrations.AlterField(
            model_name="booking",
            name="meeting",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="bookings",
                to="meetings.meeting",
            ),
        ),
        migrations.AlterField(
            model_name="booking",
            name="participation",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="bookings",
                to="people.participation",
            ),
        ),
        migrations.AlterField(
            model_name="placebooking",
            name="meeting",
            field=models.OneToOneField(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                primary_key=True,
                related_name="place_booking",
                serialize=False,
                to="meetings.meeting",
            ),
        ),
        migrations.AlterField(
            model_name="placebooking",
            name="stand",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="exhibition.stand",
            ),
        ),
        migrations.AlterField(
            model_name="placebooking",
            name="table",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="meetings.table",
            ),
        ),
        migrations.CreateModel(
            name="PersonSlot",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "participation_id",
                        "slot_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.participation",
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="fairs.slot",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlaceSlot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seat", models.PositiveSmallIntegerField(null=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="fairs.slot",
                    ),
                ),
                (
                    "stand",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="exhibition.stand",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="meetings.table",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("table__isnull", False)),
                        fields=("table", "slot"),
                        name="booking_table_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("stand__isnull", False)),
                        fields=("stand", "seat", "slot"),
                        name="booking_seat_once",
                    ),
                ],
            },
        ),
        migrations.RunSQL(_TAKEN, _TAKEN_NO_MORE),
    ]
