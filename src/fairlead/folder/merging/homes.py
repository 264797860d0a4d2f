"""Meetings at stands follow their firm: to the stand it has after a merge, or out of the timetable.

Versions that were released stay as they were.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fairlead.folder.choices import CHANGED_SINCE
from fairlead.folder.fair import Fair
from fairlead.folder.merging.changes import CellChange, Change, RowChange
from fairlead.folder.merging.sides import key_rows
from fairlead.folder.merging.tables import TableMerge
from fairlead.folder.stand_seats import choose_seats
from fairlead.folder.timetable_schemas import MEETINGS, UNHELD

NOT_KEPT = ("current", "draft")


def move_to_stands(fair: Fair, meetings: TableMerge, unheld: TableMerge) -> dict[str, TableMerge]:
    """Return the meetings, each at the stand its firm has in a fair, and what is left out.

    A meeting keeps its seat where that is free at the new stand, else it has the first that is. One
    of a firm without a stand goes; in a draft its request is among those left out. What holds now
    and drafts are followed through, not what was released.
    """
    hosts, homes = _find_homes(fair, meetings.table)
    states = dict(
        zip(*(fair.timetables[name].to_pylist() for name in ("version", "state")), strict=True)
    )
    held = meetings.table["stand"].combine_chunks()
    elsewhere = pc.and_(held.is_valid(), pc.fill_null(pc.not_equal(held, homes), True))
    rows = [
        row
        for row in pc.indices_nonzero(elsewhere).to_pylist()
        if states.get(meetings.table["version"][row].as_py()) in NOT_KEPT
    ]
    if not rows:
        return {}
    places = {row: homes[row].as_py() for row in rows}
    gone = [row for row in rows if places[row] is None]
    moved = {row: place for row, place in places.items() if place is not None}
    firms = {row: hosts[row].as_py() for row in gone}
    drafts = [row for row in gone if states[meetings.table["version"][row].as_py()] == "draft"]
    return {
        MEETINGS.name: _move(meetings, moved, firms),
        UNHELD.name: _leave_out(unheld, meetings.table.take(pa.array(drafts, pa.int64()))),
    }


def _find_homes(fair: Fair, meetings: pa.Table) -> tuple[pa.Array, pa.Array]:
    """Return the firm that receives each meeting, and the stand it has, null for none."""

    def look(keys: pa.Array, table: pa.Table, column: str) -> pa.Array:
        row = pc.index_in(keys, value_set=table["id"].combine_chunks())
        return table[column].combine_chunks().take(row)

    asked = look(meetings["request"].combine_chunks(), fair.requests, "recipient")
    employer = look(meetings["representative"].combine_chunks(), fair.people, "organisation")
    hosts = pc.coalesce(asked, employer)
    return hosts, look(hosts, fair.organisations, "stand")


def _move(meetings: TableMerge, moved: Mapping[int, str], gone: Mapping[int, str]) -> TableMerge:
    table, keys = meetings.table, key_rows(MEETINGS, meetings.table)
    seats = _find_seats(table, moved, gone)
    said = list(meetings.rows)
    stands, numbers = table["stand"].to_pylist(), table["seat"].to_pylist()
    for row, stand in moved.items():
        cells = [CellChange("stand", stands[row], stand)]
        if numbers[row] != seats[row]:
            cells.append(CellChange("seat", str(numbers[row]), str(seats[row])))
        said.append(RowChange(MEETINGS.name, keys[row].as_py(), Change.CHANGED, tuple(cells)))
        stands[row], numbers[row] = stand, seats[row]
    for row, firm in gone.items():
        why = f"{firm} has no stand any more; the request stays, without a time"
        said.append(RowChange(MEETINGS.name, keys[row].as_py(), Change.REMOVED, why=why))
    for name, values in (("stand", stands), ("seat", numbers)):
        place = table.column_names.index(name)
        field = table.field(place)
        table = table.set_column(place, field, pa.array(values, field.type))
    touched = meetings.touched.copy()
    touched[list(moved)] = True
    stays = np.ones(table.num_rows, np.bool_)
    stays[list(gone)] = False
    removed = tuple(keys[row].as_py() for row in gone if not meetings.touched[row])
    return TableMerge(
        table.filter(pa.array(stays)).combine_chunks(), touched[stays], removed, tuple(said)
    )


def _find_seats(
    table: pa.Table, moved: Mapping[int, str], gone: Mapping[int, str]
) -> dict[int, int]:
    """Return the seat of each meeting that moves: nobody else's while it lasts."""
    names = ("version", "stand", "seat", "date", "slot", "slots")
    at_stand = pc.indices_nonzero(table["stand"].is_valid()).to_pylist()
    wanted = set(moved.values())
    columns = (table[name].take(pa.array(at_stand, pa.int64())).to_pylist() for name in names)
    taken: list[tuple[int, list[tuple[Any, ...]]]] = []
    coming: dict[int, tuple[int, list[tuple[Any, ...]]]] = {}
    for row, version, stand, seat, date, slot, slots in zip(at_stand, *columns, strict=True):
        place = moved.get(row, stand)
        if row in gone or place not in wanted:
            continue
        times = [(version, place, date, one) for one in range(slot, slot + slots)]
        if row in moved:
            coming[row] = seat, times
        else:
            taken.append((seat, times))
    return choose_seats(taken, coming)


def _leave_out(unheld: TableMerge, left: pa.Table) -> TableMerge:
    """Return what drafts leave out, with the requests of meetings that they hold no more."""
    schema = unheld.table.schema
    count = left.num_rows
    given = {
        "version": left["version"],
        "request": left["request"],
        "reason": pa.array([CHANGED_SINCE] * count, pa.string()),
    }
    columns = [
        given[field.name].cast(field.type) if field.name in given else pa.nulls(count, field.type)
        for field in schema
    ]
    more = pa.Table.from_arrays(columns, schema=schema)
    return replace(
        unheld,
        table=pa.concat_tables([unheld.table, more]).combine_chunks(),
        touched=np.concatenate([unheld.touched, np.ones(count, np.bool_)]),
    )
