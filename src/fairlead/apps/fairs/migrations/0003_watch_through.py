"""Rows that name their edition through another one can renew its stamp too."""

from django.db import migrations

_THROUGH = """
CREATE FUNCTION fairs_touch_through() RETURNS trigger LANGUAGE plpgsql AS $$
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

-- Lets every change of a table give a new stamp to the edition of the row that "key" refers to in
-- the table "through". fairs_watch_no_more undoes it.
CREATE FUNCTION fairs_watch_through(watched regclass, through regclass, key text)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON %s'
        ' REFERENCING NEW TABLE AS new_rows'
        ' FOR EACH STATEMENT EXECUTE FUNCTION fairs_touch_through(%L, %L)', watched, through, key);
    EXECUTE format('CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON %s'
        ' REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows'
        ' FOR EACH STATEMENT EXECUTE FUNCTION fairs_touch_through(%L, %L)', watched, through, key);
    EXECUTE format('CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON %s'
        ' REFERENCING OLD TABLE AS old_rows'
        ' FOR EACH STATEMENT EXECUTE FUNCTION fairs_touch_through(%L, %L)', watched, through, key);
END $$;
"""
_NO_MORE = """
DROP FUNCTION fairs_watch_through(regclass, regclass, text);
DROP FUNCTION fairs_touch_through();
"""


class Migration(migrations.Migration):
    """Adds the functions."""

    dependencies = [("fairs", "0002_stamp")]
    operations = [migrations.RunSQL(_THROUGH, _NO_MORE)]
