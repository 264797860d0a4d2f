"""Asking for meetings, and answering those who ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fairlead.apps.consent.purposes import ConsentPurpose
from fairlead.apps.consent.queries.consents import list_consenting
from fairlead.apps.consortia.queries.access import find_seat, list_needs_to_open
from fairlead.apps.cooperation.domain.open_from_meeting import list_firms
from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.language import choose_text
from fairlead.apps.fairs.models import Slot
from fairlead.apps.meetings.domain.answer_request import (
    accept_request,
    cancel_request,
    decline_request,
    propose_time,
)
from fairlead.apps.meetings.domain.change_place import change_place
from fairlead.apps.meetings.domain.hand_request import hand_request
from fairlead.apps.meetings.domain.refusals import Refused, SlotTaken, explain_rule
from fairlead.apps.meetings.domain.request_meeting import (
    Whom,
    Wish,
    find_hindrance,
    find_hindrance_of_other,
    may_have_stand,
    request_meeting,
)
from fairlead.apps.meetings.models import (
    Block,
    Interest,
    MeetingRequest,
    NextStep,
    Place,
    Preference,
    RequestState,
    StartedKind,
)
from fairlead.apps.meetings.queries.encounters import Encounter, read_encounter
from fairlead.apps.meetings.queries.free_times import Offer
from fairlead.apps.meetings.queries.hindrances import find_request_back
from fairlead.apps.meetings.queries.letters import (
    Letter,
    find_letter,
    order_letters,
    read_letters,
)
from fairlead.apps.meetings.queries.request_page import RequestPage, read_request_page
from fairlead.apps.meetings.queries.sides import find_firm, find_side
from fairlead.apps.people.models import Participation, ParticipationState
from fairlead.apps.trade.models import Cooperation
from fairlead.folder import bounds
from fairlead.folder.kinds import WEBSITE
from fairlead.sites.desk.access import DeskRequest, admit_participants
from fairlead.sites.desk.frame import show_desk
from fairlead.sites.desk.meetings.letter_rows import write_letters
from fairlead.ui.formats import format_moment
from fairlead.ui.forms.lengths import TooLong, check_length
from fairlead.ui.lists.pagination import find_pages
from fairlead.ui.numbers_asked import read_key
from fairlead.ui.serving import accept_body

_TIMES_SHOWN, _A_PAGE = 24, 50
_MOST_SLOTS, _MOST_OTHERS = 4, 5
_USUAL_EXPIRY, _LONGEST_LINK = 7, 500
# Days that a request waits for its answer, as they are chosen.
_EXPIRIES = {
    "1": gettext_lazy("one day"),
    "3": gettext_lazy("three days"),
    "7": gettext_lazy("a week"),
    "30": gettext_lazy("a month"),
}
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
@accept_body()
@admit_participants
def ask(request: DeskRequest) -> HttpResponse:
    """Show the form to ask an exhibitor or a person, with others if need be, and ask."""
    whom = _find_whom(request)
    why = find_hindrance(request.participation, whom, now=timezone.now())
    if why == "request_mutual" and request.method == "POST":
        return _show_request_back(request, whom)
    others, unknown = _find_others(request, whom)
    said = str(explain_rule(why)) if why else ""
    places = [one for one in Place.values if one != Place.STAND or may_have_stand(whom)]
    if request.method == "POST" and not why:
        try:
            wish = _read_wish(request, places[0])
            if len(_list_others(request)) > _MOST_OTHERS:
                said = _("Expected at most %d other exhibitors.") % _MOST_OTHERS
            elif named := _explain_others(request, others):
                said = named
            elif unknown:
                said = _("Nobody is called this here, or several are: %(name)s") % {
                    "name": unknown[0]
                }
            else:
                request_meeting(author=request.participation, whom=whom, wish=wish, others=others)
                messages.success(request, _("Your request is on its way."))
                return redirect("desk:requests", request.edition.code)
        except (Refused, TooLong) as refused:
            if isinstance(refused, Refused) and refused.rule == "request_mutual":
                return _show_request_back(request, whom)
            said = str(refused)
    minutes = request.edition.slot_minutes
    context: dict[str, object] = {
        "firm": whom if isinstance(whom, Exhibitor) else None,
        "whom": whom,
        "hindered": bool(why) and request.method != "POST",  # what was typed stays
        "why": said,
        "asks_back": (
            find_request_back(request.participation, whom) if why == "request_mutual" else None
        ),
        "given": request.POST,
        "preferences": Preference.choices,
        "purposes": Cooperation.choices,
        "places": [one for one in Place.choices if one[0] in places],
        "lengths": [(count, count * minutes) for count in range(1, _MOST_SLOTS + 1)],
        "expiries": list(_EXPIRIES.items()),
        "longest": bounds.MESSAGE_LENGTH,
        "most_others": _MOST_OTHERS,
        "for_firm": find_firm(request.participation) is not None,
    }
    return show_desk(request, "ask", context, section="requests", status=409 if said else 200)


def _show_request_back(request: DeskRequest, whom: Whom) -> HttpResponse:
    """Lead to the request by which who is asked asks already: one meeting is enough."""
    messages.info(request, explain_rule("request_mutual"))
    found = find_request_back(request.participation, whom)
    if found is None:
        return redirect("desk:requests", request.edition.code)
    return redirect("desk:request", request.edition.code, found.code)


def _find_whom(request: DeskRequest) -> Whom:
    """Return the exhibitor or the person that is asked; raises Http404."""
    given = request.POST if request.method == "POST" else request.GET
    if code := given.get("person", ""):
        people = Participation.objects.select_related("person", "organisation")
        people = people.filter(hidden=False, state=ParticipationState.APPROVED)
        if (shown := list_consenting(request.edition, ConsentPurpose.BE_SHOWN)) is not None:
            people = people.filter(person__in=shown)
        return get_object_or_404(people, edition=request.edition, code=code)
    rows = Exhibitor.objects.select_related("organisation", "stand__hall")
    return get_object_or_404(rows, edition=request.edition, organisation__code=given.get("firm"))


def _find_others(request: DeskRequest, whom: Whom) -> tuple[list[Whom], list[str]]:
    """Return the further exhibitors that are named, a line each, and what names none of them."""
    names = _list_others(request)[:_MOST_OTHERS]  # more are refused below
    found: list[Whom] = []
    unknown = []
    exhibitors = Exhibitor.objects.filter(edition=request.edition).exclude(pk=whom.pk)
    for name in names:
        exact = Q(organisation__code=name) | Q(organisation__name__iexact=name)
        rows = list(exhibitors.filter(exact)[:2]) or list(
            exhibitors.filter(organisation__name__icontains=name)[:2]
        )
        if len(rows) == 1 and rows[0] not in found:
            found.append(rows[0])
        elif len(rows) != 1:
            unknown.append(name)
    return found, unknown


def _explain_others(request: DeskRequest, others: Sequence[Whom]) -> str:
    """Return which of further exhibitors cannot be asked, and why; empty when all can."""
    for one in others:
        rule = find_hindrance_of_other(request.participation, one)
        if rule and isinstance(one, Exhibitor):
            return f"{choose_text(one.organisation.name, request.edition)}: {explain_rule(rule)}"
    return ""


def _list_others(request: DeskRequest) -> list[str]:
    lines = [line.strip() for line in request.POST.get("others", "").splitlines()]
    return list(dict.fromkeys(line for line in lines if line))


def _read_wish(request: DeskRequest, usual: str) -> Wish:
    """Return what the form says; raises Refused for a link that is none.

    Where it names no place, that is the ``usual`` one.
    """
    given = request.POST
    place = _choose(given.get("place", ""), Place.values, usual)
    days = _EXPIRIES.get(given.get("expires", ""))
    return Wish(
        message=check_length(given.get("message", ""), bounds.MESSAGE_LENGTH),
        preference=_choose(given.get("preference", ""), Preference.values, Preference.WOULD_LIKE),
        purpose=_choose(given.get("purpose", ""), Cooperation.values, ""),
        place=place,
        slots=_read_slots(given.get("slots", "")),
        link=_read_link_of(place, given),
        for_firm=given.get("for_firm") == "yes" and find_firm(request.participation) is not None,
        expires_at=_find_end(request, int(given["expires"]) if days is not None else _USUAL_EXPIRY),
    )


def _find_end(request: DeskRequest, days: int) -> dt.datetime:
    """Return when a request is over that waits so many days: at the latest with the fair."""
    edition = request.edition
    over = dt.datetime.combine(edition.last_day, dt.time.max, edition.zone)
    return min(timezone.now() + dt.timedelta(days=days), over)


def _read_slots(given: str) -> int:
    return int(given) if given in {str(one) for one in range(1, _MOST_SLOTS + 1)} else 1


def _read_link_of(place: str, given: Mapping[str, str]) -> str:
    """Return the link that a form names, online only; raises Refused for one that is none."""
    link = given.get("link", "").strip() if place == Place.ONLINE else ""
    if len(link) > _LONGEST_LINK:
        raise Refused("request_link")
    if link:
        try:
            URLValidator(schemes=["https", "http"])(link)
            WEBSITE.parse(link)
        except (ValidationError, ValueError):
            raise Refused("request_link") from None
    return link


def _choose(given: str, known: Sequence[str], otherwise: str) -> str:
    return given if given in known else otherwise


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
        why_none = "" if slots else str(explain_rule(offer.explain_none(now=now)))
    acts = letter.waits_for_me or letter.can_cancel or letter.can_choose_place
    worth = met.outcome.value if met.outcome is not None else None
    context = {
        "letter": letter,
        "asked": asked,
        # A meeting that was held stays.
        "can_act": acts and (met.ends is None or now < met.ends),
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
        "minutes": asked.slots * request.edition.slot_minutes,
    }
    return show_desk(request, "request", context, section="requests", status=status)


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
    """Do with a request what was pressed, and say what came of it; 409 when it cannot be done."""
    letter = _require(find_letter(request.participation, name))
    refused = act_on(request, letter.request, request.participation)
    if refused is None:
        return redirect("desk:requests", request.edition.code)
    # Nothing has changed: the page as it is now, with what is free next.
    return _show(request, name, status=409)


def act_on(request: DeskRequest, asked: MeetingRequest, by: Participation) -> Refused | None:
    """Do what the form says with a request, and leave word of it; return why it was not done."""
    given = request.POST
    act, reason = given.get("act", ""), given.get("reason", "").strip()
    chosen = given.get("slot", "")
    slot = _read_slot(asked, chosen)
    try:
        if act in {"accept", "propose"} and slot is None and chosen not in {"", "plan"}:
            raise Refused("slot_unknown")
        if act == "accept":
            found = accept_request(asked, by=by, slot=slot, plan=chosen == "plan")
            if found.why:
                messages.info(request, explain_rule(found.why))
            else:
                messages.success(request, _("Agreed: it is in your agenda."))
        elif act == "propose":
            if slot is None:
                raise Refused("slot_unknown")
            propose_time(asked, slot, by=by)
            messages.success(request, _("The other time is proposed."))
        elif act == "hand":
            colleague = Participation.objects.filter(
                edition=asked.edition_id, code=given.get("colleague", "")
            ).first()
            if colleague is None:
                raise Refused("request_colleague")
            hand_request(asked, colleague, by=by)
            messages.success(request, _("Your colleague takes it over."))
        elif act == "place":
            place = given.get("place", "")
            change_place(asked, place, by=by, link=_read_link_of(place, given))
            messages.success(request, _("The place is changed."))
        elif act == "cancel":
            further = find_side(asked, by) is None
            cancel_request(asked, by=by, reason=reason)
            stays_away = _("You stay away; the others meet without you.")
            messages.success(request, stays_away if further else _("It is cancelled."))
        elif act in {"decline", "block"}:
            decline_request(asked, by=by, reason=reason)
            if act == "block" and by.pk != asked.requester_id:
                Block.objects.get_or_create(edition=by.edition, by=by, whom=asked.requester)
            messages.success(request, _("It is declined."))
        else:
            raise Refused("request_act")
    except SlotTaken as taken:
        zone = asked.edition.zone
        free = "; ".join(format_moment(one.starts_at.astimezone(zone)) for one in taken.free)
        said = f"{taken} {_('Free next: %(times)s.') % {'times': free}}" if free else str(taken)
        messages.warning(request, said)
        return taken
    except Refused as refused:
        messages.warning(request, str(refused))
        return refused
    return None


def _read_slot(asked: MeetingRequest, given: str) -> Slot | None:
    return Slot.objects.filter(edition=asked.edition_id, pk=read_key(given) or 0).first()


def _require(found: Found | None) -> Found:
    """Return what was found of a request; raises Http404 for nothing."""
    if found is None:
        raise Http404(_("No such request"))
    return found
