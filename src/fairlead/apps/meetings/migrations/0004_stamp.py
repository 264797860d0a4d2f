"""A timetable gets a new stamp with every change of its meetings."""

import django.contrib.postgres.functions
from django.db import migrations, models

_STAMP = """
CREATE TRIGGER meetings_stamp BEFORE UPDATE ON meetings_timetable
    FOR EACH ROW EXECUTE FUNCTION fairs_stamp();

CREATE FUNCTION meetings_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        UPDATE meetings_timetable SET stamp = DEFAULT
        WHERE id IN (SELECT DISTINCT timetable_id FROM old_rows);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        UPDATE meetings_timetable SET stamp = DEFAULT
        WHERE id IN (SELECT DISTINCT timetable_id FROM new_rows);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER meetings_touch_inserted AFTER INSERT ON meetings_meeting
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION meetings_touch();
CREATE TRIGGER meetings_touch_updated AFTER UPDATE ON meetings_meeting
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION meetings_touch();
CREATE TRIGGER meetings_touch_deleted AFTER DELETE ON meetings_meeting
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION meetings_touch();
"""
_NO_STAMP = """
DROP TRIGGER meetings_touch_inserted ON meetings_meeting;
DROP TRIGGER meetings_touch_updated ON meetings_meeting;
DROP TRIGGER meetings_touch_deleted ON meetings_meeting;
DROP FUNCTION meetings_touch();
DROP TRIGGER meetings_stamp ON meetings_timetable;
"""


class Migration(migrations.Migration):
    """Adds the stamp and what renews it."""

    dependencies = [("meetings", "0003_version"), ("fairs", "0002_stamp")]
    operations = [
        migrations.AddField(
            model_name="timetable",
            name="stamp",
            field=models.UUIDField(
                db_default=django.contrib.postgres.functions.RandomUUID(), editable=False
            ),
        ),
        migrations.RunSQL(_STAMP, _NO_STAMP),
    ]
