"""Participants may have a limit of their own; meetings of several slots run across no pause."""

import django.db.models.deletion
from django.db import migrations, models

_LIMITS = """
CREATE FUNCTION meetings_keep_limits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    who bigint[] := ARRAY(SELECT DISTINCT participation_id FROM new_rows);
BEGIN
    PERFORM meetings_lock_people(who);
    PERFORM meetings_check_people(who);
    RETURN NULL;
END $$;
CREATE TRIGGER meetings_limits_written AFTER INSERT ON meetings_personlimit
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION meetings_keep_limits();
CREATE TRIGGER meetings_limits_updated AFTER UPDATE ON meetings_personlimit
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION meetings_keep_limits();
"""
_NO_LIMITS = """
DROP TRIGGER meetings_limits_updated ON meetings_personlimit;
DROP TRIGGER meetings_limits_written ON meetings_personlimit;
DROP FUNCTION meetings_keep_limits();
"""

# What of earlier functions changes: the limits, and that between the slots there is no pause.
_LIMIT = """    FROM held, edition WHERE edition.max_meetings_per_day IS NOT NULL
    GROUP BY held.participation_id, held.date, edition.max_meetings_per_day
    HAVING count(*) > edition.max_meetings_per_day
"""
_OWN_LIMIT = """    FROM held CROSS JOIN edition
    LEFT JOIN meetings_personlimit own USING (participation_id)
    WHERE coalesce(own.a_day, edition.max_meetings_per_day) IS NOT NULL
    GROUP BY held.participation_id, held.date, own.a_day, edition.max_meetings_per_day
    HAVING count(*) > coalesce(own.a_day, edition.max_meetings_per_day)
    UNION ALL
    SELECT max(held.meeting_id), held.participation_id, 'meeting_limit'
    FROM held JOIN meetings_personlimit own USING (participation_id)
    GROUP BY held.participation_id, own.in_all HAVING count(*) > own.in_all
"""
_PLACES = """        FROM meetings_meeting meeting JOIN fairs_slot slot ON slot.id = meeting.slot_id
        WHERE meeting.timetable_id = held_in AND meeting.place <> 'online'
            AND (places IS NULL OR coalesce(meeting.table_id, -meeting.stand_id) = ANY (places))
"""
# For some places by their indexes: a draft of 60,000 meetings was read whole for each drop.
_PLACES_BY_INDEX = """        FROM (
            SELECT * FROM meetings_meeting WHERE timetable_id = held_in AND places IS NULL
            UNION ALL
            SELECT * FROM meetings_meeting WHERE timetable_id = held_in AND table_id = ANY (places)
            UNION ALL
            SELECT * FROM meetings_meeting WHERE timetable_id = held_in
                AND stand_id = ANY (ARRAY(SELECT -place FROM unnest(places) place))
        ) meeting JOIN fairs_slot slot ON slot.id = meeting.slot_id
        WHERE meeting.place <> 'online'
"""
_ENDS = """last.number = slot.number + written.slots - 1
                ) AS fits"""
_ENDS_IN_A_ROW = """last.number = slot.number + written.slots - 1
                    AND last.ends_at - slot.starts_at = (
                        SELECT sum(each.ends_at - each.starts_at) FROM fairs_slot each
                        WHERE each.edition_id = slot.edition_id AND each.date = slot.date
                            AND each.number BETWEEN slot.number AND last.number
                    )
                ) AS fits"""
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


def _replace(function: str, before: str, after: str) -> migrations.RunSQL:
    """Return what changes an expression of a function, where it stands."""
    there, back = (
        _REPLACE.format(function=function, before=one, after=other)
        for one, other in ((before, after), (after, before))
    )
    return migrations.RunSQL(there, back)


class Migration(migrations.Migration):
    dependencies = [
        ("fairs", "0019_own_days"),
        ("meetings", "0020_seats"),
        ("people", "0014_erased_entries"),
    ]

    operations = [
        migrations.CreateModel(
            name="PersonLimit",
            fields=[
                (
                    "participation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="meeting_limit",
                        serialize=False,
                        to="people.participation",
                    ),
                ),
                ("a_day", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("in_all", models.PositiveSmallIntegerField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("a_day__gte", 1), ("a_day__lte", 1000)),
                        name="person_limit_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("in_all__gte", 1), ("in_all__lte", 10000)),
                        name="person_limit_in_all",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("a_day__isnull", False), ("in_all__isnull", False), _connector="OR"
                        ),
                        name="person_limit_given",
                    ),
                ],
            },
        ),
        _replace("meetings_find_faults(bigint, bigint[])", _LIMIT, _OWN_LIMIT),
        migrations.RunSQL(_LIMITS, _NO_LIMITS),
        _replace("meetings_find_place_overlaps(bigint, bigint[])", _PLACES, _PLACES_BY_INDEX),
        _replace("meetings_follow()", _ENDS, _ENDS_IN_A_ROW),
    ]
