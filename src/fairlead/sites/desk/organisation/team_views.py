"""The team of an organisation: who comes, who manages its pages, and the passes they need."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.people.domain.manage_team import (
    NoPassLeft,
    NotOfTheTeam,
    TakesPartAlready,
    add_member,
    let_member_manage,
    remove_member,
)
from fairlead.apps.people.models import Organisation, Participation, PassQuota, Role
from fairlead.apps.people.queries.team import list_team
from fairlead.apps.people.roles import Act
from fairlead.apps.trade.domain.set_market_rules import ensure_passes
from fairlead.folder.language_tags import primary
from fairlead.sites.desk.access import DeskRequest, admit_participants
from fairlead.sites.desk.frame import show_desk
from fairlead.sites.desk.organisation.own import find_own
from fairlead.ui.forms.fields import read_address
from fairlead.ui.forms.lengths import TextTooLong, check_line
from fairlead.ui.text_language import find_text_language

_LONGEST_NAME = 200


@require_http_methods(["GET", "HEAD", "POST"])
@admit_participants
def show_team(request: DeskRequest) -> HttpResponse:
    """Show who comes for the own organisation, and take another one."""
    firm = find_own(request, Act.MANAGE_TEAM)
    refused = ""
    if request.method == "POST":
        refused = _add(request, firm)
        if not refused:
            return redirect("desk:team", request.edition.code)
    context = {
        "firm": firm,
        "team": list_team(firm),
        "own": request.participation.pk,
        "passes": PassQuota.objects.filter(organisation=firm).first(),
        "refused": refused,
        "typed": {"name": request.POST.get("name", ""), "email": request.POST.get("email", "")},
    }
    status = 400 if refused else 200
    return show_desk(request, "team", context, section="organisation", status=status)


def _add(request: DeskRequest, firm: Organisation) -> str:
    """Add who was written; return what was wrong, or nothing."""
    try:
        name = check_line(request.POST.get("name", ""), _LONGEST_NAME)
    except TextTooLong as long:
        return str(long)
    if not name:
        return _("Please write a name.")
    try:
        email = read_address(request.POST.get("email", ""))
    except ValidationError:
        return _("Please write an e-mail address such as name@example.org.")
    exhibits = Exhibitor.objects.filter(organisation=firm).exists()
    if not exhibits and Role.DELEGATE not in request.participation.roles:
        raise PermissionDenied
    role = Role.EXHIBITOR if exhibits else Role.DELEGATE
    ensure_passes(firm, by=request.doer)
    language = _find_language(request)
    try:
        add_member(firm, role, name=name, email=email, language=language, by=request.doer)
    except NoPassLeft:
        return _("All passes of your team are taken. The organiser can give you more.")
    except TakesPartAlready:
        return _("Somebody of this address takes part already.")
    messages.success(request, _("Added. They are told by mail and sign in with their address."))
    return ""


def _find_language(request: DeskRequest) -> str:
    """Return which of the edition's languages a name is written in: the page's, or the first."""
    here = primary(find_text_language())
    declared = request.edition.languages
    return next((tag for tag in declared if primary(tag) == here), declared[0])


@require_POST
@admit_participants
def change_member(request: DeskRequest, pk: int) -> HttpResponse:
    """Let somebody manage the organisation, or not any more; or take them out of the edition."""
    firm = find_own(request, Act.MANAGE_TEAM)
    people = Participation.objects.select_related("person")
    member = get_object_or_404(people, edition=request.edition, organisation=firm, pk=pk)
    act = request.POST.get("act", "")
    try:
        if act == "remove":
            remove_member(firm, member, by=request.doer)
        elif act in ("manage", "no_more"):
            let_member_manage(firm, member, manages=act == "manage", by=request.doer)
    except NotOfTheTeam:
        raise PermissionDenied from None
    messages.success(request, _("Saved."))
    return redirect("desk:team", request.edition.code)
