"""Periods as files write them: years, months and quarters."""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Iterable, Sequence

import pyarrow as pa

from fairlead.engines.dependency.readers.digits import fold_digits

WHOLE_YEAR = 0
QUARTERS = 100  # a quarter is 101 to 104, a month 1 to 12
FIRST_YEAR, LAST_YEAR = 1900, 2200
_MONTHS = {
    name: number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(map(str.casefold, names))
    if number
} | {"sept": 9}
_MONTH_FIRST = re.compile(r"^(?P<month>\d{1,2})[-/.](?P<year>\d{4})$")
_DAY_FIRST = re.compile(r"^(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>\d{4})$")
_NAMED_YEAR = re.compile(r"^(?P<year>\d{4})\s*(?:年|г\.?|год)\s*(?:(?P<month>\d{1,2})\s*月)?$")
_EXPECTED_MONTH = "expected a month from 1 to 12 or its English name, got {}"
_FISCAL = re.compile(r"^(?:FY ?)?(?P<first>(?:19|20)\d\d)[-/\u2013](?P<last>\d\d|\d{4})$")
_EXPECTED_CALENDAR = (
    "expected a calendar year, this is one from the middle of a year to the next: download "
    "calendar years or months"
)
_EXPECTED = (
    f"expected a year between {FIRST_YEAR} and {LAST_YEAR}, or a month or quarter of one such as "
    "2022-01 or 2022Q1"
)
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
_WHOLE_WORDS = {"total", "annual", "year", "whole year", "all", "всего", "год"}

SCHEMA = pa.schema(
    [
        ("period_cell", pa.string()),
        ("year", pa.int64()),
        ("part", pa.int64()),
        ("year_expected", pa.string()),
    ]
)


def list_months(part: int) -> range:
    """Return the months, of 1 to 12, that a month or a quarter (101 to 104) is."""
    if part > QUARTERS:
        last = 3 * (part - QUARTERS)
        return range(last - 2, last + 1)
    return range(part, part + 1)


def count_months(parts: Collection[int]) -> tuple[int, int]:
    """Return how much of a year months and quarters are, and of how many.

    Quarters alone are counted of 4. With months, all months that any of them is are, of 12.
    """
    if parts and min(parts) > QUARTERS:
        return len(set(parts)), 4
    return len({month for part in parts for month in list_months(part)}), 12


def read_periods(cells: Iterable[str]) -> pa.Table:
    """Return how every spelling of a period is read (`SCHEMA`).

    A cell is a period, or ``year|month``, or ``year|`` as the reader joins two columns. ``part`` is
    0 for a whole year, 1 to 12 for a month, 101 to 104 for a quarter. Dates that are all the first
    day of January (or the last of December) are whole years.
    """
    listed = list(cells)
    found = {cell: _read(cell) for cell in listed}
    if _are_fiscal(listed):
        found = dict.fromkeys(listed, (None, WHOLE_YEAR))
    dated = _find_dates(listed)
    yearly = _are_ends_of_years(dated.values())
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
                "year_expected": _describe(cell) if year is None else None,
            }
        )
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def note_dates(cells: Iterable[str]) -> tuple[str, ...]:
    """Return what to say where the only date of a file is 1 January: it may be a month."""
    dates = _find_dates(cells)
    if len(dates) != 1 or not _are_ends_of_years(dates.values()):
        return ()
    (date,) = dates.values()
    return (
        f"warning: the only date is {date[:10]}, taken for the whole year {date[:4]}: if it is one "
        f"month, write {date[:7].replace('/', '-')}",
    )


def _find_dates(cells: Iterable[str]) -> dict[str, str]:
    """Return the cells that are dates to the day, the year first."""
    first = {cell: _put_year_first(cell) for cell in cells}
    return {cell: date for cell, date in first.items() if re.match(r"^\d{4}[-/]\d\d[-/]\d\d", date)}


def _are_ends_of_years(dates: Iterable[str]) -> bool:
    return all(re.match(r"^\d{4}[-/](01[-/]01|12[-/]31)", date) for date in dates)


def _read(cell: str) -> tuple[int | None, int]:
    text, _, month_text = (_number_months(part) for part in cell.partition("|"))
    match = _PERIOD.match(_put_year_first(text))
    if match is None:
        return None, WHOLE_YEAR
    year = int(match["year"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None, WHOLE_YEAR
    if match["quarter"]:
        return year, QUARTERS + int(match["quarter"])
    month = match["month"] or match["date_month"] or month_text.strip().removesuffix(".0")
    if not month or month.casefold() in _WHOLE_WORDS:
        return year, WHOLE_YEAR
    if not month.isdigit():
        return None, WHOLE_YEAR
    number = int(month)
    if number in _WHOLE:
        return year, WHOLE_YEAR
    return (year, number) if 1 <= number <= 12 else (None, WHOLE_YEAR)


def _number_months(text: str) -> str:
    """Return a period with the English name of a month as its number: Jan-2022 is 2022-01."""
    words = re.findall(r"[^\W\d_]+", text)
    if len(words) != 1 or words[0].casefold() not in _MONTHS:
        return text.strip()
    number = _MONTHS[words[0].casefold()]
    year = re.fullmatch(r"\D*(\d{4})\D*", text)
    if year:
        return f"{year[1]}-{number:02d}"
    return str(number) if text.strip(" .") == words[0] else text.strip()


def _put_year_first(text: str) -> str:
    """Return 01/2022 and 2022年1月 as 2022-01, 31.12.2022 as 2022-12-31 (dots tell the order)."""
    text = fold_digits(text).strip()
    if named := _NAMED_YEAR.match(text):
        return named["year"] + (f"-{int(named['month']):02d}" if named["month"] else "")
    if dated := _DAY_FIRST.match(text):
        return f"{dated['year']}-{dated['month']}-{dated['day']}"
    if month := _MONTH_FIRST.match(text):
        return f"{month['year']}-{int(month['month']):02d}"
    return text


def _are_fiscal(cells: Sequence[str]) -> bool:
    """Return whether several periods are all like 2009-10: years that do not begin in January."""
    spans = [_FISCAL.match(cell) for cell in cells]
    return len(spans) > 1 and all(map(_is_span, spans))


def _is_span(match: re.Match[str] | None) -> bool:
    if match is None:
        return False
    first, last = int(match["first"]), match["last"]
    return last in (str(first + 1), f"{(first + 1) % 100:02d}")


def _describe(cell: str) -> str:
    if _is_span(_FISCAL.match(cell)):
        return _EXPECTED_CALENDAR
    year, parted, month = cell.partition("|")
    if parted and month.strip() and _read(year)[0] is not None:
        return _EXPECTED_MONTH.format(month.strip())
    return _EXPECTED
