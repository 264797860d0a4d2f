"""A timetable that was released takes no more of what it left out, and keeps its journal."""

from django.db import migrations

_KEPT = """
CREATE FUNCTION meetings_keep_released_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM new_rows WHERE meetings_is_released(timetable_id)) THEN
        PERFORM meetings_refuse('timetable_frozen', 'a version that was released stays as it was');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER meetings_unheld_whole AFTER INSERT ON meetings_unheld
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT WHEN (NOT fairs_may_load())
    EXECUTE FUNCTION meetings_keep_released_whole();
CREATE TRIGGER meetings_journal_whole AFTER INSERT ON meetings_adjustment
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT WHEN (NOT fairs_may_load())
    EXECUTE FUNCTION meetings_keep_released_whole();
CREATE CONSTRAINT TRIGGER meetings_journal_kept AFTER UPDATE OR DELETE ON meetings_adjustment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (meetings_is_released(OLD.timetable_id))
    EXECUTE FUNCTION meetings_keep_released();
SELECT fairs_keep_rows('meetings_meetingrequest');
"""
_KEPT_NO_MORE = """
DROP TRIGGER fairs_rows_kept ON meetings_meetingrequest;
DROP TRIGGER meetings_journal_kept ON meetings_adjustment;
DROP FUNCTION meetings_keep_released_whole() CASCADE;
"""


class Migration(migrations.Migration):
    """Adds the rules."""

    dependencies = (
        ("meetings", "0034_left_after_meeting"),
        ("fairs", "0042_removed_by_the_owner"),
    )
    operations = (migrations.RunSQL(_KEPT, _KEPT_NO_MORE),)
