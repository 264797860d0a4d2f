"""Bookings follow the meetings by themselves, whatever program writes these."""

from django.db import migrations

_BOOK = """
CREATE FUNCTION meetings_book() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM meetings_booking booking USING old_rows WHERE booking.meeting_id = old_rows.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO meetings_booking (timetable_id, slot_id, participation_id, meeting_id)
        SELECT new_rows.timetable_id, new_rows.slot_id, request.requester_id, new_rows.id
        FROM new_rows JOIN meetings_meetingrequest request ON request.id = new_rows.request_id
        UNION ALL
        SELECT timetable_id, slot_id, representative_id, id
        FROM new_rows WHERE representative_id IS NOT NULL;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER meetings_book_inserted AFTER INSERT ON meetings_meeting
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION meetings_book();
CREATE TRIGGER meetings_book_updated AFTER UPDATE ON meetings_meeting
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION meetings_book();
CREATE TRIGGER meetings_book_deleted AFTER DELETE ON meetings_meeting
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION meetings_book();

CREATE FUNCTION meetings_book_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE meetings_meeting SET slot_id = slot_id WHERE request_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER meetings_requester_changed AFTER UPDATE OF requester_id ON meetings_meetingrequest
    FOR EACH ROW WHEN (OLD.requester_id IS DISTINCT FROM NEW.requester_id)
    EXECUTE FUNCTION meetings_book_again();
"""
_BOOK_NO_MORE = """
DROP TRIGGER meetings_requester_changed ON meetings_meetingrequest;
DROP FUNCTION meetings_book_again();
DROP TRIGGER meetings_book_inserted ON meetings_meeting;
DROP TRIGGER meetings_book_updated ON meetings_meeting;
DROP TRIGGER meetings_book_deleted ON meetings_meeting;
DROP FUNCTION meetings_book();
"""


class Migration(migrations.Migration):
    """Adds the triggers."""

    dependencies = [("meetings", "0001_initial")]
    operations = [migrations.RunSQL(_BOOK, _BOOK_NO_MORE)]
