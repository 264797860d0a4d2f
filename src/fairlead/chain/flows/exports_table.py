"""A plain table of exports as a user gives it: exporter, product, value_usd and maybe year.

Totals are no exports: rows of the World or of areas that are no economy, sums over products, goods
not specified and codes of another level than the finest that is there whole are kept apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from fairlead.chain.flows.economies import find_economy, lookup
from fairlead.chain.flows.open import FileChoices, reading_notes, translate_input_errors
from fairlead.engines.dependency.faults import BadFlows, Fault
from fairlead.engines.dependency.readers.exports import is_exports_file, read_exports
from fairlead.engines.dependency.store.sources import is_table_file

COLUMNS = ("exporter", "product", "value_usd")


def is_exports_table(source: Path) -> bool:
    """Return whether the source is a table of exports, and none of flows between economies.

    Raises InvalidInput for a file that is no table.
    """
    with translate_input_errors(source.name):
        return is_table_file(source) and is_exports_file(source)


@dataclass(frozen=True, slots=True)
class ExportsTable:
    """``rows``: exporter (alpha-3 where it is known), product, value_usd and perhaps year.

    ``apart``: by reason, how many rows are left out, and their dollars. ``notes``: how the file
    was read.
    """

    rows: pa.Table
    apart: tuple[tuple[str, int, int], ...]
    notes: tuple[str, ...] = ()


def read_exports_table(source: Path, *, choices: FileChoices | None = None) -> ExportsTable:
    """Return a table of exports, without what is no economy or no product.

    Raises InvalidInput with every row that lacks a cell or whose figures are none, and when no
    row is left.
    """
    with translate_input_errors(source.name):
        read = read_exports(
            source, exporters=lambda names: _read_exporters(names, source.name), choices=choices
        )
    apart = tuple((row["reason"], row["rows"], row["usd"]) for row in read.apart.to_pylist())
    return ExportsTable(read.rows, apart, tuple(reading_notes(read.notes)))


def _read_exporters(names: Iterable[str], file: str) -> dict[str, tuple[str, str | None]]:
    """Return how each spelling is written, and why its rows are kept apart if they are.

    A table may name its exporters otherwise (regions, firms): then most are nobody's,
    and all stay as they are. Raises `BadFlows` for a few unknown ones among economies.
    """
    rows = lookup(names).to_pylist()
    known = sum(row["code"] is not None for row in rows)
    strange = {row["name"]: row["hint"] for row in rows if row["hint"]}
    if strange and len(strange) >= known:
        return {row["name"]: (row["name"], row["apart"]) for row in rows}
    if strange:
        raise BadFlows(
            Fault(file, hint, field="exporter", value=name) for name, hint in strange.items()
        )
    return {
        row["name"]: (
            row["name"] if row["code"] is None else find_economy(row["code"]).iso3,
            row["apart"],
        )
        for row in rows
    }
