"""Asking for meetings, and answering those who ask."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.models import Slot
from fairlead.apps.meetings.domain.answer_request import (
    accept_request,
    cancel_request,
    decline_request,
    hand_request,
    propose_time,
)
from fairlead.apps.meetings.domain.refusals import Refused, SlotTaken, explain_rule
from fairlead.apps.meetings.domain.request_meeting import Wish, find_hindrance, request_meeting
from fairlead.apps.meetings.models import Block, MeetingRequest, Place, Preference
from fairlead.apps.meetings.queries.agenda import Letter, find_letter, list_letters
from fairlead.apps.meetings.queries.free_times import Offer
from fairlead.apps.people.models import Participation, ParticipationState
from fairlead.apps.trade.models import Cooperation
from fairlead.folder import bounds
from fairlead.sites.desk.access import DeskRequest, admit_participants
from fairlead.sites.desk.frame import show_desk
from fairlead.ui.serving import accept_body

_TIMES_SHOWN = 24


@never_cache
@admit_participants
def list_requests(request: DeskRequest) -> HttpResponse:
    """Show who asks the person and whom it asks, those that wait for its answer first."""
    letters = list_letters(request.participation)
    context = {
        "waiting": [one for one in letters if one.waits_for_me],
        "others": [one for one in letters if not one.waits_for_me],
        "zone": request.edition.zone,
    }
    return show_desk(request, "requests", context, section="requests")


@never_cache
@accept_body()
@admit_participants
def ask(request: DeskRequest) -> HttpResponse:
    """Show the form to ask an exhibitor, and ask."""
    code = request.POST.get("firm") or request.GET.get("firm", "")
    rows = Exhibitor.objects.select_related("organisation", "stand__hall")
    firm = get_object_or_404(rows, edition=request.edition, organisation__code=code)
    why = find_hindrance(request.participation, firm, now=timezone.now())
    if request.method == "POST" and not why:
        try:
            request_meeting(author=request.participation, whom=firm, wish=_read_wish(request))
        except Refused as refused:
            why = refused.rule
        else:
            messages.success(request, _("Your request is on its way."))
            return redirect("desk:requests", request.edition.code)
    context = {
        "firm": firm,
        "why": explain_rule(why) if why else "",
        "preferences": Preference.choices,
        "purposes": Cooperation.choices,
        "places": Place.choices,
        "longest": bounds.MESSAGE_LENGTH,
    }
    return show_desk(request, "ask", context, section="requests", status=409 if why else 200)


def _read_wish(request: DeskRequest) -> Wish:
    given = request.POST
    return Wish(
        message=given.get("message", "")[: bounds.MESSAGE_LENGTH].strip(),
        preference=_choose(given.get("preference", ""), Preference.values, Preference.WOULD_LIKE),
        purpose=_choose(given.get("purpose", ""), Cooperation.values, ""),
        place=_choose(given.get("place", ""), Place.values, Place.STAND),
        for_firm=given.get("for_firm") == "yes" and bool(request.participation.organisation_id),
    )


def _choose(given: str, known: Sequence[str], otherwise: str) -> str:
    return given if given in known else otherwise


@never_cache
@admit_participants
def show_request(request: DeskRequest, name: str) -> HttpResponse:
    """Show a request with what can be done about it, and the times that are free for all."""
    letter = _find(request.participation, name)
    asked = letter.request
    slots: list[Slot] = []
    if letter.waits_for_me or letter.can_cancel:
        now = timezone.now()
        slots = [one.slot for one in Offer(asked).list_free(now=now, most=_TIMES_SHOWN)]
    colleagues = Participation.objects.none()
    firm = request.participation.organisation_id
    if letter.can_cancel or letter.waits_for_me:
        colleagues = (
            Participation.objects.filter(organisation=firm, state=ParticipationState.APPROVED)
            .exclude(pk=request.participation.pk)
            .exclude(organisation=None)
            .select_related("person")[:100]
        )
    context = {
        "letter": letter,
        "asked": asked,
        "events": asked.events.select_related("by__person"),
        "slots": slots,
        "colleagues": colleagues,
        "zone": request.edition.zone,
    }
    return show_desk(request, "request", context, section="requests")


@accept_body()
@require_POST
@admit_participants
def answer(request: DeskRequest, name: str) -> HttpResponse:
    """Do with a request what was pressed, and say what came of it."""
    letter = _find(request.participation, name)
    act_on(request, letter.request, request.participation)
    return redirect("desk:requests", request.edition.code)


def act_on(request: DeskRequest, asked: MeetingRequest, by: Participation) -> bool:
    """Do what the form says with a request; return whether it was done, and leave word of it."""
    given = request.POST
    act, reason = given.get("act", ""), given.get("reason", "").strip()
    slot = _read_slot(asked, given.get("slot", ""))
    try:
        if act == "accept":
            found = accept_request(asked, by=by, slot=slot, plan=given.get("slot") == "plan")
            if found.why:
                messages.info(request, explain_rule(found.why))
            else:
                messages.success(request, _("Agreed: it is in your agenda."))
        elif act == "propose" and slot is not None:
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
        elif act == "cancel":
            cancel_request(asked, by=by, reason=reason)
            messages.success(request, _("It is cancelled."))
        elif act in {"decline", "block"}:
            decline_request(asked, by=by, reason=reason)
            if act == "block" and by.pk != asked.requester_id:
                Block.objects.get_or_create(edition=by.edition, by=by, whom=asked.requester)
            messages.success(request, _("It is declined."))
        else:
            return False
    except SlotTaken as taken:
        zone = asked.edition.zone
        free = ", ".join(f"{one.starts_at.astimezone(zone):%Y-%m-%d %H:%M}" for one in taken.free)
        said = f"{taken} {_('Free next: %(times)s.') % {'times': free}}" if free else str(taken)
        messages.warning(request, said)
        return False
    except Refused as refused:
        messages.warning(request, str(refused))
        return False
    return True


def _read_slot(asked: MeetingRequest, given: str) -> Slot | None:
    if not (given.isdecimal() and len(given) <= 18):
        return None
    return Slot.objects.filter(edition=asked.edition_id, pk=int(given)).first()


def _find(who: Participation, name: str) -> Letter:
    letter = find_letter(who, name)
    if letter is None:
        raise Http404(_("No such request"))
    return letter
