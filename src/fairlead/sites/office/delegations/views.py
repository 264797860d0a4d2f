"""Delegations in the office: who comes, who is in them, their interpreters and their visits."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fairlead.apps.congress.models import Session
from fairlead.apps.delegations.domain.plan_visit import (
    add_interpreter,
    book_interpreter,
    free_interpreter,
    remove_from_visit,
)
from fairlead.apps.delegations.domain.set_up_delegation import (
    add_delegate,
    remove_delegate,
    set_up_delegation,
    stamp_delegation,
)
from fairlead.apps.delegations.models import (
    LEADS,
    Delegation,
    DelegationKind,
    Interpreter,
    Office,
)
from fairlead.apps.delegations.queries.own import list_delegates, list_delegations
from fairlead.apps.exhibition.models import Exposition
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.models import Organisation, Participation
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.apps.standing_search.domain.propose_needs import tell_lead
from fairlead.folder.codes import parse_country
from fairlead.folder.language_tags import parse_language_tag
from fairlead.folder.localized_text import LocalizedText
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.delegations.visit_form import add_entry
from fairlead.sites.office.editions.views import show_page
from fairlead.sites.office.kept_hours import say_who_keeps
from fairlead.sites.reading import (
    UnreadableField,
    read_languages,
    read_moment,
    read_number,
    read_text,
)
from fairlead.ui.forms.lengths import TextTooLong
from fairlead.ui.forms.refusal import refuse
from fairlead.ui.serving import accept_body

_CLOCK = "%Y-%m-%dT%H:%M"
_MOST_PLACES = 10_000
_MOST_LISTED = 500  # sessions; of more one says the id


@never_cache
@accept_body()
@admit(Act.SEE_OFFICE)
def show_delegations(request: OfficeRequest) -> HttpResponse:
    """Show the delegations in the order of protocol; take a new interpreter."""
    edition = request.edition
    may_edit = may(request.user, Act.EDIT_DELEGATIONS, edition=edition)
    if request.method == "POST":
        if not may_edit:
            raise PermissionDenied
        try:
            _add_interpreter(request)
        except (Refusal, TextTooLong) as refused:
            return refuse(request, str(refused), "office:delegations", edition.code)
        return redirect("office:delegations", edition.code)
    context = {
        "edition": edition,
        "delegations": list_delegations(edition),
        "interpreters": Interpreter.objects.filter(edition=edition).order_by("code"),
        "may_edit": may_edit,
    }
    return show_page(request, "delegations", context)


def _add_interpreter(request: OfficeRequest) -> None:
    edition = request.edition
    name = read_languages(edition, request.POST, "name")
    if not name:
        raise Refusal(_("Expected a name."))
    tags = []
    for word in request.POST.get("languages", "").replace(",", " ").split():
        try:
            tags.append(parse_language_tag(word))
        except ValueError:
            raise Refusal(_("Expected a language tag such as ru or zh-Hans.")) from None
    made = Interpreter(edition=edition, code=f"i-{secrets.token_hex(4)}", name=name, languages=tags)
    add_interpreter(made, by=Doer(request.user))


@never_cache
@accept_body()
@admit(Act.EDIT_DELEGATIONS)
def edit_delegation(request: OfficeRequest, name: str = "") -> HttpResponse:
    """Show the form of a delegation, and save what was submitted."""
    edition = request.edition
    held = (
        get_object_or_404(Delegation, edition=edition, code=name)
        if name
        else Delegation(
            edition=edition,
            code=f"d-{secrets.token_hex(4)}",
            name=LocalizedText({}),
            economy=_read_economy(request),
        )
    )
    poster = held.organisation.code if held.organisation else ""
    title = held.name  # what is in force, whatever is typed
    seen = stamp_delegation(held)
    held.edition = edition
    error = ""
    if request.method == "POST":
        try:
            _read(request, held)
            done = set_up_delegation(held, by=Doer(request.user), seen=request.POST.get("seen", ""))
        except (Refusal, TextTooLong) as refused:
            error = str(refused)
        else:
            say_who_keeps(request, len(done.kept))
            return redirect("office:delegation", edition.code, held.code)
    context = {
        "edition": edition,
        "delegation": held,
        "title": title,
        "seen": seen,
        "error": error,
        "names": [(tag, (held.name or {}).get(tag, "")) for tag in edition.languages],
        "organisation": request.POST.get("organisation", poster),
        "kinds": DelegationKind.choices,
        "expositions": Exposition.objects.filter(edition=edition).order_by("code"),
        "times": [
            (field, title, one.astimezone(edition.zone).strftime(_CLOCK) if one else "")
            for field, title, one in (
                ("arrives", _("Arrival"), held.arrives_at),
                ("leaves", _("Departure"), held.leaves_at),
            )
        ],
    }
    return show_page(request, "delegation_edit", context, status=400 if error else 200)


def _read_economy(request: OfficeRequest) -> str:
    """Return the economy that a link names for a new delegation, "" for none."""
    try:
        return parse_country(request.GET.get("economy", ""))
    except ValueError:
        return ""


def _read(request: OfficeRequest, held: Delegation) -> None:
    """Take what the form says; raises Refusal, after all of it is taken, to be shown again."""
    edition, given = request.edition, request.POST
    faults = []
    held.name = read_languages(edition, given, "name")
    if not held.name:
        faults.append(_("Expected a name."))
    held.kind = read_text(given, "kind")
    if held.kind not in DelegationKind.values:
        faults.append(_("Expected one of the words of the list."))
    held.economy = read_text(given, "economy").upper()
    try:
        held.economy = parse_country(held.economy)
    except ValueError:
        faults.append(_("Expected the code of an economy, such as BLR."))
    code = read_text(given, "organisation")
    held.organisation = (
        Organisation.objects.filter(edition=edition, code=code).first() if code else None
    )
    if code and held.organisation is None:
        faults.append(_("Expected the id of an organisation of this edition."))
    code = read_text(given, "exposition")
    held.exposition = (
        Exposition.objects.filter(edition=edition, code=code).first() if code else None
    )
    if code and held.exposition is None:
        faults.append(_("Expected one of the words of the list."))
    for field, read in (
        ("position", lambda: read_number(given, "position", most=1000) or 1),
        ("quota", lambda: read_number(given, "quota", most=_MOST_PLACES)),
        ("arrives_at", lambda: read_moment(edition, given, "arrives")),
        ("leaves_at", lambda: read_moment(edition, given, "leaves")),
    ):
        try:
            setattr(held, field, read())
        except (UnreadableField, TextTooLong) as unreadable:
            faults.append(str(unreadable))
    language = read_text(given, "language")
    held.language = language if language in edition.languages else ""
    if faults:
        raise Refusal(" ".join(faults))


@never_cache
@admit(Act.SEE_OFFICE)
def show_delegation(request: OfficeRequest, name: str) -> HttpResponse:
    """Show one delegation with its delegates, interpreters and planned visit."""
    edition = request.edition
    found = get_object_or_404(Delegation, edition=edition, code=name)
    found.edition = edition
    sees_people = may(request.user, Act.SEE_PEOPLE, edition=edition)
    bookings = found.interpreter_bookings.select_related("interpreter").order_by("during")
    interpreters = list(Interpreter.objects.filter(edition=edition).order_by("code"))
    context = {
        "edition": edition,
        "delegation": found,
        "delegates": list_delegates(found) if sees_people else [],
        "bookings": bookings,
        "items": found.items.select_related("session", "exhibitor__organisation"),
        "interpreters": interpreters,
        "spoken": sorted({tag for one in interpreters for tag in one.languages}),
        **_list_sessions(found),
        "offices": Office.choices,
        "may_edit": may(request.user, Act.EDIT_DELEGATIONS, edition=edition),
        "sees_people": sees_people,
        "zone": edition.zone,
    }
    return show_page(request, "delegation", context)


def _list_sessions(delegation: Delegation) -> dict[str, object]:
    """Return the sessions of its stay to choose from; where there are too many, that it is so."""
    rows = Session.objects.filter(edition=delegation.edition).order_by("date", "start")
    if delegation.arrives_at is not None:
        rows = rows.filter(date__gte=delegation.arrives_at.astimezone(delegation.edition.zone))
    if delegation.leaves_at is not None:
        rows = rows.filter(date__lte=delegation.leaves_at.astimezone(delegation.edition.zone))
    found = list(rows[: _MOST_LISTED + 1])
    listed = found if len(found) <= _MOST_LISTED else []
    return {"sessions": listed, "too_many": len(found) > _MOST_LISTED}


@accept_body()
@require_POST
@admit(Act.EDIT_DELEGATIONS)
def change_delegation(request: OfficeRequest, name: str, act: str) -> HttpResponse:
    """Do what a form of a delegation's page says, and go back to it."""
    found = get_object_or_404(Delegation, edition=request.edition, code=name)
    found.edition = request.edition
    if act not in _ACTS:
        raise Http404
    try:
        _ACTS[act](request, found)
    except (Refusal, UnreadableField, TextTooLong) as refused:
        return refuse(request, str(refused), "office:delegation", request.edition.code, found.code)
    messages.success(request, _("Saved."))
    return redirect("office:delegation", request.edition.code, found.code)


def _add_delegate(request: OfficeRequest, to: Delegation) -> None:
    said = read_text(request.POST, "person")
    people = Participation.objects.filter(edition=request.edition)
    rows = list(people.filter(code=said)) or list(people.filter(person__email__address=said)[:2])
    if not said or len(rows) != 1:
        raise Refusal(_("Expected the id or the address of somebody who takes part."))
    office = read_text(request.POST, "office")
    if office not in Office.values:
        raise Refusal(_("Expected one of the words of the list."))
    place = read_number(request.POST, "position", most=1000) or to.taken + 1
    made = add_delegate(to, rows[0], Office(office), position=place, by=Doer(request.user))
    if made.office in LEADS:
        who = rows[0]
        who.edition = request.edition
        tell_lead(who, to.economy)


def _remove_delegate(request: OfficeRequest, of: Delegation) -> None:
    number = read_number(request.POST, "delegate", most=10**11)
    held = of.delegates.select_related("participation").filter(pk=number or 0).first()
    if held is not None:
        held.delegation = of
        remove_delegate(held, by=Doer(request.user))


def _book(request: OfficeRequest, to: Delegation) -> None:
    code = read_text(request.POST, "interpreter")
    interpreter = Interpreter.objects.filter(edition=request.edition, code=code).first()
    begins = read_moment(request.edition, request.POST, "begins")
    ends = read_moment(request.edition, request.POST, "ends")
    if interpreter is None or begins is None or ends is None:
        raise Refusal(_("Expected an interpreter, a beginning and an end."))
    book_interpreter(
        interpreter,
        to,
        read_text(request.POST, "language"),
        begins,
        ends,
        purpose=read_text(request.POST, "purpose"),
        by=Doer(request.user),
    )


def _free(request: OfficeRequest, of: Delegation) -> None:
    number = read_number(request.POST, "booking", most=10**11)
    held = of.interpreter_bookings.select_related("interpreter").filter(pk=number or 0).first()
    if held is not None:
        held.delegation = of
        free_interpreter(held, by=Doer(request.user))


def _plan(request: OfficeRequest, to: Delegation) -> None:
    add_entry(to, request.POST, by=Doer(request.user))


def _unplan(request: OfficeRequest, of: Delegation) -> None:
    number = read_number(request.POST, "item", most=10**11)
    held = of.items.filter(pk=number or 0).first()
    if held is not None:
        held.delegation = of
        remove_from_visit(held, by=Doer(request.user))


_ACTS = {
    "add": _add_delegate,
    "remove": _remove_delegate,
    "book": _book,
    "free": _free,
    "plan": _plan,
    "unplan": _unplan,
}
