"""Who leaves a fair gives up what is to come; a meeting that was held stays, and so its request."""

from django.db import migrations

_TO_COME = """
CREATE OR REPLACE FUNCTION meetings_free_left() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO meetings_freedtime (edition_id, begins, ends, people, absent)
    SELECT NEW.edition_id, lower(booking.during), upper(booking.during), ARRAY(
        SELECT other.participation_id FROM meetings_booking other
        WHERE other.meeting_id = booking.meeting_id AND other.participation_id <> NEW.id
    ), ARRAY[NEW.id]::bigint[]
    FROM meetings_booking booking
    WHERE booking.participation_id = NEW.id AND upper(booking.during) > now();
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION meetings_leave() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE held bigint[];
BEGIN
    DELETE FROM meetings_meeting WHERE id IN (
        SELECT meeting_id FROM meetings_booking
        WHERE participation_id = NEW.id AND upper(during) > now()
    );
    held := ARRAY(
        SELECT meeting.request_id FROM meetings_booking booking
        JOIN meetings_meeting meeting ON meeting.id = booking.meeting_id
        WHERE booking.participation_id = NEW.id
    );
    UPDATE meetings_meetingrequest
    SET state = CASE state WHEN 'accepted' THEN 'cancelled' ELSE 'withdrawn' END,
        proposed_id = NULL, locked_id = NULL
    WHERE requester_id = NEW.id AND state IN ('pending', 'accepted') AND NOT id = ANY (held);
    UPDATE meetings_meetingrequest
    SET state = CASE state WHEN 'accepted' THEN 'cancelled' ELSE 'declined' END,
        proposed_id = NULL, locked_id = NULL
    WHERE invitee_id = NEW.id AND state IN ('pending', 'accepted') AND NOT id = ANY (held);
    UPDATE meetings_meetingrequest SET assigned_id = NULL, locked_id = NULL
    WHERE assigned_id = NEW.id AND state IN ('pending', 'accepted') AND NOT id = ANY (held);
    RETURN NULL;
END $$;
"""
_ALL = """
CREATE OR REPLACE FUNCTION meetings_free_left() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO meetings_freedtime (edition_id, begins, ends, people, absent)
    SELECT NEW.edition_id, lower(booking.during), upper(booking.during), ARRAY(
        SELECT other.participation_id FROM meetings_booking other
        WHERE other.meeting_id = booking.meeting_id AND other.participation_id <> NEW.id
    ), ARRAY[NEW.id]::bigint[]
    FROM meetings_booking booking WHERE booking.participation_id = NEW.id;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION meetings_leave() RETURNS trigger LANGUAGE plpgsql AS $$
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
"""


class Migration(migrations.Migration):
    """Renews the two functions."""

    dependencies = [("meetings", "0028_requests_handed_on")]
    operations = [migrations.RunSQL(_TO_COME, _ALL)]
