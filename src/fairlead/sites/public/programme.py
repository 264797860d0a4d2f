"""The congress programme by day."""

from __future__ import annotations

import datetime as dt
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from fairlead.apps.congress.models import Session
from fairlead.apps.congress.queries.programme import count_sessions_by_day, list_sessions_on
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.stamped_cache import keep_by_stamp
from fairlead.sites.public.conditional import serve_edition_page
from fairlead.sites.public.day_links import DayLink, choose_day
from fairlead.sites.public.frame import show
from fairlead.ui.formats import name_zone


def group_by_time(sessions: list[Session]) -> list[tuple[dt.time, dt.time, list[Session]]]:
    """Return the sessions that begin and end together, in order of time."""
    return [
        (start, end, list(together))
        for (start, end), together in groupby(
            sorted(sessions, key=lambda session: (session.start, session.end)),
            key=lambda session: (session.start, session.end),
        )
    ]


@serve_edition_page()
def show_programme(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show the sessions of the day chosen, the first day with sessions by default."""
    counts = count_sessions_by_day(edition)
    date = choose_day(request, edition)
    if "day" not in request.GET:
        date = min(counts, default=date)
    days = [
        DayLink(day, counts.get(day, 0), f"?day={day.isoformat()}", day == date)
        for day in edition.dates
    ]
    context: dict[str, object] = {
        "days": days,
        "day": date,
        "sessions": write_day(edition, date) if date in counts else "",
        "zone": name_zone(edition.zone, date),
    }
    return show(request, "programme", context, edition=edition, section="programme")


@keep_by_stamp
def write_day(edition: Edition, date: dt.date) -> SafeString:
    """Return the sessions of a day as they stand on the page."""
    times = group_by_time(list_sessions_on(edition, date))
    return render_to_string(
        "public/parts/sessions.html", {"day": date, "times": times, "edition": edition}
    )
