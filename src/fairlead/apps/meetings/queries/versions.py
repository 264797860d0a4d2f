"""The versions of an edition's timetable side by side: their figures, and what parts them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Case, Count, F, OuterRef, Subquery, When
from django.db.models.functions import Coalesce

from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import (
    Meeting,
    MeetingRequest,
    Timetable,
    TimetableState,
    Unheld,
)
from fairlead.folder.choices import OPEN_STATES

# Breaks are idle gaps between two meetings of a person on a day; walking is a change of hall from
# one meeting to the next at a stand. The meetings are read once for all who come to them.
_MEASURES = """
WITH held AS MATERIALIZED (
    SELECT meeting.id, first.date, first.number, first.number + meeting.slots AS until,
        stand.hall_id, request.requester_id, meeting.representative_id, request.weight
    FROM meetings_meeting meeting
    JOIN meetings_meetingrequest request ON request.id = meeting.request_id
    JOIN fairs_slot first ON first.id = meeting.slot_id
    LEFT JOIN exhibition_stand stand ON stand.id = meeting.stand_id
    WHERE meeting.timetable_id = %s
), ordered AS (
    SELECT number, lag(until) OVER mine AS until, hall_id, lag(hall_id) OVER mine AS hall_before
    FROM (
        SELECT requester_id AS who, date, number, until, hall_id FROM held
        UNION ALL
        SELECT representative_id, date, number, until, hall_id FROM held
        WHERE representative_id IS NOT NULL
        UNION ALL
        SELECT attendee.participation_id, date, number, until, hall_id
        FROM held JOIN meetings_attendee attendee ON attendee.meeting_id = held.id
    ) one WINDOW mine AS (PARTITION BY who, date ORDER BY number)
)
SELECT (SELECT coalesce(sum(weight), 0) FROM held),
    count(*) FILTER (WHERE number > until), count(*) FILTER (WHERE hall_id <> hall_before)
FROM ordered
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """A version with its figures; ``gap`` is what the weight lacks of the proved bound, a share.

    The bound is that of the run that planned it. Breaks and walking are counted person by person,
    in every version alike.
    """

    timetable: Timetable
    held: int
    left: int
    weight: float
    bound: float | None
    breaks: int
    walking: int
    adjusted: int

    @property
    def gap(self) -> float | None:
        """Return (bound - weight) / bound; None without a bound."""
        if not self.bound:
            return None
        return max(0.0, (self.bound - self.weight) / self.bound)


def list_figures(edition: Edition, *, most: int = 50) -> list[Figures]:
    """Return the current timetable and the newest versions, each with its figures."""
    counted = (
        Timetable.objects.filter(edition=edition)
        .select_related("run", "edition")
        .annotate(
            held=_count(Meeting),
            left=Case(When(state=TimetableState.CURRENT, then=_OPEN - F("held")), default=_LEFT),
            adjusted=Count("adjustments"),
        )
        .order_by("-version")
    )
    found = list(counted[:most])
    if all(one.state != TimetableState.CURRENT for one in found):
        found += counted.filter(state=TimetableState.CURRENT)
    return [_describe(one) for one in found]


def _count(model: type[Meeting] | type[Unheld]) -> Coalesce:
    rows = model._default_manager.filter(timetable=OuterRef("pk")).order_by().values("timetable")
    return Coalesce(Subquery(rows.annotate(many=Count("pk")).values("many")), 0)


_LEFT = _count(Unheld)
# Only who accepted meets in what holds now.
_OPEN = Coalesce(
    Subquery(
        MeetingRequest.objects.filter(edition=OuterRef("edition"), state__in=OPEN_STATES)
        .order_by()
        .values("edition")
        .annotate(many=Count("pk"))
        .values("many")
    ),
    0,
)


def _describe(one: Any) -> Figures:
    weight, breaks, walking = measure_version(one)
    bound = one.run.bound if one.run is not None else None
    return Figures(one, one.held, one.left, weight, bound, breaks, walking, one.adjusted)


_kept: dict[tuple[int, UUID], tuple[float, int, int]] = {}
_MOST_KEPT = 200


def measure_version(version: Timetable) -> tuple[float, int, int]:
    """Return weight, breaks and walking of a version, kept for as long as its stamp stays."""
    with connection.cursor() as cursor:
        stamp = version.stamp
        if version.state == TimetableState.CURRENT:
            cursor.execute("SELECT meetings_find_stamp(%s)", (version.pk,))
            (stamp,) = cursor.fetchone()
        key = (version.pk, stamp)
        if key not in _kept:
            cursor.execute(_MEASURES, (version.pk,))
            if len(_kept) >= _MOST_KEPT:
                _kept.clear()
            _kept[key] = cursor.fetchone()
        return _kept[key]


_DIFFERENCE = """
FROM (SELECT * FROM meetings_meeting WHERE timetable_id = %(one)s) one
FULL JOIN (SELECT * FROM meetings_meeting WHERE timetable_id = %(other)s) other USING (request_id)
WHERE one.id IS NULL OR other.id IS NULL
    OR (one.slot_id, one.slots, one.representative_id, one.place, one.stand_id, one.table_id)
    IS DISTINCT FROM (other.slot_id, other.slots, other.representative_id, other.place,
        other.stand_id, other.table_id)
"""
_KIND = """
CASE WHEN one.id IS NULL THEN 'added' WHEN other.id IS NULL THEN 'cancelled'
    WHEN one.slot_id <> other.slot_id THEN 'moved' ELSE 'reseated' END
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """What parts two versions, of one request; the slots are those of one and the other."""

    kind: str
    request: int
    before: int | None
    after: int | None


def count_differences(one: Timetable, other: Timetable) -> dict[str, int]:
    """Return how many meetings another version adds, cancels, moves and seats elsewhere."""
    query = f"SELECT {_KIND}, count(*) {_DIFFERENCE} GROUP BY 1"
    return dict(_ask(query, {"one": one.pk, "other": other.pk}))


def list_differences(
    one: Timetable, other: Timetable, *, start: int = 0, most: int = 50
) -> list[Difference]:
    """Return some of the differences between two versions, by kind and request."""
    query = (
        f"SELECT {_KIND} AS kind, request_id, one.slot_id, other.slot_id {_DIFFERENCE}"
        " ORDER BY 1, 2 OFFSET %(start)s LIMIT %(most)s"
    )
    given = {"one": one.pk, "other": other.pk, "start": start, "most": most}
    return [Difference(*row) for row in _ask(query, given)]


def _ask(query: str, given: dict[str, Any]) -> Sequence[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        found: Sequence[Any] = cursor.fetchall()
    return found
