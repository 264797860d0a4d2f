"""The page's timetable: how full it is by hour and by hall."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from fairlead.charts.heatmap import Group, Series, draw_columns, draw_heatmap
from fairlead.charts.numbers import format_share
from fairlead.report import markup
from fairlead.report.sections.steps import tell_step
from fairlead.report.view import View
from fairlead.ui.formats import format_short_day
from fairlead.ui.texts import gettext as _

_COLOURS = {
    "stand": "var(--fl-ramp-4, #0b5768)",
    "table": "var(--fl-ramp-2, #9cc3c8)",
    "online": "var(--fl-line-strong, #8b8775)",
}


def _list_places() -> dict[str, str]:
    """Return where meetings are held, in words."""
    return {"stand": _("at stands"), "table": _("at shared tables"), "online": _("online")}


Hours = dict[dt.date, tuple[int, ...]]


def write_timetable_section(view: View) -> str:
    """Return the section; empty without meetings."""
    meetings = view.result.timetable.meetings
    if not meetings.num_rows:
        return ""
    hours = _list_hours(view)
    gap = view.result.timetable.step.gap
    lead = tell_step(view, view.result.timetable.step)
    if gap is not None:
        said = _("At least %(share)s of what any timetable could hold.")
        lead += " " + said % {"share": format_share(1 - gap, digits=2)}
    return markup.write_section(
        "timetable",
        _("Meetings"),
        lead,
        markup.write_heading(_("By hour"), _("meetings held")),
        _draw_by_hour(view, hours),
        markup.write_legend([(_COLOURS[place], words) for place, words in _list_places().items()]),
        *_draw_by_hall(view, hours),
    )


def _list_hours(view: View) -> Hours:
    """Return the hours in which slots begin, by day."""
    settings = view.fair.settings
    found: dict[dt.date, dict[int, None]] = {date: {} for date in settings.dates}
    for slot in range(settings.slot_count):
        start = settings.slot_start(slot)
        found[start.date()].setdefault(start.hour)
    return {date: tuple(hours) for date, hours in found.items()}


def _group(date: dt.date, hours: tuple[int, ...]) -> Group:
    return Group(format_short_day(date), tuple(f"{hour:02d}" for hour in hours))


def _draw_by_hour(view: View, hours: Hours) -> str:
    meetings = view.result.timetable.meetings
    counted = Counter(
        (date, start.hour, place)
        for date, start, place in zip(
            *(meetings[name].to_pylist() for name in ("date", "start", "place")), strict=True
        )
    )

    names = _list_places()

    def draw(dates: list[dt.date], *, width: float, height: float) -> str:
        series = [
            Series(
                names[place],
                tuple(counted[date, hour, place] for date in dates for hour in hours[date]),
                colour,
            )
            for place, colour in _COLOURS.items()
        ]
        groups = [_group(date, hours[date]) for date in dates]
        title = _("Meetings by hour and place")
        return draw_columns(groups, series, width=width, height=height, title=title)

    dates = list(hours)
    narrow = "".join(draw([date], width=360, height=150) for date in dates)
    return markup.write_responsive(draw(dates, width=1080, height=230), narrow)


def _draw_by_hall(view: View, hours: Hours) -> tuple[str, ...]:
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
        names = [view.choose(hall.name) for hall in halls]
        title = _("Meetings by hour and hall")
        return draw_heatmap(names, groups, values, width=width, title=title, most=most)

    dates = list(hours)
    narrow = "".join(draw([date], width=360) for date in dates)
    title = markup.write_heading(_("By hall"), _("meetings that begin in the hour, at stands"))
    return title, markup.write_responsive(draw(dates, width=1080), narrow)
