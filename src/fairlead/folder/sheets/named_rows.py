"""A table whose first row names its columns, as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fairlead.folder.sheets.read import read_sheets


@dataclass(frozen=True, slots=True)
class NamedRows:
    """The names of the columns, and each row's cells by them with its number in the file."""

    names: tuple[str, ...]
    rows: Sequence[tuple[int, dict[str, str]]]


def read_named_rows(content: bytes, file: str) -> NamedRows:
    """Return the first sheet of a file, CSV or workbook; cells that a row lacks are empty.

    Raises InvalidInput as `read_sheets` does.
    """
    sheet = read_sheets(content, file)[0]
    head, *rows = [tuple(map(str.strip, row)) for row in sheet.rows]
    width = len(head)
    cells = (row[:width] + ("",) * (width - len(row)) for row in rows)
    listed = (dict(zip(head, row, strict=True)) for row in cells)
    return NamedRows(head, list(zip(sheet.numbers[1:], listed, strict=True)))
