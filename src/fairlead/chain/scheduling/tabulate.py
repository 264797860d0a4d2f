"""A timetable of a fair as tables: the meetings with places and hosts, and what is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fairlead.chain.scheduling.hosts import EarlierMeetings, find_hosts
from fairlead.chain.scheduling.open_meetings import OpenMeetings, find_stands
from fairlead.engines.scheduling.problem import Ints
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


def tabulate_timetable(
    fair: Fair, meetings: OpenMeetings, result: Result, released: EarlierMeetings | None = None
) -> pa.Table:
    """Return the meetings held as `TIMETABLE`; hosts stay what they were where they can."""
    settings = fair.settings
    held = np.flatnonzero(result.slot >= 0).astype(np.int32)
    slot = result.slot[held]
    requests = meetings.requests.take(pa.array(held))
    starts = [settings.slot_start(one) for one in range(settings.slot_count)]
    ends = [settings.slot_end(one) for one in range(settings.slot_count)]
    places = [settings.find_place(one) for one in range(settings.slot_count)]
    last = slot + requests["slots"].to_numpy() - 1
    kind = requests["place"]
    at_stand, at_table = (pc.equal(kind, one) for one in ("stand", "table"))
    stand, hall = _find_homes(fair, requests)
    sent = find_hosts(meetings, result, released, days=settings.slots_by_day)
    columns = {
        "request": requests["id"],
        "date": _choose(slot, [date for date, _ in places], pa.date32()),
        "slot": _choose(slot, [number for _, number in places], pa.int64()),
        "start": _choose(slot, [one.time() for one in starts], pa.time32("s")),
        "end": _choose(last, [one.time() for one in ends], pa.time32("s")),
        "place": kind,
        "hall": pc.if_else(at_stand, hall, None),
        "stand": pc.if_else(at_stand, stand, None),
        "table": pc.if_else(at_table, pa.array(result.table[held] + 1, pa.int64()), None),
        "requester": requests["requester"],
        "recipient": requests["recipient"],
        "representative": pc.coalesce(requests["person"], pa.array(sent.hosts, pa.string())),
        "weight": requests["weight"],
        "slots": requests["slots"],
        "attendees": _list_attendees(meetings, held, sent.further),
    }
    table = pa.table(columns).cast(TIMETABLE)
    return table.take(_order(table))


def _choose(rows: Ints, values: Sequence[object], kind: pa.DataType) -> pa.Array:
    return pa.array(values, kind).take(pa.array(rows))


def _find_homes(fair: Fair, requests: pa.Table) -> tuple[pa.Array, pa.Array]:
    """Return the stand and the hall of who is asked in each request, null for none."""
    columns = (fair.people[name] for name in ("id", "organisation"))
    people, owners = (column.combine_chunks() for column in columns)
    employer = owners.take(pc.index_in(requests["person"], value_set=people))
    asked = pc.coalesce(requests["recipient"], employer)
    homes = find_stands(fair)
    row = pc.index_in(asked, value_set=pa.array(homes, pa.string()))
    stands, halls = (
        pa.array([home[field] for home in homes.values()], pa.string()) for field in (0, 1)
    )
    return stands.take(row), halls.take(row)


def _order(table: pa.Table) -> pa.Array:
    """Return the rows by day, slot, hall, stand, table and request; what has none comes last."""
    keys = {
        "date": table["date"],
        "slot": table["slot"],
        "hall": pc.fill_null(table["hall"], "~"),
        "stand": pc.fill_null(table["stand"], "~"),
        "table": pc.fill_null(table["table"], 0),
        "request": table["request"],
    }
    return pc.sort_indices(pa.table(keys), [(name, "ascending") for name in keys])


def _list_attendees(
    meetings: OpenMeetings, held: Ints, sent: Mapping[tuple[int, str], str]
) -> list[str | None]:
    """Return who comes for the further parties of each meeting, null for none."""
    return [
        BETWEEN.join(party.person or sent[row, party.exhibitor or ""] for party in parties) or None
        for row in held.tolist()
        for parties in (meetings.further[row],)
    ]


def tabulate_unheld(meetings: OpenMeetings, result: Result | None = None) -> pa.Table:
    """Return the open requests that are not held, as `UNHELD`."""
    left = []
    if result is not None:
        left = meetings.requests["id"].filter(pa.array(result.slot < 0)).to_pylist()
    reasons = [*meetings.left_out.items(), *((request, NO_ROOM) for request in left)]
    columns = list(zip(*sorted(reasons), strict=True)) or [(), ()]
    return pa.Table.from_arrays([pa.array(one, pa.string()) for one in columns], schema=UNHELD)
