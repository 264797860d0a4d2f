"""A timetable that was released keeps its meetings, its number, and what it left out."""

from django.db import migrations

_KEPT = """
SELECT fairs_freeze_versions('meetings_timetable');
SELECT fairs_keep_whole('meetings_meeting'), fairs_keep_whole('meetings_booking'),
    fairs_keep_whole('meetings_placebooking'), fairs_keep_whole('meetings_timetable');

CREATE FUNCTION meetings_is_released(held_in bigint) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (
        SELECT FROM meetings_timetable WHERE id = held_in AND state IN ('released', 'superseded')
    )
$$;
-- A row goes with its version, or with its request.
CREATE FUNCTION meetings_keep_released() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' OR meetings_is_released(OLD.timetable_id)
        AND EXISTS (SELECT FROM meetings_meetingrequest WHERE id = OLD.request_id) THEN
        PERFORM meetings_refuse('timetable_frozen', 'a version that was released stays as it was');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER meetings_versions_kept AFTER DELETE ON meetings_meeting
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (current_setting('fairlead.versions', true) = 'on')
    EXECUTE FUNCTION meetings_keep_released();
CREATE CONSTRAINT TRIGGER meetings_unheld_kept AFTER UPDATE OR DELETE ON meetings_unheld
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (meetings_is_released(OLD.timetable_id))
    EXECUTE FUNCTION meetings_keep_released();
"""
_KEPT_NO_MORE = """
DROP FUNCTION meetings_keep_released() CASCADE;
DROP FUNCTION meetings_is_released(bigint);
DROP TRIGGER fairs_version_frozen ON meetings_timetable;
DROP TRIGGER fairs_version_kept ON meetings_timetable;
DROP TRIGGER fairs_kept_whole ON meetings_meeting;
DROP TRIGGER fairs_kept_whole ON meetings_booking;
DROP TRIGGER fairs_kept_whole ON meetings_placebooking;
DROP TRIGGER fairs_kept_whole ON meetings_timetable;
"""


class Migration(migrations.Migration):
    """Adds the rules."""

    dependencies = (("meetings", "0029_held_meetings_stay"), ("fairs", "0028_kept_whole"))
    operations = (migrations.RunSQL(_KEPT, _KEPT_NO_MORE),)
