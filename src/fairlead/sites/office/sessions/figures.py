"""How many came to the sessions, as a page and as a table to take along: counts alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from fairlead.apps.attendance.queries.figures import Figures, SessionFilter, list_figures
from fairlead.apps.congress.models import Room, SessionKind
from fairlead.apps.fairs.language import chooser
from fairlead.apps.people.roles import Act
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.sites.reading import read_text
from fairlead.ui.numbers_asked import read_key


def read_session_filter(request: OfficeRequest) -> SessionFilter:
    """Return the sessions the address asks for; unknown values are ignored."""
    given = request.GET
    day = next((one for one in request.edition.dates if f"{one}" == given.get("day")), None)
    kind = given.get("kind", "")
    return SessionFilter(
        day=day,
        room=read_key(given.get("room")),
        kind=kind if kind in SessionKind.values else "",
        words=read_text(given, "q", most=100),
    )


@never_cache
@require_safe
@admit(Act.SEE_ATTENDANCE)
def show_figures(request: OfficeRequest) -> HttpResponse:
    """Show how many were expected, booked and came, session by session and together."""
    edition, wanted = request.edition, read_session_filter(request)
    rows = list_figures(edition, wanted)
    said = {"day": wanted.day, "room": wanted.room, "kind": wanted.kind, "q": wanted.words}
    rooms = Room.objects.filter(edition=edition)
    context = {
        "edition": edition,
        "rows": rows,
        "wanted": wanted,
        "narrowed": wanted != SessionFilter(),
        "query": urlencode({name: value for name, value in said.items() if value}),
        "days": edition.dates,
        "rooms": sorted(rooms, key=lambda one: str(chooser(edition)(one.name))),
        "kinds": SessionKind.choices,
        "sums": _add_up(rows),
    }
    return show_page(request, "figures", context)


def _add_up(rows: Sequence[Figures]) -> dict[str, int]:
    return {
        "sessions": len(rows),
        "booked": sum(one.places.taken for one in rows),
        "came": sum(one.came for one in rows),
        "stayed_away": sum(one.stayed_away for one in rows),
    }


def lay_out(request: OfficeRequest) -> tuple[Sequence[str], list[tuple[object, ...]]]:
    """Return the heads and the rows of the table, narrowed as the page is."""
    say = chooser(request.edition)
    header = (
        _("Id"), _("Session"), _("Day"), _("Begin"), _("End"), _("Room"), _("Hall"), _("Kind"),
        _("Track"), _("Language"), _("Who may attend"), _("Cancelled"), _("Minutes late"),
        _("Places"), _("Expected"), _("Booked"), _("Waiting for a place"), _("Invited"), _("Came"),
        _("Booked and came"), _("Booked and stayed away"), _("Share of places filled"),
        _("Speakers"), _("Speakers who came"),
    )  # fmt: skip
    return header, [
        (
            one.session.code, say(one.session.title), f"{one.session.date}",
            _write_time(one.session.start), _write_time(one.session.end),
            say(one.session.room.name),
            say(one.session.room.hall.name) if one.session.room.hall else "",
            one.session.get_kind_display(), say(one.session.track), one.session.language,
            one.session.get_access_display(), _("yes") if one.session.cancelled else "",
            one.session.delay or None, one.takes, one.session.expected, one.places.taken,
            one.places.waiting, one.places.invited, one.came, one.booked_came, one.stayed_away,
            round(one.filled, 3) if one.filled is not None else None, one.speakers, one.spoke,
        )
        for one in list_figures(request.edition, read_session_filter(request))
    ]  # fmt: skip


def _write_time(time: dt.time) -> str:
    return f"{time:%H:%M}"
