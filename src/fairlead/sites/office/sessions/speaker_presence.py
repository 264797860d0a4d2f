"""The speakers of a day in order of time: who is there, and whom to look for."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from fairlead.apps.attendance.domain.note_arrival import note_arrival, take_back_arrival
from fairlead.apps.attendance.domain.refusals import Refusal
from fairlead.apps.attendance.queries.floor import list_ready_on
from fairlead.apps.congress.models import Room, Speaker
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.roles import Act
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.sites.office.programme.on_the_day import choose_today
from fairlead.sites.office.sessions.views import find_session, may_see_addresses
from fairlead.ui.numbers_asked import read_key
from fairlead.ui.serving import accept_body


@never_cache
@accept_body()
@admit(Act.RUN_SESSIONS)
def show_ready(request: OfficeRequest) -> HttpResponse:
    """Show who speaks on a day, session by session, and note who of them is there."""
    edition, now = request.edition, timezone.now()
    given = request.POST if request.method == "POST" else request.GET
    day = choose_today(edition, given.get("day", ""), now)
    room = read_key(given.get("room"))
    missing = given.get("missing") == "yes"
    if request.method == "POST":
        session = _note(request)
        said = {"day": day.isoformat(), "room": room, "missing": "yes" if missing else ""}
        query = urlencode({name: value for name, value in said.items() if value})
        return redirect(f"{reverse('office:ready', args=(edition.code,))}?{query}#{session}")
    held = [
        (session, [one for one in ready if not (missing and one.arrived_at)])
        for session, ready in list_ready_on(edition, day)
        if room in (None, session.room_id)
        and not (missing and (session.cancelled or session.is_over_at <= now))
    ]
    context = {
        "edition": edition,
        "day": day,
        "days": edition.dates,
        "room": room,
        "rooms": Room.objects.filter(edition=edition),
        "missing": missing,
        "sessions": [(session, ready) for session, ready in held if ready],
        "now": now,
        "zone": edition.zone,
        "sees_addresses": may_see_addresses(request),
    }
    return show_page(request, "ready", context)


def _note(request: OfficeRequest) -> str:
    """Note that who speaks is there, or take it back; return the session's code."""
    given = request.POST
    session = find_session(request.edition, given.get("session", ""))
    speaker = get_object_or_404(
        Speaker.objects.select_related("participation"),
        session=session,
        participation=read_key(given.get("who")),
    )
    act = given.get("act")
    if act == "here":
        try:
            note_arrival(session, speaker.participation, by=Doer(request.user), anyway=True)
        except Refusal as refused:
            messages.error(request, str(refused))
    elif act == "not_here":
        take_back_arrival(session, speaker.participation)
    else:
        raise Http404
    return session.code
