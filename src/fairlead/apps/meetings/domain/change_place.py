"""Changing where a meeting is to be."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from fairlead.apps.meetings.domain.answer_request import find_meeting
from fairlead.apps.meetings.domain.book_meeting import book_meeting
from fairlead.apps.meetings.domain.follow_in_drafts import follow_in_drafts
from fairlead.apps.meetings.domain.notices import tell_of_request
from fairlead.apps.meetings.domain.refusals import Refused
from fairlead.apps.meetings.domain.request_meeting import may_have_stand
from fairlead.apps.meetings.models import MeetingRequest, Place
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
    meeting there is keeps its time. Raises Refused, and SlotTaken with the next times at which
    that place is free.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        held = MeetingRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        if find_side(held, by) is None:
            raise Refused("request_not_yours")
        if held.state not in OPEN_STATES:
            raise Refused("request_answered")
        if place not in Place.values:
            raise Refused("request_act")
        said = link if place == Place.ONLINE else ""
        if (held.place, held.link) == (place, said):
            return held
        whom = held.recipient or held.invitee
        if place == Place.STAND and (whom is None or not may_have_stand(whom)):
            raise Refused("request_no_stand")
        with follow_in_drafts(held, now=moment):
            held.place, held.link, held.changed_by = place, said, by
            if place != Place.TABLE:
                held.locked_table = None
            held.save()
            meeting = find_meeting(held)
            if meeting is not None:
                meeting = book_meeting(
                    held,
                    slot=meeting.slot,
                    prefer=meeting.representative,
                    under_way=True,
                    now=moment,
                )
        tell_of_request(held, "place", by=by, meeting=meeting)
    return held
