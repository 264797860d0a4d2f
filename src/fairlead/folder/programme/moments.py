"""Days, times of the day and moments as people write them in a list."""

from __future__ import annotations

import datetime as dt
import re

_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})(?::\d{2})?")
_TWELVE = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?\s*([ap])\.?\s?m\.?", re.IGNORECASE)
_FRACTION = re.compile(r"0?\.\d+")
_NUMBER = re.compile(r"\d{5}(?:\.\d+)?")
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:-|–|—|\bto\b)\s*")
_DATES = ("%d.%m.%Y", "%d/%m/%Y", "%Y/%m/%d", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y")
_FIRST, _LAST = 1900, 9000  # years
# The day that spreadsheets count from.
_ZERO = dt.datetime(1899, 12, 30)  # noqa: DTZ001  a sheet has no zone


def parse_clock(text: str) -> dt.time | None:
    """Return a time of the day: 14:30, 2:30 pm, or the part of a day that a sheet counts."""
    text = text.strip()
    if _FRACTION.fullmatch(text):
        minutes = round(float(text) * 24 * 60)
        return dt.time(minutes // 60, minutes % 60) if minutes < 24 * 60 else None
    found = _TWELVE.fullmatch(text)
    if found is not None:
        hour, minute = int(found[1]), int(found[2] or 0)
        if not 1 <= hour <= 12 or minute > 59:
            return None
        return dt.time(hour % 12 + (12 if found[3].lower() == "p" else 0), minute)
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2])
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def parse_range(text: str) -> tuple[str, str] | None:
    """Return both ends of 10:00-11:30 as they are written, None for anything else."""
    parts = _RANGE.split(text.strip())
    if len(parts) == 2 and all(parse_clock(one) is not None for one in parts):
        return parts[0], parts[1]
    return None


def parse_day(text: str) -> dt.date | None:
    """Return a day: 2023-07-10, 10.07.2023, 10 July 2023, or the number that a sheet counts."""
    text = " ".join(_WEEKDAY.sub("", text.strip()).replace(",", " ").split())
    if _NUMBER.fullmatch(text):
        return _bound(_count(text).date())
    for one in dict.fromkeys((text, text[:10])):
        try:
            return _bound(dt.date.fromisoformat(one))
        except ValueError:
            pass
        for form in _DATES:
            try:
                return _bound(dt.datetime.strptime(one, form).date())  # noqa: DTZ007  a day alone
            except ValueError:
                continue
    return None


def parse_moment(text: str) -> dt.datetime | None:
    """Return a day with its time, with its offset where one is written."""
    text = text.strip()
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        pass
    else:
        return moment if _FIRST <= moment.year <= _LAST else None
    if _NUMBER.fullmatch(text):
        moment = _count(text)
        return moment if _bound(moment.date()) else None
    for cut in re.finditer(" ", text):
        time, day = parse_clock(text[cut.end() :]), parse_day(text[: cut.start()])
        if time is not None and day is not None:
            return dt.datetime.combine(day, time)
    return None


def _count(text: str) -> dt.datetime:
    """Return the moment that a sheet counts in days, to the minute."""
    return _ZERO + dt.timedelta(minutes=round(float(text) * 24 * 60))


def _bound(day: dt.date) -> dt.date | None:
    return day if _FIRST <= day.year <= _LAST else None
