"""Tables can promise that their rows are only added: nobody changes one or takes one away."""

from django.db import migrations

_KEPT = """
-- Refuses; the arguments are the columns that may be emptied, and the one that names the row
-- with which a row goes, or nothing.
CREATE FUNCTION fairs_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    forgettable text[] := TG_ARGV[0];
    before jsonb := to_jsonb(OLD);
    after jsonb;
BEGIN
    IF TG_OP = 'UPDATE' AND forgettable <> '{}' THEN
        after := to_jsonb(NEW);
        IF after - forgettable = before - forgettable AND NOT EXISTS (
            SELECT FROM unnest(forgettable) AS name
            WHERE after ->> name IS NOT NULL AND after -> name <> before -> name
        ) THEN
            RETURN NEW;
        END IF;
    ELSIF TG_OP = 'DELETE' AND TG_ARGV[1] <> '' AND pg_trigger_depth() > 1 THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'rows of % are only added: % is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END $$;

-- Takes the right to change the rows of such a table from everybody but its owner, who is
-- refused by the trigger. It can be run again, after more rights were granted.
CREATE FUNCTION fairs_withhold_changes(kept regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    forgettable text[];
    role text;
BEGIN
    SELECT split_part(encode(tgargs, 'escape'), '\\000', 1) INTO STRICT forgettable
    FROM pg_trigger WHERE tgrelid = kept AND tgname = 'fairs_kept';
    FOR role IN
        SELECT DISTINCT CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END
        FROM pg_class AS held, aclexplode(held.relacl)
        WHERE held.oid = kept AND grantee <> held.relowner
            AND privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')
    LOOP
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM %s', kept, role);
        IF forgettable <> '{}' THEN
            EXECUTE format('GRANT UPDATE (%s) ON %s TO %s', (
                SELECT string_agg(quote_ident(name), ', ') FROM unnest(forgettable) AS name
            ), kept, role);
        END IF;
    END LOOP;
END $$;

-- Lets rows of a table only be added. Columns that are "forgettable" may be emptied. Where "parent"
-- is a column that refers to another row, a row goes when that one does, by the database itself.
CREATE FUNCTION fairs_revoke_changes(kept regclass, forgettable text[], parent text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE reference record;
BEGIN
    EXECUTE format('CREATE TRIGGER fairs_kept BEFORE UPDATE OR DELETE ON %s'
        ' FOR EACH ROW EXECUTE FUNCTION fairs_refuse_change(%L, %L)', kept, forgettable, parent);
    PERFORM fairs_withhold_changes(kept);
    IF parent <> '' THEN
        SELECT c.conname, c.confrelid::regclass AS referred, a.attname AS key
        INTO STRICT reference
        FROM pg_constraint AS c
        JOIN pg_attribute AS a ON a.attrelid = c.confrelid AND a.attnum = c.confkey[1]
        WHERE c.conrelid = kept AND c.contype = 'f' AND cardinality(c.conkey) = 1
            AND c.conkey[1] = (
                SELECT attnum FROM pg_attribute WHERE attrelid = kept AND attname = parent
            );
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %I FOREIGN KEY (%I)'
            ' REFERENCES %s (%I) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED', kept,
            reference.conname, reference.conname, parent, reference.referred, reference.key);
    END IF;
END $$;
"""
_KEPT_NO_MORE = """
DROP FUNCTION fairs_revoke_changes(regclass, text[], text);
DROP FUNCTION fairs_withhold_changes(regclass);
DROP FUNCTION fairs_refuse_change();
"""


class Migration(migrations.Migration):
    """Adds the functions."""

    dependencies = [("fairs", "0010_quick_text_check")]
    operations = [migrations.RunSQL(_KEPT, _KEPT_NO_MORE)]
