"""A writer looks for a free row of a count where its own session left one."""

from django.db import migrations, models

_SLOTS = """
CREATE OR REPLACE FUNCTION fairs_renew_free(edition bigint, changed text)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    UPDATE fairs_stamp SET changes = changes + 1 + floor(random() * 1000000)::bigint
    WHERE id = (
        SELECT id FROM fairs_stamp
        WHERE edition_id = edition AND part = changed AND slot = pg_backend_pid() % 16
        LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
    );
    RETURN FOUND;
END $$;

CREATE OR REPLACE FUNCTION fairs_renew(edition bigint, changed text)
RETURNS void LANGUAGE plpgsql AS $$
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
        INSERT INTO fairs_stamp (edition_id, part, slot, changes)
        SELECT id, changed, pg_backend_pid() % 16, 1 + floor(random() * 1000000)::bigint
        FROM fairs_edition WHERE id = edition;
    END IF;
END $$;
"""
_NO_SLOTS = """
CREATE OR REPLACE FUNCTION fairs_renew_free(edition bigint, changed text)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    UPDATE fairs_stamp SET changes = changes + 1 + floor(random() * 1000000)::bigint
    WHERE id = (
        SELECT id FROM fairs_stamp WHERE edition_id = edition AND part = changed
        LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
    );
    RETURN FOUND;
END $$;

CREATE OR REPLACE FUNCTION fairs_renew(edition bigint, changed text)
RETURNS void LANGUAGE plpgsql AS $$
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
"""


class Migration(migrations.Migration):
    """Adds the slot, and writes the functions anew."""

    dependencies = [("fairs", "0017_stamps_by_part")]
    operations = [
        migrations.AddField("stamp", "slot", models.SmallIntegerField(db_default=0)),
        migrations.RemoveIndex("stamp", "stamp_of_part"),
        migrations.AddIndex(
            "stamp", models.Index(fields=["edition", "part", "slot"], name="stamp_of_part")
        ),
        migrations.RunSQL(_SLOTS, _NO_SLOTS),
    ]
