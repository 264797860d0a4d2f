"""Writing a practice of one's own organisation, and asking about one of others."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.market.domain.converse import (
    CannotWrite,
    TalkRule,
    find_hindrance,
    show_interest,
)
from fairlead.apps.market.models import Conversation
from fairlead.apps.people.models import Organisation
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.apps.practices.domain.show_contact import show_contact
from fairlead.apps.practices.domain.write_practice import (
    EditConflict,
    withdraw_practice,
    write_practice,
)
from fairlead.apps.practices.models import Practice
from fairlead.apps.practices.practice_texts import read_values
from fairlead.apps.practices.queries.library import find_practice
from fairlead.apps.practices.queries.own import list_own
from fairlead.apps.practices.queries.topic import name_practice
from fairlead.folder import bounds
from fairlead.sites.desk.access import DeskRequest, admit_participants
from fairlead.sites.desk.frame import show_desk
from fairlead.sites.desk.market.talk_views import explain_talk
from fairlead.sites.desk.organisation.own import read_seen
from fairlead.sites.desk.practices.forms import PracticeForm


def _find_firm(request: DeskRequest) -> Organisation | None:
    """Return one's own organisation where one may write for it."""
    firm = request.participation.organisation
    if firm is None or not may(
        request.user, Act.POST_ENTRIES, edition=request.edition, organisation=firm
    ):
        return None
    return firm


@admit_participants
def list_practices(request: DeskRequest) -> HttpResponse:
    """Show the practices of one's own organisation, and what became of each."""
    firm = _find_firm(request)
    one = request.participation
    rows = [
        (row, firm is not None and row.organisation_id == firm.pk, row.contact_id == one.pk)
        for row in list_own(one, organisation=firm)[:200]
    ]
    return show_desk(request, "practices", {"rows": rows, "firm": firm}, section="practices")


@require_http_methods(["GET", "HEAD", "POST"])
@admit_participants
def edit_practice(request: DeskRequest, name: str = "") -> HttpResponse:
    """Show a practice of one's own, new or not, and save what was submitted."""
    firm, edition = _find_firm(request), request.edition
    if firm is None:
        raise PermissionDenied
    rows = Practice.objects.select_related("project").filter(edition=edition, organisation=firm)
    held = get_object_or_404(rows, code=name)
    held.organisation = firm  # read already
    return _edit(request, firm, held)


@require_http_methods(["GET", "HEAD", "POST"])
@admit_participants
def new_practice(request: DeskRequest) -> HttpResponse:
    """Show the form of a new practice, and save what was submitted."""
    firm = _find_firm(request)
    if firm is None:
        raise PermissionDenied
    return _edit(request, firm, None)


def _edit(request: DeskRequest, firm: Organisation, held: Practice | None) -> HttpResponse:
    edition, error = request.edition, ""
    newest = None if held is None else held.proposed or read_values(held)
    form = PracticeForm(edition, newest, request.POST or None, organisation=firm)
    if request.method == "POST" and form.is_valid():
        try:
            made = write_practice(
                edition,
                form.read(),
                by=request.doer,
                held=held,
                seen=read_seen(request),
                writer=request.participation,
            )
        except EditConflict:
            error = _("It was changed meanwhile. Please look at it again.")
        except Refusal as refused:
            error = str(refused)
        else:
            if made.state == "published" and made.proposed is None:
                messages.success(request, _("Saved."))
            else:
                messages.info(
                    request, _("Saved. The organiser looks at it before everybody sees it.")
                )
            return redirect("desk:practices", edition.code)
    context: dict[str, object] = {
        "form": form,
        "held": held,
        "seen": held.number if held is not None else 0,
        "error": error,
    }
    status = 409 if error else 400 if form.is_bound and form.errors else 200
    return show_desk(request, "practice", context, section="practices", status=status)


@require_POST
@admit_participants
def act_on_practice(request: DeskRequest, name: str) -> HttpResponse:
    """Take a practice back, or let oneself be named as its contact, or no more."""
    one, firm, act = request.participation, _find_firm(request), request.POST.get("act", "")
    held = get_object_or_404(list_own(one, organisation=firm), code=name)
    held.edition = request.edition
    try:
        if act in ("agree", "no_contact"):
            show_contact(held, one, agree=act == "agree", by=request.doer)
        elif act == "withdraw" and firm is not None and held.organisation_id == firm.pk:
            withdraw_practice(held, by=request.doer)
        else:
            raise Http404(_("No such page"))
    except Refusal as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Saved."))
    return redirect("desk:practices", request.edition.code)


@require_http_methods(["GET", "HEAD", "POST"])
@admit_participants
def ask_for_practice(request: DeskRequest, name: str) -> HttpResponse:
    """Take a message about a practice to those who did it; it opens a conversation."""
    edition, one, text, refused = request.edition, request.participation, "", ""
    found = find_practice(edition, name)
    topic = name_practice(found)
    hindrance = find_hindrance(one, topic)
    if hindrance is TalkRule.ASKED:
        there = get_object_or_404(Conversation, asker=one, about=topic.about)
        return redirect("desk:conversation", edition.code, there.code)
    if request.method == "POST":
        text = request.POST.get("text", "")
        try:
            made = show_interest(one, topic, text, by=request.doer)
        except CannotWrite as error:
            refused = explain_talk(error.rule)
        else:
            messages.success(request, _("Your message is on its way."))
            return redirect("desk:conversation", edition.code, made.code)
    elif hindrance is not None:
        refused = explain_talk(hindrance)
    context: dict[str, object] = {
        "practice": found,
        "may_write": hindrance is None,
        "refused": refused,
        "text": text,
        "longest": bounds.MESSAGE_LENGTH,
    }
    status = 409 if refused and request.method == "POST" else 200
    return show_desk(request, "ask_for_practice", context, section="conversations", status=status)
