"""Requests for meetings: those that wait, one of them, and answering it."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fairlead.apps.consortia.queries.access import find_seat, list_needs_to_open
from fairlead.apps.cooperation.domain.open_from_meeting import list_firms
from fairlead.apps.fairs.models import Slot
from fairlead.apps.meetings.domain.answer_request import (
    Acceptance,
    accept_request,
    cancel_request,
    decline_request,
    propose_time,
)
from fairlead.apps.meetings.domain.block_person import block_person, unblock_person
from fairlead.apps.meetings.domain.change_place import change_place
from fairlead.apps.meetings.domain.hand_request import hand_request
from fairlead.apps.meetings.domain.refusals import Refusal, SlotTaken, explain_rule
from fairlead.apps.meetings.domain.request_meeting import may_have_stand
from fairlead.apps.meetings.models import (
    Booking,
    Interest,
    MeetingRequest,
    NextStep,
    Place,
    RequestState,
    StartedKind,
)
from fairlead.apps.meetings.queries.encounters import Encounter, read_encounter
from fairlead.apps.meetings.queries.free_times import Offer
from fairlead.apps.meetings.queries.hindrances import is_blocked
from fairlead.apps.meetings.queries.letters import (
    Letter,
    find_letter,
    order_letters,
    read_letters,
)
from fairlead.apps.meetings.queries.request_page import RequestPage, read_request_page
from fairlead.apps.meetings.queries.sides import find_side
from fairlead.apps.people.models import Participation
from fairlead.sites.desk.access import DeskRequest, admit_participants
from fairlead.sites.desk.frame import show_desk
from fairlead.sites.desk.meetings.ask_views import read_link_of
from fairlead.sites.desk.meetings.letter_rows import write_letters
from fairlead.ui.formats import format_moment, join_clauses
from fairlead.ui.lists.pagination import find_pages
from fairlead.ui.numbers_asked import read_key
from fairlead.ui.serving import accept_body

_TIMES_SHOWN, _A_PAGE = 24, 50
Found = TypeVar("Found", Letter, RequestPage)


@never_cache
@admit_participants
def list_requests(request: DeskRequest) -> HttpResponse:
    """Show who asks the person and whom it asks, those that wait for its answer first."""
    keys = order_letters(request.participation)
    pages = find_pages(request, len(keys), size=_A_PAGE)
    shown = read_letters(request.participation, keys[pages.rows])
    context = {
        "waiting": write_letters(request, (one for one in shown if one.waits_for_me)),
        "others": write_letters(request, (one for one in shown if not one.waits_for_me)),
        "pages": pages,
    }
    return show_desk(request, "requests", context, section="requests")


@never_cache
@admit_participants
def show_request(request: DeskRequest, name: str) -> HttpResponse:
    """Show a request with what can be done about it, and the times that are free for all."""
    return _show(request, name)


def _show(request: DeskRequest, name: str, *, status: int = 200) -> HttpResponse:
    found = _require(read_request_page(request.participation, name))
    letter, now = found.letter, timezone.now()
    asked = letter.request
    slots: list[Slot] = []
    why_none = ""
    met = Encounter()
    if found.was_booked:
        met = read_encounter(asked, request.participation, now=now)
    waits_for_time = asked.state == RequestState.ACCEPTED and met.begins is None
    if letter.waits_for_me or waits_for_time:
        offer = Offer(asked)
        slots = [one.slot for one in offer.list_free(now=now, most=_TIMES_SHOWN)]
        why_none = "" if slots else explain_rule(offer.explain_none(now=now))
    acts = letter.waits_for_me or letter.can_cancel or letter.can_choose_place
    worth = met.outcome.value if met.outcome is not None else None
    context = {
        "letter": letter,
        "asked": asked,
        # A meeting that was held stays.
        "can_act": acts and (met.ends is None or now < met.ends),
        "blocked": asked.state == RequestState.DECLINED
        and not letter.mine
        and is_blocked(asked.requester, by=request.participation),
        "events": found.events,
        "slots": slots,
        "why_none": why_none,
        "colleagues": found.colleagues,
        "contacts": found.contacts,
        "zone": request.edition.zone,
        "places": _list_places(asked) if letter.can_choose_place and not met.begun else [],
        "met": met,
        **_read_beginning(request, asked, met),
        "worth": "" if worth is None else f"{worth.normalize():f}",
        "interests": Interest.choices,
        "next_steps": NextStep.choices,
        "minutes": count_minutes(asked, met.begins, met.ends),
    }
    return show_desk(request, "request", context, section="requests", status=status)


def count_minutes(
    asked: MeetingRequest, begins: dt.datetime | None, ends: dt.datetime | None
) -> int:
    """Return how long a meeting is, where it has a time; else how long it usually would be."""
    if begins is not None and ends is not None:
        return (ends - begins) // dt.timedelta(minutes=1)
    return asked.slots * asked.edition.slot_minutes


def _list_places(asked: MeetingRequest) -> list[tuple[str, Any]]:
    whom = asked.recipient or asked.invitee
    stand = whom is not None and may_have_stand(whom)
    return [one for one in Place.choices if stand or one[0] != Place.STAND]


def _read_beginning(
    request: DeskRequest, asked: MeetingRequest, met: Encounter
) -> dict[str, object]:
    """Return what was begun at a meeting, and the needs for which one can open a consortium.

    First among them is what a firm that was met would make.
    """
    who, begun = request.participation, {one.kind: one for one in met.started}
    consortium = begun.get(StartedKind.CONSORTIUM)
    if not met.begun or consortium is not None:
        seat = consortium and find_seat(who, request.user, consortium.code)
        return {"begun": begun, "seat": seat, "needs": []}
    firms = [one.pk for one in list_firms(asked) if one.pk != who.organisation_id]
    needs = list_needs_to_open(who, request.user, makers=firms) if firms else []
    return {"begun": begun, "needs": needs}


@accept_body()
@require_POST
@admit_participants
def answer(request: DeskRequest, name: str) -> HttpResponse:
    """Apply a pressed button's action to a request and report it; 409 when it cannot be done."""
    letter = _require(find_letter(request.participation, name))
    refused = act_on(request, letter.request, request.participation)
    if refused is None:
        return redirect("desk:requests", request.edition.code)
    # Nothing has changed: the page as it is now, with what is free next.
    return _show(request, name, status=409)


def act_on(request: DeskRequest, asked: MeetingRequest, by: Participation) -> Refusal | None:
    """Do what the form says with a request, and leave word of it; return why it was not done."""
    given = request.POST
    act, reason = given.get("act", ""), given.get("reason", "").strip()
    chosen = given.get("slot", "")
    slot = _read_slot(asked, chosen)
    try:
        if act in {"accept", "propose"} and slot is None and chosen not in {"", "plan"}:
            raise Refusal("slot_unknown")
        if act == "accept":
            found = accept_request(asked, by=by, slot=slot, plan=chosen == "plan")
            messages.success(request, _say_accepted(found))
        elif act == "propose":
            if slot is None:
                raise Refusal("slot_unknown")
            propose_time(asked, slot, by=by)
            messages.success(request, _("The other time is proposed."))
        elif act == "hand":
            colleague = Participation.objects.filter(
                edition=asked.edition_id, code=given.get("colleague", "")
            ).first()
            if colleague is None:
                raise Refusal("request_colleague")
            hand_request(asked, colleague, by=by)
            messages.success(request, _("Your colleague takes it over."))
        elif act == "place":
            place = given.get("place", "")
            change_place(asked, place, by=by, link=read_link_of(place, given))
            messages.success(request, _("The place is changed."))
        elif act == "cancel":
            further = find_side(asked, by) is None
            cancel_request(asked, by=by, reason=reason)
            stays_away = _("You stay away; the others meet without you.")
            messages.success(request, stays_away if further else _("It is cancelled."))
        elif act in {"decline", "block"}:
            decline_request(asked, by=by, reason=reason)
            if act == "block":
                block_person(asked.requester, by=by)
            messages.success(request, _("It is declined."))
        elif act == "unblock":
            unblock_person(asked.requester, by=by)
            messages.success(request, _("You take requests from them again."))
        else:
            raise Refusal("request_act")
    except SlotTaken as taken:
        zone = asked.edition.zone
        free = join_clauses(format_moment(one.starts_at.astimezone(zone)) for one in taken.free)
        said = f"{taken} {_('Free next: %(times)s.') % {'times': free}}" if free else str(taken)
        messages.warning(request, said)
        return taken
    except Refusal as refused:
        messages.warning(request, str(refused))
        return refused
    return None


def _say_accepted(found: Acceptance) -> str:
    """Return what came of accepting, in words."""
    if found.request.state != RequestState.ACCEPTED:
        return explain_rule(found.why)
    if Booking.objects.filter(meeting__request=found.request).exists():
        return _("Agreed: it is in your agenda.")
    if found.why:
        return _("Agreed, without a time yet. It takes the first that is free for everybody.")
    return _("Agreed: the organiser plans its time.")


def _read_slot(asked: MeetingRequest, given: str) -> Slot | None:
    return Slot.objects.filter(edition=asked.edition_id, pk=read_key(given) or 0).first()


def _require(found: Found | None) -> Found:
    """Return what was found of a request; raises Http404 for nothing."""
    if found is None:
        raise Http404(_("No such request"))
    return found
