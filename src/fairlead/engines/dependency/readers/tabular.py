"""Opens a Parquet or CSV file as a relation, refusing what only looks like one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
from ibis.expr.types import Table

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.faults import BadFlows, bad

# No real table of flows packs more rows into a byte, nor has more rows in one file.
ROWS_PER_BYTE = 50
MOST_ROWS = 5_000_000_000
SAMPLE = 65_536
MAGIC = b"PAR1"


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as a relation: its own columns, and ``line``, where a row stands in the file.

    Lines of CSV count from 1 with the header, rows of Parquet, which has none, from 1 as well.
    """

    rows: Table
    columns: tuple[str, ...]


def open_table(session: DuckSession, path: Path, *, name: str) -> Opened:
    """Return the file as a relation with all its columns and a column ``line``.

    Raises `BadFlows` when it is empty, is neither Parquet nor CSV text, or claims more rows than
    its size can hold.
    """
    head = _head(path)
    if head.startswith(MAGIC):
        return _parquet(session, path, name)
    return _csv(session, path, name, head)


def column_names(path: Path) -> tuple[str, ...]:
    """Return the column names of a Parquet or CSV file; raises `BadFlows` like `open_table`."""
    head = _head(path)
    if not head.startswith(MAGIC):
        return _header(path.name, head)[0]
    return tuple(_sound_schema(path).names)


def _head(path: Path) -> bytes:
    if not path.is_file():
        raise bad(str(path), "expected a file, there is none")
    with path.open("rb") as file:
        head = file.read(SAMPLE)
    if not head:
        raise bad(path.name, "expected a table, the file is empty")
    return head


def _parquet(session: DuckSession, path: Path, name: str) -> Opened:
    schema = _sound_schema(path)
    relation = session.connection.read_parquet(str(path), file_row_number=True)
    relation.create_view(name)
    with_row = schema.append(pa.field("file_row_number", pa.int64()))
    table = ibis.table(ibis.Schema.from_pyarrow(with_row), name=name)
    numbered = table.mutate(line=table.file_row_number + 1).drop("file_row_number")
    return Opened(numbered, tuple(schema.names))


def _sound_schema(path: Path) -> pa.Schema:
    """Return a Parquet file's columns, having checked that it can hold the rows it claims."""
    try:
        with pq.ParquetFile(path) as file:
            rows, schema = file.metadata.num_rows, file.schema_arrow
    except (pa.ArrowException, OSError, ValueError) as error:
        raise bad(
            path.name,
            "expected a whole Parquet file, it is cut short or damaged: get it again",
        ) from error
    size = path.stat().st_size
    if rows > MOST_ROWS or rows > ROWS_PER_BYTE * size:
        raise bad(
            path.name,
            f"expected a Parquet file that can hold its rows, it claims {rows:,} rows "
            f"in {size:,} bytes",
        )
    if rows == 0:
        raise bad(path.name, "expected flows, the table has no rows")
    return schema


def _csv(session: DuckSession, path: Path, name: str, head: bytes) -> Opened:
    import duckdb

    columns, separator = _header(path.name, head)
    try:
        # Read whole at once: a broken line anywhere is found here, before anything rests on it.
        session.connection.read_csv(
            str(path),
            sep=separator,
            header=True,
            quotechar='"',
            escapechar='"',
            columns=dict.fromkeys(columns, "VARCHAR"),
            auto_detect=False,
        ).create(name)
    except duckdb.Error as error:
        raise _broken_line(path.name, str(error), len(columns)) from error
    table = ibis.table(ibis.schema(dict.fromkeys(columns, "string")), name=name)
    # The header is line 1; a quoted line break shifts the lines after it.
    return Opened(table.mutate(line=ibis.row_number() + 2), columns)


def _broken_line(file: str, said: str, columns: int) -> BadFlows:
    """Return the fault that DuckDB found in a line, in our words."""
    place = re.search(r"CSV Error on Line: (\d+)", said)
    line = int(place[1]) if place else 0
    cells = re.search(r"Expected Number of Columns: \d+ Found: (\d+)", said)
    if cells:  # It stops counting at the first too many.
        found = "more" if int(cells[1]) > columns else cells[1]
        return bad(file, f"expected {columns} cells as in the header, got {found}", line=line)
    if "unterminated quote" in said:
        return bad(file, "expected a closing quotation mark", line=line)
    if "unicode" in said or "utf-8" in said:
        return bad(file, "expected text in UTF-8", line=line)
    return bad(file, "expected a line of comma-separated values that can be read", line=line)


def _header(file: str, head: bytes) -> tuple[tuple[str, ...], str]:
    """Return the column names of a CSV file and its separator."""
    try:
        text = head.decode("utf-8-sig", errors="strict" if len(head) < SAMPLE else "ignore")
    except UnicodeDecodeError as error:
        raise bad(file, "expected a Parquet file or CSV text in UTF-8") from error
    if "\x00" in text:
        raise bad(file, "expected a Parquet file or CSV text, this is a binary file")
    line = text.splitlines()[0] if text.splitlines() else ""
    separator = max(",;\t|", key=line.count)
    columns = tuple(cell.strip().strip('"') for cell in line.split(separator))
    if len(columns) < 2 or not all(columns):
        raise bad(file, "expected a header with column names on the first line", line=1)
    twice = [column for column in columns if columns.count(column) > 1]
    if twice:
        raise bad(file, f"expected every column once, got {twice[0]} twice", line=1)
    return columns, separator


def first_line(error: BaseException) -> str:
    """Return the first line of an error's text."""
    return next(iter(str(error).splitlines()), type(error).__name__)
