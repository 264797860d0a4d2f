"""On the day: sessions that are late, moved, cancelled, held after all; people are told at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fairlead.apps.congress.content import read_current
from fairlead.apps.congress.domain.change_draft import ConflictRefusal
from fairlead.apps.congress.domain.change_on_day import (
    cancel_session,
    delay_session,
    hold_after_all,
    move_session,
)
from fairlead.apps.congress.domain.refusals import Refusal
from fairlead.apps.congress.models import LiveChange, Room, Session
from fairlead.apps.congress.queries.programme import list_sessions
from fairlead.apps.delegations.queries.commitments import read_elsewhere
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.domain.release_sessions import change_and_tell
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.roles import Act
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.sites.office.programme.building import MOST_MINUTES, read_place
from fairlead.sites.office.programme.conflict_words import ConflictWords
from fairlead.ui.numbers_asked import read_key
from fairlead.ui.serving import accept_body


def choose_today(edition: Edition, asked: str, now: dt.datetime) -> dt.date:
    """Return the day that is asked for, or today by the fair's clock, or the day next to it."""
    for day in edition.dates:
        if day.isoformat() == asked:
            return day
    return min(max(now.astimezone(edition.zone).date(), edition.first_day), edition.last_day)


@never_cache
@admit(Act.CHANGE_ON_THE_DAY)
def show_day(request: OfficeRequest) -> HttpResponse:
    """Show the sessions of a day, those that are over last, with what can be done to them."""
    edition, now = request.edition, timezone.now()
    day = choose_today(edition, request.GET.get("day", ""), now)
    sessions = [one for one in list_sessions(edition) if one.date == day]
    room = request.GET.get("room", "")
    rooms = Room.objects.filter(edition=edition)
    shown = [one for one in sessions if not room or str(one.room_id) == room]
    return show_page(
        request,
        "on_the_day",
        {
            "edition": edition,
            "day": day,
            "days": edition.dates,
            "room": room,
            "rooms": rooms,
            "sessions": sorted(shown, key=lambda one: (one.is_over_at <= now, one.begins_at)),
            "now": now,
        },
    )


@accept_body()
@require_POST
@admit(Act.CHANGE_ON_THE_DAY)
def change(request: OfficeRequest, session: str) -> HttpResponse:
    """Change a session on the day, and tell whom it concerns."""
    edition = request.edition
    rows = Session.objects.select_related("edition", "room")
    held = get_object_or_404(rows, edition=edition, code=session)
    back = f"{reverse('office:on_the_day', args=(edition.code,))}?day={held.date.isoformat()}"
    try:
        _made, told = change_and_tell(held, _choose(request, held))
    except ConflictRefusal as refused:
        words = ConflictWords(edition, read_current(edition))
        said = " ".join(why for why, _ in words.say_all(refused.conflicts))
        messages.error(request, said)
    except Refusal as refused:
        messages.error(request, str(refused))
    else:
        words_told = ngettext("%d person is told.", "%d people are told.", told) % told
        messages.success(request, f"{_('Changed: pages and screens show it.')} {words_told}")
    return redirect(f"{back}#{held.code}")


def _choose(request: OfficeRequest, held: Session) -> Callable[[], LiveChange]:
    given, by = request.POST, Doer(request.user)
    minutes = read_key(given.get("minutes"), most=MOST_MINUTES)
    acts: dict[str, Callable[[], LiveChange]] = {
        "late": lambda: delay_session(held, -1 if minutes is None else minutes, by=by),
        "cancel": lambda: cancel_session(held, by=by),
        "hold": lambda: hold_after_all(held, by=by),
        "move": lambda: move_session(
            held,
            read_place(request.edition, given)[0],
            by=by,
            find_elsewhere=partial(read_elsewhere, request.edition),
        ),
    }
    name = given.get("act", "")
    if name not in acts:
        raise Http404
    return acts[name]
