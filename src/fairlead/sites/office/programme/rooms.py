"""The rooms of the programme: their order, hall, places, what they have, when they are open."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fairlead.apps.congress.domain.refusals import Refusal
from fairlead.apps.congress.domain.set_opening import set_opening
from fairlead.apps.congress.domain.set_up_room import Hours, remove_room, set_up_room
from fairlead.apps.congress.models import Room
from fairlead.apps.exhibition.models import Hall
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.folder import bounds
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.sites.office.programme.session_form import read_features
from fairlead.sites.reading import UnreadableField, read_languages, read_number
from fairlead.ui.forms.refusal import refuse
from fairlead.ui.numbers_asked import read_key
from fairlead.ui.serving import accept_body

_HOURS = re.compile(r"(\d{4}-\d\d-\d\d)\s+(\d\d:\d\d)\s*[-–]\s*(\d\d:\d\d)")
_MOST_HOURS = 200


@never_cache
@accept_body()
@admit(Act.SEE_PROGRAMME)
def show_rooms(request: OfficeRequest) -> HttpResponse:
    """Show the rooms, and save the one that was submitted."""
    edition = request.edition
    editable = may(request.user, Act.EDIT_PROGRAMME, edition=edition)
    if request.method == "POST":
        if not editable:
            return HttpResponse(status=403)
        try:
            said = _save(request)
        except (Refusal, UnreadableField) as refused:
            return refuse(request, str(refused), "office:programme_rooms", edition.code)
        messages.success(request, said)
        return redirect("office:programme_rooms", edition.code)
    rooms = Room.objects.filter(edition=edition).select_related("hall").prefetch_related("hours")
    listed = [
        {
            "room": room,
            "names": [(tag, room.name.get(tag, "")) for tag in edition.languages],
            "features": ", ".join(room.features),
            "hours": "\n".join(
                f"{one.date} {one.opens:%H:%M}-{one.closes:%H:%M}" for one in room.hours.all()
            ),
        }
        for room in rooms
    ]
    context = {
        "edition": edition,
        "rooms": listed,
        "new_names": [(tag, "") for tag in edition.languages],
        "halls": Hall.objects.filter(edition=edition).order_by("code"),
        "editable": editable,
        "opening": _list_opening(edition),
        "may_set_up": may(request.user, Act.SET_UP, edition=edition),
    }
    return show_page(request, "programme_rooms", context)


def _list_opening(edition: Edition) -> list[dict[str, Any]]:
    """Return the days of the fair, each with the hours it says."""
    said = {date: times for date, *times in edition.opening_hours}
    return [
        {
            "date": day,
            "opens": f"{said[day][0]:%H:%M}" if day in said else "",
            "closes": f"{said[day][1]:%H:%M}" if day in said else "",
        }
        for day in edition.dates
    ]


@accept_body()
@require_POST
@admit(Act.SET_UP)
def set_hours(request: OfficeRequest) -> HttpResponse:
    """Save the opening hours of the fair, day by day."""
    edition, given = request.edition, request.POST
    try:
        hours: list[Hours] = []
        for day in edition.dates:
            opens, closes = (given.get(f"{one}_{day}", "").strip() for one in ("opens", "closes"))
            if opens or closes:
                hours.append((day, _read_time(opens), _read_time(closes)))
        set_opening(edition, hours, by=Doer(request.user))
    except (Refusal, UnreadableField) as refused:
        return refuse(request, str(refused), "office:programme_rooms", edition.code)
    messages.success(request, _("Saved."))
    return redirect("office:programme_rooms", edition.code)


def _read_time(text: str) -> dt.time:
    try:
        return dt.time.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        expected = _("Expected a time such as 09:30, not “%(text)s”.")
        raise UnreadableField(expected % {"text": text[:40]}) from None


def _save(request: OfficeRequest) -> str:
    edition, given, by = request.edition, request.POST, Doer(request.user)
    number = read_key(given.get("room"))
    room = Room.objects.filter(edition=edition, pk=number or 0).first()
    if given.get("room") and room is None:
        raise Refusal("no_room")
    if room is not None and given.get("act") == "remove":
        remove_room(room, by=by)
        return _("Removed.")
    set_up_room(
        edition,
        room,
        name=read_languages(edition, given, "name"),
        hall=Hall.objects.filter(edition=edition, code=given.get("hall", "")[:64]).first(),
        capacity=read_number(given, "capacity", most=int(bounds.SEATS.high)) or None,
        position=read_number(given, "position", most=9999) or 0,
        features=read_features(given, "features"),
        hours=_read_hours(given.get("hours", "")),
        by=by,
    )
    return _("Saved.")


def _read_hours(text: str) -> list[Hours]:
    """Return the hours of a room, a line each: 2026-07-06 09:00-18:00."""
    found = []
    for line in text.splitlines()[:_MOST_HOURS]:
        if not line.strip():
            continue
        said = _HOURS.fullmatch(line.strip())
        try:
            if said is None:
                raise ValueError(line)
            date = dt.date.fromisoformat(said[1])
            opens, closes = dt.time.fromisoformat(said[2]), dt.time.fromisoformat(said[3])
        except ValueError:
            expected = _("Expected a line such as 2026-07-06 09:00-18:00, not “%(text)s”.")
            raise UnreadableField(expected % {"text": line[:40]}) from None
        found.append((date, opens, closes))
    return found
