"""When a session of the programme begins and ends."""

from __future__ import annotations

import datetime as dt


def find_span(date: dt.date, start: dt.time, end: dt.time) -> tuple[dt.datetime, dt.datetime]:
    """Return the local times at which a session begins and ends, without a zone.

    ``date`` is the day of the fair on which it begins. An end that is not later than the start is
    a time of the next day, so a session never lasts longer than 24 hours.
    """
    begins = dt.datetime.combine(date, start)
    ends = dt.datetime.combine(date, end)
    return begins, ends if ends > begins else ends + dt.timedelta(days=1)
