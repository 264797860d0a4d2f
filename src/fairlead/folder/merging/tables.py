"""One file: what the folder says of each row against what is here, row by row, cell by cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from fairlead.folder.merging.changes import (
    UNKNOWN,
    CellChange,
    Change,
    RowChange,
    takes_folder,
)
from fairlead.folder.merging.sides import Side, differ
from fairlead.folder.schema import Field, Schema

CHANGED_HERE = "changed here"
REMOVED_HERE = "removed here"


@dataclass(frozen=True, slots=True)
class TableMerge:
    """The rows a file has afterwards; ``touched`` are those written, ``removed`` are keys."""

    table: pa.Table
    touched: NDArray[np.bool_]
    removed: tuple[str, ...]
    rows: tuple[RowChange, ...]

    @property
    def does_something(self) -> bool:
        """Return whether anything is written or removed."""
        return bool(self.removed) or bool(self.touched.any())


@dataclass(slots=True)
class _Work:
    """A merge of a file under way."""

    schema: Schema
    fields: Mapping[str, Field]
    base: Side | None
    here: Side
    folder: Side
    folder_wins: bool
    rows: list[RowChange] = field(default_factory=list)
    written: defaultdict[str, dict[int, Any]] = field(default_factory=lambda: defaultdict(dict))
    changed: set[int] = field(default_factory=set)

    def note(
        self, key: str, change: Change, cells: tuple[CellChange, ...] = (), why: str = ""
    ) -> None:
        self.rows.append(RowChange(self.schema.name, key, change, cells, why))

    def cell(self, column: str, before: Any, after: Any) -> CellChange:
        kind = self.fields[column].kind
        said = ["" if value is None else kind.write(value) for value in (before, after)]
        return CellChange(column, *said)


def merge_table(
    schema: Schema,
    *,
    fields: Mapping[str, Field],
    base: Side | None,
    here: Side,
    folder: Side,
    removes: bool,
    held: Mapping[str, str],
    along: Mapping[str, str],
    folder_wins: bool,
) -> TableMerge:
    """Return the rows of a file after a merge.

    ``base`` is what the folder said last, None where nobody knows. A row that the folder has no
    more is removed if it ``removes`` and nothing holds it: ``held`` says by key what does. Rows
    that go ``along`` with others are removed whatever the folder says.
    """
    work = _Work(schema, fields, base, here, folder, folder_wins)
    places = here.find(folder.keys)
    _merge_cells(work, places)
    created = _find_created(work, places)
    removed = _find_removed(work, held, along) if removes else []
    for key, why in along.items():
        work.note(key, Change.REMOVED, why=why)
    removed += here.find(pa.array(sorted(along), pa.string())).tolist()
    return _put_together(work, created, removed)


def _merge_cells(work: _Work, places: NDArray[np.int64]) -> None:
    common = np.flatnonzero(places >= 0)
    at = pa.array(places[common])
    columns = [
        one
        for one in work.folder.table.column_names
        if one not in work.folder.absent and one not in work.schema.key
    ]
    different: dict[int, list[str]] = {}
    for name in columns:
        theirs = work.folder.table[name].combine_chunks().take(pa.array(common))
        ours = work.here.table[name].combine_chunks().take(at)
        for place in np.flatnonzero(differ(theirs, ours)).tolist():
            different.setdefault(int(common[place]), []).append(name)
    if not different:
        return
    rows = sorted(different)
    bases = _find_bases(work, rows)
    for row in rows:
        _merge_row(work, row, int(places[row]), different[row], bases[row])


def _find_bases(work: _Work, rows: list[int]) -> dict[int, int]:
    if work.base is None:
        return dict.fromkeys(rows, -1)
    keys = work.folder.keys.take(pa.array(rows, pa.int64()))
    return dict(zip(rows, work.base.find(keys).tolist(), strict=True))


def _merge_row(work: _Work, row: int, here: int, columns: list[str], base: int) -> None:
    taken, kept = [], []
    for name in columns:
        theirs = work.folder.table[name][row].as_py()
        ours = work.here.table[name][here].as_py()
        known: Any = UNKNOWN
        if work.base is not None and base >= 0:
            known = work.base.table[name][base].as_py()
        cell = work.cell(name, ours, theirs)
        if takes_folder(known, ours, folder_wins=work.folder_wins):
            work.written[name][here] = theirs
            taken.append(cell)
        else:
            kept.append(cell)
    key = work.folder.keys[row].as_py()
    if taken:
        work.changed.add(here)
        work.note(key, Change.CHANGED, tuple(taken))
    if kept:
        work.note(key, Change.KEPT, tuple(kept), CHANGED_HERE)


def _find_created(work: _Work, places: NDArray[np.int64]) -> list[int]:
    absent = np.flatnonzero(places < 0).tolist()
    gone = _find_bases(work, absent) if absent and not work.folder_wins else {}
    created = []
    for row in absent:
        key = work.folder.keys[row].as_py()
        if gone.get(row, -1) >= 0:
            work.note(key, Change.KEPT, why=REMOVED_HERE)
        else:
            work.note(key, Change.CREATED)
            created.append(row)
    return created


def _find_removed(work: _Work, held: Mapping[str, str], along: Mapping[str, str]) -> list[int]:
    """Return the rows that the folder had, and has no more; not those that came up here."""
    if work.base is None:
        return []
    gone = np.flatnonzero(work.folder.find(work.here.keys) < 0)
    known = work.base.find(work.here.keys)
    removed = []
    for row in gone[known[gone] >= 0].tolist():
        key = work.here.keys[row].as_py()
        if key in along:
            continue
        as_it_was = _is_as_it_was(work, row, int(known[row]))
        if key in held:
            work.note(key, Change.KEPT, why=held[key])
        elif not work.folder_wins and not as_it_was:
            work.note(key, Change.KEPT, why=CHANGED_HERE)
        else:
            work.note(key, Change.REMOVED)
            removed.append(row)
    return removed


def _is_as_it_was(work: _Work, here: int, base: int) -> bool:
    if work.base is None:
        return False
    return all(
        work.here.table[name][here].as_py() == work.base.table[name][base].as_py()
        for name in work.here.table.column_names
        if name not in work.base.absent
    )


def _put_together(work: _Work, created: list[int], removed: list[int]) -> TableMerge:
    ours = work.here.table
    for name, values in work.written.items():
        column = ours[name].to_pylist()
        for row, value in values.items():
            column[row] = value
        place = ours.column_names.index(name)
        ours = ours.set_column(place, ours.field(place), pa.array(column, ours.field(place).type))
    gone = set(removed)
    stays = [row for row in range(ours.num_rows) if row not in gone]
    if gone:
        ours = ours.take(pa.array(stays, pa.int64()))
    fresh = work.folder.table.take(pa.array(created, pa.int64()))
    touched = np.array([row in work.changed for row in stays] + [True] * len(created), np.bool_)
    return TableMerge(
        pa.concat_tables([ours, fresh]).combine_chunks(),
        touched,
        tuple(work.here.keys[row].as_py() for row in removed),
        tuple(work.rows),
    )
