"""A table of exports without importers: exporter, product, value and maybe year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import ibis
import pyarrow as pa
from ibis.expr.types import Table

from fairlead.engines.dependency.backends.session import DuckSession, open_duckdb
from fairlead.engines.dependency.faults import BadFlows, Fault, report_fault
from fairlead.engines.dependency.flows import LARGEST
from fairlead.engines.dependency.readers.cell_values import expect_dollars
from fairlead.engines.dependency.readers.empty_lines import drop_headers
from fairlead.engines.dependency.readers.file_columns import (
    choose_value_column,
    refuse_other_numbering,
)
from fairlead.engines.dependency.readers.layouts import (
    Layout,
    describe_layout,
    find_layout,
    find_unit,
    is_header,
    simplify_name,
)
from fairlead.engines.dependency.readers.measures import (
    refuse_multiples,
    refuse_other_measures,
)
from fairlead.engines.dependency.readers.numbers import read_numbers
from fairlead.engines.dependency.readers.options import FileChoices, Unit
from fairlead.engines.dependency.readers.parquet_file import refuse_other_cells
from fairlead.engines.dependency.readers.periods import SCHEMA as PERIODS
from fairlead.engines.dependency.readers.periods import note_dates, read_periods
from fairlead.engines.dependency.readers.products import SCHEMA as PRODUCTS
from fairlead.engines.dependency.readers.products import find_product_directory, read_products
from fairlead.engines.dependency.readers.reading import MOST_FAULTS
from fairlead.engines.dependency.readers.reasons import NO_VALUE
from fairlead.engines.dependency.readers.repeats import resolve
from fairlead.engines.dependency.readers.tabular import open_table, read_column_names
from fairlead.engines.dependency.readers.value_names import read_value_name

# Spellings of exporters -> how each is written, and why its rows are kept apart (or None).
Exporters = Callable[[Iterable[str]], Mapping[str, tuple[str, str | None]]]
_ROLES = {"table": ("exporter", "product", "value", "year"),
          "atlas": ("location", "product", "exports", "year")}  # fmt: skip
_CELLS = {"exporter": "exporter_cell", "product": "product_cell", "value": "value_cell"}
_EXPECTED = {
    "exporter": "expected an economy, the cell is empty",
    "value": "expected dollars of 0 or more: mend the row or leave it out",
}


@dataclass(frozen=True, slots=True)
class ExportRows:
    """``rows``: exporter, product (as text), value (int64) and, where the file has it, year.

    ``apart`` (reason, rows, usd) is what was left out, ``notes`` how the file was read.
    """

    rows: pa.Table
    apart: pa.Table
    notes: tuple[str, ...]


def is_exports_file(path: Path) -> bool:
    """Return whether the file is a table of exports, and none of flows between economies."""
    columns = read_column_names(path, fits=is_header)
    layout = find_layout(columns)
    there = {simplify_name(column) for column in columns}
    if layout.kind == "atlas":
        return not there & set(layout.columns["partner"])
    if layout.kind != "table" or layout.reports or there & set(layout.columns["importer"]):
        return False
    valued = there & set(layout.columns["value"]) or any(map(read_value_name, columns))
    return bool(valued) and all(
        there & set(layout.columns[role]) for role in ("exporter", "product")
    )


def read_exports(
    path: Path, *, exporters: Exporters, choices: FileChoices | None = None
) -> ExportRows:
    """Return the exports in a file, every figure once, products of one level.

    Codes that are not the Harmonized System's stay as they are written. Raises `BadFlows` with
    every row that lacks a cell or whose figures are none, and when nothing is left.
    """
    chosen = choices or FileChoices()
    with open_duckdb() as session:
        opened = open_table(session, path, name="exports", fits=is_header)
        refuse_other_numbering(path.name, opened.columns)
        layout = find_layout(opened.columns)
        found = _choose_columns(path.name, layout, opened.columns)
        refuse_other_cells(path.name, opened.rows, sorted(set(found.values())))
        expect_dollars(path.name, layout, found["value"], chosen.unit, opened.units_above)
        if chosen.unit is None:
            refuse_multiples(session, opened.rows, path.name, opened.columns)
            if layout.kind == "table":
                refuse_other_measures(
                    session, opened.rows, path.name, found["value"], opened.columns
                )
        raw, dropped = drop_headers(
            session,
            _select_cells(opened.rows, found),
            path.name,
            opened.columns,
            found,
            cells=_CELLS,
        )
        number, said = read_numbers(
            session, raw, "value_cell", file=path.name, decimal=chosen.decimal,
            european=opened.european, known=layout.kind != "table",
        )  # fmt: skip
        unit = chosen.unit or Unit(always=find_unit(layout, found["value"]))
        products, harmonized = _read_products(session, raw)
        directory = session.register("products", products)
        spelled_periods = _build_directory(session, raw, "period_cell", read_periods, PERIODS)
        periods = session.register("periods", spelled_periods)
        rows = raw.mutate(number=number).left_join(directory, "product_cell")
        rows = rows.select(*raw.columns, "number", *_list_others(products, "product_cell"))
        rows = rows.left_join(periods, "period_cell").select(
            *rows.columns, *_list_others(PERIODS.empty_table(), "period_cell")
        )
        rows = session.keep("cells", rows.mutate(value=unit.times(rows.number, rows.year)))
        _refuse_broken(session, rows, path.name, dated="year" in found)
        marked, spelled = _mark_rows(session, rows, exporters)
        resolved = resolve(session, marked, level=chosen.level, adds_up=True, harmonized=harmonized)
        table = session.fetch("read", resolved.rows)
    notes = (
        f"taken for {_describe_taken(layout, opened.columns)}, {opened.form}",
        *opened.notes,
        *dropped,
        *said,
        *note_dates(spelled_periods["period_cell"].to_pylist()),
    )
    return _split(
        table, spelled, products, path.name,
        digits=resolved.digits if harmonized else None, dated="year" in found,
        notes=(*notes, *resolved.notes),
    )  # fmt: skip


def _describe_taken(layout: Layout, columns: tuple[str, ...]) -> str:
    return "a table of exports" if layout.kind == "table" else describe_layout(layout, columns)


def _choose_columns(file: str, layout: Layout, columns: tuple[str, ...]) -> dict[str, str]:
    spelled = {simplify_name(column): column for column in reversed(columns)}
    found = {}
    for role, name in zip(
        ("exporter", "product", "value", "year"), _ROLES[layout.kind], strict=True
    ):
        hit = next((spelled[each] for each in layout.columns[name] if each in spelled), None)
        if hit is not None:
            found[role] = hit
        elif role == "value" and (named := choose_value_column(file, layout, columns)):
            found[role] = named[0]
    return found


def _select_cells(rows: Table, found: Mapping[str, str]) -> Table:
    cells = {
        f"{role}_cell": rows[found[role]].cast("string").strip().nullif("")
        for role in ("exporter", "product")
    }
    year = rows[found["year"]].cast("string").strip().nullif("") if "year" in found else None
    return rows.select(
        line=rows.line,
        **cells,
        value_cell=rows[found["value"]],
        period_cell=ibis.literal("2000") if year is None else year,
    )


def _list_others(table: pa.Table, key: str) -> list[str]:
    return [name for name in table.column_names if name != key]


def _build_directory(
    session: DuckSession,
    raw: Table,
    cell: str,
    read: Callable[[Iterable[str]], pa.Table],
    schema: pa.Schema,
) -> pa.Table:
    distinct = session.fetch("read", raw.select(cell=raw[cell]).distinct())["cell"].drop_null()
    return read(distinct.to_pylist()) if len(distinct) else schema.empty_table()


def _read_products(session: DuckSession, raw: Table) -> tuple[pa.Table, bool]:
    """Return how products are read, and whether they are the Harmonized System's.

    They are where most cells can be read as its codes; others are kept as they stand.
    """
    cells = session.fetch("read", raw.select(cell=raw.product_cell).distinct())
    listed = cells["cell"].drop_null().to_pylist()
    read = read_products(listed)
    if 2 * sum(one.expected is None for one in read.values()) > len(read):
        return find_product_directory(listed), True
    rows = [
        {"product_cell": cell, "product": at, "digits": 0, "full": cell}
        for at, cell in enumerate(sorted(listed))
    ]
    return pa.Table.from_pylist(rows, schema=PRODUCTS), False


def _refuse_broken(session: DuckSession, rows: Table, file: str, *, dated: bool) -> None:
    wrong = {
        "exporter": rows.exporter_cell.isnull(),
        "product": rows.product_cell.isnull() | rows.product_expected.notnull(),
        "year": rows.period_cell.isnull() | rows.year_expected.notnull(),
        "value": (rows.number.cast("string").fill_null("").strip() != "")
        & (rows.value.isnull() | (rows.value < 0) | (rows.value > LARGEST)),
    }
    flagged = rows.filter(ibis.or_(*wrong.values())).mutate(
        shown=rows.value_cell.cast("string"), **{f"bad_{name}": bad for name, bad in wrong.items()}
    )
    found = session.fetch("read", flagged.order_by("line").limit(MOST_FAULTS)).to_pylist()
    faults = []
    for row in found:
        said = {
            "exporter": (_EXPECTED["exporter"], ""),
            "product": (
                row["product_expected"] or "expected a product code, the cell is empty",
                row["product_cell"],
            ),
            "year": (
                "expected a year such as 2022: mend the row or leave it out",
                row["period_cell"],
            ),
            "value": (_EXPECTED["value"], row["shown"]),
        }
        faults += [
            Fault(file, expected, row["line"], {"value": "value_usd"}.get(name, name), shown or "")
            for name, (expected, shown) in said.items()
            if row[f"bad_{name}"] and not (name == "value" and row["bad_year"] and dated)
        ]
    if faults:
        raise BadFlows(faults)


def _mark_rows(session: DuckSession, rows: Table, exporters: Exporters) -> tuple[Table, list[str]]:
    """Return the rows as `resolve` takes them, the exporter as a number, and their names."""
    distinct = session.fetch("read", rows.select(cell=rows.exporter_cell).distinct())
    read = exporters(distinct["cell"].to_pylist())
    spelled = sorted({written for written, _ in read.values()})
    place = {written: at for at, written in enumerate(spelled)}
    directory = session.register(
        "exporters",
        pa.table(
            {
                "exporter_cell": pa.array(list(read), pa.string()),
                "importer": pa.array([place[written] for written, _ in read.values()], pa.int32()),
                "exporter_apart": pa.array([why for _, why in read.values()], pa.string()),
            }
        ),
    )
    named = rows.left_join(directory, "exporter_cell").select(
        rows, directory.importer, directory.exporter_apart
    )
    marked = named.select(
        "line", "importer", "product", "digits", "full", "year", "part", "value",
        exporter=ibis.literal(0, "int32"),
        pattern=ibis.literal(0, "int64"),
        detail=ibis.literal(""),
        route=ibis.null("string"),
        version=ibis.null("string"),
        partner_sign=ibis.literal(""),
        apart=ibis.coalesce(
            named.product_apart,
            named.exporter_apart,
            ibis.ifelse(named.value.isnull(), NO_VALUE, None),
        ),
    )  # fmt: skip
    return session.keep("marked", marked), spelled


def _split(
    table: pa.Table,
    spelled: list[str],
    products: pa.Table,
    file: str,
    *,
    digits: int | None,
    dated: bool,
    notes: tuple[str, ...],
) -> ExportRows:
    import pyarrow.compute as pc

    out = table.filter(pc.is_valid(table["apart"]))
    summed = out.group_by("apart").aggregate([([], "count_all"), ("value", "sum")])
    apart = pa.table(
        {
            "reason": summed["apart"],
            "rows": summed["count_all"].cast(pa.int64()),
            "usd": pc.fill_null(summed["value_sum"].cast(pa.int64()), 0),
        }
    ).sort_by("reason")
    good = table.filter(pc.is_null(table["apart"]))
    if not good.num_rows:
        reasons = ", ".join(f"{row['reason']} ({row['rows']:,})" for row in apart.to_pylist())
        said = f"every row is kept apart: {reasons}" if reasons else "the table has no rows"
        raise report_fault(file, f"expected exports of economies, {said}")
    if digits is None:
        names = pa.array(
            products.sort_by("product")["full"].combine_chunks(), products["full"].type
        )
        codes = names.take(good["product"].combine_chunks())
    else:
        codes = pc.utf8_lpad(good["product"].cast(pa.string()), digits, "0")
    columns = {
        "exporter": pa.array(spelled, pa.string()).take(good["importer"].combine_chunks()),
        "product": codes,
        "value_usd": good["value"].cast(pa.int64()),
    }
    if dated:
        columns["year"] = good["year"].cast(pa.int64())
    return ExportRows(pa.table(columns), apart, notes)
