"""The released timetable, added up by hour and hall; nobody's name is on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fairlead.apps.fairs.language import choose_text
from fairlead.apps.fairs.models import Edition, Run
from fairlead.apps.meetings.models import Place
from fairlead.apps.meetings.queries.editions import find_current_stamp
from fairlead.apps.meetings.queries.timetable import (
    HourCount,
    count_meetings_by_hour,
    find_released_timetable,
)
from fairlead.sites.public.catalogue.hall_plan import list_halls
from fairlead.sites.public.conditional import serve_edition_page
from fairlead.sites.public.day_links import DayLink, choose_day
from fairlead.sites.public.frame import show
from fairlead.ui.formats import name_zone
from fairlead.ui.spoken import mark_language

_SHADES = 4


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A hall or kind of place: meetings and shade (0 to 4) of each hour, and the day's sum."""

    label: str
    address: str
    cells: tuple[tuple[int, int], ...]
    total: int
    shaded: bool = True


def compute_possible_share(run: Run) -> float | None:
    """Return what the timetable reaches of the proved bound; none without a bound."""
    if run.objective is None or not run.bound:
        return None
    return run.objective / run.bound


@serve_edition_page(besides=find_current_stamp)
def show_meetings(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show how full each hour of each hall is on the day chosen."""
    timetable = find_released_timetable(edition)
    counts = count_meetings_by_hour(edition)
    date = choose_day(request, edition)
    hours = sorted({count.hour for count in counts})
    return show(
        request,
        "meetings",
        {
            "timetable": timetable,
            "total": sum(count.count for count in counts),
            "possible": compute_possible_share(timetable.run)
            if timetable and timetable.run
            else None,
            "zone": name_zone(edition.zone, date),
            "day": date,
            "days": _list_days(edition, counts, date),
            "hours": [dt.time(hour) for hour in hours],
            "rows": _build_rows(edition, counts, date=date, hours=hours),
        },
        edition=edition,
        section="meetings",
    )


def _list_days(edition: Edition, counts: list[HourCount], chosen: dt.date) -> list[DayLink]:
    """Return the days of the fair."""
    return [
        DayLink(
            date=date,
            count=sum(count.count for count in counts if count.date == date),
            address=f"?day={date.isoformat()}",
            on=date == chosen,
        )
        for date in edition.dates
    ]


def _build_rows(
    edition: Edition, counts: list[HourCount], *, date: dt.date, hours: list[int]
) -> list[HeatRow]:
    """Return a row for each hall with meetings, then for tables and online, then for all."""
    today = [count for count in counts if count.date == date]
    most = max((count.count for count in counts), default=1)
    rows = [
        _build_row([c for c in today if c.hall == hall.code], hours, most=most,
             label=mark_language(choose_text(hall.name, edition)), address=f"../halls/{hall.code}/")
        for hall, _exhibitors in list_halls(edition)
    ]  # fmt: skip
    places = {Place.TABLE.value: _("Shared tables"), Place.ONLINE.value: _("Online")}
    rows += [
        _build_row([c for c in today if c.place == place], hours, most=most, label=label)
        for place, label in places.items()
    ]
    rows = [row for row in rows if row.total]
    if len(rows) > 1:
        rows.append(_sum(rows))
    return rows


def _build_row(
    counts: list[HourCount], hours: list[int], *, most: int, label: str, address: str = ""
) -> HeatRow:
    """Return one row; the fullest hour of the whole fair has the deepest shade."""
    by_hour = {hour: sum(c.count for c in counts if c.hour == hour) for hour in hours}
    cells = tuple((held, -(-held * _SHADES // most)) for held in by_hour.values())
    return HeatRow(label, address, cells, sum(by_hour.values()))


def _sum(rows: list[HeatRow]) -> HeatRow:
    """Return the row of all places together, unshaded."""
    columns = zip(*(row.cells for row in rows), strict=True)
    cells = tuple((sum(held for held, _shade in column), 0) for column in columns)
    return HeatRow(_("All"), "", cells, sum(row.total for row in rows), shaded=False)
