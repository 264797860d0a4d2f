"""An exhibitor's own pages: what is missing, the profile, offers and needs, and undoing."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fairlead.apps.people.models import Organisation, Revision
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.apps.trade.domain.edit_organisation import (
    PROFILE,
    ChangedMeanwhile,
    NothingToUndo,
    find_number,
    read_values,
    remove_entry,
    save_values,
    undo,
)
from fairlead.sites.desk.access import DeskRequest, admit_participants
from fairlead.sites.desk.frame import show_desk
from fairlead.sites.desk.organisation.forms import EntryForm, ProfileForm, TextForm

_KINDS = ("offer", "need")


def _find_own(request: DeskRequest, act: Act) -> Organisation:
    """Return one's own organisation, where one may do this upon it; raises PermissionDenied."""
    firm = request.participation.organisation
    if firm is None or not may(request.user, act, edition=request.edition, organisation=firm):
        raise PermissionDenied
    return firm


@admit_participants
def show_organisation(request: DeskRequest) -> HttpResponse:
    """Show what the own organisation says, what is missing, and what was changed last."""
    firm = _find_own(request, Act.POST_ENTRIES)
    code = request.edition.code
    may_edit = may(request.user, Act.EDIT_ORGANISATION, edition=request.edition, organisation=firm)
    context = {
        "firm": firm,
        "may_edit": may_edit,
        "offers": firm.offers.order_by("pk"),
        "needs": firm.needs.order_by("pk"),
        "missing": _list_missing(request, firm) if may_edit else [],
        "revisions": _list_revisions(firm),
        "public": reverse("public:exhibitor", args=(code, firm.code)),
    }
    return show_desk(request, "organisation", context, section="organisation")


def _list_revisions(firm: Organisation) -> list[tuple[Revision, bool]]:
    """Return the last savings, the newest first, each with whether it is its text's last."""
    rows = Revision.objects.filter(organisation=firm, number__gt=1).order_by("-pk")[:20]
    seen: set[str] = set()
    found = []
    for one in rows:
        found.append((one, one.about not in seen))
        seen.add(one.about)
    return found


def _list_missing(request: DeskRequest, firm: Organisation) -> list[tuple[str, str]]:
    """Return what visitors will look for and not find, with where to write it."""
    code = request.edition.code
    profile = reverse("desk:profile", args=(code,))
    offer = reverse("desk:new_entry", args=(code, "offer"))
    declared = request.edition.languages
    unsaid = [tag for tag in declared if not firm.description.get(tag)]
    lacking = (
        (len(unsaid) == len(declared), _("What you do"), profile),
        (0 < len(unsaid) < len(declared), _("What you do, in every language of the fair"), profile),
        (not firm.website, _("Your web address"), profile),
        (
            not firm.languages,
            _("The languages you speak: who shares none is not proposed"),
            profile,
        ),
        (
            not firm.offers.exists(),
            _("An offer with product codes: visitors find you by them"),
            offer,
        ),
    )
    return [(words, address) for missing, words, address in lacking if missing]


@require_http_methods(["GET", "HEAD", "POST"])
@admit_participants
def edit_profile(request: DeskRequest) -> HttpResponse:
    """Show the profile, and take what is said of it."""
    firm = _find_own(request, Act.EDIT_ORGANISATION)
    form = ProfileForm(request.edition, read_values(firm, PROFILE), request.POST or None)
    return _edit(request, firm, PROFILE, form)


@require_http_methods(["GET", "HEAD", "POST"])
@admit_participants
def edit_entry(request: DeskRequest, kind: str, entry: str = "") -> HttpResponse:
    """Show an offer or a need, new or not, and take what is said of it."""
    firm = _find_own(request, Act.POST_ENTRIES)
    if kind not in _KINDS:
        raise Http404(_("No such page"))
    about = f"{kind}/{entry}"
    values = read_values(firm, about) if entry else None
    if entry and values is None:
        raise Http404(_("No such entry"))
    form = EntryForm(request.edition, values, request.POST or None)
    if request.method == "POST" and "remove" in request.POST and entry:
        try:
            remove_entry(firm, about, seen=_read_seen(request), by=request.doer)
        except ChangedMeanwhile:
            messages.warning(request, _("It was changed meanwhile. Please look at it again."))
            return redirect(request.path)
        messages.success(request, _("Removed. It can be had back below."))
        return redirect("desk:organisation", request.edition.code)
    return _edit(request, firm, about, form)


def _edit(
    request: DeskRequest, firm: Organisation, about: str, form: ProfileForm | EntryForm
) -> HttpResponse:
    seen, now = find_number(firm, about), None
    if request.method == "POST":
        seen = _read_seen(request)
        if "find_codes" not in request.POST and form.is_valid():
            try:
                save_values(firm, about, form.read(), seen=seen, by=request.doer)
            except ChangedMeanwhile as changed:
                # What was typed stays in the form; the other's words are shown beside it.
                seen, now = changed.number, _show_values(form, changed.now)
            else:
                messages.success(request, _("Saved."))
                return redirect("desk:organisation", request.edition.code)
    finding = "find_codes" in request.POST
    status = (
        409 if now is not None else 400 if form.is_bound and form.errors and not finding else 200
    )
    context: dict[str, object] = {
        "form": form,
        "about": about,
        "is_new": about.endswith("/"),
        "kind": about.partition("/")[0],
        "seen": seen,
        "now": now,
        "finding": finding,
    }
    return show_desk(request, "edit", context, section="organisation", status=status)


def _show_values(form: TextForm, values: dict[str, object] | None) -> list[tuple[str, str]]:
    """Return what is said now, by the labels of the form; of what was removed, nothing."""
    fresh = type(form)(form.edition, values)
    return [
        (str(field.label), ", ".join(map(str, said)) if isinstance(said, list) else str(said))
        for name, field in fresh.fields.items()
        if (said := fresh.initial.get(name))
    ]


def _read_seen(request: DeskRequest) -> int:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0


@require_POST
@admit_participants
def undo_last(request: DeskRequest) -> HttpResponse:
    """Let a text of one's own organisation say what it said before."""
    about = request.POST.get("about", "")[:80]
    act = Act.EDIT_ORGANISATION if about == PROFILE else Act.POST_ENTRIES
    firm = _find_own(request, act)
    if about != PROFILE and about.partition("/")[0] not in _KINDS:
        raise Http404(_("No such page"))
    try:
        undo(firm, about, by=request.doer)
    except NothingToUndo:
        messages.warning(request, _("There is nothing to undo."))
    else:
        messages.success(request, _("It says again what it said before."))
    return redirect("desk:organisation", request.edition.code)
