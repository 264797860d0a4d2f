"""Acting for another: whose desk is open is kept in the session and checked at every page."""

from __future__ import annotations

import time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from fairlead.apps.delegations.queries.own import note_delegation
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Account, Participation
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.apps.people.second_factor import needs_second_factor
from fairlead.ui.serving import accept_body

_KEY = "acting_for"
# Another's desk that is not used is closed after this; its last use is noted this often.
IDLE_SECONDS, _NOTED_EVERY = 2 * 3600, 60


def begin_acting(request: HttpRequest, one: Participation) -> None:
    """Open somebody's desk; who may is asked by the caller, and again at every page."""
    state = {"participation": one.pk, "edition": one.edition_id, "seen": int(time.time())}
    request.session[_KEY] = state


def find_acted_for(request: HttpRequest, edition: Edition) -> Participation | None:
    """Return whose desk is open at an edition, as long as the account may act for others there.

    A desk that was left alone for `IDLE_SECONDS` is closed, and that is written down; so is one
    where the office asks for a second factor since, which was not shown.
    """
    state = request.session.get(_KEY)
    if not isinstance(state, dict) or state.get("edition") != edition.pk:
        return None
    account = request.user
    if not isinstance(account, Account) or not may(account, Act.ACT_FOR, edition=edition):
        del request.session[_KEY]
        return None
    idle = int(time.time()) - state.get("seen", 0)
    if idle > IDLE_SECONDS or needs_second_factor(request, edition):
        _close(request, account)
        return None
    if idle > _NOTED_EVERY:
        request.session[_KEY] = {**state, "seen": int(time.time())}
    rows = Participation.objects.select_related("person", "organisation", "type")
    return note_delegation(rows.filter(edition=edition, pk=state["participation"])).first()


@accept_body()
@require_POST
def stop_acting(request: HttpRequest, code: str) -> HttpResponse:
    """Close the other's desk, write that down, and go back to the office's page of that person."""
    one = _close(request, request.user) if isinstance(request.user, Account) else None
    if one is None:
        return redirect("desk:home", code)
    return redirect("office:person", one.edition.code, one.pk)


def _close(request: HttpRequest, account: Account) -> Participation | None:
    """Close the other person's desk and record it; returns whose it was, None if none was open."""
    state = request.session.pop(_KEY, None)
    people = Participation.objects.select_related("edition")
    one = people.filter(pk=state["participation"]).first() if isinstance(state, dict) else None
    if one is not None:
        record_change("stop_acting_for", one, by=Doer(account, one), edition=one.edition)
    return one
