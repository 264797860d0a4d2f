"""The current timetable, added up: how many meetings in each hour of each hall, and no names."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count
from django.db.models.functions import ExtractHour

from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.stamped_cache import keep_by_stamp
from fairlead.apps.meetings.models import Meeting, Timetable, TimetableState
from fairlead.apps.meetings.queries.editions import find_current_stamp


@dataclass(frozen=True, slots=True)
class HourCount:
    """Meetings held in one hour of one place; ``hall`` is set for meetings at stands."""

    date: dt.date
    hour: int
    place: str
    hall: str
    count: int


def find_released_timetable(edition: Edition) -> Timetable | None:
    """Return the released timetable with its run, if there is one, of an edition as found.

    Asks a query when the timetable or the edition has changed.
    """
    stamp = find_current_stamp(edition)
    return _find_released(edition, stamp) if stamp else None


@keep_by_stamp
def _find_released(edition: Edition, _stamp: UUID) -> Timetable | None:
    return (
        Timetable.objects.select_related("run")
        .filter(edition=edition, state=TimetableState.RELEASED)
        .first()
    )


def count_meetings_by_hour(edition: Edition) -> list[HourCount]:
    """Return the meetings that hold now by day, hour and place, of an edition as found.

    Asks a query when a meeting or the edition has changed.
    """
    stamp = find_current_stamp(edition)
    return _count_meetings_by_hour(edition, stamp) if stamp else []


@keep_by_stamp
def _count_meetings_by_hour(edition: Edition, _stamp: UUID) -> list[HourCount]:
    rows = (
        Meeting.objects.filter(timetable__edition=edition, timetable__state=TimetableState.CURRENT)
        .values_list(
            "slot__date",
            ExtractHour("slot__starts_at", tzinfo=edition.zone),
            "place",
            "stand__hall__code",
        )
        .annotate(Count("id"))
        .order_by("slot__date", "place", "stand__hall__code")
    )
    return [HourCount(d, hour, place, hall or "", count) for d, hour, place, hall, count in rows]
