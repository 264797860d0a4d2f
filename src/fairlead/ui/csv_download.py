"""Tables as CSV files that a spreadsheet opens with every letter intact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from fairlead.folder.csvtext import csv_bytes
from fairlead.ui.texts import gettext as _


def say_truth(value: bool) -> str:  # noqa: FBT001
    """Return what a cell says of something that holds or does not."""
    return _("yes") if value else _("no")


def download_csv(
    name: str, header: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """Return the table as a download: UTF-8 with its mark, empty for null.

    A text that a spreadsheet would run as a formula has an apostrophe before its sign.
    """
    said = ([say_truth(cell) if isinstance(cell, bool) else cell for cell in row] for row in rows)
    response = HttpResponse(csv_bytes(header, said), content_type="text/csv")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
