"""Finds the header of a table: column names, separator, and the line it stands in."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from fairlead.engines.dependency.faults import report_fault
from fairlead.engines.dependency.readers.unpack import detect_old_set, detect_wide

LINE = "line"
"""The column that readers add to those of a file: where a row stands in it."""
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


_HEADER_WITHIN = 30
_TRADE_MAP = re.compile(r"\b(?:im|ex)port(?:ed|s)?\b[^\n,;]*\bvalue in (?:19|20)\d\d"
                        r"|\b(?:im|ex)ported value in (?:19|20)\d\d"
                        r"|\b(?:imports from|exports to)\b[^\t]*\n?value in (?:19|20)\d\d",
                        re.IGNORECASE)  # fmt: skip
_OF_PROGRAM = "expected a table, this is a file of {}: write it as CSV or Parquet"
_BINARY = {b"RDX": "R", b"X\n\x00": "R", b"$FL2": "SPSS", b"HEADER RECORD": "SAS"}


Fits = Callable[[Sequence[str]], bool]


@dataclass(frozen=True, slots=True)
class Header:
    """A header: its columns, the separator, its line, and the lines above it."""

    columns: tuple[str, ...]
    separator: str
    line: int
    above: tuple[int, ...] = field(default=())


def fits_nothing(cells: Sequence[str]) -> bool:
    """Return False: no row is known to be the header, so the first line is taken."""
    del cells
    return False


def find_header_row(rows: Sequence[Sequence[str]], fits: Fits) -> int:
    for at, row in enumerate(islice(rows, _HEADER_WITHIN)):
        if fits(row):
            return at
    return next((at for at, row in enumerate(rows) if any(row)), 0)


def has_extra_cell(head: bytes, header: Header) -> bool:
    """Return whether lines end with a separator that the header does not have."""
    lines = head.decode("utf-8-sig", errors="ignore").splitlines()
    below = lines[header.line : header.line + 1]
    cells = next(csv.reader(below, delimiter=header.separator), [])
    return len(cells) == len(header.columns) + 1 and cells[-1].strip() == ""


def find_header(file: str, head: bytes, fits: Fits, *, whole: bool) -> Header:
    """Return the header of a text: the first line that fits, else the first."""
    text = _decode(file, head, whole=whole)
    lines = text.splitlines()
    if not whole and len(lines) > 1:
        lines.pop()
    first = lines[0].strip() if lines else ""
    if first.startswith(("{", "[")):
        raise report_fault(file, "expected a table, this is JSON: ask the source for CSV")
    if first.startswith("<stata_dta>"):
        raise report_fault(file, _OF_PROGRAM.format("Stata"))
    if first.startswith("<"):
        raise report_fault(
            file,
            "expected a table, this is a web page: the download failed, get it again; where a "
            "site saves its page under the name of a workbook, open it and save it as CSV",
        )
    if _TRADE_MAP.search(text[:2000]) and not any(fits(_split_cells(line)[0]) for line in lines):
        raise report_fault(
            file,
            "expected a row for each partner, product and year, this is a table of ITC's Trade "
            "Map with a column for each year: make it columns exporter, importer, product, year "
            "and value_1000usd",
        )
    if "\\TIME_PERIOD" in first or "\\time" in first:
        raise report_fault(
            file, "expected a row per figure, this is Eurostat's TSV: download SDMX-CSV instead"
        )
    for at, line in enumerate(lines[:_HEADER_WITHIN]):
        header = _split_cells(line)
        if fits(header[0]):
            return Header(
                name_columns(header[0], file=file), header[1], at + 1, tuple(range(1, at + 1))
            )
    at = _find_first_row(lines)
    cells, separator = _split_cells(lines[at].strip() if lines else "")
    if len(cells) < 2 or not any(cells):
        raise report_fault(file, "expected a header with column names on the first line", line=1)
    return Header(name_columns(cells, file=file), separator, at + 1, tuple(range(1, at + 1)))


def _find_first_row(lines: Sequence[str]) -> int:
    """Return where a header that no layout knows stands: below lines with one filled cell."""
    for at, line in enumerate(lines[:_HEADER_WITHIN]):
        if sum(map(bool, _split_cells(line)[0])) > 1:
            return at
    return 0


def _split_cells(line: str) -> tuple[list[str], str]:
    separator = max(SEPARATORS, key=line.count)
    cells = next(csv.reader([line], delimiter=separator), [])
    return [cell.strip() for cell in cells], separator


def name_columns(cells: Sequence[str], *, file: str = "") -> tuple[str, ...]:
    """Return a header's names; a column without one gets its number.

    Names that differ in case alone, as Eurostat has them for a code and its label, are told apart
    by their number, and so are those of shares (``%Share``) and a column named as the one that
    readers add, `LINE`. Raises `BadFlows` for another one that comes twice.
    """
    names = tuple(
        cell if cell and not cell.startswith("%") else f"{cell} ({at})" if cell else f"column {at}"
        for at, cell in enumerate(cells, 1)
    )
    twice = [name for name in names if names.count(name) > 1]
    if not twice:
        seen = {LINE}
        told = []
        for at, name in enumerate(names, 1):
            told.append(f"{name} ({at})" if name.casefold() in seen else name)
            seen.add(name.casefold())
        names = tuple(told)
        folded = [name.casefold() for name in names]
        twice = [name for name, key in zip(names, folded, strict=True) if folded.count(key) > 1]
    if twice:
        raise report_fault(
            file or "header", f"expected every column once, got {twice[0]} twice", line=1
        )
    return names


def refuse_statistics_file(file: str, head: bytes) -> None:
    """Raise `BadFlows` for a file of R, Stata, SPSS or SAS."""
    is_old_stata = file.casefold().endswith(".dta") and head[:1] in (b"q", b"r", b"s")
    program = next((name for magic, name in _BINARY.items() if head.startswith(magic)), None)
    if program or is_old_stata:
        raise report_fault(file, _OF_PROGRAM.format(program or "Stata"))


def _decode(file: str, head: bytes, *, whole: bool) -> str:
    wide = detect_wide(head)
    if wide is not None:
        return head[: len(head) // 4 * 4].decode(wide, errors="replace").removeprefix("\ufeff")
    refuse_statistics_file(file, head)
    if b"\x00" in head:
        raise report_fault(
            file, "expected a Parquet file, a workbook or CSV text, this is a binary file"
        )
    try:
        return head.decode("utf-8-sig", errors="strict" if whole else "ignore")
    except UnicodeDecodeError:
        return head.decode(detect_old_set(head), errors="replace")
