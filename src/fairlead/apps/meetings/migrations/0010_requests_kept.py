"""A request goes only from state to state, leaves a history, and fits those whom it names."""

from django.db import migrations

from fairlead.apps.fairs.constraints import revoke_changes

_KEEP = """
-- Of one pair one request is open at a time. A load puts that off to the end of its transaction.
ALTER TABLE meetings_meetingrequest ADD CONSTRAINT request_of_pair EXCLUDE USING btree (
    requester_id WITH =, recipient_id WITH =
) WHERE (state IN ('pending', 'accepted') AND recipient_id IS NOT NULL)
DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE meetings_meetingrequest ADD CONSTRAINT request_of_two EXCLUDE USING btree (
    requester_id WITH =, invitee_id WITH =
) WHERE (state IN ('pending', 'accepted') AND invitee_id IS NOT NULL)
DEFERRABLE INITIALLY IMMEDIATE;

CREATE FUNCTION meetings_keep_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- A folder that an organiser loads over what is here may say anything.
    IF coalesce(current_setting('fairlead.loading', true), '') <> 'on'
    AND (OLD.state, NEW.state) NOT IN (
        ('pending', 'accepted'), ('pending', 'declined'), ('pending', 'withdrawn'),
        ('pending', 'expired'), ('accepted', 'cancelled')
    ) THEN
        PERFORM meetings_refuse('request_transition', format(
            'a request that is %s does not become %s', OLD.state, NEW.state));
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meetings_kept BEFORE UPDATE OF state ON meetings_meetingrequest
    FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION meetings_keep_state();

-- Whom a request names, and what happened to it. New ones have no history but their own times.
CREATE FUNCTION meetings_keep_requests() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER meetings_requests_inserted AFTER INSERT ON meetings_meetingrequest
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION meetings_keep_requests();
CREATE TRIGGER meetings_requests_updated AFTER UPDATE ON meetings_meetingrequest
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION meetings_keep_requests();

-- A further party is none of the first two, of the same edition, and sends one of its own.
CREATE FUNCTION meetings_keep_parties() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE fault record;
BEGIN
    SELECT party.id INTO fault FROM new_rows party
    JOIN meetings_meetingrequest request ON request.id = party.request_id
    LEFT JOIN exhibition_exhibitor firm ON firm.organisation_id = party.exhibitor_id
    LEFT JOIN people_participation person ON person.id = party.participation_id
    LEFT JOIN people_participation attends ON attends.id = party.attends_id
    WHERE coalesce(firm.edition_id, person.edition_id) <> request.edition_id
        OR party.exhibitor_id = request.recipient_id
        OR party.exhibitor_id = request.asking_firm_id
        OR party.participation_id IN (request.requester_id, request.invitee_id)
        OR attends.id IS NOT NULL
            AND attends.organisation_id IS DISTINCT FROM party.exhibitor_id
    LIMIT 1;
    IF FOUND THEN
        PERFORM meetings_refuse('party_fits', format('party %s is refused', fault.id));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER meetings_parties_inserted AFTER INSERT ON meetings_requestparty
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION meetings_keep_parties();
CREATE TRIGGER meetings_parties_updated AFTER UPDATE ON meetings_requestparty
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION meetings_keep_parties();
"""
_KEEP_NO_MORE = """
DROP TRIGGER meetings_parties_inserted ON meetings_requestparty;
DROP TRIGGER meetings_parties_updated ON meetings_requestparty;
DROP FUNCTION meetings_keep_parties();
DROP TRIGGER meetings_requests_inserted ON meetings_meetingrequest;
DROP TRIGGER meetings_requests_updated ON meetings_meetingrequest;
DROP FUNCTION meetings_keep_requests();
DROP TRIGGER meetings_kept ON meetings_meetingrequest;
DROP FUNCTION meetings_keep_state();
ALTER TABLE meetings_meetingrequest DROP CONSTRAINT request_of_two;
ALTER TABLE meetings_meetingrequest DROP CONSTRAINT request_of_pair;
"""
_WITHIN = (
    ("meetings_meetingrequest", "asking_firm_id", "people_organisation"),
    ("meetings_meetingrequest", "invitee_id", "people_participation"),
    ("meetings_meetingrequest", "proposed_id", "fairs_slot"),
    ("meetings_block", "by_id", "people_participation"),
    ("meetings_block", "whom_id", "people_participation"),
)


class Migration(migrations.Migration):
    """Adds the rules."""

    dependencies = [("meetings", "0009_bookings"), ("fairs", "0012_within_edition")]
    operations = [
        migrations.RunSQL(_KEEP, _KEEP_NO_MORE),
        *(
            migrations.RunSQL(
                [("SELECT fairs_keep_within(%s, %s, %s)", one)],
                [("SELECT fairs_keep_within_no_more(%s, %s, %s)", one)],
            )
            for one in _WITHIN
        ),
        revoke_changes("meetings_requestevent", forgettable=("by_id",), goes_with="request_id"),
        revoke_changes("meetings_change", goes_with="request_id"),
    ]
