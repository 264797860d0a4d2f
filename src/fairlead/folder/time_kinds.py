"""Cells that hold days, times of day and moments."""

from __future__ import annotations

import datetime as dt
import re

import pyarrow as pa

from fairlead.folder import bounds
from fairlead.folder.cell_kind import Kind

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"\d\d:\d\d(:\d\d)?")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?Z")


def _parse_date(text: str) -> dt.date:
    expected = "expected a date YYYY-MM-DD such as 2023-07-10"
    try:
        date = dt.date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        date = None
    if date is None:
        raise ValueError(expected)
    if not bounds.FIRST_DATE <= date <= bounds.LAST_DATE:
        raise ValueError(f"{expected}, from {bounds.FIRST_DATE} to {bounds.LAST_DATE}")
    return date


def _parse_time(text: str) -> dt.time:
    try:
        if _TIME.fullmatch(text):
            return dt.time.fromisoformat(text)
    except ValueError:
        pass
    raise ValueError("expected a time of day HH:MM such as 09:30")


def _parse_span(text: str) -> str:
    expected = "expected a time from-until HH:MM-HH:MM such as 10:00-10:45"
    begin, dash, end = text.partition("-")
    try:
        times = [_parse_time(one.strip()) for one in (begin, end)]
    except ValueError:
        raise ValueError(expected) from None
    if not dash or times[1] <= times[0]:
        raise ValueError(f"{expected}, the end later than the begin")
    return f"{_write_time(times[0])}-{_write_time(times[1])}"


def _parse_moment(text: str) -> dt.datetime:
    expected = "expected a moment in universal time such as 2023-07-10T09:30:00Z"
    try:
        moment = dt.datetime.fromisoformat(text) if _MOMENT.fullmatch(text) else None
    except ValueError:
        moment = None
    if moment is None or not bounds.FIRST_DATE <= moment.date() <= bounds.LAST_DATE:
        raise ValueError(expected)
    return moment


def write_moment(moment: dt.datetime) -> str:
    """Return a moment in universal time, to the millionth of a second."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _write_moment_cell(moment: dt.datetime) -> str:
    return write_moment(moment).replace(".000000Z", "Z")


def _write_time(time: dt.time) -> str:
    return time.isoformat("seconds" if time.second else "minutes")


DATE = Kind("date", pa.date32(), _parse_date, lambda date: str(date.isoformat()))
TIME = Kind("time of day", pa.time32("s"), _parse_time, _write_time)
SPAN = Kind("time from-until", pa.string(), _parse_span)
MOMENT = Kind(
    "moment (universal time)", pa.timestamp("us", tz="UTC"), _parse_moment, _write_moment_cell
)
