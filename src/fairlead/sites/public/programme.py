"""The congress programme by day."""

from __future__ import annotations

import datetime as dt
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from fairlead.apps.congress.models import Session
from fairlead.apps.congress.queries.programme import session_days, sessions_on
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.stamped_cache import kept
from fairlead.sites.public.conditional import edition_page
from fairlead.sites.public.day_links import DayLink, chosen_day
from fairlead.sites.public.frame import show
from fairlead.ui.formats import zone_name


def by_time(sessions: list[Session]) -> list[tuple[dt.time, dt.time, list[Session]]]:
    """Return the sessions that begin and end together, in order of time."""
    return [
        (start, end, list(together))
        for (start, end), together in groupby(
            sorted(sessions, key=lambda session: (session.start, session.end)),
            key=lambda session: (session.start, session.end),
        )
    ]


@edition_page()
def programme(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show the sessions of the day chosen, the first day with sessions by default."""
    counts = session_days(edition)
    date = chosen_day(request, edition)
    if "day" not in request.GET:
        date = min(counts, default=date)
    days = [
        DayLink(day, counts.get(day, 0), f"?day={day.isoformat()}", day == date)
        for day in edition.dates
    ]
    context: dict[str, object] = {
        "days": days,
        "day": date,
        "sessions": written(edition, date) if date in counts else "",
        "zone": zone_name(edition.zone, date),
    }
    return show(request, "programme", context, edition=edition, section="programme")


@kept
def written(edition: Edition, date: dt.date) -> SafeString:
    """Return the sessions of a day as they stand on the page."""
    times = by_time(sessions_on(edition, date))
    return render_to_string(
        "public/parts/sessions.html", {"day": date, "times": times, "edition": edition}
    )
