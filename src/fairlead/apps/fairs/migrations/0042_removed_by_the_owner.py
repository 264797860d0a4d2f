"""Pages remove no edition and change no run; all of a version that was released stays as it was."""

from django.db import migrations

_KEPT = """
-- What loads a fair or takes one away works as a role that may make triggers; pages do not.
CREATE FUNCTION fairs_may_load() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT has_table_privilege('public.fairs_edition', 'TRIGGER')
$$;
CREATE FUNCTION fairs_refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT fairs_may_load() THEN
        RAISE EXCEPTION 'rows of % stay: % is refused', TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION fairs_keep_rows(kept regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER fairs_rows_kept BEFORE DELETE ON %s'
        ' FOR EACH STATEMENT EXECUTE FUNCTION fairs_refuse_removal()', kept);
END $$;
SELECT fairs_keep_rows('fairs_edition'), fairs_keep_rows('fairs_run');
CREATE TRIGGER fairs_run_kept BEFORE UPDATE ON fairs_run
    FOR EACH STATEMENT EXECUTE FUNCTION fairs_refuse_removal();

-- A version that was released is superseded at most. Its stamp says when its parts are read anew,
-- and "taken" of what moment it is known to be what holds.
CREATE OR REPLACE FUNCTION fairs_freeze_versions(kept regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE OR REPLACE TRIGGER fairs_version_frozen'
        ' BEFORE UPDATE ON %s FOR EACH ROW'
        ' WHEN (OLD.state IN (''released'', ''superseded'')'
        ' AND (to_jsonb(OLD) - ''{state,stamp,taken}''::text[]'
        ' IS DISTINCT FROM to_jsonb(NEW) - ''{state,stamp,taken}''::text[]'
        ' OR NEW.state NOT IN (OLD.state, ''superseded'')))'
        ' EXECUTE FUNCTION fairs_keep_version()', kept);
    IF NOT EXISTS (
        SELECT FROM pg_trigger WHERE tgrelid = kept AND tgname = 'fairs_version_kept'
    ) THEN
        EXECUTE format('CREATE CONSTRAINT TRIGGER fairs_version_kept AFTER DELETE ON %s'
            ' DEFERRABLE INITIALLY DEFERRED FOR EACH ROW'
            ' WHEN (OLD.state IN (''released'', ''superseded''))'
            ' EXECUTE FUNCTION fairs_keep_released()', kept);
    END IF;
END $$;
DO $frozen$ DECLARE kept regclass; BEGIN
    FOR kept IN SELECT tgrelid FROM pg_trigger WHERE tgname = 'fairs_version_frozen' LOOP
        PERFORM fairs_freeze_versions(kept);
    END LOOP;
END $frozen$;
"""
# The versions' triggers stay as they are: what they keep more was never changed.
_KEPT_NO_MORE = """
DROP TRIGGER fairs_run_kept ON fairs_run;
DROP TRIGGER fairs_rows_kept ON fairs_run;
DROP TRIGGER fairs_rows_kept ON fairs_edition;
DROP FUNCTION fairs_keep_rows(regclass);
DROP FUNCTION fairs_refuse_removal();
DROP FUNCTION fairs_may_load();
"""


class Migration(migrations.Migration):
    """Adds the functions, and the rules to the tables there are."""

    dependencies = (("fairs", "0041_search_names"),)
    operations = (migrations.RunSQL(_KEPT, _KEPT_NO_MORE),)
