"""A request to a person is handed to a colleague, with the meeting there is."""

from django.db import migrations

_HANDED_ON = """
CREATE OR REPLACE FUNCTION meetings_keep_requests() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE fault record;
BEGIN
    SELECT request.id, CASE
        WHEN asks.organisation_id = request.recipient_id THEN 'request_own_firm'
        WHEN request.asking_firm_id IS DISTINCT FROM asks.organisation_id
            AND request.asking_firm_id IS NOT NULL THEN 'request_asking_firm'
        ELSE 'request_assigned'
    END AS rule INTO fault
    FROM new_rows request
    JOIN people_participation asks ON asks.id = request.requester_id
    LEFT JOIN people_participation assigned ON assigned.id = request.assigned_id
    WHERE request.state IN ('pending', 'accepted') AND (
        asks.organisation_id = request.recipient_id
        OR request.asking_firm_id IS NOT NULL
            AND request.asking_firm_id IS DISTINCT FROM asks.organisation_id
        OR request.assigned_id IS NOT NULL
            AND assigned.organisation_id IS DISTINCT FROM request.recipient_id
    ) LIMIT 1;
    IF FOUND THEN
        PERFORM meetings_refuse(fault.rule, format('request %s is refused', fault.id));
    END IF;
    IF TG_OP = 'INSERT' THEN
        RETURN NULL;
    END IF;

    SELECT new_rows.id INTO fault FROM new_rows
    JOIN meetings_meeting meeting ON meeting.request_id = new_rows.id
    JOIN meetings_timetable timetable ON timetable.id = meeting.timetable_id
    JOIN old_rows ON old_rows.id = new_rows.id
    WHERE timetable.state = 'current' AND (new_rows.state <> 'accepted'
        OR (new_rows.recipient_id, new_rows.invitee_id IS NULL)
            IS DISTINCT FROM (old_rows.recipient_id, old_rows.invitee_id IS NULL))
    LIMIT 1;
    IF FOUND THEN
        PERFORM meetings_refuse('meeting_accepted', format(
            'request %s is held: its meeting is cancelled first', fault.id));
    END IF;

    INSERT INTO meetings_requestevent (request_id, act, by_id, state, date, number, note)
    SELECT new_rows.id, CASE
        WHEN new_rows.state <> old_rows.state AND new_rows.state <> 'pending'
            THEN new_rows.state
        WHEN new_rows.proposed_id IS DISTINCT FROM old_rows.proposed_id
            AND new_rows.proposed_id IS NOT NULL THEN 'proposed'
        WHEN (new_rows.requester_id, new_rows.invitee_id, new_rows.assigned_id)
            IS DISTINCT FROM (old_rows.requester_id, old_rows.invitee_id, old_rows.assigned_id)
            THEN 'handed'
        ELSE 'changed'
    END, new_rows.changed_by_id, new_rows.state, slot.date, slot.number, new_rows.reason
    FROM new_rows JOIN old_rows ON old_rows.id = new_rows.id
    LEFT JOIN fairs_slot slot ON slot.id = coalesce(new_rows.proposed_id, new_rows.locked_id)
    WHERE (new_rows.state, new_rows.proposed_id, new_rows.requester_id, new_rows.invitee_id,
        new_rows.assigned_id, new_rows.locked_id, new_rows.place, new_rows.slots, new_rows.turn)
        IS DISTINCT FROM (old_rows.state, old_rows.proposed_id, old_rows.requester_id,
        old_rows.invitee_id, old_rows.assigned_id, old_rows.locked_id, old_rows.place,
        old_rows.slots, old_rows.turn)
    ORDER BY new_rows.id;

    -- Who asks, or is asked, instead of somebody else is booked instead.
    UPDATE meetings_meeting meeting
    SET representative_id = coalesce(new_rows.invitee_id, representative_id)
    FROM new_rows JOIN old_rows ON old_rows.id = new_rows.id
    WHERE meeting.request_id = new_rows.id
        AND (new_rows.requester_id, new_rows.invitee_id)
            IS DISTINCT FROM (old_rows.requester_id, old_rows.invitee_id)
        AND meeting.timetable_id IN (
            SELECT id FROM meetings_timetable WHERE state IN ('draft', 'current')
        );
    RETURN NULL;
END $$;
"""
_BEFORE = """
CREATE OR REPLACE FUNCTION meetings_keep_requests() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE fault record;
BEGIN
    SELECT request.id, CASE
        WHEN asks.organisation_id = request.recipient_id THEN 'request_own_firm'
        WHEN request.asking_firm_id IS DISTINCT FROM asks.organisation_id
            AND request.asking_firm_id IS NOT NULL THEN 'request_asking_firm'
        ELSE 'request_assigned'
    END AS rule INTO fault
    FROM new_rows request
    JOIN people_participation asks ON asks.id = request.requester_id
    LEFT JOIN people_participation assigned ON assigned.id = request.assigned_id
    WHERE request.state IN ('pending', 'accepted') AND (
        asks.organisation_id = request.recipient_id
        OR request.asking_firm_id IS NOT NULL
            AND request.asking_firm_id IS DISTINCT FROM asks.organisation_id
        OR request.assigned_id IS NOT NULL
            AND assigned.organisation_id IS DISTINCT FROM request.recipient_id
    ) LIMIT 1;
    IF FOUND THEN
        PERFORM meetings_refuse(fault.rule, format('request %s is refused', fault.id));
    END IF;
    IF TG_OP = 'INSERT' THEN
        RETURN NULL;
    END IF;

    SELECT new_rows.id INTO fault FROM new_rows
    JOIN meetings_meeting meeting ON meeting.request_id = new_rows.id
    JOIN meetings_timetable timetable ON timetable.id = meeting.timetable_id
    JOIN old_rows ON old_rows.id = new_rows.id
    WHERE timetable.state = 'current' AND (new_rows.state <> 'accepted'
        OR (new_rows.recipient_id, new_rows.invitee_id)
            IS DISTINCT FROM (old_rows.recipient_id, old_rows.invitee_id))
    LIMIT 1;
    IF FOUND THEN
        PERFORM meetings_refuse('meeting_accepted', format(
            'request %s is held: its meeting is cancelled first', fault.id));
    END IF;

    INSERT INTO meetings_requestevent (request_id, act, by_id, state, date, number, note)
    SELECT new_rows.id, CASE
        WHEN new_rows.state <> old_rows.state AND new_rows.state <> 'pending'
            THEN new_rows.state
        WHEN new_rows.proposed_id IS DISTINCT FROM old_rows.proposed_id
            AND new_rows.proposed_id IS NOT NULL THEN 'proposed'
        WHEN (new_rows.requester_id, new_rows.assigned_id)
            IS DISTINCT FROM (old_rows.requester_id, old_rows.assigned_id) THEN 'handed'
        ELSE 'changed'
    END, new_rows.changed_by_id, new_rows.state, slot.date, slot.number, new_rows.reason
    FROM new_rows JOIN old_rows ON old_rows.id = new_rows.id
    LEFT JOIN fairs_slot slot ON slot.id = coalesce(new_rows.proposed_id, new_rows.locked_id)
    WHERE (new_rows.state, new_rows.proposed_id, new_rows.requester_id, new_rows.assigned_id,
        new_rows.locked_id, new_rows.place, new_rows.slots, new_rows.turn)
        IS DISTINCT FROM (old_rows.state, old_rows.proposed_id, old_rows.requester_id,
        old_rows.assigned_id, old_rows.locked_id, old_rows.place, old_rows.slots, old_rows.turn)
    ORDER BY new_rows.id;

    -- Whoever asks instead of somebody else is booked instead.
    UPDATE meetings_meeting SET slot_id = slot_id WHERE request_id IN (
        SELECT new_rows.id FROM new_rows JOIN old_rows ON old_rows.id = new_rows.id
        WHERE new_rows.requester_id <> old_rows.requester_id
    ) AND timetable_id IN (
        SELECT id FROM meetings_timetable WHERE state IN ('draft', 'current')
    );
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    """Renews the rule of requests that are changed."""

    dependencies = [("meetings", "0027_meetings_move_in_place")]
    operations = [migrations.RunSQL(_HANDED_ON, _BEFORE)]
