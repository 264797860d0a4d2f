"""Handing a request to a colleague, with the meeting there is."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone

from fairlead.apps.meetings.domain.answer_request import find_meeting
from fairlead.apps.meetings.domain.book_meeting import MOST_FREE_SLOTS, book_meeting
from fairlead.apps.meetings.domain.follow_in_drafts import follow_in_drafts
from fairlead.apps.meetings.domain.notices import tell_of_request
from fairlead.apps.meetings.domain.refusals import Refusal, SlotTaken, find_rule
from fairlead.apps.meetings.models import Answer, Meeting, MeetingRequest, RequestParty, Side
from fairlead.apps.meetings.queries.free_times import Offer, Option
from fairlead.apps.meetings.queries.hindrances import read_known
from fairlead.apps.meetings.queries.sides import (
    belongs_to,
    find_firm,
    find_party,
    find_side,
    name_other_side,
)
from fairlead.apps.people.models import Participation, ParticipationState
from fairlead.folder.choices import OPEN_STATES


def hand_request(
    request: MeetingRequest,
    colleague: Participation,
    *,
    by: Participation,
    now: dt.datetime | None = None,
) -> MeetingRequest:
    """Return the request, with a colleague of the one who hands it on in its place.

    That is the firm's choice of who comes; where a person asks or is asked for nobody but
    themselves, the colleague asks or is asked instead. A meeting there is goes with it, when the
    colleague is free then, and drafts follow. Raises Refusal, and SlotTaken with the next times at
    which the colleague is free.
    """
    moment = now or timezone.now()
    try:
        with transaction.atomic():
            held = MeetingRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
            side, party = find_side(held, by), None
            if side is None:
                party = find_party(held, by)
            if side is None and (party is None or party.answer == Answer.DECLINED):
                raise Refusal("request_not_yours")
            if held.state not in OPEN_STATES:
                raise Refusal("request_answered")
            _require_colleague(held, colleague, by, _find_sender(held, by, side, party))
            if side == Side.REQUESTER:
                _require_welcome(held, colleague, moment)
            other = name_other_side(held, by)
            with follow_in_drafts(held, now=moment):
                meeting = _change_people(held, colleague, by, side, party, moment)
            tell_of_request(held, "handed", by=by, meeting=meeting, to=colleague, other=other)
    except IntegrityError as error:
        rule = find_rule(error)
        if not rule:
            raise
        raise Refusal(rule) from error
    return held


def _find_sender(
    request: MeetingRequest, by: Participation, side: Side | None, party: RequestParty | None
) -> int | None:
    """Return the firm whose people one of a side's may be followed by."""
    if side == Side.REQUESTER:
        return request.asking_firm_id or find_firm(by)
    if side == Side.RECIPIENT:
        return request.recipient_id or find_firm(by)
    return (party.exhibitor_id if party is not None else None) or find_firm(by)


def _require_colleague(
    request: MeetingRequest, colleague: Participation, by: Participation, firm: int | None
) -> None:
    if not belongs_to(colleague, firm) or colleague.edition_id != request.edition_id:
        raise Refusal("request_colleague")
    if colleague.state != ParticipationState.APPROVED:
        raise Refusal("meeting_taking_part")
    on_it = {request.requester_id, request.invitee_id}
    for one in request.parties.all():
        on_it |= {one.participation_id, one.attends_id}
    if colleague.pk in on_it and colleague.pk != by.pk:
        raise Refusal("request_there_already")


def _require_welcome(request: MeetingRequest, colleague: Participation, now: dt.datetime) -> None:
    """Refuse a colleague of whom those who are asked want no requests."""
    whom = request.recipient or request.invitee
    if whom is not None and read_known(colleague, whom, now=now).blocked:
        raise Refusal("request_colleague_blocked")


def _change_people(
    request: MeetingRequest,
    colleague: Participation,
    by: Participation,
    side: Side | None,
    party: RequestParty | None,
    now: dt.datetime,
) -> Meeting | None:
    meeting = find_meeting(request)
    if party is not None and meeting is not None:
        before = {party.participation_id, party.attends_id} - {None}
        meeting.attendees.filter(participation__in=before).delete()
    if party is not None and party.exhibitor_id is not None:
        party.attends = colleague
    elif party is not None:
        party.participation = colleague
    elif side == Side.REQUESTER:
        request.requester = colleague
    elif request.recipient_id is not None:
        request.assigned = colleague
    else:
        request.invitee = colleague
    if party is not None:
        party.save(update_fields=["attends", "participation"])
    if meeting is not None:
        offer = Offer(request)
        option = offer.find(meeting.slot, now=now)
        if not isinstance(option, Option):
            free = offer.list_free(now=now, most=MOST_FREE_SLOTS)
            raise SlotTaken(option, [one.slot for one in free])
    request.changed_by = by
    request.save()
    if meeting is None:
        return None
    return book_meeting(request, slot=meeting.slot, prefer=meeting.representative, now=now)
