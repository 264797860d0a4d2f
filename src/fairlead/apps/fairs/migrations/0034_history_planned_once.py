"""A change is written into the history by statements that are planned once a connection."""

from django.db import migrations

# The states may be fewer than the keys: what is gone has none.
_PLANNED_ONCE = """
DROP FUNCTION fairs_write_history(text, text, bigint[]);
CREATE FUNCTION fairs_write_history(
    of_kind text, editions text[], keys text[], states jsonb[]
) RETURNS void LANGUAGE plpgsql SET plan_cache_mode = 'auto' AS $$
DECLARE writer bigint := pg_current_xact_id()::text::bigint;
BEGIN
    -- A saved form changes one thing; a load writes many, into tables that grow under it.
    PERFORM set_config('plan_cache_mode', CASE WHEN cardinality(keys) <= 10
        THEN 'force_generic_plan' ELSE 'force_custom_plan' END, true);
    WITH held AS MATERIALIZED (
        SELECT found.edition, found.key, found.state, last.id, last.since,
            last.state AS last_state,
            coalesce(last.written_by = writer AND last.since >= now(), false) AS own
        FROM unnest(editions, keys, states) AS found (edition, key, state) LEFT JOIN LATERAL (
            SELECT kept.* FROM fairs_history AS kept
            WHERE kept.edition = found.edition AND kept.kind = of_kind AND kept.key = found.key
            ORDER BY kept.since DESC LIMIT 1
        ) last ON true
    ), own AS MATERIALIZED (
        SELECT held.id, held.state, (
            SELECT kept.state FROM fairs_history AS kept
            WHERE kept.edition = held.edition AND kept.kind = of_kind AND kept.key = held.key
                AND kept.since < held.since
            ORDER BY kept.since DESC LIMIT 1
        ) AS before
        FROM held WHERE held.own
    ), undone AS (
        DELETE FROM fairs_history AS kept USING own
        WHERE kept.id = own.id AND own.state IS NOT DISTINCT FROM own.before
    ), changed AS (
        UPDATE fairs_history AS kept SET state = own.state FROM own
        WHERE kept.id = own.id AND own.state IS DISTINCT FROM own.before
            AND own.state IS DISTINCT FROM kept.state
    )
    INSERT INTO fairs_history (edition, kind, key, since, state, written_by)
    SELECT edition, of_kind, key,
        greatest(clock_timestamp(), held.since + interval '1 microsecond'), state, writer
    FROM held WHERE NOT own AND state IS DISTINCT FROM last_state;
END $$;

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
_EACH_TIME = """
DROP FUNCTION fairs_write_history(text, text[], text[], jsonb[]);
CREATE FUNCTION fairs_write_history(of_kind text, query text, ids bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format($write$
        WITH found AS MATERIALIZED (%s), held AS MATERIALIZED (
            SELECT found.edition, found.key, found.state, last.id, last.since,
                last.state AS last_state,
                coalesce(last.written_by = $3 AND last.since >= now(), false) AS own
            FROM found LEFT JOIN LATERAL (
                SELECT kept.* FROM fairs_history AS kept
                WHERE kept.edition = found.edition AND kept.kind = $2 AND kept.key = found.key
                ORDER BY kept.since DESC LIMIT 1
            ) last ON true
        ), own AS MATERIALIZED (
            SELECT held.id, held.state, (
                SELECT kept.state FROM fairs_history AS kept
                WHERE kept.edition = held.edition AND kept.kind = $2 AND kept.key = held.key
                    AND kept.since < held.since
                ORDER BY kept.since DESC LIMIT 1
            ) AS before
            FROM held WHERE held.own
        ), undone AS (
            DELETE FROM fairs_history AS kept USING own
            WHERE kept.id = own.id AND own.state IS NOT DISTINCT FROM own.before
        ), changed AS (
            UPDATE fairs_history AS kept SET state = own.state FROM own
            WHERE kept.id = own.id AND own.state IS DISTINCT FROM own.before
                AND own.state IS DISTINCT FROM kept.state
        )
        INSERT INTO fairs_history (edition, kind, key, since, state, written_by)
        SELECT edition, $2, key,
            greatest(clock_timestamp(), held.since + interval '1 microsecond'), state, $3
        FROM held WHERE NOT own AND state IS DISTINCT FROM last_state
    $write$, query) USING ids, of_kind, pg_current_xact_id()::text::bigint;
END $$;

CREATE OR REPLACE FUNCTION fairs_keep_history() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    ids bigint[];
    editions text[];
    keys text[];
    asked text := 'SELECT %1$I FROM new_rows';
BEGIN
    IF TG_OP = 'DELETE' AND TG_ARGV[3] = 'thing' THEN
        SELECT array_agg(edition.code), array_agg(gone.code) INTO editions, keys
        FROM old_rows gone JOIN fairs_edition edition ON edition.id = gone.edition_id;
        PERFORM fairs_write_history(TG_ARGV[0], format('SELECT edition, key, NULL::jsonb AS state'
            ' FROM unnest(%L::text[], %L::text[]) AS gone (edition, key)', editions, keys), NULL);
        RETURN NULL;
    ELSIF TG_OP = 'DELETE' THEN
        asked := 'SELECT %1$I FROM old_rows';
    ELSIF TG_OP = 'UPDATE' THEN
        asked := asked || ' UNION SELECT %1$I FROM old_rows';
    END IF;
    EXECUTE format('SELECT array_agg(DISTINCT id) FROM (' || asked || ') AS changed (id)',
        TG_ARGV[2]) INTO ids;
    IF ids IS NOT NULL THEN
        PERFORM fairs_write_history(TG_ARGV[0],
            format('SELECT edition, key, state FROM %s($1)', TG_ARGV[1]), ids);
    END IF;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    """Writes the two functions anew."""

    dependencies = (("fairs", "0033_search_plurals"),)
    operations = (migrations.RunSQL(_PLANNED_ONCE, _EACH_TIME),)
