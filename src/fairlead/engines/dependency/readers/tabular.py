"""Opens a Parquet file, a text of separated values or a workbook as a relation.

What only looks like one is refused; what is around it (gzip, zip, other encodings, lines above the
header) is taken off and said.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pyarrow as pa

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.faults import report_fault
from fairlead.engines.dependency.readers.footers import count_footer, note_footer
from fairlead.engines.dependency.readers.headers import (
    LINE,
    Fits,
    find_header,
    find_header_row,
    fits_nothing,
    name_columns,
)
from fairlead.engines.dependency.readers.parquet_file import check_schema, open_parquet
from fairlead.engines.dependency.readers.spreadsheet import build_text_table, read_workbook
from fairlead.engines.dependency.readers.text_files import (
    OpenFile,
    find_units_above,
    note_above,
    note_full,
    open_text,
)
from fairlead.engines.dependency.readers.unpack import (
    PACKED_SIGNS,
    PARQUET,
    SAMPLE,
    is_spreadsheet,
    is_wrapped,
    open_inner,
    unwrap,
)

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
    return OpenFile(*open_parquet(session, inner.path, name, file=path.name))


def read_column_names(path: Path, *, fits: Fits = fits_nothing) -> tuple[str, ...]:
    """Return the column names of a file; raises `BadFlows` like `open_table`."""
    _expect_file(path)
    if not is_wrapped(path):
        return _read_names(path, path.name, fits)
    head, whole = _read_head(path, path.name)
    if not head.startswith(PACKED_SIGNS):  # the rest stays packed
        return find_header(path.name, head, fits, whole=whole).columns
    with tempfile.TemporaryDirectory() as folder:
        return _read_names(unwrap(path, Path(folder)).path, path.name, fits)


def _read_names(path: Path, file: str, fits: Fits) -> tuple[str, ...]:
    if is_spreadsheet(path):
        rows = read_workbook(path, file, fits=fits)
        return name_columns(rows[find_header_row(rows, fits)], file=file)
    head, whole = _read_head(path, file)
    if head.startswith(PARQUET):
        return tuple(check_schema(path, file).names)
    return find_header(file, head, fits, whole=whole).columns


def _read_head(path: Path, file: str) -> tuple[bytes, bool]:
    """Return how the table in a file begins, and whether that is all of it."""
    try:
        with open_inner(path) as stream:
            head = stream.read(SAMPLE)
    except (OSError, EOFError) as error:
        raise report_fault(file, "expected a whole file, it is cut short or damaged") from error
    if not head:
        raise report_fault(file, "expected a table, the file is empty")
    return head, len(head) < SAMPLE


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


def _open_workbook(
    session: DuckSession, path: Path, name: str, fits: Fits, *, file: str | None = None
) -> OpenFile:
    rows = read_workbook(path, file or path.name, fits=fits)
    at = find_header_row(rows, fits)
    columns = name_columns(rows[at], file=file or path.name)
    below = count_footer(rows[at + 1 :], len(columns))
    table_rows = rows[: len(rows) - below]
    numbered = [(line, row) for line, row in enumerate(table_rows, 1) if line > at + 1 and any(row)]
    table = build_text_table(columns, [row[: len(columns)] for _, row in numbered])
    table = table.append_column(LINE, pa.array([line for line, _ in numbered], pa.int64()))
    notes = note_above(at) + note_footer(below) + note_full(len(rows))
    units = find_units_above([" ".join(filter(None, row)) for row in rows[:at]])
    opened = session.register(name, table)
    return OpenFile(opened, columns, "a workbook", notes=notes, units_above=units)


def take_first_line(error: BaseException) -> str:
    """Return the first line of an error's text."""
    return next(iter(str(error).splitlines()), type(error).__name__)
