"""CSV as the project writes it: UTF-8, commas, line feeds, quotes only where they are needed.

No text in it is run as a formula by a spreadsheet.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.folder.formulas import RISKY, SIGNS, WITH_APOSTROPHE, guard_formulas

_NO_TEXT = (int, float, Decimal, dt.date, dt.time)
_QUOTED = '",;\r\n'
SEPARATORS = (",", ";", "\t")
"""What may stand between the cells of a file that we read."""


def write_csv_text(
    names: Sequence[str], columns: Sequence[pa.Array], *, figures: Collection[str] = ()
) -> str:
    """Return the CSV text of string columns of equal length; null is an empty cell.

    Texts are guarded against being run as formulas (`guard_column`), but for the columns named
    in ``figures``, which hold numbers or lists of them. Whole columns are quoted at once, so that
    a million cells take about a second.
    """
    header = ",".join(names) + "\n"
    if not columns or not len(columns[0]):
        return header
    safe = [
        column if name in figures else guard_column(column)
        for name, column in zip(names, columns, strict=True)
    ]
    lines = pc.binary_join_element_wise(*(_quote_cells(column) for column in safe), ",")
    return header + "\n".join(lines.to_pylist()) + "\n"


def csv_bytes(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return rows as CSV that a spreadsheet opens with every letter intact, null as empty.

    Texts are guarded against being run as formulas.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_write_cell(head) for head in heads])
    writer.writerows([_write_cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _write_cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    # A number or a moment is none; all else is written by its words, whatever its kind.
    return value if isinstance(value, _NO_TEXT) else guard_formulas(str(value))


def guard_column(column: pa.Array) -> pa.Array:
    """Return a column of strings with each guarded as `guard_formulas` does."""
    if not _holds(column, SIGNS) or not pc.any(pc.match_substring_regex(column, RISKY)).as_py():
        return column
    return pc.replace_substring_regex(column, RISKY, WITH_APOSTROPHE)


def _quote_cells(column: pa.Array) -> pa.Array:
    risky = pc.match_substring_regex(column, f"[{_QUOTED}]") if _holds(column, _QUOTED) else None
    if risky is not None and pc.any(risky).as_py():
        inner = pc.replace_substring(column, '"', '""')
        column = pc.if_else(risky, pc.binary_join_element_wise('"', inner, '"', ""), column)
    return pc.fill_null(column, "")


def _holds(column: pa.Array, characters: str) -> bool:
    """Return whether any of the characters may stand in a column; never False where one does.

    To look through the column's memory takes a fraction of the time that a pattern takes.
    """
    data = column.buffers()[-1]
    if data is None:
        return False
    held = data.to_pybytes()
    return any(one.encode() in held for one in characters)
