"""A plain table of exports as a user gives it: exporter, product, value_usd and maybe year."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.chain.flows.open import input_errors
from fairlead.engines.dependency.backends.session import open_duckdb
from fairlead.engines.dependency.flows import LARGEST
from fairlead.engines.dependency.readers.reading import MOST_FAULTS, dollars, whole
from fairlead.engines.dependency.readers.tabular import column_names, open_table
from fairlead.engines.dependency.store.sources import describe
from fairlead.folder.input_errors import InvalidInput, Problem

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


def read_exports_table(source: Path) -> pa.Table:
    """Return exporter, product (string), value_usd (int64) and, where the file has it, year.

    Raises InvalidInput with every row that lacks one of them or whose figures are none.
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
    return table.select(kept)


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
