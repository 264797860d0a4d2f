"""Opens a Parquet file, a text of separated values or a workbook as a relation.

What only looks like one is refused; what is around it (gzip, zip, other encodings, lines above the
header) is taken off and said.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.faults import report_fault
from fairlead.engines.dependency.readers.footers import count_footer, note_footer
from fairlead.engines.dependency.readers.headers import (
    Fits,
    find_header,
    find_header_row,
    fits_nothing,
    name_columns,
)
from fairlead.engines.dependency.readers.spreadsheet import build_text_table, read_workbook
from fairlead.engines.dependency.readers.text_files import (
    OpenFile,
    find_units_above,
    note_above,
    note_full,
    open_text,
)
from fairlead.engines.dependency.readers.unpack import (
    PARQUET,
    SAMPLE,
    is_spreadsheet,
    is_wrapped,
    open_inner,
    unwrap,
)

# No real table of flows packs more rows into a byte, nor has more rows in one file.
ROWS_PER_BYTE = 50


MOST_ROWS = 5_000_000_000


_OTHERS = {
    b"7z\xbc\xaf": "a 7z archive: unpack it",
    b"Rar!": "a RAR archive: unpack it",
    b"BZh": "a bzip2 file: unpack it",
    b"\xfd7zXZ": "an xz file: unpack it",
    b"\x28\xb5\x2f\xfd": "a zstd file: unpack it",
    b"%PDF": "a PDF, not a table",
    b"ARROW1": "an Arrow file: write it as Parquet or CSV",
}


def open_table(
    session: DuckSession, path: Path, *, name: str, fits: Fits = fits_nothing
) -> OpenFile:
    """Return the file as a relation with all its columns and a column ``line``.

    The header is the first line that ``fits``, without one the first line. Raises `BadFlows` when
    the file is empty, cut short, nothing of the kind, or claims more rows than it can hold.
    """
    _expect_file(path)
    folder = session.scratch()
    if is_spreadsheet(path):
        return _open_workbook(session, path, name, fits)
    inner = unwrap(path, folder)
    if inner.encoding:
        return open_text(session, path, inner, name, fits)
    if is_spreadsheet(inner.path):
        return _open_workbook(session, inner.path, name, fits, file=path.name)
    return _open_parquet(session, inner.path, name, file=path.name)


def read_column_names(path: Path, *, fits: Fits = fits_nothing) -> tuple[str, ...]:
    """Return the column names of a file; raises `BadFlows` like `open_table`."""
    _expect_file(path)
    if is_spreadsheet(path):
        rows = read_workbook(path, path.name, fits=fits)
        return name_columns(rows[find_header_row(rows, fits)])
    with _open_head(path) as (head, whole):
        if head.startswith(PARQUET):
            if not is_wrapped(path):
                return tuple(_check_schema(path, path.name).names)
            with tempfile.TemporaryDirectory() as folder:
                return tuple(_check_schema(unwrap(path, Path(folder)).path, path.name).names)
        return find_header(path.name, head, fits, whole=whole).columns


@contextmanager
def _open_head(path: Path) -> Iterator[tuple[bytes, bool]]:
    try:
        with open_inner(path) as stream:
            head = stream.read(SAMPLE)
    except (OSError, EOFError) as error:
        raise report_fault(
            path.name, "expected a whole file, it is cut short or damaged"
        ) from error
    if not head:
        raise report_fault(path.name, "expected a table, the file is empty")
    yield head, len(head) < SAMPLE


def _expect_file(path: Path) -> None:
    if not path.is_file():
        raise report_fault(str(path), "expected a file, there is none")
    with path.open("rb") as file:
        head = file.read(8)
    if not head:
        raise report_fault(path.name, "expected a table, the file is empty")
    for magic, what in _OTHERS.items():
        if head.startswith(magic):
            raise report_fault(
                path.name, f"expected a table (CSV, Parquet or workbook), this is {what}"
            )


def _open_parquet(session: DuckSession, path: Path, name: str, *, file: str) -> OpenFile:
    schema = _check_schema(path, file)
    relation = session.connection.read_parquet(str(path), file_row_number=True)
    relation.create_view(name)
    with_row = schema.append(pa.field("file_row_number", pa.int64()))
    table = ibis.table(ibis.Schema.from_pyarrow(with_row), name=name)
    numbered = table.mutate(line=table.file_row_number + 1).drop("file_row_number")
    return OpenFile(numbered, tuple(schema.names))


def _check_schema(path: Path, file: str) -> pa.Schema:
    """Return a Parquet file's columns, having checked that it can hold the rows it claims."""
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
    return _simplify_schema(schema)


def _simplify_schema(schema: pa.Schema) -> pa.Schema:
    """Return the schema with the values of dictionaries, as DuckDB reads them."""
    return pa.schema(
        [
            pa.field(
                one.name, one.type.value_type if pa.types.is_dictionary(one.type) else one.type
            )
            for one in schema
        ]
    )


def _open_workbook(
    session: DuckSession, path: Path, name: str, fits: Fits, *, file: str | None = None
) -> OpenFile:
    rows = read_workbook(path, file or path.name, fits=fits)
    at = find_header_row(rows, fits)
    columns = name_columns(rows[at])
    below = count_footer(rows[at + 1 :], len(columns))
    table_rows = rows[: len(rows) - below]
    numbered = [(line, row) for line, row in enumerate(table_rows, 1) if line > at + 1 and any(row)]
    table = build_text_table(columns, [row[: len(columns)] for _, row in numbered])
    table = table.append_column("line", pa.array([line for line, _ in numbered], pa.int64()))
    notes = note_above(at) + note_footer(below) + note_full(len(rows))
    units = find_units_above([" ".join(filter(None, row)) for row in rows[:at]])
    opened = session.register(name, table)
    return OpenFile(opened, columns, "a workbook", notes=notes, units_above=units)


def take_first_line(error: BaseException) -> str:
    """Return the first line of an error's text."""
    return next(iter(str(error).splitlines()), type(error).__name__)
