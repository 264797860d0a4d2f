"""A timetable of a fair as tables: the meetings with places and hosts, and what is left out."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from fairlead.chain.scheduling.open_meetings import OpenMeetings, find_stands
from fairlead.chain.scheduling.staffing import assign_hosts
from fairlead.engines.scheduling.result import Result
from fairlead.folder.fair import Fair

TIMETABLE = pa.schema(
    [
        ("request", pa.string()),
        ("date", pa.date32()),
        ("slot", pa.int64()),
        ("start", pa.time32("s")),
        ("end", pa.time32("s")),
        ("place", pa.string()),
        ("hall", pa.string()),
        ("stand", pa.string()),
        ("table", pa.int64()),
        ("requester", pa.string()),
        ("recipient", pa.string()),
        ("representative", pa.string()),
        ("weight", pa.float64()),
        ("slots", pa.int64()),
        ("attendees", pa.string()),
    ]
)
BETWEEN = "|"  # of the attendees of a meeting
UNHELD = pa.schema([("request", pa.string()), ("reason", pa.string())])
NO_ROOM = "no_room"
Released = dict[int, tuple[int, tuple[str, ...]]]
"""The slot, the host and who came for further parties of a request before, by its position."""


def tabulate_timetable(
    fair: Fair, meetings: OpenMeetings, result: Result, released: Released | None = None
) -> pa.Table:
    """Return the meetings held as `TIMETABLE`; hosts stay what they were where they can."""
    rows = sorted(_build_rows(fair, meetings, result, released or {}), key=_order)
    columns = list(zip(*rows, strict=True)) or [()] * len(TIMETABLE)
    arrays = [pa.array(column, one.type) for column, one in zip(columns, TIMETABLE, strict=True)]
    return pa.Table.from_arrays(arrays, schema=TIMETABLE)


_Row = tuple[object, ...]


def _order(row: _Row) -> tuple[object, ...]:
    request, date, slot, _, _, _, hall, stand, table = row[:9]
    return date, slot, hall or "~", stand or "~", table or 0, request


def _build_rows(
    fair: Fair, meetings: OpenMeetings, result: Result, released: Released
) -> Iterator[_Row]:
    settings, stands = fair.settings, find_stands(fair)
    per_day = settings.slots.per_day
    columns = (fair.people[name].to_pylist() for name in ("id", "organisation"))
    employer = dict(zip(*columns, strict=True))
    starts = [settings.slot_start(slot) for slot in range(settings.slot_count)]
    ends = [settings.slot_end(slot) for slot in range(settings.slot_count)]
    names = ("id", "requester", "recipient", "person", "place", "weight", "slots")
    listed = [meetings.requests[name].to_pylist() for name in names]
    sent = _find_hosts(meetings, result, released, per_day=per_day)
    for row, (request, requester, recipient, person, place, weight, slots) in enumerate(
        zip(*listed, strict=True)
    ):
        slot = int(result.slot[row])
        if slot < 0:
            continue
        at_home = recipient or employer[person]
        stand, hall, _ = stands[at_home] if place == "stand" else (None, None, None)
        table = int(result.table[row]) + 1 if place == "table" else None
        attendees = [
            party.person or sent[row, party.exhibitor or ""] for party in meetings.further[row]
        ]
        yield (
            request, starts[slot].date(), slot % per_day + 1, starts[slot].time(),
            ends[slot + slots - 1].time(), place, hall, stand, table, requester, recipient,
            person or sent[row, recipient], weight, slots, BETWEEN.join(attendees) or None,
        )  # fmt: skip


def _find_hosts(
    meetings: OpenMeetings, result: Result, released: Released, *, per_day: int
) -> dict[tuple[int, str], str]:
    """Return who comes to each request held for each exhibitor, by its position."""
    held: dict[str, list[tuple[int, int, tuple[int, str] | None]]] = {}
    names = ("recipient", "assigned", "slots")
    recipients, assigned, lengths = (meetings.requests[name].to_pylist() for name in names)
    for row in np.flatnonzero(result.slot >= 0).tolist():
        slot = int(result.slot[row])
        firms = [recipients[row], *(party.exhibitor for party in meetings.further[row])]
        before, hosts = released.get(row, (slot, (assigned[row],) if assigned[row] else ()))
        for number, firm in enumerate(firms):
            if firm is not None:
                wish = (before, hosts[number]) if number < len(hosts) else None
                held.setdefault(firm, []).append((slot, row, wish))
    found: dict[tuple[int, str], str] = {}
    for exhibitor, placed in held.items():
        placed.sort(key=lambda one: one[:2])
        chosen = assign_hosts(
            meetings.crews[exhibitor],
            [slot for slot, _, _ in placed],
            per_day=per_day,
            released=[wish for _, _, wish in placed],
            lengths=[lengths[row] for _, row, _ in placed],
        )
        pairs = zip(placed, chosen, strict=True)
        found.update(((row, exhibitor), name) for (_, row, _), name in pairs)
    return found


def tabulate_unheld(meetings: OpenMeetings, result: Result | None = None) -> pa.Table:
    """Return the open requests that are not held, as `UNHELD`."""
    left = []
    if result is not None:
        left = meetings.requests["id"].filter(pa.array(result.slot < 0)).to_pylist()
    reasons = [*meetings.left_out.items(), *((request, NO_ROOM) for request in left)]
    columns = list(zip(*sorted(reasons), strict=True)) or [(), ()]
    return pa.Table.from_arrays([pa.array(one, pa.string()) for one in columns], schema=UNHELD)
