"""A plain table of exports as a user gives it: exporter, product, value_usd and maybe year.

Totals are no exports: rows of the World or of areas that are no economy, sums over products, goods
not specified and codes of another level than the finest that is there whole are kept apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.chain.flows.economies import economy, lookup
from fairlead.chain.flows.open import input_errors
from fairlead.engines.dependency.backends.session import open_duckdb
from fairlead.engines.dependency.flows import LARGEST
from fairlead.engines.dependency.readers.reading import MOST_FAULTS, dollars, whole
from fairlead.engines.dependency.readers.reasons import AGGREGATE, NO_PRODUCT
from fairlead.engines.dependency.readers.tabular import column_names, open_table
from fairlead.engines.dependency.store.sources import describe
from fairlead.folder.input_errors import InvalidInput, Problem, invalid

_SUMS = {"total", "totals", "all", "ag1", "ag2", "ag4", "ag6", "world"}
_WHOLE = 0.9  # of the dollars of another level, from which on a level is there whole
COLUMNS = ("exporter", "product", "value_usd")
_YEAR = "year"
_EXPECTED = {
    "exporter": "expected an economy, the cell is empty",
    "product": "expected a product code, the cell is empty",
    "value_usd": "expected dollars of 0 or more: mend the row or leave it out",
    _YEAR: "expected a year such as 2022: mend the row or leave it out",
}


def is_exports_table(source: Path) -> bool:
    """Return whether the source is a table of exports, and none of flows between economies.

    Raises InvalidInput for a file that is no table.
    """
    with input_errors(source.name):
        if not source.is_file() or describe(source).kind != "table":
            return False
        columns = column_names(source)
    return set(COLUMNS) <= set(columns) and "importer" not in columns


@dataclass(frozen=True, slots=True)
class ExportsTable:
    """``rows``: exporter (alpha-3 where it is known), product, value_usd and perhaps year.

    ``apart``: by reason, how many rows are left out, and their dollars.
    """

    rows: pa.Table
    apart: tuple[tuple[str, int, int], ...]


def read_exports_table(source: Path) -> ExportsTable:
    """Return a table of exports, without what is no economy or no product.

    Raises InvalidInput with every row that lacks a cell or whose figures are none, and when no
    row is left.
    """
    with input_errors(source.name), open_duckdb() as session:
        opened = open_table(session, source, name="exports")
        raw = opened.rows
        kept = [name for name in (*COLUMNS, _YEAR) if name in opened.columns]
        cells = {name: raw[name].cast("string").strip().nullif("") for name in kept}
        figures = {"value_usd": dollars(raw["value_usd"])}
        if _YEAR in kept:
            figures[_YEAR] = whole(raw[_YEAR])
        written = {f"{name}_cell": cells[name] for name in figures}
        rows = raw.select(line=raw.line, **(cells | figures | written))
        table = session.fetch("read", rows.order_by("line"))
    problems = list(_broken(source.name, table, kept))
    if problems:
        raise InvalidInput(problems)
    return _without_totals(table.select(kept), source.name)


def _without_totals(table: pa.Table, file: str) -> ExportsTable:
    exporters, products = _read_exporters(table["exporter"]), _read_products(table["product"])
    reasons = {
        "exporter": {name: why for name, (_, why) in exporters.items() if why},
        "product": {code: why for code, (_, why) in products.items() if why},
    }
    written = {
        "exporter": {name: known for name, (known, _) in exporters.items()},
        "product": {cell: code for cell, (code, _) in products.items()},
    }
    named = table
    for place, (name, words) in enumerate(written.items()):
        named = named.set_column(place, name, _replaced(table[name], words))
    apart = pc.coalesce(*(_replaced(table[name], words) for name, words in reasons.items()))
    apart = pc.coalesce(apart, _other_levels(named.filter(pc.is_null(apart)), named["product"]))
    out = table.append_column("reason", apart).filter(pc.is_valid(apart))
    summed = out.group_by("reason").aggregate([("value_usd", "count"), ("value_usd", "sum")])
    rows = sorted(tuple(row.values()) for row in summed.to_pylist())
    good = named.filter(pc.is_null(apart))
    if table.num_rows and not good.num_rows:
        said = ", ".join(f"{reason} ({count:,} rows)" for reason, count, _ in rows)
        raise invalid(file, f"expected exports of economies, every row is kept apart: {said}")
    return ExportsTable(good, tuple(rows))


def _replaced(column: pa.ChunkedArray, words: Mapping[str, str]) -> pa.ChunkedArray:
    """Return what each cell is replaced by, null for one that is not named."""
    keys = pa.array(list(words), pa.string())
    values = pa.array(list(words.values()), pa.string())
    return values.take(pc.index_in(column, value_set=keys))


def _read_exporters(column: pa.ChunkedArray) -> dict[str, tuple[str, str | None]]:
    """Return how each spelling is written, and why its rows are kept apart if they are.

    A table may name its exporters in a way of its own: what nobody knows stays as it is.
    """
    found = {}
    for row in lookup(pc.unique(column).to_pylist()).to_pylist():
        known = row["name"] if row["code"] is None else economy(row["code"]).iso3
        found[row["name"]] = (known, row["apart"])
    return found


def _read_products(column: pa.ChunkedArray) -> dict[str, tuple[str, str | None]]:
    """Return the code that each cell means, and why its rows are kept apart if they are.

    Codes of the Harmonized System have an even number of digits: one with an odd number has lost
    its leading zero to a spreadsheet.
    """
    cells = pc.unique(column).to_pylist()
    bare = {cell: cell.rpartition(":")[2].replace(".", "") for cell in cells}
    harmonized = _is_harmonized(bare.values())
    found: dict[str, tuple[str, str | None]] = {}
    for cell, code in bare.items():
        if cell.strip().casefold() in _SUMS:
            found[cell] = (cell, AGGREGATE)
        elif harmonized and (code.startswith("99") or not code.isdecimal()):
            found[cell] = (cell, NO_PRODUCT)
        elif harmonized:
            found[cell] = (f"0{code}" if len(code) % 2 else code, None)
        else:
            found[cell] = (cell, None)
    return found


def _is_harmonized(codes: Iterable[str]) -> bool:
    """Return whether codes look like those of the Harmonized System.

    Most are numbers of two to six digits, and the longest have an even number of them.
    """
    listed = [code for code in codes if code.casefold() not in _SUMS]
    sizes = [len(code) for code in listed if code.isdecimal() and 2 <= len(code) <= 6]
    return len(sizes) > len(listed) / 2 and max(sizes) % 2 == 0


def _other_levels(good: pa.Table, products: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return why a product is kept apart: not of the finest level whose dollars are all there."""
    levels = pc.utf8_length(good["product"])
    numbers = pc.all(pc.ascii_is_decimal(good["product"])).as_py()
    totals = pa.table({"level": levels, "usd": good["value_usd"]}).group_by("level")
    found = {row["level"]: row["usd_sum"] for row in totals.aggregate([("usd", "sum")]).to_pylist()}
    if not numbers or len(found) < 2 or not set(found) <= {2, 4, 6}:
        return pa.chunked_array([pa.nulls(len(products), pa.string())])
    whole = _WHOLE * max(found.values())
    finest = max(level for level, usd in found.items() if usd >= whole)
    other = pc.not_equal(pc.utf8_length(products), finest)
    return pc.if_else(other, f"code of another level than the one used ({finest} digits)", None)


def _broken(file: str, table: pa.Table, columns: list[str]) -> Iterator[Problem]:
    """Yield a problem for each broken cell of the first `MOST_FAULTS` rows that have one."""
    value = table["value_usd"]
    out = pc.or_(pc.less(value, 0), pc.greater(value, LARGEST))
    wrong = {name: pc.is_null(table[name]) for name in columns}
    wrong["value_usd"] = pc.fill_null(out, fill_value=True)
    marked = table.append_column(
        "wrong",
        pa.StructArray.from_arrays([wrong[name].combine_chunks() for name in columns], columns),
    )
    anywhere = wrong[columns[0]]
    for name in columns[1:]:
        anywhere = pc.or_(anywhere, wrong[name])
    for row in marked.filter(anywhere).slice(0, MOST_FAULTS).to_pylist():
        for name in columns:
            if row["wrong"][name]:
                shown = row.get(f"{name}_cell") or ""
                yield Problem(file, _EXPECTED[name], line=row["line"], field=name, value=shown)
