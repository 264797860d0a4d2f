"""Cells as figures: products, periods, dollars, and in which direction a row reports."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

import ibis
import pyarrow as pa
from ibis.expr.types import Table, Value

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.faults import report_fault
from fairlead.engines.dependency.readers.layouts import (
    Layout,
    find_unit,
    read_flow_name,
)
from fairlead.engines.dependency.readers.numbers import read_numbers
from fairlead.engines.dependency.readers.options import FileChoices, Unit
from fairlead.engines.dependency.readers.periods import note_dates, read_periods
from fairlead.engines.dependency.readers.products import find_product_directory
from fairlead.engines.dependency.readers.text_files import OpenFile
from fairlead.engines.dependency.readers.value_names import (
    find_other_money,
    find_size,
    read_value_name,
)

_SIZES = {10**3: "thousand", 10**6: "million", 10**9: "billion"}
_WORTH = (
    "say with --unit how many dollars one was worth, such as --unit 1.08, or by year, "
    "--unit 2022=1.05,2023=1.08"
)


def read_cells(
    session: DuckSession,
    raw: Table,
    file: str,
    layout: Layout,
    opened: OpenFile,
    chosen: FileChoices,
    value_column: str,
    *,
    harmonized: bool,
) -> tuple[Table, list[str]]:
    """Return the rows with product, digits, year, part and dollars, and what to say of them."""
    products, _ = _register_directory(
        session,
        raw,
        "product_cell",
        lambda cells: find_product_directory(cells, harmonized=harmonized),
        name="products",
    )
    periods, spelled = _register_directory(
        session, raw, "period_cell", read_periods, name="periods"
    )
    number, notes = read_numbers(
        session,
        raw,
        "value_cell",
        file=file,
        decimal=chosen.decimal,
        european=opened.european,
        known=layout.kind != "table",
    )
    unit = chosen.unit or Unit(always=find_unit(layout, value_column))
    said = [*notes, *note_dates(spelled), *note_unit(chosen.unit, unit.always)]
    numbered = raw.mutate(number=number)
    with_product = _look_up(numbered, products, "product_cell")
    with_year = _look_up(with_product, periods, "period_cell")
    rows = with_year.mutate(
        value=unit.times(with_year.number, with_year.year),
        is_import=_is_import(session, raw, layout, file),
        is_export=_is_flow(session, raw, layout.exports, otherwise=False),
    )
    return rows, said


def expect_dollars(
    file: str, layout: Layout, column: str, unit: Unit | None, above: Sequence[tuple[int, str]]
) -> None:
    """Raise `BadFlows` where the file says that its values are no dollars, and the user nothing.

    The column's name states it, or else a line ``above`` the header.
    """
    if unit is not None:
        return
    if "%" in column:
        raise report_fault(file, "expected dollars, the column's name says shares", field=column)
    named = read_value_name(column) if layout.named_values else None
    if named is not None and named.money not in ("", "dollar"):
        raise report_fault(
            file, f"expected dollars, the column's name says other money: {_WORTH}", field=column
        )
    in_dollars = named is not None and named.money == "dollar"
    other = [(line, text) for line, text in above if not in_dollars or find_size(text) > 1]
    if other and find_unit(layout, column) == 1:
        line, text = other[0]
        size = find_size(text)
        say = f"say --unit {_SIZES.get(size, size)} if it is of these values, --unit dollars if not"
        raise report_fault(
            file,
            "expected values in dollars, this line above the header says another unit: "
            + (_WORTH if find_other_money(text) else say),
            line=line,
            value=text,
        )


def note_unit(chosen: Unit | None, worth: float | None) -> list[str]:
    """Return what to say of the dollars of a file's values where the user says nothing."""
    if chosen is not None or worth == 1:
        return []
    if worth == 1000:
        return ["values are thousands of dollars, as the source writes them"]
    if worth == 10**6:
        return ["values are millions of dollars, by the column's name"]
    return [f"values are {worth:,.0f} dollars each, by the column's name"]


def _register_directory(
    session: DuckSession,
    raw: Table,
    cell: str,
    read: Callable[[Iterable[str]], pa.Table],
    *,
    name: str,
) -> tuple[Table, list[str]]:
    """Return how every spelling in a column is read, the column's own cells beside, and these."""
    column = raw[cell]
    distinct = session.fetch("read", raw.select(cell=column).distinct())["cell"].drop_null()
    spelled = {str(value): value for value in distinct.to_pylist()}
    table = read(spelled)
    keys = pa.array([spelled[text] for text in table[cell].to_pylist()], distinct.type)
    place = table.schema.get_field_index(cell)
    return session.register(name, table.set_column(place, cell, keys)), list(spelled)


def _look_up(rows: Table, directory: Table, cell: str) -> Table:
    others = [column for column in directory.columns if column != cell]
    joined = rows.left_join(directory, cell)
    return joined.select(rows, *(directory[column] for column in others))


def _is_import(session: DuckSession, raw: Table, layout: Layout, file: str) -> Value:
    """Return whether a row is a report of imports.

    A plain table names exporter and importer: its reports of exports count where it has no others.
    Raises `BadFlows` where its rows are of several kinds and none is either.
    """
    if layout.kind == "table" and not layout.reports:
        told = _list_flows(session, raw)
        if not any(read_flow_name(text) in layout.imports for text in told):
            wanted = [text for text in told if read_flow_name(text) in layout.exports]
            if not wanted and len(told) > 1:
                raise report_fault(
                    file,
                    "expected a column flow that says Import or Export of each row, got "
                    f"{', '.join(sorted(told)[:6])}: of one trade the reports of one side count",
                    field="flow",
                )
            return raw.flow_cell.isin(wanted) if wanted else ibis.literal(True)
    return _is_flow(session, raw, layout.imports, otherwise=True)


def _list_flows(session: DuckSession, raw: Table) -> list[str]:
    distinct = session.fetch("read", raw.select(flow=raw.flow_cell).distinct())
    return [text for text in distinct["flow"].to_pylist() if text is not None]


def _is_flow(session: DuckSession, raw: Table, words: Collection[str], *, otherwise: bool) -> Value:
    """Return whether a row is a report of the flow; ``otherwise`` where the file does not say."""
    found = _list_flows(session, raw)
    if not words or not found:
        return ibis.literal(otherwise)
    wanted = [text for text in found if read_flow_name(text) in words]
    flow = ibis._.flow_cell
    return flow.isin(wanted).fill_null(ibis.literal(False)) if wanted else ibis.literal(False)
