"""Two who change parts of one thing at a time are written into its history one after the other.

Each of them would describe the thing without what the other has not committed yet, and the last
row of its history would be a state that it never had.
"""

from django.db import migrations

# A trigger of parts may name two arguments more: the table of the things, and the column by which
# the ids find them there. Their rows are held until the transaction ends, so what is described
# next is what others have left. Where a thing's row is written itself, it is held already.
_HELD = """
CREATE OR REPLACE FUNCTION fairs_keep_history() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    ids bigint[];
    editions text[];
    keys text[];
    states jsonb[];
    asked text := 'SELECT %1$I FROM new_rows';
BEGIN
    IF TG_OP = 'DELETE' AND TG_ARGV[3] = 'thing' THEN
        SELECT array_agg(edition.code), array_agg(gone.code) INTO editions, keys
        FROM old_rows gone JOIN fairs_edition edition ON edition.id = gone.edition_id;
    ELSE
        IF TG_OP <> 'DELETE' AND TG_ARGV[2] = 'id' THEN
            SELECT array_agg(id) INTO ids FROM new_rows;
        ELSE
            IF TG_OP = 'DELETE' THEN
                asked := 'SELECT %1$I FROM old_rows';
            ELSIF TG_OP = 'UPDATE' THEN
                asked := asked || ' UNION SELECT %1$I FROM old_rows';
            END IF;
            EXECUTE format('SELECT array_agg(DISTINCT id) FROM (' || asked || ') AS changed (id)',
                TG_ARGV[2]) INTO ids;
        END IF;
        IF ids IS NOT NULL THEN
            IF TG_NARGS > 4 THEN
                EXECUTE format('SELECT FROM %s WHERE %I = ANY($1) ORDER BY id FOR NO KEY UPDATE',
                    TG_ARGV[4], TG_ARGV[5]) USING ids;
            END IF;
            EXECUTE format('SELECT array_agg(edition), array_agg(key), array_agg(state)'
                ' FROM %s($1)', TG_ARGV[1]) INTO editions, keys, states USING ids;
        END IF;
    END IF;
    IF keys IS NOT NULL THEN
        PERFORM fairs_write_history(TG_ARGV[0], editions, keys, states);
    END IF;
    RETURN NULL;
END $$;

-- Makes the triggers of parts anew, with the table of their things.
CREATE FUNCTION fairs_hold_in_history(watched regclass, things regclass, found_by text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    made record;
    said text;
BEGIN
    FOR made IN
        SELECT oid, tgname FROM pg_trigger
        WHERE tgrelid = watched AND tgfoid = 'fairs_keep_history'::regproc AND tgnargs = 4
    LOOP
        said := pg_get_triggerdef(made.oid);
        EXECUTE format('DROP TRIGGER %I ON %s', made.tgname, watched);
        EXECUTE left(said, -1) || format(', %L, %L)', things, found_by);
    END LOOP;
END $$;
"""
_NOT_HELD = """
DROP FUNCTION fairs_hold_in_history(regclass, regclass, text);
CREATE OR REPLACE FUNCTION fairs_keep_history() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    ids bigint[];
    editions text[];
    keys text[];
    states jsonb[];
    asked text := 'SELECT %1$I FROM new_rows';
BEGIN
    IF TG_OP = 'DELETE' AND TG_ARGV[3] = 'thing' THEN
        SELECT array_agg(edition.code), array_agg(gone.code) INTO editions, keys
        FROM old_rows gone JOIN fairs_edition edition ON edition.id = gone.edition_id;
    ELSE
        IF TG_OP <> 'DELETE' AND TG_ARGV[2] = 'id' THEN
            SELECT array_agg(id) INTO ids FROM new_rows;
        ELSE
            IF TG_OP = 'DELETE' THEN
                asked := 'SELECT %1$I FROM old_rows';
            ELSIF TG_OP = 'UPDATE' THEN
                asked := asked || ' UNION SELECT %1$I FROM old_rows';
            END IF;
            EXECUTE format('SELECT array_agg(DISTINCT id) FROM (' || asked || ') AS changed (id)',
                TG_ARGV[2]) INTO ids;
        END IF;
        IF ids IS NOT NULL THEN
            EXECUTE format('SELECT array_agg(edition), array_agg(key), array_agg(state)'
                ' FROM %s($1)', TG_ARGV[1]) INTO editions, keys, states USING ids;
        END IF;
    END IF;
    IF keys IS NOT NULL THEN
        PERFORM fairs_write_history(TG_ARGV[0], editions, keys, states);
    END IF;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    """Writes the function anew, and one that has triggers hold the things of their parts."""

    dependencies = (("fairs", "0038_search_compounds"),)
    operations = (migrations.RunSQL(_HELD, _NOT_HELD),)
