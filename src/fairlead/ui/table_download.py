"""Tables as files for spreadsheet programs: .xlsx or CSV."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Protocol

from django.http import HttpResponse

from fairlead.ui.csv_download import download_csv, say_truth

FORMATS = ("xlsx", "csv")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_TEXT, _WIDEST = 32_000, 60
_MOST_ROWS = 1_000_000  # that a sheet takes, with some to spare
_DIGITS = 15  # that spreadsheet programs keep of a number


class Table(Protocol):
    """A table of a workbook of several."""

    @property
    def name(self) -> str:
        """Return what its sheet is called."""

    @property
    def header(self) -> Sequence[str]:
        """Return the heads of the columns."""

    @property
    def rows(self) -> Sequence[Sequence[object]]:
        """Return the rows."""


def download_table(
    name: str, kind: str, header: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """Return the table as a download of a kind, ``xlsx`` or ``csv``.

    No text is run as a formula: in .xlsx each is written as text, in CSV it is guarded.
    """
    if kind == "csv":
        return download_csv(f"{name}.csv", header, rows)
    written = io.BytesIO()
    _write_workbook(written, header, rows)
    return download_workbook(name, written.getvalue())


def download_workbook(name: str, content: bytes) -> HttpResponse:
    """Return a workbook that was written before as a download."""
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def write_sheets(tables: Iterable[Table]) -> bytes:
    """Return a workbook with a sheet for each table; a table too long for one has several."""
    import xlsxwriter

    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"constant_memory": True}) as book:
        for table in tables:
            for start in range(0, max(1, len(table.rows)), _MOST_ROWS):
                name = f"{table.name} {start // _MOST_ROWS + 1}" if start else table.name
                _write_sheet(book, table.header, table.rows[start : start + _MOST_ROWS], name)
    return written.getvalue()


def _write_workbook(written: Any, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(written, {"constant_memory": True}) as book:
        _write_sheet(book, header, rows)


def _write_sheet(
    book: Any, header: Sequence[str], rows: Iterable[Sequence[object]], name: str | None = None
) -> None:
    page = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    page.freeze_panes(1, 0)
    for column, head in enumerate(header):
        page.set_column(column, column, min(_WIDEST, max(12, len(head) + 2)))
        page.write_string(0, column, head, bold)
    for line, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            _write_cell(page, line, column, value, moment)


def _write_cell(page: Any, line: int, column: int, value: object, moment: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        page.write_string(line, column, say_truth(value))
    elif isinstance(value, int | float):
        page.write_number(line, column, value)
    elif isinstance(value, Decimal):
        _write_exact(page, line, column, value)
    elif isinstance(value, dt.datetime):
        page.write_datetime(line, column, value.astimezone(dt.UTC).replace(tzinfo=None), moment)
    else:
        page.write_string(line, column, str(value)[:_MOST_TEXT])


def _write_exact(page: Any, line: int, column: int, value: Decimal) -> None:
    """Write a number where a spreadsheet holds every digit of it, else the digits as text."""
    if len(value.normalize().as_tuple().digits) <= _DIGITS:
        page.write_number(line, column, float(value))
    else:
        page.write_string(line, column, format(value, "f"))
