"""From an address to a registration in under a minute; changing it and withdrawing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fairlead.apps.consent.queries.consents import list_texts
from fairlead.apps.fairs.find_edition import find_stamped_edition
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.claim_participation import claim_participation, find_claim
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.domain.register import (
    NoSuchExhibitor,
    RegistrationClosed,
    cancel_registration,
    change_registration,
    register,
)
from fairlead.apps.people.models import Account, ParticipationState, ParticipationType
from fairlead.apps.people.queries.types import list_types
from fairlead.sites.desk.access import DeskRequest, admit_registered, find_participation
from fairlead.sites.desk.account.code_views import find_way
from fairlead.sites.desk.frame import show_desk
from fairlead.sites.desk.registration.forms import RegistrationForm, describe_registration
from fairlead.sites.public.frame import build_frame
from fairlead.ui.serving import accept_body


@accept_body()
@require_http_methods(["GET", "HEAD", "POST"])
def take_part(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for an address, then for a few fields; who is registered is led to the desk.

    The address goes to where one signs in, which leads back here. Whom a list of the organiser's
    holds presses a button to be that person. A page named by ``next`` is where one is led to in
    the end, in place of the desk's first page.
    """
    edition = find_stamped_edition(code)
    if edition is None:
        raise Http404(_("No such edition"))
    types = list_types(edition)
    kinds = [kind for kind in types if kind.is_open]
    asked = request.GET.get("as", "")
    shut = next((one for one in types if one.code == asked and not one.is_open), None)
    kind = next((one for one in kinds if one.code == asked), kinds[0] if len(kinds) == 1 else None)
    account = request.user
    way = find_way(request)
    onward = way or reverse("desk:home", args=(code,))
    offered = {"kinds": kinds, "kind": kind, "shut": shut, "way": way}
    if not isinstance(account, Account):
        ways = {"back": _write_way(code, kind, way), "already": onward}
        return _show(request, edition, offered | ways)
    sent = request.method == "POST" and "join" not in request.POST  # joins where it is written
    listed = None if sent else find_claim(account, edition)
    if listed is not None and "join" in request.POST:
        with transaction.atomic():
            locked = Account.objects.select_for_update().get(pk=account.pk)
            claim_participation(locked, edition, by=Doer(account))
        return redirect(onward)
    if listed is not None:
        return _show(request, edition, {"listed": listed, "way": way})
    there = find_participation(account, edition)
    if there is not None and there.state != ParticipationState.CANCELLED:
        return redirect(onward)
    if kind is None:
        return _show(request, edition, offered)
    known = describe_registration(there, edition) if there else _describe_person(account, edition)
    form = RegistrationForm(
        kind, edition, request.POST or None, initial=known, consents=list_texts(edition)
    )
    if request.method == "POST" and form.is_valid():
        try:
            register(account, kind, form.read(), by=Doer(account))
        except NoSuchExhibitor:
            form.add_error("organisation", _("No exhibitor of the catalogue has this name."))
        except RegistrationClosed:
            return redirect(_write_way(code, None, way))
        else:
            return redirect(onward)
    status = 400 if form.errors else 200
    return _show(request, edition, offered | {"form": form}, status=status)


def _write_way(code: str, kind: ParticipationType | None, way: str) -> str:
    """Return the address of the registration, as some type and with where to go after it."""
    asked = ({"as": kind.code} if kind else {}) | ({"next": way} if way else {})
    return reverse("register", args=(code,), query=asked)


def _show(
    request: HttpRequest, edition: Edition, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    page = build_frame(request, edition=edition, section="register")
    return render(request, "register/register.html", context | {"page": page}, status=status)


def _describe_person(account: Account, edition: Edition) -> dict[str, Any]:
    """Return what is known of a person from another edition."""
    if account.person is None:
        return {}
    name = next(iter(account.person.name.values()), "")
    spoken = {tag.partition("-")[0] for tag in edition.languages}
    languages = [one for one in account.person.languages if one in spoken]
    return {"name": name, "country": account.person.country, "languages": languages}


@accept_body()
@require_http_methods(["GET", "HEAD", "POST"])
@admit_registered
def edit_registration(request: DeskRequest) -> HttpResponse:
    """Show what one said, and take what one says now."""
    one, edition = request.participation, request.edition
    kind = one.type or ParticipationType(edition=edition, role=one.roles[0])
    form = RegistrationForm(
        kind, edition, request.POST or None, initial=describe_registration(one, edition)
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_registration(one, form.read(), by=request.doer)
        except NoSuchExhibitor:
            form.add_error("organisation", _("No exhibitor of the catalogue has this name."))
        else:
            if one.state == ParticipationState.REGISTERED:
                messages.info(request, _("Saved. The organiser looks at it again."))
            else:
                messages.success(request, _("Saved."))
            return redirect("desk:home", edition.code)
    status = 400 if form.errors else 200
    context = {"form": form, "again": one.type is not None and one.type.needs_approval}
    return show_desk(request, "registration", context, section="registration", status=status)


@accept_body()
@require_POST
@admit_registered
def cancel(request: DeskRequest) -> HttpResponse:
    """Withdraw from the edition."""
    cancel_registration(request.participation, by=request.doer)
    messages.success(request, _("You no longer take part. You may register again."))
    return redirect("desk:home", request.edition.code)
