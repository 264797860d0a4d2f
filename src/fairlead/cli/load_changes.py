"""What a load does or would do, for a person and for a script."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from fairlead.folder.merging.changes import Change, Changes, RowChange

if TYPE_CHECKING:
    from fairlead.apps.transfer.merge import LoadOutcome
    from fairlead.folder.fair import Fair

_MOST = 20  # rows of a file and kind that are shown
_LONGEST = 60  # characters of a value that are shown
_STYLES = {
    Change.CREATED: "green",
    Change.CHANGED: "yellow",
    Change.REMOVED: "red",
    Change.KEPT: "cyan",
}


def write_changes_json(code: str, done: LoadOutcome) -> str:
    """Return the changes as one JSON object and a line feed."""
    rows = [
        {
            "file": row.file,
            "key": row.key,
            "change": row.change.value,
            "why": row.why,
            "cells": [
                {"column": cell.column, "here": cell.before, "folder": cell.after}
                for cell in row.cells
            ],
        }
        for row in done.changes.rows
    ]
    said: dict[str, Any] = {
        "edition": code,
        "written": done.edition is not None,
        "new": done.is_new,
        "changes": done.is_new or done.changes.does_something,
        "files": {name: asdict(counts) for name, counts in done.changes.count().items()},
        "rows": rows,
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def show_changes(code: str, fair: Fair, done: LoadOutcome) -> None:
    """Show counts, and the rows that change or that the folder would have otherwise."""
    console = Console(highlight=False)
    written = done.edition is not None
    changes = done.changes
    if done.is_new:
        loaded = "loaded" if written else "would be loaded"
        console.print(
            f"{code}: {fair.organisations.num_rows:,} organisations, "
            f"{fair.people.num_rows:,} people and {fair.requests.num_rows:,} requests {loaded}.",
            style="green",
            markup=False,
        )
        return
    if changes.rows:
        console.print(_tabulate_counts(changes))
        console.print(_tabulate_rows(changes, written=written))
    if not changes.does_something:
        outcome = "nothing changes" if not written else "nothing has changed"
    else:
        outcome = "written" if written else "nothing was written"
    kept = sum(row.change is Change.KEPT for row in changes.rows)
    if kept:
        outcome += f"; {kept:,} rows are kept as they are here, against the folder"
    console.print(f"{code}: {outcome}.", style="green", markup=False)


def _tabulate_counts(changes: Changes) -> Table:
    table = Table("file", title="Changes", title_justify="left")
    for name in ("created", "changed", "removed", "kept", "same"):
        table.add_column(name, justify="right")
    for name, counts in changes.count().items():
        figures = (counts.created, counts.changed, counts.removed, counts.kept, counts.same)
        if any(figures[:-1]):
            table.add_row(name, *(f"{figure:,}" if figure else "" for figure in figures))
    return table


def _tabulate_rows(changes: Changes, *, written: bool) -> Table:
    table = Table("file", "row", "change", "column", title="Rows", title_justify="left")
    table.add_column("was here" if written else "here", overflow="fold")
    table.add_column("folder", overflow="fold")
    for rows in _group(changes.rows):
        alike, shown = _gather_alike(rows), 0
        for first, *more in alike[:_MOST]:
            for line in _write_lines(first, alike=len(more)):
                table.add_row(*map(escape, line), style=_STYLES[first.change])
            shown += 1 + len(more)
        if len(alike) > _MOST:
            rest = f"... and {len(rows) - shown:,} more; --json has them all"
            table.add_row(rows[0].file, rest, rows[0].change.value, style=_STYLES[rows[0].change])
    return table


def _gather_alike(rows: Sequence[RowChange]) -> list[list[RowChange]]:
    """Return the rows, those together whose cells are the same before and after."""
    alike: dict[object, list[RowChange]] = {}
    for row in rows:
        alike.setdefault((row.why, row.cells) if row.cells else row.key, []).append(row)
    return list(alike.values())


def _group(rows: Sequence[RowChange]) -> Iterator[list[RowChange]]:
    groups: dict[tuple[str, Change], list[RowChange]] = {}
    for row in rows:
        groups.setdefault((row.file, row.change), []).append(row)
    yield from groups.values()


def _write_lines(row: RowChange, *, alike: int) -> Iterator[tuple[str, ...]]:
    change = f"{row.change.value}: {row.why}" if row.why else row.change.value
    key = f"{row.key} and {alike:,} more alike" if alike else row.key
    if not row.cells:
        yield row.file, key, change, "", "", ""
    for place, cell in enumerate(row.cells):
        head = (row.file, key, change) if place == 0 else ("", "", "")
        yield *head, cell.column, _shorten(cell.before), _shorten(cell.after)


def _shorten(text: str) -> str:
    shown = "".join(char if char.isprintable() else " " for char in text)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 3]}..."
