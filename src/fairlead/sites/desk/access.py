"""Who has a desk at an edition: people signed in who take part there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fairlead.apps.delegations.queries.own import note_delegation
from fairlead.apps.fairs.find_edition import find_stamped_edition
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.prepared_query import Parameter, PreparedQuery
from fairlead.apps.people.domain.claim_participation import find_claim
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.models import Account, Participation, ParticipationState
from fairlead.apps.people.rules import know_roles, list_held
from fairlead.apps.proposals.queries.calls import note_proposals
from fairlead.sites.desk.acting import find_acted_for
from fairlead.sites.public.frame import build_frame

View = Callable[..., HttpResponse]
GuardedView = Callable[..., HttpResponseBase]


class DeskRequest(HttpRequest):
    """A request for a page of somebody's own desk at an edition.

    ``doer`` is what a domain function is told of who does something: the account, and whom it
    acts for. Somebody of the office who acts for a person sees and does what that person does.
    """

    user: Account
    edition: Edition
    participation: Participation
    doer: Doer


def admit_participants(view: View) -> GuardedView:
    """Return the view of a person's desk: signed in, and approved to take part in the edition.

    ``code`` of the address names the edition; the view is called without it and finds
    ``request.edition`` and ``request.participation`` (with its person and organisation). Anyone who
    is not signed in is asked to; who waits for a decision is led to what there is of it, others
    get 403 with the way to register, and 404 where there is no such edition.
    """
    return _guard(view, states=frozenset({ParticipationState.APPROVED}))


def admit_registered(view: View) -> GuardedView:
    """Return the view like `admit_participants`, for those who wait or were refused as well."""
    return _guard(view, states=frozenset(ParticipationState))


def _guard(view: View, *, states: frozenset[ParticipationState]) -> GuardedView:
    @wraps(view)
    def guarded(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponseBase:
        edition = find_stamped_edition(code)
        if edition is None:
            raise Http404(_("No such edition"))
        if not request.user.is_authenticated:
            return redirect_to_login(_find_way_back(request, code), reverse("account_login"))
        acted_for = find_acted_for(request, edition)
        found = acted_for or find_participation(request.user, edition)
        if found is not None:
            found.edition = edition  # read already
        if found is None or found.state not in states:
            return _show_closed(request, edition, found)
        admitted = cast("DeskRequest", request)
        admitted.edition, admitted.participation = edition, found
        admitted.doer = Doer(request.user, acted_for)
        return view(admitted, **kwargs)

    return guarded


def _show_closed(
    request: HttpRequest, edition: Edition, found: Participation | None
) -> HttpResponseBase:
    """Say that the desk is not open, and where to go: to register, or to what is decided.

    Whom a list of the organiser's holds is led to where the account is joined to it.
    """
    if found is not None and request.method == "GET":
        return redirect("desk:home", edition.code)
    account = request.user
    if request.method == "GET" and isinstance(account, Account) and find_claim(account, edition):
        return redirect(_find_way_in(request, edition))
    page = build_frame(request, edition=edition)
    context = {"page": page, "way_in": _find_way_in(request, edition)}
    return render(request, "desk/closed.html", context, status=403)


def _find_way_in(request: HttpRequest, edition: Edition) -> str:
    """Return where one registers, and is led on from to the page that was asked for."""
    way = {"next": _find_way_back(request, edition.code)}
    return reverse("register", args=(edition.code,), query=way)


def find_participation(account: Account, edition: Edition) -> Participation | None:
    """Return as whom an account takes part in an edition, in whatever state; one query.

    What the account may do there is read with it (`find_roles`).
    """
    if account.person_id is None:
        return None
    given = {"edition": edition.pk, "person": account.person_id, "account": account.pk}
    found = next(iter(_OWN.read(**given)), None)
    if found is not None:
        know_roles(account, edition, found, found.__dict__.pop("held"))
    return found


def _build_own() -> QuerySet[Participation]:
    rows = Participation.objects.select_related("person", "organisation", "type")
    rows = rows.filter(edition=Parameter("edition"), person=Parameter("person"))
    held = list_held(account=Parameter("account"), edition=Parameter("edition"))
    given = {"account": Parameter("account"), "edition": Parameter("edition")}
    return note_proposals(note_delegation(rows.annotate(held=held)), **given)


_OWN = PreparedQuery(_build_own)


def _find_way_back(request: HttpRequest, code: str) -> str:
    """Return where to go after signing in: never where only a form is taken."""
    return (
        request.get_full_path() if request.method == "GET" else reverse("desk:home", args=(code,))
    )
