"""Opens a Parquet file as a relation: its columns by their own names, in types that can be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
from ibis.expr.types import Table

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.faults import report_fault
from fairlead.engines.dependency.readers.headers import LINE, name_columns

# No real table of flows packs more rows into a byte, nor has more rows in one file.
ROWS_PER_BYTE = 50
MOST_ROWS = 5_000_000_000
_ROW = "file_row_number"  # how DuckDB names the column that it adds


def open_parquet(
    session: DuckSession, path: Path, name: str, *, file: str
) -> tuple[Table, tuple[str, ...]]:
    """Return the file as a relation with its columns and ``line``, and the columns' names.

    Columns of types that no figure and no name is written in (UUIDs, bytes of one length) become
    text. Raises `BadFlows` for a file that is damaged, or has a column twice.
    """
    schema = check_schema(path, file)
    # Where the file has such a column itself DuckDB would add no other.
    counted = all(name.casefold() != _ROW for name in schema.names)
    line = f"{_ROW} + 1" if counted else "row_number() OVER ()"
    relation = session.connection.read_parquet(str(path), file_row_number=counted)
    chosen, fields = [], []
    for place, (field, read_as) in enumerate(zip(schema, relation.columns, strict=False)):
        kind = _simplify_type(field.type)
        cell = _quote(read_as)  # DuckDB numbers names that differ in case alone
        if kind is None:
            cell, kind = f"CAST({cell} AS VARCHAR)", pa.string()
        chosen.append(f"{cell} AS {_quote(schema.names[place])}")
        fields.append(pa.field(field.name, kind))
    relation.project(", ".join([*chosen, f"{line} AS {LINE}"])).create_view(name)
    fields.append(pa.field(LINE, pa.int64()))
    return ibis.table(ibis.Schema.from_pyarrow(pa.schema(fields)), name=name), tuple(schema.names)


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def check_schema(path: Path, file: str) -> pa.Schema:
    """Return a Parquet file's columns, having checked that it can hold the rows it claims.

    Raises `BadFlows` for one that is damaged, claims more rows, has none, or has a column twice.
    """
    try:
        with pq.ParquetFile(path) as opened:
            rows, schema = opened.metadata.num_rows, opened.schema_arrow
    except (pa.ArrowException, OSError, ValueError) as error:
        raise report_fault(
            file, "expected a whole Parquet file, it is cut short or damaged: get it again"
        ) from error
    size = path.stat().st_size
    if rows > MOST_ROWS or rows > ROWS_PER_BYTE * size:
        raise report_fault(
            file,
            f"expected a Parquet file that can hold its rows, it claims {rows:,} rows "
            f"in {size:,} bytes",
        )
    if rows == 0:
        raise report_fault(file, "expected flows, the table has no rows")
    return schema.empty_table().rename_columns(list(name_columns(schema.names, file=file))).schema


def _simplify_type(kind: pa.DataType) -> pa.DataType | None:
    """Return the type as DuckDB reads it: a dictionary's values; None for one that Ibis lacks."""
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    try:
        ibis.Schema.from_pyarrow(pa.schema([pa.field("cell", kind)]))
    except (KeyError, NotImplementedError, TypeError):
        return None
    return kind


def refuse_other_cells(file: str, rows: Table, columns: Sequence[str]) -> None:
    """Raise `BadFlows` where the cells of a column are neither text, a number nor a date."""
    for column in columns:
        kind = rows[column].type()
        if kind.is_nested() or kind.is_interval() or kind.is_time() or kind.is_boolean():
            what = (
                "lists or tables" if kind.is_nested() else
                "truth values" if kind.is_boolean() else
                "lengths or times of day"
            )  # fmt: skip
            raise report_fault(
                file,
                f"expected text, numbers or dates, the cells of this column are {what}: write one "
                "value in each",
                field=column,
            )
