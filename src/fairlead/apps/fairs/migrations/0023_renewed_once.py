"""A statement counts a change of a table once, and plans how to only once a session."""

from django.db import migrations

# What is counted is found by an index, one row, whatever is asked: the plan is the same each time.
_ONCE = """
CREATE OR REPLACE FUNCTION fairs_touch() RETURNS trigger LANGUAGE plpgsql
SET plan_cache_mode = 'force_generic_plan' AS $$
BEGIN
    CASE TG_OP
    WHEN 'UPDATE' THEN
        PERFORM fairs_renew(edition_id, TG_TABLE_NAME) FROM (
            SELECT edition_id FROM old_rows UNION SELECT edition_id FROM new_rows
        ) AS touched;
    WHEN 'DELETE' THEN
        PERFORM fairs_renew(edition_id, TG_TABLE_NAME)
        FROM (SELECT DISTINCT edition_id FROM old_rows) AS touched;
    ELSE
        PERFORM fairs_renew(edition_id, TG_TABLE_NAME)
        FROM (SELECT DISTINCT edition_id FROM new_rows) AS touched;
    END CASE;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION fairs_touch_through() RETURNS trigger LANGUAGE plpgsql
SET plan_cache_mode = 'force_generic_plan' AS $$
DECLARE
    changed text := CASE TG_OP
        WHEN 'INSERT' THEN 'SELECT %1$I FROM new_rows'
        WHEN 'DELETE' THEN 'SELECT %1$I FROM old_rows'
        ELSE 'SELECT %1$I FROM old_rows UNION SELECT %1$I FROM new_rows' END;
BEGIN
    EXECUTE format('SELECT fairs_renew(edition_id, %2$L) FROM (SELECT DISTINCT held.edition_id'
        ' FROM %3$s held JOIN (' || changed || ') AS changed ON held.id = changed.%1$I)'
        ' AS touched', TG_ARGV[1], TG_TABLE_NAME, TG_ARGV[0]);
    RETURN NULL;
END $$;
"""
_TWICE = """
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


class Migration(migrations.Migration):
    """Writes the functions anew."""

    dependencies = [("fairs", "0022_fewer_tables")]
    operations = [migrations.RunSQL(_ONCE, _TWICE)]
