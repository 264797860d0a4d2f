"""What things were is kept by the database: a row for every change, with when it began."""

from django.db import migrations, models

_KEEP = """
-- Rows are written by the triggers of what they are about; a load, which works as the owner, adds
-- those of a folder. Nobody else adds one, and nobody changes or deletes one.
CREATE FUNCTION fairs_refuse_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() > 1
        OR TG_OP = 'INSERT' AND has_table_privilege('public.fairs_history', 'TRIGGER') THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'rows of % are written by the database alone: % is refused',
        TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END $$;
CREATE TRIGGER fairs_hands BEFORE INSERT OR UPDATE OR DELETE ON fairs_history
    FOR EACH STATEMENT EXECUTE FUNCTION fairs_refuse_history();
DO $$
DECLARE role text;
BEGIN
    FOR role IN
        SELECT DISTINCT CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END
        FROM pg_class AS held, aclexplode(held.relacl)
        WHERE held.oid = 'fairs_history'::regclass AND grantee <> held.relowner
    LOOP
        EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON fairs_history FROM %s', role);
    END LOOP;
END $$;

-- Writes what "query" finds (edition, key, state) for things of a kind, where that is another state
-- than the last. What one transaction does to a thing is one change: the last state counts.
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

-- The arguments: the kind, the function that describes things of it by their ids, the column with
-- the thing's id, and 'thing' where a row of the table is the thing itself.
CREATE FUNCTION fairs_keep_history() RETURNS trigger LANGUAGE plpgsql
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

CREATE FUNCTION fairs_watch_history(
    watched regclass, kind text, describe text, key text, is_thing boolean
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    event text;
    rows text;
BEGIN
    FOREACH event IN ARRAY ARRAY['insert', 'update', 'delete'] LOOP
        rows := CASE event WHEN 'insert' THEN 'NEW TABLE AS new_rows'
            WHEN 'delete' THEN 'OLD TABLE AS old_rows'
            ELSE 'OLD TABLE AS old_rows NEW TABLE AS new_rows' END;
        EXECUTE format('CREATE TRIGGER %I AFTER %s ON %s REFERENCING %s FOR EACH STATEMENT'
            ' EXECUTE FUNCTION fairs_keep_history(%L, %L, %L, %L)',
            'history_' || kind || '_' || event, event, watched, rows, kind, describe, key,
            CASE WHEN is_thing THEN 'thing' ELSE 'part' END);
    END LOOP;
END $$;
CREATE FUNCTION fairs_watch_history_no_more(watched regclass, kind text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE event text;
BEGIN
    FOREACH event IN ARRAY ARRAY['insert', 'update', 'delete'] LOOP
        EXECUTE format('DROP TRIGGER %I ON %s', 'history_' || kind || '_' || event, watched);
    END LOOP;
END $$;

-- What was of an edition alone goes with it; projects outlive it.
CREATE FUNCTION fairs_forget_history() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    DELETE FROM fairs_history WHERE edition = OLD.code AND kind <> 'project';
    RETURN NULL;
END $$;
CREATE TRIGGER fairs_forget_history AFTER DELETE ON fairs_edition
    FOR EACH ROW EXECUTE FUNCTION fairs_forget_history();
"""
_KEEP_NO_MORE = """
DROP TRIGGER fairs_forget_history ON fairs_edition;
DROP FUNCTION fairs_forget_history();
DROP FUNCTION fairs_watch_history_no_more(regclass, text);
DROP FUNCTION fairs_watch_history(regclass, text, text, text, boolean);
DROP FUNCTION fairs_keep_history();
DROP FUNCTION fairs_write_history(text, text, bigint[]);
DROP TRIGGER fairs_hands ON fairs_history;
DROP FUNCTION fairs_refuse_history();
"""


class Migration(migrations.Migration):
    """Adds the table and what writes it."""

    dependencies = (("fairs", "0030_settings_of_loads"),)
    operations = (
        migrations.CreateModel(
            name="History",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.CharField(max_length=64)),
                ("kind", models.CharField(max_length=20)),
                ("key", models.CharField(max_length=64)),
                ("since", models.DateTimeField()),
                ("state", models.JSONField(null=True)),
                ("written_by", models.BigIntegerField(null=True, editable=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "kind", "key", "since"), name="history_since"
                    )
                ]
            },
        ),
        migrations.RunSQL(_KEEP, _KEEP_NO_MORE),
    )
