"""Changing a type of participation, with the times of those who have not said their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection, transaction

from fairlead.apps.meetings.domain.tell_of_hours import tell_of_hours
from fairlead.apps.people.domain.give_days import END_OF_DAY
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.domain.set_up_type import set_up_type
from fairlead.apps.people.models import (
    WITH_PLACE,
    Participation,
    ParticipationType,
    Question,
)

# Who is free on just these whole days, or always where there are none; who waits is locked, so
# that nobody is booked in between.
_USUAL = """
SELECT person.id FROM people_participation person
WHERE person.type_id = %(kind)s AND person.state <> 'cancelled' AND ARRAY(
    SELECT CASE WHEN start = '00:00' AND "end" = %(night)s THEN date END
    FROM people_availability hours WHERE hours.participation_id = person.id ORDER BY date
) = %(before)s::date[]
ORDER BY person.id FOR NO KEY UPDATE
"""
# Who has a meeting that is on none of the days.
_KEPT = """
SELECT DISTINCT participation_id FROM meetings_booking booking
WHERE participation_id = ANY (%(people)s) AND cardinality(%(after)s::date[]) > 0 AND NOT EXISTS (
    SELECT FROM unnest(%(after)s::date[]) AS day WHERE booking.during <@ tstzrange(
        (day + time '00:00') AT TIME ZONE %(zone)s, (day + %(night)s::time) AT TIME ZONE %(zone)s
    )
)
"""
_DROP = "DELETE FROM people_availability WHERE participation_id = ANY (%(people)s)"
_GIVE = """
INSERT INTO people_availability (edition_id, participation_id, date, start, "end")
SELECT %(edition)s, person, day, '00:00', %(night)s
FROM unnest(%(people)s::bigint[]) AS person, unnest(%(after)s::date[]) AS day
"""


def change_type(kind: ParticipationType, questions: Sequence[Question], *, by: Doer) -> int:
    """Return how many keep other times than a changed type's days, for a meeting they have.

    The type is written as `set_up_type` does. Everybody of it who is free on just its former days
    is free on the new ones instead, and told; who said other times keeps those.
    """
    with transaction.atomic():
        rows = ParticipationType.objects.select_for_update(no_key=True).filter(pk=kind.pk)
        old = rows.first()
        change = set_up_type(kind, questions, by=by)
        if old is None or set(old.meeting_days) == set(kind.meeting_days):
            return 0
        followed, kept = _follow(kind, old.meeting_days, kind.meeting_days)
        told = Participation.objects.filter(pk__in=followed, state__in=WITH_PLACE)
        people = list(told.values_list("pk", flat=True))
        tell_of_hours(kind.edition, people, name=kind.name, of="type", change=change)
        return len(kept)


def _follow(
    kind: ParticipationType, before: Collection[dt.date], after: Collection[dt.date]
) -> tuple[list[int], set[int]]:
    """Give people the days of their type; return who got them, and who keeps what they had."""
    given: dict[str, Any] = {
        "kind": kind.pk,
        "edition": kind.edition_id,
        "zone": kind.edition.time_zone,
        "night": END_OF_DAY,
        "before": sorted(set(before)),
        "after": sorted(set(after)),
    }
    with connection.cursor() as cursor:
        cursor.execute(_USUAL, given)
        usual = [pk for (pk,) in cursor.fetchall()]
        cursor.execute(_KEPT, {**given, "people": usual})
        kept = {pk for (pk,) in cursor.fetchall()}
        followed = [pk for pk in usual if pk not in kept]
        cursor.execute(_DROP, {"people": followed})
        cursor.execute(_GIVE, {**given, "people": followed})
    return followed, kept
