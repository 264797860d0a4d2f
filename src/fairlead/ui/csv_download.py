"""Tables as CSV files that a spreadsheet opens with every letter intact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from fairlead.folder.csvtext import csv_bytes


def download_csv(
    name: str, header: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """Return the table as a download: UTF-8 with its mark, empty for null.

    A text that a spreadsheet would run as a formula has an apostrophe before its sign.
    """
    response = HttpResponse(csv_bytes(header, rows), content_type="text/csv")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
