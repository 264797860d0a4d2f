"""How many shared tables each slot of a day has, and how many meetings need one in it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.models import (
    Meeting,
    MeetingRequest,
    Place,
    PlaceSlot,
    TimetableState,
)
from fairlead.folder.choices import OPEN_STATES

_Key = tuple[dt.date, int]
_Locked = tuple[int, dt.date, int, int]
"""The key of a request, the date and the number of its first slot, how many slots it takes."""


@dataclass(frozen=True, slots=True)
class SlotTables:
    """A slot, and how many meetings are held or locked at shared tables in it."""

    slot: Slot
    meetings: int


def list_slot_tables(edition: Edition, date: dt.date) -> list[SlotTables]:
    """Return the slots of a day in order, with the meetings at shared tables; four queries."""
    slots = list(Slot.objects.filter(edition=edition, date=date))
    counts = count_at_tables(edition, slots)
    return [SlotTables(one, counts[one.pk]) for one in slots]


def count_at_tables(edition: Edition, slots: Iterable[Slot]) -> Mapping[int, int]:
    """Return how many meetings need a shared table in each slot, by its key; three queries.

    Those are the meetings that hold now, the requests that were promised the slot, and what is
    locked there in a draft: of several drafts, in that with the most.
    """
    keys = {(one.date, one.number): one.pk for one in slots}
    dates = {date for date, _number in keys}
    kept: dict[int, set[int]] = defaultdict(set)
    held = PlaceSlot.objects.filter(slot__in=keys.values(), table__isnull=False)
    for slot, request in held.values_list("slot", "meeting__request"):
        kept[slot].add(request)
    promised = MeetingRequest.objects.filter(
        edition=edition, place=Place.TABLE, state__in=OPEN_STATES, locked__date__in=dates
    )
    rows: Iterable[_Locked] = promised.values_list("pk", "locked__date", "locked__number", "slots")
    for slot, request in _list_slots(rows, keys):
        kept[slot].add(request)
    locked = Meeting.objects.filter(
        timetable__edition=edition,
        timetable__state=TimetableState.DRAFT,
        locked=True,
        table__isnull=False,
        slot__date__in=dates,
        request__state__in=OPEN_STATES,
    ).values_list("timetable", "request", "slot__date", "slot__number", "slots")
    by_draft: dict[int, list[_Locked]] = defaultdict(list)
    for draft, request, date, first, many in locked:
        by_draft[draft].append((request, date, first, many))
    most = {pk: len(kept[pk]) for pk in keys.values()}
    for rows in by_draft.values():
        drafted: dict[int, set[int]] = defaultdict(set)
        for slot, request in _list_slots(rows, keys):
            drafted[slot].add(request)
        for slot, requests in drafted.items():
            most[slot] = max(most[slot], len(kept[slot] | requests))
    return most


def _list_slots(rows: Iterable[_Locked], keys: Mapping[_Key, int]) -> Iterator[tuple[int, int]]:
    """Yield each of the slots that a locked meeting takes, with its request."""
    for request, date, first, many in rows:
        for number in range(first, first + many):
            if (date, number) in keys:
                yield keys[date, number], request
