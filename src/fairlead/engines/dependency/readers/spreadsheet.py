"""Workbooks (.xlsx, .xls, .ods): the sheet that holds the table, every cell as text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow as pa

from fairlead.engines.dependency.faults import report_fault

EXCEL_ROWS = 1_048_576
MOST_BYTES = 200 * 2**20
Row = tuple[str, ...]


def read_workbook(path: Path, name: str, *, fits: Callable[[Sequence[str]], bool]) -> list[Row]:
    """Return the rows of the sheet in which some row is a header that ``fits``, cells as text.

    Whole numbers lose the point that workbooks give them. Raises `BadFlows` for a damaged
    workbook, no such sheet or several.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    if path.stat().st_size > MOST_BYTES:
        raise report_fault(
            name, f"expected a workbook of at most {MOST_BYTES:,} bytes: save it as CSV"
        )
    try:
        book = CalamineWorkbook.from_path(str(path))
        sheets = {sheet: book.get_sheet_by_name(sheet) for sheet in book.sheet_names}
        read = {
            title: [tuple(_write_text(cell) for cell in row) for row in sheet.iter_rows()]
            for title, sheet in sheets.items()
        }
    except (CalamineError, OSError, ValueError) as error:
        raise report_fault(
            name, "expected a whole workbook, it is cut short, damaged or locked: get it again"
        ) from error
    found = [title for title, rows in read.items() if any(fits(row) for row in rows[:30])]
    if len(found) > 1:
        raise report_fault(
            name,
            f"expected one sheet with flows, got {', '.join(found)}: save the one that is meant",
        )
    filled = [title for title, rows in read.items() if rows]
    if not filled:
        raise report_fault(name, "expected a table, the workbook is empty")
    return read[found[0] if found else filled[0]]


def build_text_table(header: Row, rows: Sequence[Row]) -> pa.Table:
    """Return rows of text as a table, empty cells null, short rows filled up."""
    width = len(header)
    filled = [row + ("",) * (width - len(row)) for row in rows]
    columns = [pa.array([row[at] or None for row in filled], pa.string()) for at in range(width)]
    return pa.table(columns, names=list(header))


def _write_text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.datetime | dt.date):
        return cell.isoformat()
    return str(cell).strip()
