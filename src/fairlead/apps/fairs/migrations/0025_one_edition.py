"""Rows without an edition of their own join only what is of one, however many keys they have."""

from django.db import migrations

_KEEP = """
-- Refuses rows that join what is of different editions; the argument asks new_rows whether any do.
CREATE FUNCTION fairs_refuse_mixed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE mixed boolean;
BEGIN
    EXECUTE TG_ARGV[0] INTO mixed;
    IF mixed THEN
        RAISE EXCEPTION 'a row of % joins two editions (%)', TG_TABLE_NAME,
            TG_TABLE_NAME || '_one_edition'
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_one_edition',
                TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$;

-- Lets rows of a table without edition_id join only rows of one edition. A key leads to a row with
-- edition_id, at once or by keys of what lies between ('meeting_id.timetable_id'); the first is
-- never null.
CREATE FUNCTION fairs_keep_one_edition(joining regclass, VARIADIC keys text[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    place int := 0;
    key text;
    step text;
    held regclass;
    parent record;
    above text;
    joins text := '';
    ends text[] := '{}';
    asked text;
BEGIN
    FOREACH key IN ARRAY keys LOOP
        held := joining;
        above := 'joined';
        FOREACH step IN ARRAY string_to_array(key, '.') LOOP
            SELECT c.confrelid::regclass AS name, a.attname AS id INTO STRICT parent
            FROM pg_constraint AS c
            JOIN pg_attribute AS k ON k.attrelid = c.conrelid AND k.attnum = c.conkey[1]
            JOIN pg_attribute AS a ON a.attrelid = c.confrelid AND a.attnum = c.confkey[1]
            WHERE c.contype = 'f' AND c.conrelid = held AND cardinality(c.conkey) = 1
                AND k.attname = step;
            place := place + 1;
            joins := joins || format(' LEFT JOIN %s AS held_%s ON held_%s.%I = %s.%I',
                parent.name, place, place, parent.id, above, step);
            above := 'held_' || place;
            held := parent.name;
        END LOOP;
        ends := ends || above;
        PERFORM fairs_keep_edition(held);
    END LOOP;
    SELECT 'SELECT EXISTS (SELECT FROM new_rows AS joined' || joins || ' WHERE '
        || string_agg(other || '.edition_id <> ' || ends[1] || '.edition_id', ' OR ') || ')'
        INTO asked FROM unnest(ends[2:]) AS other;
    EXECUTE format('CREATE TRIGGER fairs_mixed_inserted AFTER INSERT ON %s'
        ' REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT'
        ' EXECUTE FUNCTION fairs_refuse_mixed(%L)', joining, asked);
    EXECUTE format('CREATE TRIGGER fairs_mixed_updated AFTER UPDATE ON %s'
        ' REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT'
        ' EXECUTE FUNCTION fairs_refuse_mixed(%L)', joining, asked);
END $$;
CREATE FUNCTION fairs_keep_one_edition_no_more(joining regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('DROP TRIGGER fairs_mixed_inserted ON %s', joining);
    EXECUTE format('DROP TRIGGER fairs_mixed_updated ON %s', joining);
END $$;
"""
_KEEP_NO_MORE = """
DROP FUNCTION fairs_keep_one_edition_no_more(regclass);
DROP FUNCTION fairs_keep_one_edition(regclass, text[]);
DROP FUNCTION fairs_refuse_mixed();
"""


class Migration(migrations.Migration):
    """Adds the functions."""

    dependencies = [("fairs", "0024_search_designations")]
    operations = [migrations.RunSQL(_KEEP, _KEEP_NO_MORE)]
