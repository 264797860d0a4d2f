"""Files of trade statistics, whatever their source: recognised, read cell by cell, coded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from ibis.expr.types import Table

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.faults import report_fault
from fairlead.engines.dependency.readers.apart import give_reasons
from fairlead.engines.dependency.readers.baci_table import BaciTable, read_baci_table
from fairlead.engines.dependency.readers.broken_rows import (
    refuse_broken_rows,
    refuse_other_direction,
)
from fairlead.engines.dependency.readers.cell_values import expect_dollars, note_unit, read_cells
from fairlead.engines.dependency.readers.cells import find_columns_by_role, select_cells
from fairlead.engines.dependency.readers.empty_lines import FLOW_CELLS, drop_headers
from fairlead.engines.dependency.readers.file_columns import (
    refuse_other_numbering,
)
from fairlead.engines.dependency.readers.further_columns import judge_further_columns
from fairlead.engines.dependency.readers.layouts import (
    Kind,
    Layout,
    describe_layout,
    find_layout,
    get_layout,
    is_header,
)
from fairlead.engines.dependency.readers.measures import (
    drop_unit_of_quantity,
    mark_measures,
    refuse_multiples,
)
from fairlead.engines.dependency.readers.options import FileChoices, Unit
from fairlead.engines.dependency.readers.own_exports import sum_own_exports
from fairlead.engines.dependency.readers.products import HS_DIGITS
from fairlead.engines.dependency.readers.reading import Names, add_codes
from fairlead.engines.dependency.readers.repeats import resolve
from fairlead.engines.dependency.readers.tabular import open_table
from fairlead.engines.dependency.readers.versions import pick_version

_PAGE_SIZES = (500, 100_000, 250_000)


@dataclass(frozen=True, slots=True)
class FlowFileContent:
    """What a file holds: ``rows`` (exporter, importer, product, year, value, apart, version).

    ``digits`` is how many the products have, ``classification`` the HS version that the rows of
    the file say they are of (None where it says nothing), ``notes`` what a reader of any figure
    must know of how the file was read. Economies in notes stand as ``{economy:CODE}``.
    ``months``: year and month (or quarter) where years were put together of those.
    ``own_exports`` (economy, product, year, version, usd): what reporters say that they export,
    None where none says anything.
    """

    rows: Table
    digits: int
    classification: str | None
    notes: tuple[str, ...]
    months: tuple[tuple[int, int], ...] = ()
    own_exports: pa.Table | None = None


# Cells are asked for a dozen times. Those of a file up to this size are read once and kept: a
# million rows in 32 MB of CSV take six seconds of the processor in place of ten.
_SMALL, _SMALL_PACKED = 128 * 2**20, 16 * 2**20
_PLAIN = frozenset({".csv", ".tsv", ".txt"})


def _is_small(path: Path) -> bool:
    """Return whether the cells of a file may be kept in memory."""
    most = _SMALL if path.suffix.lower() in _PLAIN else _SMALL_PACKED
    return path.is_file() and path.stat().st_size <= most


def read_report(
    session: DuckSession,
    path: Path,
    *,
    names: Names,
    kind: Kind | None = None,
    version: str | None = None,
    choices: FileChoices | None = None,
    convertible: bool = False,
) -> FlowFileContent:
    """Return the file's flows, one row each, with what stays apart and why.

    Of what reporters say, imports are used; exports are their mirror. ``version`` (HS2022) picks
    the rows of one HS version when the file has several; with ``convertible`` the others stay in,
    to be converted. Raises `BadFlows` with every fault of the file.
    """
    chosen = choices or FileChoices()
    harmonized = version is None or version.startswith("HS")
    if kind == "baci" and harmonized:
        plain = read_baci_table(session, path, names=names, choices=chosen)
        if plain is not None:
            return _read_plain(plain, chosen)
    opened = open_table(session, path, name="raw", fits=is_header)
    refuse_other_numbering(path.name, opened.columns)
    layout = find_layout(opened.columns) if kind is None else _choose_layout(kind, opened.columns)
    _expect_worth(path.name, layout, chosen.unit)
    notes = [f"taken for {describe_layout(layout, opened.columns)}, {opened.form}", *opened.notes]
    found = find_columns_by_role(session, path.name, opened, layout)
    if layout.kind == "table":
        found = drop_unit_of_quantity(found, opened.columns)
        layout, further = judge_further_columns(
            session, opened.rows, path.name, layout, opened.columns, found
        )
        notes += further
    if chosen.unit is None:
        refuse_multiples(session, opened.rows, path.name, opened.columns)
    raw, value_column = select_cells(path.name, opened, layout, found)
    expect_dollars(path.name, layout, value_column, chosen.unit, opened.units_above)
    raw, dropped = drop_headers(session, raw, path.name, opened.columns, found, cells=FLOW_CELLS)
    notes += dropped
    if layout.kind == "table":
        raw = mark_measures(session, raw, path.name, told=chosen.unit is not None)
    rows, said = read_cells(
        session, raw, path.name, layout, opened, chosen, value_column, harmonized=harmonized
    )
    notes += said
    if _is_small(path):
        rows = session.keep("cells", rows)
    refuse_broken_rows(session, rows, path.name)
    named = add_codes(session, rows, names=names, file=path.name)
    wanted, found_version, said = pick_version(
        session, named, version, path.name, convertible=convertible
    )
    marked = session.keep("marked", give_reasons(wanted, layout))
    refuse_other_direction(session, marked, path.name)
    resolved = resolve(
        session, marked, level=chosen.level, adds_up=layout.adds_up, harmonized=harmonized
    )
    notes += [*said, *resolved.notes]
    if layout.kind == "comtrade":
        notes += _note_pages(session, marked)
    return FlowFileContent(
        resolved.rows,
        resolved.digits,
        found_version,
        tuple(notes),
        months=resolved.months,
        own_exports=sum_own_exports(
            session, wanted, resolved, layout, harmonized=harmonized, by_version=convertible
        ),
    )


def _read_plain(plain: BaciTable, chosen: FileChoices) -> FlowFileContent:
    """Return what a plain table of BACI holds, in the words of the general reader."""
    layout = get_layout("baci")
    notes = [f"taken for {describe_layout(layout, plain.columns)}, {plain.form}", *plain.notes]
    notes += note_unit(chosen.unit, layout.unit)
    return FlowFileContent(plain.rows, HS_DIGITS, None, tuple(notes))


def _choose_layout(kind: Kind, columns: Sequence[str]) -> Layout:
    """Return the layout of a kind the user named; the columns' own where it is of that kind."""
    found = find_layout(columns)
    return found if found.kind == kind else get_layout(kind)


def _expect_worth(file: str, layout: Layout, unit: Unit | None) -> None:
    if layout.currency == "euro" and unit is None:
        raise report_fault(
            file,
            "expected dollars, the values are euros: say with --unit how many dollars one euro "
            "was worth, such as --unit 1.08, or by year, --unit 2022=1.05,2023=1.08",
        )


def _note_pages(session: DuckSession, rows: Table) -> list[str]:
    count = session.fetch("read", rows.agg(rows=rows.count()))["rows"][0].as_py()
    if count not in _PAGE_SIZES:
        return []
    return [
        f"warning: exactly {count:,} rows, as many as Comtrade gives at once: there may be more"
    ]
