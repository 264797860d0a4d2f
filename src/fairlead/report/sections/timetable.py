"""The page's timetable: how full it is by hour and by hall."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from fairlead.charts.heatmap import Group, Series, columns, heatmap
from fairlead.charts.numbers import share
from fairlead.report import markup
from fairlead.report.view import LANGUAGE, View

_COLOURS = {
    "stand": "var(--fl-ramp-4, #0b5768)",
    "table": "var(--fl-ramp-2, #9cc3c8)",
    "online": "var(--fl-line-strong, #8b8775)",
}
_PLACES = {"stand": "at stands", "table": "at shared tables", "online": "online"}

Hours = dict[dt.date, tuple[int, ...]]


def timetable_section(view: View) -> str:
    """Return the section; empty without meetings."""
    meetings = view.result.timetable.meetings
    if not meetings.num_rows:
        return ""
    hours = _hours(view)
    step = view.result.timetable.step
    gap = step.gap
    lead = step.summary
    if gap is not None:
        lead += f" At least {share(1 - gap, digits=2)} of what any timetable could hold."
    return markup.section(
        "timetable",
        "Meetings",
        lead,
        markup.heading("By hour", "meetings held"),
        _by_hour(view, hours),
        markup.legend([(_COLOURS[place], words) for place, words in _PLACES.items()]),
        *_by_hall(view, hours),
    )


def _hours(view: View) -> Hours:
    """Return the hours in which slots begin, by day."""
    settings = view.fair.settings
    found: dict[dt.date, dict[int, None]] = {date: {} for date in settings.dates}
    for slot in range(settings.slot_count):
        start = settings.slot_start(slot)
        found[start.date()].setdefault(start.hour)
    return {date: tuple(hours) for date, hours in found.items()}


def _group(date: dt.date, hours: tuple[int, ...]) -> Group:
    return Group(f"{date:%a} {date.day} {date:%b}", tuple(f"{hour:02d}" for hour in hours))


def _by_hour(view: View, hours: Hours) -> str:
    meetings = view.result.timetable.meetings
    counted = Counter(
        (date, start.hour, place)
        for date, start, place in zip(
            *(meetings[name].to_pylist() for name in ("date", "start", "place")), strict=True
        )
    )

    def draw(dates: list[dt.date], *, width: float, height: float) -> str:
        series = [
            Series(
                _PLACES[place],
                tuple(counted[date, hour, place] for date in dates for hour in hours[date]),
                colour,
            )
            for place, colour in _COLOURS.items()
        ]
        groups = [_group(date, hours[date]) for date in dates]
        title = "Meetings by hour and place"
        return columns(groups, series, width=width, height=height, title=title)

    dates = list(hours)
    narrow = "".join(draw([date], width=360, height=150) for date in dates)
    return markup.responsive(draw(dates, width=1080, height=230), narrow)


def _by_hall(view: View, hours: Hours) -> tuple[str, ...]:
    meetings = view.result.timetable.meetings
    counted = Counter(
        zip(
            meetings["hall"].to_pylist(),
            meetings["date"].to_pylist(),
            (start.hour for start in meetings["start"].to_pylist()),
            strict=True,
        )
    )
    halls = view.fair.settings.halls
    if not halls:
        return ()
    most = max((count for (hall, *_), count in counted.items() if hall is not None), default=0)

    def draw(dates: list[dt.date], *, width: float) -> str:
        values = [
            [counted[hall.code, date, hour] for date in dates for hour in hours[date]]
            for hall in halls
        ]
        groups = [_group(date, hours[date]) for date in dates]
        names = [view.fair.settings.choose(hall.name, LANGUAGE) for hall in halls]
        title = "Meetings by hall and hour"
        return heatmap(names, groups, values, width=width, title=title, most=most)

    dates = list(hours)
    narrow = "".join(draw([date], width=360) for date in dates)
    title = markup.heading("By hall", "meetings that begin in the hour, at stands")
    return title, markup.responsive(draw(dates, width=1080), narrow)
