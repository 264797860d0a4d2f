"""Rest after each meeting, least meetings, locked tables, and fewer tables in some slots."""

import django.db.models.deletion
from django.db import migrations, models

_LIMIT = """    GROUP BY held.participation_id, own.in_all HAVING count(*) > own.in_all
"""
_REST = """    GROUP BY held.participation_id, own.in_all HAVING count(*) > own.in_all
    UNION ALL
    SELECT one.meeting_id, one.participation_id, 'meeting_rest'
    FROM (
        SELECT held.*, own.rest, lag(upper(during)) OVER (
            PARTITION BY participation_id, date ORDER BY lower(during)
        ) AS until
        FROM held JOIN meetings_personlimit own USING (participation_id)
        WHERE own.rest IS NOT NULL
    ) one CROSS JOIN edition
    WHERE one.until <= lower(one.during) AND one.rest > (
        SELECT count(*) FROM fairs_slot slot
        WHERE slot.edition_id = edition.id AND slot.date = one.date
            AND slot.starts_at >= one.until AND slot.ends_at <= lower(one.during)
    )
"""
_REPLACE = """
DO $do$
DECLARE
    body text := pg_get_functiondef('{function}'::regprocedure);
    before text := $x${before}$x$;
BEGIN
    IF position(before IN body) = 0 THEN
        RAISE EXCEPTION '{function} has another form than expected';
    END IF;
    EXECUTE replace(body, before, $x${after}$x$);
END $do$;
"""
_FAULTS = "meetings_find_faults(bigint, bigint[])"

_TABLES = """
-- Two who book in a slot with fewer tables wait for one another: then each counts the other.
CREATE FUNCTION meetings_keep_tables() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE full_slot bigint;
BEGIN
    PERFORM FROM fairs_slot
    WHERE tables IS NOT NULL AND id IN (SELECT slot_id FROM new_rows WHERE table_id IS NOT NULL)
    ORDER BY id FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    SELECT slot.id INTO full_slot FROM fairs_slot slot
    WHERE slot.tables IS NOT NULL AND slot.id IN (SELECT slot_id FROM new_rows) AND slot.tables < (
        SELECT count(*) FROM meetings_placeslot taken
        WHERE taken.slot_id = slot.id AND taken.table_id IS NOT NULL
    ) LIMIT 1;
    IF FOUND THEN
        PERFORM meetings_refuse('meeting_tables',
            format('slot %s has fewer tables than meetings at one', full_slot));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER meetings_tables_taken AFTER INSERT ON meetings_placeslot
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION meetings_keep_tables();
CREATE FUNCTION meetings_keep_tables_of_slot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.tables < (
        SELECT count(*) FROM meetings_placeslot taken
        WHERE taken.slot_id = NEW.id AND taken.table_id IS NOT NULL
    ) THEN
        PERFORM meetings_refuse('meeting_tables',
            format('slot %s has fewer tables than meetings at one', NEW.id));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER meetings_tables_changed AFTER UPDATE OF tables ON fairs_slot
    FOR EACH ROW WHEN (NEW.tables IS DISTINCT FROM OLD.tables)
    EXECUTE FUNCTION meetings_keep_tables_of_slot();
"""
_NO_TABLES = """
DROP TRIGGER meetings_tables_changed ON fairs_slot;
DROP FUNCTION meetings_keep_tables_of_slot();
DROP TRIGGER meetings_tables_taken ON meetings_placeslot;
DROP FUNCTION meetings_keep_tables();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("fairs", "0022_fewer_tables"),
        ("meetings", "0024_promised_times_stay"),
    ]

    operations = [
        migrations.AddField(
            model_name="personlimit",
            name="at_least",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="personlimit",
            name="rest",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.RemoveConstraint(model_name="personlimit", name="person_limit_given"),
        migrations.AddConstraint(
            model_name="personlimit",
            constraint=models.CheckConstraint(
                condition=models.Q(("at_least__gte", 1), ("at_least__lte", 10000)),
                name="person_limit_at_least",
            ),
        ),
        migrations.AddConstraint(
            model_name="personlimit",
            constraint=models.CheckConstraint(
                condition=models.Q(("rest__gte", 1), ("rest__lte", 24)),
                name="person_limit_rest",
            ),
        ),
        migrations.AddConstraint(
            model_name="personlimit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("a_day__isnull", False),
                    ("in_all__isnull", False),
                    ("at_least__isnull", False),
                    ("rest__isnull", False),
                    _connector="OR",
                ),
                name="person_limit_given",
            ),
        ),
        migrations.AddConstraint(
            model_name="personlimit",
            constraint=models.CheckConstraint(
                condition=models.Q(("at_least__lte", models.F("in_all"))),
                name="person_limit_possible",
            ),
        ),
        migrations.AddField(
            model_name="meetingrequest",
            name="locked_table",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="meetings.table",
            ),
        ),
        migrations.AddIndex(
            model_name="meetingrequest",
            index=models.Index(
                condition=models.Q(("locked_table__isnull", False)),
                fields=["locked_table"],
                name="request_locked_table_given",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("locked_table__isnull", True), ("place", "table"), _connector="OR"
                ),
                name="request_locked_table",
            ),
        ),
        migrations.RunSQL(
            _REPLACE.format(function=_FAULTS, before=_LIMIT, after=_REST),
            _REPLACE.format(function=_FAULTS, before=_REST, after=_LIMIT),
        ),
        migrations.RunSQL(_TABLES, _NO_TABLES),
    ]
