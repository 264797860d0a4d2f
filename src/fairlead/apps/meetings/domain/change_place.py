"""Changing where a meeting is to be."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from fairlead.apps.meetings.domain.answer_request import find_meeting
from fairlead.apps.meetings.domain.book_meeting import book_meeting
from fairlead.apps.meetings.domain.follow_in_drafts import follow_in_drafts
from fairlead.apps.meetings.domain.notices import tell_of_request
from fairlead.apps.meetings.domain.refusals import Refusal, SlotTaken
from fairlead.apps.meetings.domain.request_meeting import may_have_stand
from fairlead.apps.meetings.models import Meeting, MeetingRequest, Place
from fairlead.apps.meetings.queries.sides import find_side
from fairlead.apps.people.models import Participation
from fairlead.folder.choices import OPEN_STATES


def change_place(
    request: MeetingRequest,
    place: str,
    *,
    by: Participation,
    link: str = "",
    now: dt.datetime | None = None,
) -> MeetingRequest:
    """Return the request, to be held at another place, or online with another link.

    Who asks and who is asked may choose it, while the request is open; the others are told. A
    meeting there is keeps its time. Raises Refusal, and SlotTaken with the next times at which
    that place is free.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        held = MeetingRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        if find_side(held, by) is None:
            raise Refusal("request_not_yours")
        if held.state not in OPEN_STATES:
            raise Refusal("request_answered")
        if place not in Place.values:
            raise Refusal("request_act")
        said = link if place == Place.ONLINE else ""
        if (held.place, held.link) == (place, said):
            return held
        whom = held.recipient or held.invitee
        if place == Place.STAND and (whom is None or not may_have_stand(whom)):
            raise Refusal("request_no_stand")
        held.changed_by = by
        meeting = hold_elsewhere(held, place, link=said, now=moment)
        tell_of_request(held, "place", by=by, meeting=meeting)
    return held


def hold_elsewhere(
    request: MeetingRequest,
    place: str,
    *,
    link: str = "",
    now: dt.datetime,
    give_up: bool = False,
) -> Meeting | None:
    """Return the meeting of a locked request, which is held at another place from then on.

    Nobody is told. It keeps its time; where the place is not free then it raises SlotTaken, or,
    to ``give_up``, has no time any more.
    """
    with follow_in_drafts(request, now=now):
        request.place, request.link = place, link
        if place != Place.TABLE:
            request.locked_table = None
        request.save()
        meeting = find_meeting(request)
        if meeting is None:
            return None
        try:
            return book_meeting(
                request,
                slot=meeting.slot,
                prefer=meeting.representative,
                under_way=True,
                now=now,
            )
        except SlotTaken:
            if not give_up:
                raise
        meeting.delete()
        request.locked = None
        request.save(update_fields=["locked"])
        return None
