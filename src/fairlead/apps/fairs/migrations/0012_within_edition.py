"""Tables can promise that their rows refer only to rows of their own edition."""

from django.db import migrations

_WITHIN = """
-- Refuses to move a row from one edition to another.
CREATE FUNCTION fairs_refuse_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a row of % stays in its edition (%)', TG_TABLE_NAME,
        TG_TABLE_NAME || '_edition_stays'
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_edition_stays',
            TABLE = TG_TABLE_NAME;
END $$;

-- Lets "key" of a table with edition_id refer only to a row of the same edition: one reference of
-- both columns takes the place of that of one.
CREATE FUNCTION fairs_keep_within(child regclass, key text, parent regclass)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    plain record;
    parent_key text;
BEGIN
    SELECT attname INTO STRICT parent_key FROM pg_index AS i
    JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
    WHERE i.indrelid = parent AND i.indisprimary;
    IF NOT EXISTS (
        SELECT FROM pg_constraint WHERE conrelid = parent AND conname = parent || '_of_edition'
    ) THEN
        EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I UNIQUE (edition_id, %I)',
            parent, parent || '_of_edition', parent_key);
    END IF;
    FOR plain IN
        SELECT c.conname FROM pg_constraint AS c
        JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
        WHERE c.conrelid = child AND c.contype = 'f' AND cardinality(c.conkey) = 1
            AND c.confrelid = parent AND a.attname = key
    LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', child, plain.conname);
    END LOOP;
    EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I FOREIGN KEY (edition_id, %I)'
        ' REFERENCES %s (edition_id, %I) DEFERRABLE INITIALLY DEFERRED', child,
        child || '_' || key || '_within', key, parent, parent_key);
    PERFORM fairs_keep_edition(parent);
    PERFORM fairs_keep_edition(child);
END $$;

CREATE FUNCTION fairs_keep_edition(kept regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM pg_trigger WHERE tgrelid = kept AND tgname = 'fairs_edition_stays'
    ) THEN
        EXECUTE format('CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON %s'
            ' FOR EACH ROW WHEN (OLD.edition_id IS DISTINCT FROM NEW.edition_id)'
            ' EXECUTE FUNCTION fairs_refuse_edition()', kept);
    END IF;
END $$;

-- Refuses rows that join two rows of different editions; the arguments are the two keys, each
-- with the table it refers to.
CREATE FUNCTION fairs_refuse_strangers() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE strangers boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT FROM new_rows AS joined'
        ' JOIN %s AS one ON one.id = joined.%I JOIN %s AS other ON other.id = joined.%I'
        ' WHERE one.edition_id <> other.edition_id)',
        TG_ARGV[1], TG_ARGV[0], TG_ARGV[3], TG_ARGV[2]) INTO strangers;
    IF strangers THEN
        RAISE EXCEPTION 'a row of % joins two editions (%)', TG_TABLE_NAME,
            TG_TABLE_NAME || '_one_edition'
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_one_edition',
                TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$;

-- Lets rows of a table without edition_id join only rows of one edition.
CREATE FUNCTION fairs_keep_together(
    joining regclass, key text, one regclass, other_key text, other regclass
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %s'
        ' REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT'
        ' EXECUTE FUNCTION fairs_refuse_strangers(%L, %L, %L, %L)',
        'fairs_' || other_key || '_inserted', joining, key, one, other_key, other);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %s'
        ' REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT'
        ' EXECUTE FUNCTION fairs_refuse_strangers(%L, %L, %L, %L)',
        'fairs_' || other_key || '_updated', joining, key, one, other_key, other);
    PERFORM fairs_keep_edition(one);
    PERFORM fairs_keep_edition(other);
END $$;

CREATE FUNCTION fairs_keep_within_no_more(child regclass, key text, parent regclass)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %I FOREIGN KEY (%I)'
        ' REFERENCES %s DEFERRABLE INITIALLY DEFERRED', child,
        child || '_' || key || '_within', child || '_' || key || '_plain', key, parent);
END $$;
CREATE FUNCTION fairs_keep_together_no_more(joining regclass, other_key text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE event text;
BEGIN
    FOREACH event IN ARRAY ARRAY['inserted', 'updated'] LOOP
        EXECUTE format('DROP TRIGGER %I ON %s', 'fairs_' || other_key || '_' || event, joining);
    END LOOP;
END $$;
"""
_WITHIN_NO_MORE = """
DO $$ DECLARE left_over record; BEGIN
    FOR left_over IN
        SELECT conrelid::regclass AS parent, conname FROM pg_constraint
        WHERE contype = 'u' AND conname = conrelid::regclass || '_of_edition'
    LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', left_over.parent, left_over.conname);
    END LOOP;
END $$;
DROP FUNCTION fairs_keep_together_no_more(regclass, text);
DROP FUNCTION fairs_keep_within_no_more(regclass, text, regclass);
DROP FUNCTION fairs_keep_together(regclass, text, regclass, text, regclass);
DROP FUNCTION fairs_refuse_strangers();
DROP FUNCTION fairs_keep_within(regclass, text, regclass);
DROP FUNCTION fairs_keep_edition(regclass);
DROP FUNCTION fairs_refuse_edition() CASCADE;
"""


class Migration(migrations.Migration):
    """Adds the functions."""

    dependencies = [("fairs", "0011_kept_rows")]
    operations = [migrations.RunSQL(_WITHIN, _WITHIN_NO_MORE)]
