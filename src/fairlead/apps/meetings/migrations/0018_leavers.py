"""Whoever leaves gives up times, which go to those who wait for one."""

from django.db import migrations

# Whoever leaves gives up the times of the meetings: those who wait for one, a colleague in the
# leaver's place among them, get them as others that were given up.
_FREE = """
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
DROP TRIGGER IF EXISTS meetings_free_left ON people_participation;
CREATE TRIGGER meetings_free_left BEFORE UPDATE OF state ON people_participation
    FOR EACH ROW WHEN (OLD.state = 'approved' AND NEW.state <> 'approved')
    EXECUTE FUNCTION meetings_free_left();
"""
_FREE_NO_MORE = """
DROP TRIGGER meetings_free_left ON people_participation;
DROP FUNCTION meetings_free_left();
"""


class Migration(migrations.Migration):
    """Adds the trigger."""

    dependencies = [("meetings", "0017_notes_forgotten")]
    operations = [migrations.RunSQL(_FREE, _FREE_NO_MORE)]
