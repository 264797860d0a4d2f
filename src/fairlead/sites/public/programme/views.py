"""The congress programme by day, as a list or as a grid; its sessions and its speakers."""

from __future__ import annotations

import datetime as dt
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from fairlead.apps.congress.models import Session
from fairlead.apps.congress.queries.programme import find_session, find_speaker, list_sessions
from fairlead.apps.fairs.language import chooser
from fairlead.apps.fairs.models import Edition
from fairlead.apps.practices.queries.near import find_near_session
from fairlead.apps.proposals.queries.calls import may_be_proposed
from fairlead.sites.public.catalogue.schema_org import write_script
from fairlead.sites.public.conditional import read_hour, serve_edition_page
from fairlead.sites.public.day_links import DayLink, choose_day
from fairlead.sites.public.frame import show
from fairlead.sites.public.programme.choice import build_selections, choose_sessions, read_choice
from fairlead.sites.public.programme.describe import describe_session
from fairlead.sites.public.programme.grid import build_grid
from fairlead.sites.public.programme.session_links import find_connected, present_speakers
from fairlead.ui.formats import name_zone

VIEWS = ("list", "grid")


def group_by_time(sessions: list[Session]) -> list[tuple[dt.time, dt.time, list[Session]]]:
    """Return the sessions that begin and end together, in order of time."""
    return [
        (start, end, list(together))
        for (start, end), together in groupby(
            sorted(sessions, key=lambda session: (session.start, session.ends_at)),
            key=lambda session: (session.start, session.end),
        )
    ]


@serve_edition_page(besides=read_hour)
def show_programme(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show the sessions of the day chosen, the first day with sessions by default."""
    sessions = list_sessions(edition)
    wanted = read_choice(request.GET)
    chosen = choose_sessions(sessions, wanted)
    dates = [session.date for session in chosen]
    date = choose_day(request, edition)
    if "day" not in request.GET:
        date = min(dates, default=date)
    view = request.GET.get("view", "")
    view = view if view in VIEWS else VIEWS[0]
    shape = {} if view == VIEWS[0] else {"view": view}
    days = [
        DayLink(day, dates.count(day), wanted.query(day=day.isoformat(), **shape), day == date)
        for day in edition.dates
    ]
    of_day = [session for session in chosen if session.date == date]
    choose = chooser(edition)
    rooms = {str(session.room_id): choose(session.room.name) for session in sessions}
    context: dict[str, object] = {
        "days": days,
        "day": date,
        "times": group_by_time(of_day),
        "grid": build_grid(of_day, choose) if view == "grid" and of_day else None,
        "view": view,
        "views": [
            (one, wanted.query(day=date.isoformat(), view=one), one == view) for one in VIEWS
        ],
        "selections": build_selections(sessions, wanted, rooms),
        "narrowed": wanted.narrowed,
        "query": wanted.query() if wanted.narrowed else "",
        "zone": name_zone(edition.zone, date),
        "proposes": may_be_proposed(edition),
    }
    return show(request, "programme", context, edition=edition, section="programme")


@serve_edition_page()
def show_session(request: HttpRequest, edition: Edition, session: str) -> HttpResponse:
    """Show one session."""
    found = find_session(edition, session)
    address = request.build_absolute_uri(reverse("public:session", args=(edition.code, session)))
    presented = present_speakers(found)
    context = {
        "near": [one for one in find_near_session(found) if one.code not in found.about_practices],
        "session": found,
        "speakers": [
            (one, presented.get(one.participation.code, "")) for one in found.speaker_set.all()
        ],
        "connected": find_connected(found),
        "zone": name_zone(edition.zone, found.date),
        "schema_org": write_script(describe_session(found, address=address)),
    }
    return show(request, "session", context, edition=edition, section="programme")


@serve_edition_page()
def show_speaker(request: HttpRequest, edition: Edition, person: str) -> HttpResponse:
    """Show somebody who speaks or moderates, with the sessions."""
    who, sessions = find_speaker(edition, person)
    context = {"who": who, "sessions": sessions}
    return show(request, "speaker", context, edition=edition, section="programme")
