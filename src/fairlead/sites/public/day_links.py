"""Links from day to day of a page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest

from fairlead.apps.fairs.models import Edition


@dataclass(frozen=True, slots=True)
class DayLink:
    """A day of the fair with its number of meetings."""

    date: dt.date
    count: int
    address: str
    on: bool


def choose_day(request: HttpRequest, edition: Edition) -> dt.date:
    """Return the day the address asks for, the first day when it names none of the fair's."""
    dates = {date.isoformat(): date for date in edition.dates}
    return dates.get(request.GET.get("day", ""), edition.first_day)
