"""Stands with who exhibits there and how many meetings are to come; who is told of what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from fairlead.apps.exhibition.models import Exhibitor, Stand
from fairlead.apps.fairs.find_named import find_named
from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.models import PlaceBooking
from fairlead.apps.meetings.queries.meeting_times import Times, build_times
from fairlead.apps.meetings.queries.release_notices import MeetingChangeNotice
from fairlead.apps.people.models import Person
from fairlead.folder.localized_text import LocalizedText


def list_stands(edition: Edition, *, words: str = "") -> QuerySet[Stand]:
    """Return the stands in the order of halls, with their exhibitors; by id, number or firm."""
    found = Stand.objects.filter(edition=edition)
    if words:
        named = find_named(words, "organisation__name", codes=["organisation__code"])
        firms = Exhibitor.objects.filter(named, edition=edition)
        numbered = find_named(words, "code", codes=["number"])
        found = found.filter(numbered | Q(pk__in=firms.values("stand")))
    exhibitors = Exhibitor.objects.select_related("organisation").order_by("organisation__code")
    return (
        found.select_related("hall", "exposition")
        .prefetch_related(Prefetch("exhibitors", queryset=exhibitors))
        .order_by("hall__code", "number", "pk")
    )


def list_other_stands(held: Stand) -> list[tuple[str, list[LocalizedText]]]:
    """Return the ids of the edition's other stands in that order, with who exhibits; one query."""
    rows = Stand.objects.filter(edition=held.edition_id).exclude(pk=held.pk)
    rows = rows.order_by("hall__code", "number", "pk", "exhibitors__organisation__code")
    found: dict[str, list[LocalizedText]] = {}
    for code, name in rows.values_list("code", "exhibitors__organisation__name"):
        found.setdefault(code, []).extend([name] if name is not None else [])
    return list(found.items())


def count_meetings(stands: Sequence[Stand], *, now: dt.datetime) -> dict[int, int]:
    """Return how many meetings that hold now are yet to end at each stand, where there are any."""
    rows = PlaceBooking.objects.filter(stand__in=stands, during__endswith__gt=now)
    return dict(rows.order_by().values_list("stand").annotate(Count("pk")))


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A meeting of somebody who is told where it is, or that it has no time any more."""

    times: Times
    name: LocalizedText
    other: LocalizedText
    gone: bool
    place: str
    hall: LocalizedText | None
    stand: str | None
    table: int | None


def describe_told(edition: Edition, told: Sequence[MeetingChangeNotice]) -> list[NoticeLine]:
    """Return the lines of who is told what, in the order of time; three queries."""
    slots = {slot.pk: slot for slot in Slot.objects.filter(edition=edition)}
    find_times = build_times(slots.values())
    names = dict(
        Person.objects.filter(pk__in={one.person for one in told}).values_list("pk", "name")
    )
    halls = {hall.pk: hall.name for hall in edition.hall_set.all()}
    lines = [
        NoticeLine(
            find_times(slots[one.before], one.slots),
            names[one.person],
            LocalizedText(one.other),
            one.after is None,
            one.place,
            halls.get(one.hall or 0),
            one.stand,
            one.table,
        )
        for one in told
        if one.before is not None
    ]
    return sorted(lines, key=lambda line: line.times.starts_at)
