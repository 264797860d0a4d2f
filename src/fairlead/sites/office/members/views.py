"""Giving and taking roles of the office, and what it asks of those who have one."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fairlead.apps.people.domain import appoint as roles
from fairlead.apps.people.domain.find_account import find_account
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Account, Membership, OfficeRules
from fairlead.apps.people.roles import EDITION_ROLES, Act, MemberRole
from fairlead.apps.people.rules import may
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.ui.forms.fields import read_address
from fairlead.ui.serving import accept_body


@accept_body()
@require_http_methods(["GET", "HEAD", "POST"])
@admit(Act.SEE_AUDIT)
def show_members(request: OfficeRequest) -> HttpResponse:
    """Show who has which role at the edition; an owner gives another."""
    edition = request.edition
    may_appoint = may(request.user, Act.APPOINT, edition=edition)
    error = ""
    if request.method == "POST":
        if not may_appoint:
            raise PermissionDenied
        error = _appoint(request)
        if not error:
            return redirect("office:members", edition.code)
    held = Membership.objects.filter(edition=edition, organisation__isnull=True)
    everywhere = Membership.objects.filter(edition__isnull=True, organisation__isnull=True)
    rules = OfficeRules.objects.filter(edition=edition).first()
    context = {
        "edition": edition,
        "held": held.select_related("account").order_by("account__email", "role"),
        "everywhere": everywhere.select_related("account").order_by("account__email", "role"),
        "roles": [(role, role.label) for role in EDITION_ROLES],
        "may_appoint": may_appoint,
        "second_factor": rules is not None and rules.second_factor,
        "error": error,
        "typed": request.POST.get("email", ""),
    }
    return show_page(request, "members", context, status=400 if error else 200)


def _appoint(request: OfficeRequest) -> str:
    """Give the role that was posted; return what was wrong, or nothing."""
    address, role = request.POST.get("email", "").strip(), request.POST.get("role", "")
    try:
        address = read_address(address)
    except ValidationError:
        return _("Please write an e-mail address such as name@example.org.")
    if role not in EDITION_ROLES:
        return _("Please choose a role.")
    with transaction.atomic():
        account = find_account(address) or Account.objects.create_user(address)
        roles.appoint(account, MemberRole(role), edition=request.edition, by=Doer(request.user))
    messages.success(request, _("Saved. They sign in by a code sent to that address."))
    return ""


@accept_body()
@require_POST
@admit(Act.APPOINT)
def dismiss(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take a role of this edition from somebody."""
    held = get_object_or_404(Membership, pk=pk, edition=request.edition, organisation__isnull=True)
    try:
        roles.dismiss(held, by=Doer(request.user))
    except roles.LastOwner:
        messages.error(request, _("The last owner stays: somebody has to be able to give roles."))
    else:
        messages.success(request, _("Saved."))
    return redirect("office:members", request.edition.code)


@accept_body()
@require_POST
@admit(Act.APPOINT)
def set_rules(request: OfficeRequest) -> HttpResponse:
    """Set whether the edition's office needs a second factor."""
    asked = request.POST.get("second_factor") == "yes"
    with transaction.atomic():
        rules, _made = OfficeRules.objects.get_or_create(edition=request.edition)
        before, rules.second_factor = rules.second_factor, asked
        rules.save()
        record_change(
            "set_office_rules",
            rules,
            by=Doer(request.user),
            edition=request.edition,
            before={"second_factor": before},
            after={"second_factor": asked},
        )
    messages.success(request, _("Saved."))
    return redirect("office:members", request.edition.code)
