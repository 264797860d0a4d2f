"""Opens a text of separated values as a relation, its lines counted."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import ibis
from ibis.expr.types import Table

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.faults import BadFlows, report_fault
from fairlead.engines.dependency.readers.footers import drop_footer, note_footer
from fairlead.engines.dependency.readers.headers import (
    SEPARATORS,
    Fits,
    Header,
    find_header,
    has_extra_cell,
)
from fairlead.engines.dependency.readers.spreadsheet import EXCEL_ROWS
from fairlead.engines.dependency.readers.unpack import (
    SAMPLE,
    UnwrappedFile,
)
from fairlead.engines.dependency.readers.value_names import find_other_money, find_size

_EXTRA = "beyond the header"


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file as a relation: its own columns, and ``line``, where a row stands in the file.

    Lines of text count from 1, rows of Parquet, which has no header, from 1 as well. ``form`` says
    in words what the file is; ``european`` whether its cells are separated by semicolons or
    tabs; ``notes`` are what a reader must know of how it came; ``units_above`` are the lines above
    the header, with their numbers, that say that values are thousands or more, or other money.
    """

    rows: Table
    columns: tuple[str, ...]
    form: str = "Parquet"
    european: bool = False
    notes: tuple[str, ...] = ()
    units_above: tuple[tuple[int, str], ...] = ()


def open_text(
    session: DuckSession, path: Path, inner: UnwrappedFile, name: str, fits: Fits
) -> OpenFile:
    """Return the text as a relation; raises `BadFlows` for its first line that is broken."""
    import duckdb

    with inner.path.open("rb") as file:
        head = file.read(SAMPLE)
    header = find_header(path.name, head, fits, whole=len(head) < SAMPLE)
    columns = header.columns
    cut = session.scratch() / f"{name}-without-notes.csv"
    below = drop_footer(inner.path, cut, header.separator, len(columns))
    text = cut if below else inner.path
    extra = has_extra_cell(head, header)
    every = (*columns, _EXTRA) if extra else columns
    try:
        # Read whole at once: a broken line anywhere is found here, before anything rests on it.
        session.connection.read_csv(
            str(text),
            sep=header.separator,
            header=True,
            skiprows=header.line - 1,
            quotechar='"',
            escapechar='"',
            columns=dict.fromkeys(every, "VARCHAR"),
            auto_detect=False,
        ).create(name)
    except duckdb.Error as error:
        raise _report_broken_line(path.name, str(error), len(columns), text) from error
    table = ibis.table(ibis.schema(dict.fromkeys(every, "string")), name=name)
    # A quoted line break shifts the lines after it.
    numbered = table.mutate(line=ibis.row_number() + header.line + 1)
    if extra:
        _refuse_shifted(session, numbered, path.name, len(columns))
        numbered = numbered.drop(_EXTRA)
    return OpenFile(
        numbered,
        columns,
        describe_form(inner, header.separator),
        european=header.separator in ";\t",
        notes=note_above(len(header.above)) + note_footer(below) + note_end(text),
        units_above=find_units_above(_list_above(head, header)),
    )


def _list_above(head: bytes, header: Header) -> list[str]:
    lines = head.decode("utf-8", "replace").splitlines()[: header.line - 1]
    return [line.replace(header.separator, " ").strip(' "') for line in lines]


def describe_form(inner: UnwrappedFile, separator: str) -> str:
    """Return in words how the text is written and what was around it."""
    wrapped = "".join(f" in {one}" for one in inner.wrapping)
    names = {
        "utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16",
        "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "utf-32": "UTF-32", "utf-32-le": "UTF-32",
        "utf-32-be": "UTF-32", "cp1252": "Latin-1",
        "cp1251": "Windows-1251", "cp1256": "Windows-1256", "gb18030": "GB 18030",
    }  # fmt: skip
    return f"text in {names[inner.encoding]} separated by {SEPARATORS[separator]}{wrapped}"


def _refuse_shifted(session: DuckSession, rows: Table, file: str, columns: int) -> None:
    """Raise `BadFlows` where the cell beyond the header holds anything: the columns are shifted."""
    shifted = rows.filter(rows[_EXTRA].fill_null("") != "").agg(line=rows.line.min())
    line = session.fetch("read", shifted)["line"][0].as_py()
    if line is not None:
        raise report_fault(file, f"expected {columns} cells as in the header, got more", line=line)


def note_above(count: int) -> tuple[str, ...]:
    """Return what to say of the lines above the header, of which ``count`` are not empty."""
    return (f"{count} line{'s' * (count > 1)} above the header left out",) if count else ()


def find_units_above(lines: Sequence[str]) -> tuple[tuple[int, str], ...]:
    """Return the lines above the header, from 1, that say that values are no single dollars."""
    return tuple(
        (at, " ".join(line.split())[:100])
        for at, line in enumerate(lines, 1)
        if find_size(line) > 1 or find_other_money(line)
    )


def note_end(path: Path) -> tuple[str, ...]:
    """Return what the end of a text says: that it may be cut."""
    with path.open("rb") as file:
        file.seek(-1, io.SEEK_END)
        last = file.read(1)
        file.seek(0)
        size = path.stat().st_size
        lines = 0
        if size > EXCEL_ROWS * 8:
            while block := file.read(2**24):
                lines += block.count(b"\n")
    notes = note_full(lines)
    if last not in b"\r\n":
        notes += (
            "the file ends without a line break: if the download was cut, so is its last value",
        )
    return notes


def note_full(rows: int) -> tuple[str, ...]:
    """Return the warning of a table with exactly as many rows as a spreadsheet holds."""
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
