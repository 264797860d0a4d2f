"""Speakers are looked at when a session's time changes or it is held again, not with its words."""

from django.db import migrations

_MOVED = """
DROP TRIGGER meetings_hours_updated ON congress_session;
CREATE OR REPLACE FUNCTION meetings_keep_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moved bigint[] := ARRAY(
        SELECT new_rows.id FROM new_rows LEFT JOIN old_rows USING (id)
        WHERE (new_rows.edition_id, new_rows.date, new_rows.start, new_rows."end",
                new_rows.cancelled)
            IS DISTINCT FROM (old_rows.edition_id, old_rows.date, old_rows.start, old_rows."end",
                old_rows.cancelled)
    );
    who bigint[];
BEGIN
    IF cardinality(moved) = 0 THEN
        RETURN NULL;
    END IF;
    who := ARRAY(
        SELECT DISTINCT participation_id FROM congress_speaker WHERE session_id = ANY (moved)
    );
    PERFORM meetings_lock_people(who);
    PERFORM meetings_check_people(who);
    RETURN NULL;
END $$;
CREATE TRIGGER meetings_hours_updated AFTER UPDATE ON congress_session
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION meetings_keep_sessions();
"""
_WHATEVER = """
DROP TRIGGER meetings_hours_updated ON congress_session;
CREATE OR REPLACE FUNCTION meetings_keep_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE who bigint[] := ARRAY(
    SELECT DISTINCT participation_id FROM congress_speaker
    JOIN new_rows ON new_rows.id = session_id
);
BEGIN
    PERFORM meetings_lock_people(who);
    PERFORM meetings_check_people(who);
    RETURN NULL;
END $$;
CREATE TRIGGER meetings_hours_updated AFTER UPDATE ON congress_session
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION meetings_keep_sessions();
"""


class Migration(migrations.Migration):
    """Writes the function and its trigger anew."""

    dependencies = [("meetings", "0025_rest_and_tables")]
    operations = [migrations.RunSQL(_MOVED, _WHATEVER)]
