"""The time zone of a fair as an iCalendar VTIMEZONE, for the years around it (RFC 5545, 3.6.5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class _Onset:
    """A change of the offset: the local time before it at which it happens."""

    local: dt.datetime
    before: dt.timedelta
    after: dt.timedelta
    name: str
    is_daylight: bool


def write_vtimezone(zone: ZoneInfo, first: dt.date, last: dt.date) -> list[str]:
    """Return the lines of the VTIMEZONE, right from a year before ``first`` to one after ``last``.

    Raises ValueError for a zone without a name.
    """
    if zone.key is None:
        raise ValueError("Expected a time zone with an IANA name, got one without.")
    begin = dt.datetime(max(first.year - 1, 1), 1, 1, tzinfo=dt.UTC)
    end = dt.datetime(min(last.year + 1, 9998), 12, 31, tzinfo=dt.UTC)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone.key}"]
    for onset in (_find_beginning(zone, begin), *_find_changes(zone, begin, end)):
        kind = "DAYLIGHT" if onset.is_daylight else "STANDARD"
        lines += [
            f"BEGIN:{kind}",
            f"DTSTART:{onset.local:%Y%m%dT%H%M%S}",
            f"TZOFFSETFROM:{_write_offset(onset.before)}",
            f"TZOFFSETTO:{_write_offset(onset.after)}",
            f"TZNAME:{onset.name}",
            f"END:{kind}",
        ]
    return [*lines, "END:VTIMEZONE"]


def _read_offset(zone: ZoneInfo, moment: dt.datetime) -> tuple[dt.timedelta, str, bool]:
    local = moment.astimezone(zone)
    return local.utcoffset() or dt.timedelta(), local.tzname() or "", bool(local.dst())


def _find_beginning(zone: ZoneInfo, moment: dt.datetime) -> _Onset:
    offset, name, is_daylight = _read_offset(zone, moment)
    return _Onset(moment.replace(tzinfo=None), offset, offset, name, is_daylight)


def _find_changes(zone: ZoneInfo, begin: dt.datetime, end: dt.datetime) -> Iterator[_Onset]:
    """Yield the changes of the offset: looked for day by day, then to the minute."""
    here = begin
    while here < end:
        there = here + dt.timedelta(days=1)
        if _read_offset(zone, here)[0] != _read_offset(zone, there)[0]:
            low, high = here, there
            while high - low > dt.timedelta(minutes=1):
                middle = low + (high - low) / 2
                middle -= dt.timedelta(seconds=middle.second, microseconds=middle.microsecond)
                low, high = (
                    (middle, high)
                    if _read_offset(zone, middle)[0] == _read_offset(zone, here)[0]
                    else (low, middle)
                )
            before = _read_offset(zone, here)[0]
            after, name, is_daylight = _read_offset(zone, high)
            yield _Onset((high + before).replace(tzinfo=None), before, after, name, is_daylight)
        here = there


def _write_offset(offset: dt.timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02d}{rest:02d}"


def write_span(begins: dt.datetime, ends: dt.datetime, zone: ZoneInfo) -> list[str]:
    """Return DTSTART and DTEND by the clock of the place; by UTC where it shows one of them twice.

    In the hour in which clocks go back a local time names two moments, and there is no other way to
    say which (RFC 5545, 3.3.5); both then are in one form, as calendars expect.
    """
    span = {"DTSTART": begins.astimezone(zone), "DTEND": ends.astimezone(zone)}
    if any(one.utcoffset() != one.replace(fold=1 - one.fold).utcoffset() for one in span.values()):
        return [f"{name}:{one.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}" for name, one in span.items()]
    return [f"{name};TZID={zone.key}:{one:%Y%m%dT%H%M%S}" for name, one in span.items()]
