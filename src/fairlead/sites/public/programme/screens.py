"""Screens in the halls: what is on now and next in a room, or in the rooms of a hall."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

import fairlead.ui
from fairlead.apps.congress.models import Room, Session
from fairlead.apps.congress.queries.programme import list_sessions
from fairlead.apps.exhibition.models import Hall
from fairlead.apps.fairs.language import chooser
from fairlead.apps.fairs.models import Edition
from fairlead.sites.public.conditional import serve_edition_page
from fairlead.sites.public.frame import build_frame, show

_WORKER = Path(fairlead.ui.__file__).parent / "static" / "fairlead" / "screen-worker.js"


@serve_edition_page()
def list_screens(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show which screens there are: one for each room and each hall with rooms."""
    rooms = _list_rooms(edition)
    halls = {room.hall.pk: room.hall for room in rooms if room.hall is not None}
    context: dict[str, object] = {"rooms": rooms, "halls": list(halls.values())}
    return show(request, "screens", context, edition=edition, section="programme")


@serve_edition_page()
def show_room_screen(request: HttpRequest, edition: Edition, room: int) -> HttpResponse:
    """Show the screen of a room."""
    found = [one for one in _list_rooms(edition) if one.pk == room]
    if not found:
        raise Http404(room)
    return _show(request, edition, chooser(edition)(found[0].name), found)


@serve_edition_page()
def show_hall_screen(request: HttpRequest, edition: Edition, hall: str) -> HttpResponse:
    """Show the screen of a hall: its rooms one below the other."""
    held = Hall.objects.filter(edition=edition, code=hall).first()
    found = [one for one in _list_rooms(edition) if held is not None and one.hall_id == held.pk]
    if held is None or not found:
        raise Http404(hall)
    return _show(request, edition, chooser(edition)(held.name), found)


def _list_rooms(edition: Edition) -> list[Room]:
    return list(Room.objects.filter(edition=edition).select_related("hall"))


def _show(request: HttpRequest, edition: Edition, name: str, rooms: Iterable[Room]) -> HttpResponse:
    sessions = list_sessions(edition)
    context = {
        "page": build_frame(request, edition=edition),
        "name": name,
        "rooms": [(room, _list_of(room, sessions)) for room in rooms],
        "zone": edition.zone.key,
    }
    return render(request, "public/screen.html", context)


def _list_of(room: Room, sessions: Iterable[Session]) -> list[Session]:
    found = [one for one in sessions if one.room_id == room.pk]
    return sorted(found, key=lambda one: one.begins_at)


@require_safe
def give_worker(_request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001
    """Serve the worker of screens from where they are: it can have no other page."""
    return HttpResponse(_read_worker(), content_type="text/javascript; charset=utf-8")


@cache
def _read_worker() -> str:
    return _WORKER.read_text(encoding="utf-8")
