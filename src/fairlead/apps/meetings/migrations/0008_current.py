"""Each edition with a released timetable gets a current one that holds the same."""

from django.db import migrations

_CURRENT = """
-- A request that a released timetable holds has been granted by whoever released it.
UPDATE meetings_meetingrequest request SET state = 'accepted'
FROM meetings_meeting meeting JOIN meetings_timetable timetable ON timetable.id = timetable_id
WHERE timetable.state = 'released' AND meeting.request_id = request.id
    AND request.state <> 'accepted';

INSERT INTO meetings_timetable (edition_id, version, state)
SELECT edition_id, 0, 'current' FROM meetings_timetable WHERE state = 'released';

INSERT INTO meetings_meeting (
    timetable_id, request_id, slot_id, slots, representative_id, place, stand_id, seat, table_id
)
SELECT current.id, request_id, slot_id, slots, representative_id, place, stand_id, seat, table_id
FROM meetings_meeting meeting
JOIN meetings_timetable released ON released.id = timetable_id AND released.state = 'released'
JOIN meetings_timetable current
    ON current.edition_id = released.edition_id AND current.state = 'current'
ORDER BY meeting.id;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;

-- Versions go with their edition, and what they hold with them, by the database itself.
CREATE FUNCTION meetings_go_with(child regclass, key text, parent regclass)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE plain text;
BEGIN
    SELECT c.conname INTO STRICT plain FROM pg_constraint AS c
    JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.conrelid = child AND c.contype = 'f' AND cardinality(c.conkey) = 1
        AND c.confrelid = parent AND a.attname = key;
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %I FOREIGN KEY (%I)'
        ' REFERENCES %s ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED',
        child, plain, plain, key, parent);
END $$;
SELECT meetings_go_with('meetings_timetable', 'edition_id', 'fairs_edition');
SELECT meetings_go_with('meetings_meeting', 'timetable_id', 'meetings_timetable');
SELECT meetings_go_with('meetings_unheld', 'timetable_id', 'meetings_timetable');
SELECT meetings_go_with('meetings_attendee', 'meeting_id', 'meetings_meeting');

CREATE FUNCTION meetings_refuse(rule text, said text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% (%)', said, rule USING ERRCODE = 'check_violation', CONSTRAINT = rule;
END $$;

-- A version is drafted, released and superseded, in this order; then it stays as it was.
CREATE FUNCTION meetings_keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' AND pg_trigger_depth() = 1 THEN
            PERFORM meetings_refuse('timetable_kept', 'only a draft is thrown away');
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (
        ('draft', 'released'), ('released', 'superseded')
    ) THEN
        PERFORM meetings_refuse('timetable_transition', format(
            'a timetable that is %s does not become %s', OLD.state, NEW.state));
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meetings_kept BEFORE UPDATE OF state OR DELETE ON meetings_timetable
    FOR EACH ROW EXECUTE FUNCTION meetings_keep_version();

SELECT meetings_go_with('meetings_lane', 'timetable_id', 'meetings_timetable');
DROP FUNCTION meetings_go_with(regclass, text, regclass);

-- The stamp of a current timetable, in lanes: two sessions seldom renew the same one.
CREATE FUNCTION meetings_find_stamp(held_in bigint) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT md5(concat(held_in, string_agg(stamp::text, ' ' ORDER BY lane)))::uuid
    FROM meetings_lane WHERE timetable_id = held_in
$$;
"""
_NO_CURRENT = """
DROP FUNCTION meetings_find_stamp(bigint);
DROP TRIGGER meetings_kept ON meetings_timetable;
DROP FUNCTION meetings_keep_version();
DROP FUNCTION meetings_refuse(text, text);
DELETE FROM meetings_timetable WHERE state = 'current';
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    """Brings today's databases along: what was released goes on."""

    dependencies = [("meetings", "0007_requests")]
    operations = [migrations.RunSQL(_CURRENT, _NO_CURRENT)]
