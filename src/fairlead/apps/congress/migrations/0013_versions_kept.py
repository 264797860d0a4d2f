"""A programme that was released keeps its sessions and speakers, none fewer and none more."""

from django.db import migrations

_KEPT = """
SELECT fairs_freeze_versions('congress_programme');

CREATE FUNCTION congress_is_released(programme bigint) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (SELECT FROM congress_programme WHERE id = programme AND state <> 'draft')
$$;
CREATE FUNCTION congress_is_of_released(planned bigint) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (
        SELECT FROM congress_plannedsession session
        JOIN congress_programme programme ON programme.id = session.programme_id
        WHERE session.id = planned AND programme.state <> 'draft'
    )
$$;
CREATE FUNCTION congress_refuse_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a version that was released stays as it was'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'programme_frozen';
END $$;
CREATE TRIGGER congress_version_whole BEFORE INSERT OR UPDATE OF programme_id
    ON congress_plannedsession FOR EACH ROW WHEN (congress_is_released(NEW.programme_id))
    EXECUTE FUNCTION congress_refuse_version();
CREATE TRIGGER congress_speaker_whole BEFORE INSERT ON congress_plannedspeaker
    FOR EACH ROW WHEN (congress_is_of_released(NEW.session_id))
    EXECUTE FUNCTION congress_refuse_version();
CREATE TRIGGER congress_speaker_kept BEFORE UPDATE ON congress_plannedspeaker
    FOR EACH ROW
    WHEN (congress_is_of_released(OLD.session_id) OR congress_is_of_released(NEW.session_id))
    EXECUTE FUNCTION congress_refuse_version();

-- Rows of a released version go with it alone, and a speaker with who it is.
CREATE FUNCTION congress_keep_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF congress_is_released(OLD.programme_id) THEN
        RAISE EXCEPTION 'a version that was released stays as it was'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'programme_frozen';
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION congress_keep_speaker() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF congress_is_of_released(OLD.session_id)
        AND EXISTS (SELECT FROM people_participation WHERE id = OLD.participation_id) THEN
        RAISE EXCEPTION 'a version that was released stays as it was'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'programme_frozen';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER congress_session_left AFTER DELETE ON congress_plannedsession
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (congress_is_released(OLD.programme_id))
    EXECUTE FUNCTION congress_keep_session();
CREATE CONSTRAINT TRIGGER congress_speaker_left AFTER DELETE ON congress_plannedspeaker
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (congress_is_of_released(OLD.session_id))
    EXECUTE FUNCTION congress_keep_speaker();
"""
_KEPT_NO_MORE = """
DROP FUNCTION congress_refuse_version() CASCADE;
DROP FUNCTION congress_keep_session() CASCADE;
DROP FUNCTION congress_keep_speaker() CASCADE;
DROP FUNCTION congress_is_of_released(bigint);
DROP FUNCTION congress_is_released(bigint);
DROP TRIGGER fairs_version_frozen ON congress_programme;
DROP TRIGGER fairs_version_kept ON congress_programme;
"""


class Migration(migrations.Migration):
    """Adds the rules."""

    dependencies = (("congress", "0012_level_of_sessions"), ("fairs", "0028_kept_whole"))
    operations = (migrations.RunSQL(_KEPT, _KEPT_NO_MORE),)
