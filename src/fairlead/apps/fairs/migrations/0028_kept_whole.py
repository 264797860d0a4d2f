"""What only grows is not emptied whole either, and a version that was released stays as it was."""

from django.db import migrations

_KEPT = """
-- A superuser may, who empties the database of a test.
CREATE FUNCTION fairs_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'rows of % are only added: % is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END $$;
CREATE FUNCTION fairs_keep_whole(kept regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE OR REPLACE TRIGGER fairs_kept_whole BEFORE TRUNCATE ON %s'
        ' FOR EACH STATEMENT EXECUTE FUNCTION fairs_refuse_truncate()', kept);
END $$;

-- Each table whose rows are only added is kept whole: those there are, and those to come.
DO $kept$ DECLARE kept regclass; BEGIN
    FOR kept IN SELECT tgrelid FROM pg_trigger WHERE tgname = 'fairs_kept' LOOP
        PERFORM fairs_keep_whole(kept);
    END LOOP;
END $kept$;
ALTER FUNCTION fairs_revoke_changes(regclass, text[], text) RENAME TO fairs_revoke_row_changes;
CREATE FUNCTION fairs_revoke_changes(kept regclass, forgettable text[], parent text)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM fairs_revoke_row_changes(kept, forgettable, parent);
    PERFORM fairs_keep_whole(kept);
END $$;

-- A version keeps its number and when it was released; it is released once, then superseded.
CREATE FUNCTION fairs_keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'version % was released and stays as it was', OLD.version
        USING ERRCODE = 'check_violation', CONSTRAINT = 'version_frozen';
END $$;
-- It goes when its edition does.
CREATE FUNCTION fairs_keep_released() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM fairs_edition WHERE id = OLD.edition_id) THEN
        RAISE EXCEPTION 'version % was released and stays', OLD.version
            USING ERRCODE = 'check_violation', CONSTRAINT = 'version_kept';
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION fairs_freeze_versions(kept regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER fairs_version_frozen'
        ' BEFORE UPDATE OF version, released_at, state ON %s FOR EACH ROW'
        ' WHEN (OLD.state IN (''released'', ''superseded'')'
        ' AND ((OLD.version, OLD.released_at) IS DISTINCT FROM (NEW.version, NEW.released_at)'
        ' OR NEW.state NOT IN (OLD.state, ''superseded'')))'
        ' EXECUTE FUNCTION fairs_keep_version()', kept);
    EXECUTE format('CREATE CONSTRAINT TRIGGER fairs_version_kept AFTER DELETE ON %s'
        ' DEFERRABLE INITIALLY DEFERRED FOR EACH ROW'
        ' WHEN (OLD.state IN (''released'', ''superseded''))'
        ' EXECUTE FUNCTION fairs_keep_released()', kept);
END $$;
"""
_KEPT_NO_MORE = """
DROP FUNCTION fairs_freeze_versions(regclass);
DROP FUNCTION fairs_keep_released();
DROP FUNCTION fairs_keep_version();
DROP FUNCTION fairs_revoke_changes(regclass, text[], text);
ALTER FUNCTION fairs_revoke_row_changes(regclass, text[], text) RENAME TO fairs_revoke_changes;
DO $kept$ DECLARE kept regclass; BEGIN
    FOR kept IN SELECT tgrelid FROM pg_trigger WHERE tgname = 'fairs_kept_whole' LOOP
        EXECUTE format('DROP TRIGGER fairs_kept_whole ON %s', kept);
    END LOOP;
END $kept$;
DROP FUNCTION fairs_keep_whole(regclass);
DROP FUNCTION fairs_refuse_truncate();
"""


class Migration(migrations.Migration):
    """Adds the functions, and the rule to the tables there are."""

    dependencies = (("fairs", "0027_search_glued"),)
    operations = (migrations.RunSQL(_KEPT, _KEPT_NO_MORE),)
