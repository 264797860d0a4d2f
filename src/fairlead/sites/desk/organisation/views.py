"""An exhibitor's own pages: what is missing, the profile, offers and needs, and undoing."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fairlead.apps.fairs.today import find_today
from fairlead.apps.people.models import Organisation, Revision
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.apps.trade.domain.decide_proposal import PROPOSAL_WORDS
from fairlead.apps.trade.domain.edit_organisation import (
    PROFILE,
    EditConflict,
    NothingToUndo,
    read_to_edit,
    remove_entry,
    renew_entry,
    save_values,
    undo,
)
from fairlead.apps.trade.own_texts import PICTURES
from fairlead.apps.trade.queries.own_pages import (
    find_last_day,
    list_newest,
    read_own_pages,
)
from fairlead.sites.desk.access import DeskRequest, admit_participants
from fairlead.sites.desk.frame import show_desk
from fairlead.sites.desk.organisation.forms import EntryForm, ProfileForm, TextForm
from fairlead.sites.desk.organisation.missing_texts import list_missing
from fairlead.sites.desk.organisation.own import find_own, read_seen
from fairlead.ui.formats import format_calendar_date, join_items

_RENEWED_DAYS = 90
_KINDS = ("offer", "need")


@admit_participants
def show_organisation(request: DeskRequest) -> HttpResponse:
    """Show what the own organisation says, what is missing, and what was changed last."""
    firm = find_own(request, Act.POST_ENTRIES)
    edition = request.edition
    may_edit = may(request.user, Act.EDIT_ORGANISATION, edition=edition, organisation=firm)
    waiting, refused = list_newest(firm)
    own = read_own_pages(firm, waiting)
    context = {
        "firm": firm,
        "may_edit": may_edit,
        "may_manage": may(request.user, Act.MANAGE_TEAM, edition=edition, organisation=firm),
        "waiting": waiting,
        "refused": [
            (one, _name_text(one.about), _find_form(edition.code, one.about)) for one in refused
        ],
        "offers": own.offers,
        "needs": own.needs,
        "logo": own.logo,
        "pictures": own.pictures,
        "missing": list_missing(firm, offers=bool(own.offers), logo=own.logo is not None)
        if may_edit
        else [],
        "revisions": _list_revisions(firm),
        "moderated": own.moderated,
    }
    return show_desk(request, "organisation", context, section="organisation")


def _name_text(about: str) -> str:
    return str(PROPOSAL_WORDS.get(about.partition("/")[0], about))


def _find_form(code: str, about: str) -> str:
    """Return the address of the form of a text."""
    kind, _slash, entry = about.partition("/")
    if entry:
        return reverse("desk:entry", args=(code, kind, entry))
    if about == PROFILE:
        return reverse("desk:profile", args=(code,))
    return reverse("desk:pictures", args=(code, about))


def _list_revisions(firm: Organisation) -> list[tuple[Revision, bool]]:
    """Return the last savings, the newest first, each with whether it is its text's last."""
    rows = Revision.objects.filter(organisation=firm, number__gt=1).order_by("-pk")[:20]
    seen: set[str] = set()
    found = []
    for one in rows:
        found.append((one, one.about not in seen))
        seen.add(one.about)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@admit_participants
def edit_profile(request: DeskRequest) -> HttpResponse:
    """Show the profile, and save what was submitted."""
    firm = find_own(request, Act.EDIT_ORGANISATION)
    values, number, reason = read_to_edit(firm, PROFILE)
    form = ProfileForm(request.edition, values, request.POST or None)
    return _edit(request, firm, PROFILE, form, number, reason)


@require_http_methods(["GET", "HEAD", "POST"])
@admit_participants
def edit_entry(request: DeskRequest, kind: str, entry: str = "") -> HttpResponse:
    """Show an offer or a need, new or not, and save what was submitted."""
    firm = find_own(request, Act.POST_ENTRIES)
    if kind not in _KINDS:
        raise Http404(_("No such page"))
    about = f"{kind}/{entry}"
    values, number, reason = read_to_edit(firm, about) if entry else (None, 0, "")
    if entry and values is None:
        raise Http404(_("No such entry"))
    form = EntryForm(request.edition, values, request.POST or None)
    if request.method == "POST" and "remove" in request.POST and entry:
        try:
            remove_entry(firm, about, seen=read_seen(request), by=request.doer)
        except EditConflict:
            messages.warning(request, _("It was changed meanwhile. Please look at it again."))
            return redirect(request.path)
        messages.success(request, _("Removed. It can be had back below."))
        return redirect("desk:organisation", request.edition.code)
    return _edit(request, firm, about, form, number, reason)


def _edit(
    request: DeskRequest,
    firm: Organisation,
    about: str,
    form: ProfileForm | EntryForm,
    number: int,
    reason: str,
) -> HttpResponse:
    seen, now = number, None
    if request.method == "POST":
        seen = read_seen(request)
        if form.is_valid():
            try:
                saved = save_values(firm, about, form.read(), seen=seen, by=request.doer)
            except EditConflict as changed:
                # What was typed stays in the form; the other's words are shown beside it.
                seen, now = changed.number, _show_values(form, changed.now)
            else:
                say_saved(request, waits=saved.waits)
                return redirect("desk:organisation", request.edition.code)
    status = 409 if now is not None else 400 if form.is_bound and form.errors else 200
    context: dict[str, object] = {
        "form": form,
        "about": about,
        "is_new": about.endswith("/"),
        "kind": about.partition("/")[0],
        "seen": seen,
        "now": now,
        "reason": reason,
    }
    return show_desk(request, "edit", context, section="organisation", status=status)


def _show_values(form: TextForm, values: dict[str, object] | None) -> list[tuple[str, str]]:
    """Return the stored values by the labels of the form, without those that were removed."""
    fresh = type(form)(form.edition, values)
    return [
        (str(field.label), join_items(said) if isinstance(said, list) else str(said))
        for name, field in fresh.fields.items()
        if (said := fresh.initial.get(name))
    ]


@require_POST
@admit_participants
def undo_last(request: DeskRequest) -> HttpResponse:
    """Let a text of one's own organisation say what it said before."""
    about = request.POST.get("about", "")[:80]
    own_people_only = about == PROFILE or about in PICTURES
    firm = find_own(request, Act.EDIT_ORGANISATION if own_people_only else Act.POST_ENTRIES)
    if not own_people_only and about.partition("/")[0] not in _KINDS:
        raise Http404(_("No such page"))
    try:
        if undo(firm, about, by=request.doer):
            say_saved(request, waits=True)
        else:
            messages.success(request, _("It says again what it said before."))
    except NothingToUndo:
        messages.warning(request, _("There is nothing to undo."))
    return redirect("desk:organisation", request.edition.code)


@require_POST
@admit_participants
def renew(request: DeskRequest, kind: str, entry: str) -> HttpResponse:
    """Let an offer or a need be seen for as long again as the organiser lets it."""
    firm = find_own(request, Act.POST_ENTRIES)
    if kind not in _KINDS:
        raise Http404(_("No such page"))
    later = find_today(request.edition) + dt.timedelta(days=_RENEWED_DAYS)
    until = find_last_day(request.edition) or max(later, request.edition.last_day)
    try:
        renew_entry(firm, f"{kind}/{entry}", until, by=request.doer)
    except NothingToUndo:
        raise Http404(_("No such entry")) from None
    messages.success(request, _("It is seen until %s.") % format_calendar_date(until))
    return redirect("desk:organisation", request.edition.code)


def say_saved(request: DeskRequest, *, waits: bool) -> None:
    """Say that something was saved, and whether the organiser looks at it first."""
    if waits:
        messages.info(request, _("Saved. The organiser looks at it before everybody sees it."))
    else:
        messages.success(request, _("Saved."))
