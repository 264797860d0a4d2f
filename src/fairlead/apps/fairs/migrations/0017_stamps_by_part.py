"""What changed of an edition is counted by table, in rows that no two writers wait for."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

# A count only ever grows, and is seen with the change itself: who sees the same sum sees the same
# rows. It grows by chance, so that a database brought back from a backup does not come by the sums
# that somebody has seen before.
_RENEW = """
ALTER TABLE fairs_stamp DROP CONSTRAINT fairs_stamp_django,
    ADD CONSTRAINT fairs_stamp_of_edition FOREIGN KEY (edition_id) REFERENCES fairs_edition (id)
        ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

CREATE FUNCTION fairs_renew_free(edition bigint, changed text)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    UPDATE fairs_stamp SET changes = changes + 1 + floor(random() * 1000000)::bigint
    WHERE id = (
        SELECT id FROM fairs_stamp WHERE edition_id = edition AND part = changed
        LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
    );
    RETURN FOUND;
END $$;

-- Counts a change of a table. Every transaction has a row of its own for as long as it lasts: one
-- that nobody else holds, or a new one.
CREATE FUNCTION fairs_renew(edition bigint, changed text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE done boolean := false;
BEGIN
    CASE current_setting('transaction_isolation')
    WHEN 'read committed', 'read uncommitted' THEN
        done := fairs_renew_free(edition, changed);
    WHEN 'repeatable read' THEN
        BEGIN
            done := fairs_renew_free(edition, changed);
        EXCEPTION WHEN serialization_failure THEN
            NULL; -- the free row is newer than what this transaction sees
        END;
    ELSE
        NULL;
    END CASE;
    IF NOT done THEN
        INSERT INTO fairs_stamp (edition_id, part, changes)
        SELECT id, changed, 1 + floor(random() * 1000000)::bigint
        FROM fairs_edition WHERE id = edition;
    END IF;
END $$;

-- Returns the sums of an edition by table.
CREATE FUNCTION fairs_stamps(edition bigint) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT coalesce(jsonb_object_agg(part, total), '{}') FROM (
        SELECT part, sum(changes) AS total FROM fairs_stamp
        WHERE edition_id = edition GROUP BY part
    ) AS summed
$$;

DROP TRIGGER fairs_stamp ON fairs_edition;
CREATE FUNCTION fairs_touch_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM fairs_renew(NEW.id, 'fairs_edition');
    RETURN NULL;
END $$;
CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON fairs_edition
    FOR EACH ROW EXECUTE FUNCTION fairs_touch_edition();

CREATE OR REPLACE FUNCTION fairs_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM fairs_renew(edition_id, TG_TABLE_NAME)
        FROM (SELECT DISTINCT edition_id FROM old_rows) AS touched;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM fairs_renew(edition_id, TG_TABLE_NAME)
        FROM (SELECT DISTINCT edition_id FROM new_rows) AS touched;
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION fairs_touch_through() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touch text := 'SELECT fairs_renew(edition_id, %L) FROM ('
        'SELECT DISTINCT held.edition_id FROM %s held JOIN %I changed ON held.id = changed.%I'
        ') AS touched';
BEGIN
    IF TG_OP <> 'INSERT' THEN
        EXECUTE format(touch, TG_TABLE_NAME, TG_ARGV[0], 'old_rows', TG_ARGV[1]);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        EXECUTE format(touch, TG_TABLE_NAME, TG_ARGV[0], 'new_rows', TG_ARGV[1]);
    END IF;
    RETURN NULL;
END $$;
"""
_ONE_ROW = """
CREATE OR REPLACE FUNCTION fairs_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        UPDATE fairs_edition SET stamp = DEFAULT
        WHERE id IN (SELECT DISTINCT edition_id FROM old_rows);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        UPDATE fairs_edition SET stamp = DEFAULT
        WHERE id IN (SELECT DISTINCT edition_id FROM new_rows);
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION fairs_touch_through() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touch text := 'UPDATE fairs_edition SET stamp = DEFAULT WHERE id IN ('
        'SELECT held.edition_id FROM %s held JOIN %I changed ON held.id = changed.%I)';
BEGIN
    IF TG_OP <> 'INSERT' THEN
        EXECUTE format(touch, TG_ARGV[0], 'old_rows', TG_ARGV[1]);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        EXECUTE format(touch, TG_ARGV[0], 'new_rows', TG_ARGV[1]);
    END IF;
    RETURN NULL;
END $$;

DROP TRIGGER fairs_touch_updated ON fairs_edition;
DROP FUNCTION fairs_touch_edition();
CREATE TRIGGER fairs_stamp BEFORE UPDATE ON fairs_edition
    FOR EACH ROW EXECUTE FUNCTION fairs_stamp();
DROP FUNCTION fairs_stamps(bigint);
DROP FUNCTION fairs_renew(bigint, text);
DROP FUNCTION fairs_renew_free(bigint, text);
"""
_KEY = """
DO $key$ DECLARE key text; BEGIN
    SELECT conname INTO STRICT key FROM pg_constraint
    WHERE conrelid = 'fairs_stamp'::regclass AND contype = 'f';
    EXECUTE format('ALTER TABLE fairs_stamp RENAME CONSTRAINT %I TO fairs_stamp_django', key);
END $key$;
"""


def _flush_references(_apps: Any, schema_editor: Any) -> None:
    """Make the references now that Django makes at the end of a migration."""
    while schema_editor.deferred_sql:
        schema_editor.execute(schema_editor.deferred_sql.pop(0))


class Migration(migrations.Migration):
    """Adds the counts, and lets what renewed the stamp of an edition count instead."""

    dependencies = [("fairs", "0016_search_han")]
    operations = [
        migrations.CreateModel(
            name="Stamp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("part", models.CharField(max_length=63)),
                ("changes", models.BigIntegerField()),
                (
                    "edition",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="fairs.edition",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["edition", "part"], name="stamp_of_part")],
            },
        ),
        migrations.RunPython(_flush_references, migrations.RunPython.noop),
        migrations.RunSQL(_KEY + _RENEW, _ONE_ROW),
        # The column itself goes with the last function that writes it (congress 0006).
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField(model_name="edition", name="stamp")]
        ),
    ]
