"""Tables as files for spreadsheet programs: .xlsx or CSV."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

from fairlead.ui.csv_download import download_csv

FORMATS = ("xlsx", "csv")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_TEXT, _WIDEST = 32_000, 60


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
    answer = HttpResponse(content, content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def _write_workbook(written: Any, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(written, {"constant_memory": True}) as book:
        page = book.add_worksheet()
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
        page.write_string(line, column, "yes" if value else "no")
    elif isinstance(value, int | float):
        page.write_number(line, column, value)
    elif isinstance(value, dt.datetime):
        page.write_datetime(line, column, value.astimezone(dt.UTC).replace(tzinfo=None), moment)
    else:
        page.write_string(line, column, str(value)[:_MOST_TEXT])
