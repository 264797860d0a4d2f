"""Notes below a table: where the figures are from, what signs mean, the sum of all rows."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from pathlib import Path

TAIL = 65_536
MOST_LINES = 60
_NOTE = re.compile(
    r"[\W_]*(?:sources?|notes?|data|download\w*|extract\w*|generated|last update\w*|updated"
    r"|copyright|disclaimer|definitions?|footnotes?|legend|units?|values? (?:in|are)"
    r"|available (?:at|from)"
    r"|https?|www|источник\w*|примечани\w*|данные|справочно|来源|资料来源|数据来源|注|说明"
    r"|المصدر|ملاحظ\w*|quelle\w*|anmerkung\w*|hinweis\w*|fuente\w*|notas?|stand)\b",
    re.IGNORECASE,
)
_SIGN = re.compile(r"^(?:\(?[*†‡§©#]|\(?\d\)|\[\d\]|--)")
_SUM = re.compile(
    r"(?:grand |sub)?totals?|sum|итого|всего|合计|总计|المجموع|الإجمالي|summe|insgesamt", re.I
)


def count_footer(rows: Sequence[Sequence[str]], width: int) -> int:
    """Return how many rows at the end are no rows of the table of ``width`` columns.

    Notes fill one cell: they begin as notes do, or stand below an empty row. A note that holds
    separators may fill more, though not all; a row that names no more than a sum is one too. What
    else is short is a file that was cut.
    """
    noted = 0
    for count, row in enumerate(reversed(rows[-MOST_LINES:]), 1):
        filled = [cell.strip() for cell in row if cell.strip()]
        told = bool(filled) and _is_told(filled, row, width)
        if filled and not told and not (len(filled) == 1 and row[0].strip() and width > 1):
            break
        if told or (not filled and any(any(one) for one in rows[len(rows) - count :])):
            noted = count
    return noted


def _is_told(filled: Sequence[str], row: Sequence[str], width: int) -> bool:
    """Return whether a row says by its first words that it is a note or a sum."""
    if _SUM.fullmatch(filled[0]):
        return len(filled) <= 2 < width - 1
    noted = _NOTE.match(filled[0]) or _SIGN.match(filled[0])
    return bool(noted) and (len(filled) == 1 or len(row) < width or ":" in filled[0])


def drop_footer(path: Path, out: Path, separator: str, width: int) -> int:
    """Return how many lines of notes a text ends with; without them it is written to ``out``."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - TAIL))
        tail = file.read()
    start = 0 if size <= TAIL else tail.find(b"\n") + 1
    lines = tail[start:].decode("utf-8", errors="replace").splitlines(keepends=True)
    if tail.count(b'"') % 2:
        return 0  # a mark is open: a text over several lines, or a cut one
    rows = [next(csv.reader([line], delimiter=separator), []) for line in lines]
    count = count_footer(rows[1:] if start == 0 else rows, width)
    if not count:
        return 0
    left = sum(len(line.encode()) for line in lines[-count:])
    if b"\xef\xbf\xbd" in "".join(lines[-count:]).encode():
        return 0
    with path.open("rb") as source, out.open("wb") as target:
        remaining = size - left
        while remaining > 0 and (block := source.read(min(2**22, remaining))):
            target.write(block)
            remaining -= len(block)
    return count


def note_footer(count: int) -> tuple[str, ...]:
    """Return what to say of notes below a table."""
    if not count:
        return ()
    return (f"{count} line{'s' * (count > 1)} of notes below the table left out",)
