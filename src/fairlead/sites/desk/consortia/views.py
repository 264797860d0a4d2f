"""A need with who would make it, the consortia one has a seat in, and one of them."""

from __future__ import annotations

import datetime as dt
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fairlead.apps.consortia.domain.form_consortium import open_consortium
from fairlead.apps.consortia.domain.show_interest import show_interest, take_back_interest
from fairlead.apps.consortia.domain.talk import FILE_BYTES
from fairlead.apps.consortia.models import Interest, Part
from fairlead.apps.consortia.queries.access import (
    Seat,
    ask_consortia,
    find_seat,
    find_seats,
    list_needs_to_open,
    list_own_consortia,
    may_act,
    may_open,
    read_rights,
)
from fairlead.apps.consortia.queries.coverage import (
    ask_candidates,
    ask_offers,
    find_gain,
    list_steps,
    match_offers,
    name_steps,
    propose_members,
)
from fairlead.apps.consortia.queries.page import (
    ask_papers,
    find_file,
    find_seat_and_members,
    list_files,
    list_present,
    list_versions,
)
from fairlead.apps.consortia.queries.past_consortium import restore_consortia
from fairlead.apps.cooperation.queries.departures import list_departures
from fairlead.apps.cooperation.queries.states import AsOf
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.fairs.find_named import find_named
from fairlead.apps.fairs.query_batch import QueryBatch
from fairlead.apps.people.models import Organisation
from fairlead.apps.trade.models import Need
from fairlead.apps.trade.queries.need_makers import Maker
from fairlead.folder import bounds
from fairlead.sites.as_of import find_moment, read_as_of
from fairlead.sites.desk.access import DeskRequest, admit_participants
from fairlead.sites.desk.consortia.acts import ACTS, Form
from fairlead.sites.desk.frame import show_desk
from fairlead.ui.forms.lengths import TextTooLong
from fairlead.ui.forms.refusal import refuse
from fairlead.ui.serving import accept_body

_ENVELOPE, _MAKERS_SHOWN, _CONSORTIA_SHOWN = 256 * 1024, 12, 100


@never_cache
@admit_participants
def list_consortia(request: DeskRequest) -> HttpResponse:
    """Show the consortia one has a seat in, and the needs for which one can be opened."""
    who, account = request.participation, request.user
    rights = read_rights(who, account)
    own = list_own_consortia(who, account, rights=rights).select_related("need")
    found = list(own[:_CONSORTIA_SHOWN])
    seats = list(zip(found, find_seats(who, account, found, rights=rights), strict=True))
    return show_desk(
        request,
        "consortia",
        {"seats": seats, "needs": list_needs_to_open(who, account, rights=rights)},
        section="consortia",
    )


def _find_need(request: DeskRequest, code: str) -> Need:
    rows = Need.objects.select_related("organisation").filter(edition=request.edition, code=code)
    found = rows.first()
    if found is not None:
        found.edition = request.edition
    if found is None or (found.hidden and not may_open(found, request.participation, request.user)):
        raise Http404(_("No such need"))
    return found


@never_cache
@admit_participants
def show_need(request: DeskRequest, need: str) -> HttpResponse:
    """Show a need: who would make it, for its focal point; one's own interest, for makers."""
    found = _find_need(request, need)
    who = request.participation
    rights = read_rights(who, request.user)
    opens = rights.opens(found)
    acts = rights.acts and found.organisation_id != who.organisation_id
    own = (
        Interest.objects.filter(need=found, organisation=who.organisation_id).first()
        if acts
        else None
    )
    names = name_steps(request.edition, [*found.products, *found.cooperation])
    together = QueryBatch()
    held = ask_consortia(found, together)
    known = ask_candidates(found, together) if opens else None
    together.read()
    seats = find_seats(who, request.user, held.consortia, rights=rights, members=held.members)
    interests: list[tuple[Interest, list[str]]] = []
    makers: tuple[Maker, ...] = ()
    if known is not None:
        able = match_offers(found, known.offers)
        interests = [
            (one, [names[key] for key in names if key in able[one.organisation_id]])
            for one in known.interests
        ]
        makers = known.listed.list_makers(request.edition)[:_MAKERS_SHOWN]
    context = {
        "need": found,
        "steps": list(names.values()),
        "opens": opens,
        "acts": acts,
        "own": own,
        "interests": interests,
        "makers": makers,
        "consortia": [seat.consortium for seat in seats if seat is not None],
        "longest": bounds.MESSAGE_LENGTH,
    }
    return show_desk(request, "need", context, section="consortia")


@accept_body()
@require_POST
@admit_participants
def tell_interest(request: DeskRequest, need: str) -> HttpResponse:
    """Write down that one's own organisation could make it, or take that back."""
    found = _find_need(request, need)
    who = request.participation
    if who.organisation is None or not may_act(who, request.user):
        raise PermissionDenied
    try:
        if request.POST.get("act") == "take_back":
            rows = Interest.objects.select_related("need", "organisation", "edition")
            held = rows.filter(need=found, organisation=who.organisation).first()
            if held is not None:
                take_back_interest(held, doer=request.doer)
        else:
            show_interest(
                found,
                who.organisation,
                by=who,
                doer=request.doer,
                message=request.POST.get("message", ""),
            )
    except (Refusal, TextTooLong) as refused:
        return refuse(request, str(refused), "desk:need", request.edition.code, found.code)
    messages.success(request, _("Saved."))
    return redirect("desk:need", request.edition.code, found.code)


@accept_body()
@require_POST
@admit_participants
def open_for_need(request: DeskRequest, need: str) -> HttpResponse:
    """Open a consortium for a need, and go to it."""
    found = _find_need(request, need)
    if not may_open(found, request.participation, request.user):
        raise PermissionDenied
    try:
        made = open_consortium(found, by=request.participation, doer=request.doer)
    except Refusal as refused:
        messages.warning(request, str(refused))
        return redirect("desk:need", request.edition.code, found.code)
    return redirect("desk:consortium", request.edition.code, made.code)


def _find(request: DeskRequest, name: str) -> Seat:
    seat = find_seat(request.participation, request.user, name)
    if seat is None:
        raise Http404(_("No such consortium"))
    return seat


@never_cache
@admit_participants
def show_consortium(request: DeskRequest, name: str) -> HttpResponse:
    """Show a consortium to who has a seat in it, with what that seat may do."""
    seat, members = find_seat_and_members(request.participation, request.user, name)
    if seat is None:
        raise Http404(_("No such consortium"))
    consortium = seat.consortium
    as_of = read_as_of(request, request.edition)
    moment = find_moment(as_of, request.edition)
    if moment is not None:
        return _show_then(request, seat, as_of, moment)
    present = list_present(members)
    names = name_steps(request.edition, consortium.steps)
    together, firms = QueryBatch(), [one.organisation_id for one in present]
    papers = ask_papers(seat, together)
    known = None
    if seat.leads and consortium.need is not None:
        known = ask_candidates(consortium.need, together, firms)
    offers = ask_offers(firms, together) if known is None else known.offers
    together.read()
    context: dict[str, object] = {
        "consortium": consortium,
        "seat": seat,
        "members": members,
        "present": present,
        "steps": list_steps(consortium.steps, present, names),
        "names": names,
        "gain": find_gain(consortium, present, offers, ask_flows=seat.inside),
        "proposals": propose_members(consortium, members, names, known) if known else [],
        "notes": papers.notes,
        "files": list_files(papers.files),
        "versions": list_versions(papers, members),
        "parts": Part.choices,
        "zone": request.edition.zone,
        "longest": bounds.MESSAGE_LENGTH,
        "found": _search(request, seat, {one.organisation_id for one in present}),
        "words": request.GET.get("q", "")[:100],
        "open": consortium.project is None,
        "departures": [] if consortium.project is None else list_departures(consortium.project),
        "as_of": as_of,
    }
    return show_desk(request, "consortium", context, section="consortia")


def _show_then(request: DeskRequest, seat: Seat, as_of: AsOf, moment: dt.datetime) -> HttpResponse:
    """Show who was in a consortium as of a moment, to who has a seat in it now."""
    consortium, edition = seat.consortium, request.edition
    past = restore_consortia([consortium], moment, edition=edition.code).get(consortium.pk)
    names = name_steps(edition, past.steps if past is not None else ())
    context = {
        "consortium": consortium,
        "seat": seat,
        "names": names,
        "members": past.members if past is not None else (),
        "present": past.present if past is not None else (),
        "steps": list_steps(past.steps, past.present, names) if past is not None else (),
        "begins": past.begins if past is not None else None,
        "as_of": as_of,
        "zone": edition.zone,
    }
    return show_desk(request, "past_consortium", context, section="consortia")


def _search(request: DeskRequest, seat: Seat, present: set[int]) -> list[Organisation]:
    """Return organisations of the words typed, for who invites."""
    words = request.GET.get("q", "").strip()[:100]
    if not words or not seat.leads:
        return []
    rows = Organisation.objects.filter(edition=request.edition).exclude(pk__in=present)
    rows = rows.filter(find_named(words, "name", codes=["code"]))
    return list(rows.order_by("pk")[:10])


@accept_body(FILE_BYTES + _ENVELOPE)
@require_POST
@admit_participants
def act_in_consortium(request: DeskRequest, name: str, act: str) -> HttpResponse:
    """Do what a form of the page says, and go back to it."""
    seat = _find(request, name)
    if act not in ACTS:
        raise Http404
    allowed, do = ACTS[act]
    if not allowed(seat):
        raise PermissionDenied
    try:
        do(Form(request, seat))
    except (Refusal, TextTooLong) as refused:
        if find_seat(request.participation, request.user, name) is not None:
            return refuse(request, str(refused), "desk:consortium", request.edition.code, name)
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Saved."))
    if find_seat(request.participation, request.user, name) is None:
        return redirect("desk:consortia", request.edition.code)
    return redirect("desk:consortium", request.edition.code, name)


@never_cache
@admit_participants
def download_file(request: DeskRequest, name: str, number: int) -> HttpResponse:
    """Hand a file to who is inside: to be kept, never to be shown or run by the browser."""
    found = find_file(_find(request, name), number)
    if found is None:
        raise Http404(_("No such file"))
    answer = HttpResponse(bytes(found.blob.content), content_type="application/octet-stream")
    plain = found.name.encode("ascii", "replace").decode().replace("?", "_")
    answer["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(found.name)}"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["ETag"] = f'"{found.blob_id}"'
    return answer
