"""Periods as files write them: years, months and quarters."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyarrow as pa

WHOLE_YEAR = 0
QUARTERS = 100  # a quarter is 101 to 104, a month 1 to 12
FIRST_YEAR, LAST_YEAR = 1900, 2200
_EXPECTED = f"expected a year between {FIRST_YEAR} and {LAST_YEAR}"
_PERIOD = re.compile(
    r"^(?P<year>\d{4})"
    r"(?:\.0+"
    r"|[-/.]?M?(?P<month>\d{1,2})(?:\.0+)?"
    r"|[-/]?Q(?P<quarter>[1-4])"
    r"|[-/](?P<date_month>\d\d)[-/]\d\d(?:[T ][\d:.+Z]*)?)?$",
    re.IGNORECASE,
)
# Comtrade and Comext write the whole year as month 52 (or 0).
_WHOLE = {0, 52}

SCHEMA = pa.schema(
    [
        ("period_cell", pa.string()),
        ("year", pa.int64()),
        ("part", pa.int64()),
        ("year_expected", pa.string()),
    ]
)


def read_periods(cells: Iterable[str]) -> pa.Table:
    """Return how every spelling of a period is read (`SCHEMA`).

    A cell is a period, or ``year|month``, or ``year|`` as the reader joins two columns. ``part`` is
    0 for a whole year, 1 to 12 for a month, 101 to 104 for a quarter. Dates that are all the first
    day of January are whole years.
    """
    listed = list(cells)
    found = {cell: _read(cell) for cell in listed}
    dated = [cell for cell in listed if re.match(r"^\d{4}[-/]\d\d[-/]\d\d", cell)]
    yearly = all(re.match(r"^\d{4}[-/](01[-/]01|12[-/]31)", cell) for cell in dated)
    rows = []
    for cell in listed:
        year, part = found[cell]
        if cell in dated and yearly and year is not None:
            part = WHOLE_YEAR
        rows.append(
            {
                "period_cell": cell,
                "year": year,
                "part": part,
                "year_expected": _EXPECTED if year is None else None,
            }
        )
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _read(cell: str) -> tuple[int | None, int]:
    text, _, month_text = cell.partition("|")
    match = _PERIOD.match(text.strip())
    if match is None:
        return None, WHOLE_YEAR
    year = int(match["year"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None, WHOLE_YEAR
    if match["quarter"]:
        return year, QUARTERS + int(match["quarter"])
    month = match["month"] or match["date_month"] or month_text.strip().removesuffix(".0")
    if not month:
        return year, WHOLE_YEAR
    if not month.isdigit():
        return None, WHOLE_YEAR
    number = int(month)
    if number in _WHOLE:
        return year, WHOLE_YEAR
    return (year, number) if 1 <= number <= 12 else (None, WHOLE_YEAR)
