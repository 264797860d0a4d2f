"""When a session of the programme begins and ends."""

from __future__ import annotations

import datetime as dt


def measure(begins: dt.datetime, ends: dt.datetime) -> dt.timedelta:
    """Return how long it is from one moment to another, whatever the clocks do between them."""
    return ends.astimezone(dt.UTC) - begins.astimezone(dt.UTC)


def add_length(begins: dt.datetime, length: dt.timedelta) -> dt.datetime:
    """Return the moment that long after another, in its zone, whatever the clocks do meanwhile.

    A time so late that no calendar has it stays as it is.
    """
    try:
        return (begins.astimezone(dt.UTC) + length).astimezone(begins.tzinfo)
    except OverflowError:
        return begins


def find_span(date: dt.date, start: dt.time, end: dt.time) -> tuple[dt.datetime, dt.datetime]:
    """Return the local times at which a session begins and ends, without a zone.

    ``date`` is the day of the fair on which it begins. An end that is not later than the start is
    a time of the next day, so a session never lasts longer than 24 hours.
    """
    begins = dt.datetime.combine(date, start)
    ends = dt.datetime.combine(date, end)
    return begins, ends if ends > begins else ends + dt.timedelta(days=1)
