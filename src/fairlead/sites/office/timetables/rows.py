"""Meetings and left-out requests of a version as plain rows, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from fairlead.apps.fairs.find_named import find_named
from fairlead.apps.fairs.models import Slot
from fairlead.apps.meetings.models import (
    Meeting,
    MeetingRequest,
    Timetable,
    TimetableState,
    Unheld,
)
from fairlead.apps.meetings.queries.meeting_times import Times, build_times
from fairlead.apps.meetings.queries.sides import NAMED, name_asked, name_asking
from fairlead.folder.choices import ASKED_SINCE, OPEN_STATES
from fairlead.folder.localized_text import LocalizedText


def _find_sides(words: str, prefix: str = "request__") -> Q:
    paths = (
        "code",
        "requester__person__name",
        "requester__organisation__name",
        "recipient__organisation__name",
        "invitee__person__name",
    )
    return find_named(words, *(f"{prefix}{path}" for path in paths))


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting with its times and the names of its two sides."""

    meeting: Meeting
    times: Times
    asking: LocalizedText
    asked: LocalizedText


def list_meetings(
    held_in: Timetable, words: str, *, start: int, most: int
) -> tuple[list[MeetingRow], int]:
    """Return a page of a version's meetings in order of time, and how many there are."""
    found = Meeting.objects.filter(_find_sides(words), timetable=held_in)
    # Which ones first, and then all about these: sixty thousand are not joined to show fifty.
    slots = list(Slot.objects.filter(edition=held_in.edition_id))
    find_times = build_times(slots)
    places = {slot.pk: at for at, slot in enumerate(slots)}
    keys = found.values_list("pk", "slot_id")
    order = sorted(keys, key=lambda one: (places.get(one[1], 0), one[0]))
    page = Meeting.objects.select_related(
        "slot", "stand__hall", "table", *(f"request__{one}" for one in NAMED)
    ).in_bulk([key for key, _ in order[start : start + most]])
    held = [page[key] for key, _ in order[start : start + most] if key in page]
    rows = [
        MeetingRow(
            one, find_times(one.slot, one.slots), name_asking(one.request), name_asked(one.request)
        )
        for one in held
    ]
    return rows, len(order)


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """A request that a version leaves out, why, and the names of its two sides."""

    request: MeetingRequest
    why: str
    said: Sequence[str]
    asking: LocalizedText
    asked: LocalizedText


def find_left(held_in: Timetable, words: str = "", reason: str = "") -> QuerySet[Any]:
    """Return the requests that a version leaves out, with ``why`` and what the engine ``said``.

    What holds now is planned by no run: it leaves out what is open and has no meeting, for the
    reason of the version that was released last.
    """
    found: QuerySet[Any] = MeetingRequest.objects.filter(
        _find_sides(words, ""), edition=held_in.edition_id
    )
    if held_in.state == TimetableState.CURRENT:
        meetings = Meeting.objects.filter(timetable=held_in, request=OuterRef("pk"))
        found = found.filter(~Exists(meetings), state__in=OPEN_STATES)
        released = Timetable.objects.filter(edition=held_in.edition_id)
        planned = released.filter(state=TimetableState.RELEASED).order_by("-version").first()
    else:
        planned = held_in
        found = found.filter(pk__in=held_in.unheld.values("request"))
    unheld = Unheld.objects.filter(timetable=planned, request=OuterRef("pk"))
    found = found.annotate(
        why=Coalesce(Subquery(unheld.values("reason")[:1]), Value(ASKED_SINCE)),
        said=Subquery(unheld.values("said")[:1]),
    )
    return found.filter(why=reason) if reason else found


def count_reasons(held_in: Timetable) -> list[tuple[str, int]]:
    """Return the reasons for which a version leaves out requests, the most frequent first."""
    found = find_left(held_in).order_by().values_list("why").annotate(many=Count("pk"))
    return list(found.order_by("-many", "why"))


def read_left(found: QuerySet[Any], *, start: int, most: int) -> list[LeftOutRow]:
    """Return a page of what is left out, the weightiest first."""
    page = found.select_related(*NAMED).order_by("-weight", "pk")[start : start + most]
    return [
        LeftOutRow(one, one.why, one.said or (), name_asking(one), name_asked(one)) for one in page
    ]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A request that two versions hold otherwise, with its times in one and the other."""

    kind: Any
    request: MeetingRequest
    asking: LocalizedText
    asked: LocalizedText
    before: Times | None
    after: Times | None


def describe_changes(
    rows: Iterable[tuple[Any, int, int | None, int | None]],
) -> list[ChangeRow]:
    """Return changes, given by kind, request and slots, with their rows; two queries."""
    given = list(rows)
    requests = MeetingRequest.objects.select_related(*NAMED).in_bulk([one[1] for one in given])
    editions = {one.edition_id for one in requests.values()}
    slots = {one.pk: one for one in Slot.objects.filter(edition__in=editions)}
    find_times = build_times(slots.values())

    def find(key: int | None, length: int) -> Times | None:
        first = slots.get(key or 0)
        return None if first is None else find_times(first, length)

    return [
        ChangeRow(
            kind,
            requests[number],
            name_asking(requests[number]),
            name_asked(requests[number]),
            find(before, requests[number].slots),
            find(after, requests[number].slots),
        )
        for kind, number, before, after in given
    ]
