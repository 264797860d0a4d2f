"""Opens a Parquet file, a text of separated values or a workbook as a relation.

What only looks like one is refused; what is around it (gzip, zip, other encodings, lines above the
header) is taken off and said.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
from ibis.expr.types import Table

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.faults import BadFlows, report_fault
from fairlead.engines.dependency.readers.spreadsheet import EXCEL_ROWS, read_workbook, text_table
from fairlead.engines.dependency.readers.unpack import (
    PARQUET,
    SAMPLE,
    Unwrapped,
    is_spreadsheet,
    is_wrapped,
    open_inner,
    unwrap,
)

# No real table of flows packs more rows into a byte, nor has more rows in one file.
ROWS_PER_BYTE = 50
MOST_ROWS = 5_000_000_000
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_EXTRA = "beyond the header"
_HEADER_WITHIN = 30
_OTHERS = {
    b"7z\xbc\xaf": "a 7z archive: unpack it",
    b"Rar!": "a RAR archive: unpack it",
    b"%PDF": "a PDF, not a table",
    b"ARROW1": "an Arrow file: write it as Parquet or CSV",
}

Fits = Callable[[Sequence[str]], bool]


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file as a relation: its own columns, and ``line``, where a row stands in the file.

    Lines of text count from 1, rows of Parquet, which has no header, from 1 as well. ``form`` says
    in words what the file is; ``european`` whether its cells are separated by semicolons or
    tabs; ``notes`` are what a reader must know of how it came.
    """

    rows: Table
    columns: tuple[str, ...]
    form: str = "Parquet"
    european: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Header:
    columns: tuple[str, ...]
    separator: str
    line: int
    above: tuple[int, ...] = field(default=())


def fits_nothing(cells: Sequence[str]) -> bool:
    """Return that no row is known for a header: the first line is taken."""
    del cells
    return False


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
        return _workbook(session, path, name, fits)
    inner = unwrap(path, folder)
    if inner.encoding:
        return _text(session, path, inner, name, fits)
    if is_spreadsheet(inner.path):
        return _workbook(session, inner.path, name, fits, file=path.name)
    return _open_parquet(session, inner.path, name, file=path.name)


def read_column_names(path: Path, *, fits: Fits = fits_nothing) -> tuple[str, ...]:
    """Return the column names of a file; raises `BadFlows` like `open_table`."""
    _expect_file(path)
    if is_spreadsheet(path):
        rows = read_workbook(path, path.name, fits=fits)
        return _named(rows[_header_row(rows, fits)])
    with _inner_head(path) as (head, whole):
        if head.startswith(PARQUET):
            if not is_wrapped(path):
                return tuple(_check_schema(path, path.name).names)
            with tempfile.TemporaryDirectory() as folder:
                return tuple(_check_schema(unwrap(path, Path(folder)).path, path.name).names)
        return _find_header(path.name, head, fits, whole=whole).columns


@contextmanager
def _inner_head(path: Path) -> Iterator[tuple[bytes, bool]]:
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
    return _plain_schema(schema)


def _plain_schema(schema: pa.Schema) -> pa.Schema:
    """Return the schema with the values of dictionaries, as DuckDB reads them."""
    return pa.schema(
        [
            pa.field(
                one.name, one.type.value_type if pa.types.is_dictionary(one.type) else one.type
            )
            for one in schema
        ]
    )


def _workbook(
    session: DuckSession, path: Path, name: str, fits: Fits, *, file: str | None = None
) -> OpenFile:
    rows = read_workbook(path, file or path.name, fits=fits)
    at = _header_row(rows, fits)
    columns = _named(rows[at])
    numbered = [(line, row) for line, row in enumerate(rows, 1) if line > at + 1 and any(row)]
    table = text_table(columns, [row[: len(columns)] for _, row in numbered])
    table = table.append_column("line", pa.array([line for line, _ in numbered], pa.int64()))
    notes = _above_notes(range(1, at + 1)) + _full_notes(len(rows))
    return OpenFile(session.register(name, table), columns, "a workbook", notes=notes)


def _header_row(rows: Sequence[Sequence[str]], fits: Fits) -> int:
    for at, row in enumerate(islice(rows, _HEADER_WITHIN)):
        if fits(row):
            return at
    return next((at for at, row in enumerate(rows) if any(row)), 0)


def _text(session: DuckSession, path: Path, inner: Unwrapped, name: str, fits: Fits) -> OpenFile:
    import duckdb

    with inner.path.open("rb") as file:
        head = file.read(SAMPLE)
    header = _find_header(path.name, head, fits, whole=len(head) < SAMPLE)
    columns = header.columns
    extra = _has_extra_cell(head, header)
    every = (*columns, _EXTRA) if extra else columns
    try:
        # Read whole at once: a broken line anywhere is found here, before anything rests on it.
        session.connection.read_csv(
            str(inner.path),
            sep=header.separator,
            header=True,
            skiprows=header.line - 1,
            quotechar='"',
            escapechar='"',
            columns=dict.fromkeys(every, "VARCHAR"),
            auto_detect=False,
        ).create(name)
    except duckdb.Error as error:
        raise _report_broken_line(path.name, str(error), len(columns), inner.path) from error
    table = ibis.table(ibis.schema(dict.fromkeys(every, "string")), name=name)
    # A quoted line break shifts the lines after it.
    numbered = table.mutate(line=ibis.row_number() + header.line + 1)
    if extra:
        _refuse_shifted(session, numbered, path.name, len(columns))
        numbered = numbered.drop(_EXTRA)
    return OpenFile(
        numbered,
        columns,
        _form(inner, header.separator),
        european=header.separator in ";\t",
        notes=_above_notes(header.above) + _end_notes(inner.path),
    )


def _form(inner: Unwrapped, separator: str) -> str:
    wrapped = "".join(f" in {one}" for one in inner.wrapping)
    names = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "cp1252": "Latin-1"}
    return f"text in {names[inner.encoding]} separated by {SEPARATORS[separator]}{wrapped}"


def _refuse_shifted(session: DuckSession, rows: Table, file: str, columns: int) -> None:
    """Raise `BadFlows` where the cell beyond the header holds anything: the columns are shifted."""
    shifted = rows.filter(rows[_EXTRA].fill_null("") != "").agg(line=rows.line.min())
    line = session.fetch("read", shifted)["line"][0].as_py()
    if line is not None:
        raise report_fault(file, f"expected {columns} cells as in the header, got more", line=line)


def _has_extra_cell(head: bytes, header: _Header) -> bool:
    """Return whether lines end with a separator that the header does not have."""
    lines = head.decode("utf-8-sig", errors="ignore").splitlines()
    below = lines[header.line : header.line + 1]
    cells = next(csv.reader(below, delimiter=header.separator), [])
    return len(cells) == len(header.columns) + 1 and cells[-1].strip() == ""


def _above_notes(lines: Sequence[int]) -> tuple[str, ...]:
    above = len(lines)
    if not above:
        return ()
    return (f"{above} line{'s' * (above > 1)} above the header left out",)


def _end_notes(path: Path) -> tuple[str, ...]:
    with path.open("rb") as file:
        file.seek(-1, io.SEEK_END)
        last = file.read(1)
        file.seek(0)
        size = path.stat().st_size
        lines = 0
        if size > EXCEL_ROWS * 8:
            while block := file.read(2**24):
                lines += block.count(b"\n")
    notes = _full_notes(lines)
    if last not in b"\r\n":
        notes += (
            "the file ends without a line break: if the download was cut, so is its last value",
        )
    return notes


def _full_notes(rows: int) -> tuple[str, ...]:
    if rows != EXCEL_ROWS:
        return ()
    return (
        f"warning: exactly {EXCEL_ROWS:,} rows, all that a spreadsheet holds: the rest may be cut",
    )


def _report_broken_line(file: str, said: str, columns: int, path: Path) -> BadFlows:
    """Return the fault that DuckDB found in a line, in our words."""
    place = re.search(r"CSV Error on Line: (\d+)", said)
    line = int(place[1]) if place else 0
    cells = re.search(r"Expected Number of Columns: \d+ Found: (\d+)", said)
    cut = ": the file ends here, get it again whole" if _is_last(path, line) else ""
    if cells:  # It stops counting at the first too many.
        few = int(cells[1]) <= columns
        found = cells[1] + cut if few else "more"
        return report_fault(
            file, f"expected {columns} cells as in the header, got {found}", line=line
        )
    if "unterminated quote" in said:
        return report_fault(file, f"expected a closing quotation mark{cut}", line=line)
    if "unicode" in said or "utf-8" in said:
        return report_fault(file, "expected text in UTF-8", line=line)
    return report_fault(
        file, "expected a line of comma-separated values that can be read", line=line
    )


def _is_last(path: Path, line: int) -> bool:
    """Return whether the text has no line after this one."""
    if line == 0:
        return False
    with path.open("rb") as file:
        return next(islice(file, line, None), None) is None


def _find_header(file: str, head: bytes, fits: Fits, *, whole: bool) -> _Header:
    """Return the header of a text: the first line that fits, else the first."""
    text = _decoded(file, head, whole=whole)
    lines = text.splitlines()
    if not whole and len(lines) > 1:
        lines.pop()
    first = lines[0].strip() if lines else ""
    if first.startswith(("{", "[")):
        raise report_fault(file, "expected a table, this is JSON: ask the source for CSV")
    if first.startswith("<"):
        raise report_fault(
            file, "expected a table, this is a web page: the download failed, get it again"
        )
    if "\\TIME_PERIOD" in first or "\\time" in first:
        raise report_fault(
            file, "expected a row per figure, this is Eurostat's TSV: download SDMX-CSV instead"
        )
    for at, line in enumerate(lines[:_HEADER_WITHIN]):
        header = _cells(line)
        if fits(header[0]):
            return _Header(_named(header[0]), header[1], at + 1, tuple(range(1, at + 1)))
    cells, separator = _cells(first)
    if len(cells) < 2 or not any(cells):
        raise report_fault(file, "expected a header with column names on the first line", line=1)
    return _Header(_named(cells, file=file), separator, 1)


def _cells(line: str) -> tuple[list[str], str]:
    separator = max(SEPARATORS, key=line.count)
    cells = next(csv.reader([line], delimiter=separator), [])
    return [cell.strip() for cell in cells], separator


def _named(cells: Sequence[str], *, file: str = "") -> tuple[str, ...]:
    """Return a header's names; a column without one gets its number.

    Raises `BadFlows` for one that comes twice.
    """
    names = tuple(cell or f"column {at}" for at, cell in enumerate(cells, 1))
    folded = [name.casefold() for name in names]
    twice = [name for name, key in zip(names, folded, strict=True) if folded.count(key) > 1]
    if twice:
        raise report_fault(
            file or "header", f"expected every column once, got {twice[0]} twice", line=1
        )
    return names


def _decoded(file: str, head: bytes, *, whole: bool) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head[: len(head) // 2 * 2].decode("utf-16", errors="replace")
    if b"\x00" in head:
        raise report_fault(
            file, "expected a Parquet file, a workbook or CSV text, this is a binary file"
        )
    try:
        return head.decode("utf-8-sig", errors="strict" if whole else "ignore")
    except UnicodeDecodeError:
        return head.decode("cp1252", errors="replace")


def take_first_line(error: BaseException) -> str:
    """Return the first line of an error's text."""
    return next(iter(str(error).splitlines()), type(error).__name__)
