"""An edition gets a new stamp with every change of what visitors see of it."""

import django.contrib.postgres.functions
from django.db import migrations, models

# The stamp is never taken from what a program writes, so that one that saves an edition it read
# long ago cannot bring an old stamp back.
_STAMP = """
CREATE FUNCTION fairs_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.stamp := gen_random_uuid();
    RETURN NEW;
END $$;
CREATE TRIGGER fairs_stamp BEFORE UPDATE ON fairs_edition
    FOR EACH ROW EXECUTE FUNCTION fairs_stamp();

CREATE FUNCTION fairs_touch() RETURNS trigger LANGUAGE plpgsql AS $$
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

-- Lets every change of a table with edition_id give its edition a new stamp.
CREATE FUNCTION fairs_watch(watched regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON %s'
        ' REFERENCING NEW TABLE AS new_rows'
        ' FOR EACH STATEMENT EXECUTE FUNCTION fairs_touch()', watched);
    EXECUTE format('CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON %s'
        ' REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows'
        ' FOR EACH STATEMENT EXECUTE FUNCTION fairs_touch()', watched);
    EXECUTE format('CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON %s'
        ' REFERENCING OLD TABLE AS old_rows'
        ' FOR EACH STATEMENT EXECUTE FUNCTION fairs_touch()', watched);
END $$;
CREATE FUNCTION fairs_watch_no_more(watched regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE event text;
BEGIN
    FOREACH event IN ARRAY ARRAY['inserted', 'updated', 'deleted'] LOOP
        EXECUTE format('DROP TRIGGER fairs_touch_%s ON %s', event, watched);
    END LOOP;
END $$;
SELECT fairs_watch('fairs_slot');
"""
_NO_STAMP = """
SELECT fairs_watch_no_more('fairs_slot');
DROP FUNCTION fairs_watch_no_more(regclass);
DROP FUNCTION fairs_watch(regclass);
DROP FUNCTION fairs_touch();
DROP TRIGGER fairs_stamp ON fairs_edition;
DROP FUNCTION fairs_stamp();
"""


class Migration(migrations.Migration):
    """Adds the stamp and what renews it."""

    dependencies = [("fairs", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="edition",
            name="stamp",
            field=models.UUIDField(
                db_default=django.contrib.postgres.functions.RandomUUID(), editable=False
            ),
        ),
        migrations.RunSQL(_STAMP, _NO_STAMP),
    ]
