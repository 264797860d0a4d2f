"""What those who ask and those who are asked do with a request."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from fairlead.apps.fairs.models import Slot
from fairlead.apps.meetings.domain.book_meeting import book_meeting
from fairlead.apps.meetings.domain.fill_freed_time import fill_freed_times, free_time
from fairlead.apps.meetings.domain.notices import tell_of_request
from fairlead.apps.meetings.domain.refusals import Refusal, SlotTaken
from fairlead.apps.meetings.models import (
    Answer,
    Meeting,
    MeetingRequest,
    RequestParty,
    RequestState,
    Side,
    TimetableState,
)
from fairlead.apps.meetings.queries.free_times import Offer, Option
from fairlead.apps.meetings.queries.sides import find_party, find_side
from fairlead.apps.people.models import Participation
from fairlead.folder import bounds
from fairlead.ui.forms.lengths import check_line


@dataclass(frozen=True, slots=True)
class Acceptance:
    """An accepted request, with its meeting; none when no time is free, or others answer yet."""

    request: MeetingRequest
    meeting: Meeting | None = None
    why: str = ""
    """The rule by which there is no meeting yet."""


def accept_request(
    request: MeetingRequest,
    *,
    by: Participation,
    slot: Slot | None = None,
    plan: bool = False,
    now: dt.datetime | None = None,
) -> Acceptance:
    """Return the accepted request with its meeting, booked now.

    It takes the slot that was proposed or is asked for, else the next free one; with ``plan`` the
    time is left to the organiser's planning. Raises SlotTaken, with the next free slots and
    nothing changed, when the slot is not free any more, and Refusal for who may not answer.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        held = _lock(request, moment)
        party = _find_further_party(held, by)
        if party is not None:
            party.answer = Answer.ACCEPTED
            party.attends = by if party.exhibitor_id is not None else None
            party.save(update_fields=["answer", "attends"])
            held.locked = slot or held.locked
        else:
            _require_turn(held, by)
            held.answered_at, held.changed_by, held.reason = moment, by, ""
            held.locked, held.proposed = slot or held.proposed, None
        chosen = party is None or slot is not None
        return settle_request(held, by, plan=plan, chosen=chosen, now=moment)


def _find_further_party(request: MeetingRequest, by: Participation) -> RequestParty | None:
    return find_party(request, by) if find_side(request, by) is None else None


def settle_request(
    request: MeetingRequest,
    by: Participation | None,
    *,
    plan: bool = False,
    chosen: bool = False,
    now: dt.datetime,
) -> Acceptance:
    """Return what came of an answer to a locked request: once all have accepted, the meeting.

    Where the time that others agreed on is taken meanwhile it gets the next free one. Raises
    SlotTaken instead where the one who answers has ``chosen`` the time.
    """
    request.changed_by = by
    pending = request.parties.filter(answer=Answer.PENDING).exists()
    if pending or request.answered_at is None:
        request.save()
        return Acceptance(request, why="request_waiting")
    if request.state == RequestState.ACCEPTED:
        return Acceptance(request)
    wanted = request.locked
    request.state = RequestState.ACCEPTED
    request.save()
    meeting, why = None, ""
    if not plan:
        try:
            meeting = book_meeting(request, slot=wanted, prefer=by, now=now)
        except SlotTaken as taken:
            if wanted is not None and chosen:
                raise
            why = taken.rule
    if meeting is None and why and wanted is not None:
        MeetingRequest.objects.filter(pk=request.pk).update(locked=None)
        try:
            meeting, why = book_meeting(request, prefer=by, now=now), ""
        except SlotTaken as taken:
            why = taken.rule
    tell_of_request(request, "accepted", by=by, meeting=meeting)
    request.refresh_from_db()
    return Acceptance(request, meeting, why)


def decline_request(
    request: MeetingRequest, *, by: Participation, reason: str = "", now: dt.datetime | None = None
) -> MeetingRequest:
    """Return the request, declined with a reason; a further party only stays away itself."""
    moment = now or timezone.now()
    with transaction.atomic():
        held = _lock(request, moment)
        party = _find_further_party(held, by)
        if party is not None:
            party.answer = Answer.DECLINED
            party.save(update_fields=["answer"])
            return settle_request(held, by, now=moment).request
        _require_turn(held, by)
        close_request(held, RequestState.DECLINED, by=by, reason=reason, now=moment)
        tell_of_request(held, "declined", by=by)
    return held


def propose_time(
    request: MeetingRequest, slot: Slot, *, by: Participation, now: dt.datetime | None = None
) -> MeetingRequest:
    """Return the request, which now waits for the other side to take the slot.

    Raises SlotTaken, with the next free slots, when it is not free.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        held = _lock(request, moment)
        side = _require_turn(held, by)
        offer = Offer(held)
        option = offer.find(slot, now=moment)
        if not isinstance(option, Option):
            free = offer.list_free(now=moment, most=5)
            raise SlotTaken(option, [one.slot for one in free])
        held.proposed, held.changed_by = slot, by
        held.turn = Side.REQUESTER if side == Side.RECIPIENT else Side.RECIPIENT
        held.save()
        tell_of_request(held, "proposed", by=by)
    return held


def cancel_request(
    request: MeetingRequest, *, by: Participation, reason: str = "", now: dt.datetime | None = None
) -> MeetingRequest:
    """Return the request, withdrawn while it was pending, or cancelled with its meeting.

    A further party that accepted only stays away itself. Raises Refusal, also once the meeting is
    over: one that was held stays.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        held = MeetingRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        side = find_side(held, by)
        if held.state not in (RequestState.PENDING, RequestState.ACCEPTED):
            raise Refusal("request_answered")
        meeting = find_meeting(held)
        if meeting is not None and is_over(meeting, now=moment):
            raise Refusal("meeting_over")
        if side is None:
            _leave_others(held, by, moment)
        elif held.state == RequestState.PENDING:
            if side != Side.REQUESTER:
                raise Refusal("request_not_yours")
            close_request(held, RequestState.WITHDRAWN, by=by, reason=reason, now=moment)
            tell_of_request(held, "withdrawn", by=by)
        else:
            if meeting is not None:
                free_time(meeting, absent=_list_own_people(held, meeting, side))
            close_request(held, RequestState.CANCELLED, by=by, reason=reason, now=moment)
            tell_of_request(held, "cancelled", by=by)
    fill_freed_times(edition=held.edition_id, now=moment)
    return held


def _leave_others(request: MeetingRequest, by: Participation, now: dt.datetime) -> None:
    party = find_party(request, by)
    if party is None or party.answer != Answer.ACCEPTED:
        raise Refusal("request_not_yours")
    leave_as_party(request, party)
    tell_of_request(request, "left", by=by)
    settle_request(request, by, now=now)


def leave_as_party(request: MeetingRequest, party: RequestParty) -> None:
    """Let a further party stay away from a locked request; the others meet without it."""
    meeting = find_meeting(request)
    if meeting is not None:
        gone = {party.participation_id, party.attends_id} - {None}
        meeting.attendees.filter(participation__in=gone).delete()
    party.answer = Answer.DECLINED
    party.save(update_fields=["answer"])


def _list_own_people(request: MeetingRequest, meeting: Meeting, side: Side) -> list[int]:
    """Return who was to come for a side: who cancels has no use for the time."""
    bookings = meeting.bookings.select_related("participation")
    return [
        one.participation_id for one in bookings if find_side(request, one.participation) == side
    ]


def expire_requests(*, now: dt.datetime | None = None) -> int:
    """Return how many pending requests came to their end unanswered; who asked is told.

    One that somebody is answering at this moment is left to the next time.
    """
    over = MeetingRequest.objects.filter(
        state=RequestState.PENDING, expires_at__lte=now or timezone.now()
    )
    with transaction.atomic():
        found = list(over.select_for_update(skip_locked=True, of=("self",)).order_by("pk"))
        ended = MeetingRequest.objects.filter(pk__in=[one.pk for one in found]).update(
            state=RequestState.EXPIRED, proposed=None, changed_by=None, reason=""
        )
        for one in found:
            tell_of_request(one, "expired", by=None)
        return ended


def find_meeting(request: MeetingRequest) -> Meeting | None:
    """Return the meeting that holds the request now, if there is one."""
    return Meeting.objects.filter(request=request, timetable__state=TimetableState.CURRENT).first()


def is_over(meeting: Meeting, *, now: dt.datetime) -> bool:
    """Return whether a meeting has ended, with the last of its slots."""
    return meeting.bookings.filter(during__endswith__lte=now).exists()


def _lock(request: MeetingRequest, now: dt.datetime) -> MeetingRequest:
    """Return the request, locked, when it can still be answered."""
    held = MeetingRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if held.state != RequestState.PENDING:
        raise Refusal("request_answered")
    if held.expires_at is not None and held.expires_at <= now:
        raise Refusal("request_expired")
    return held


def _require_turn(request: MeetingRequest, by: Participation) -> Side:
    side = find_side(request, by)
    if side is None or side != request.turn:
        raise Refusal("request_not_yours")
    return side


def close_request(
    request: MeetingRequest,
    state: RequestState,
    *,
    by: Participation | None,
    reason: str = "",
    now: dt.datetime,
) -> None:
    """End a locked request that holds no meeting any more."""
    request.state, request.proposed, request.locked = state, None, None
    request.changed_by, request.reason, request.answered_at = (
        by,
        check_line(reason, bounds.TEXT_LENGTH),
        now,
    )
    request.save()
