"""Moving a meeting that holds now."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from fairlead.apps.fairs.models import Slot
from fairlead.apps.meetings.domain.answer_request import find_meeting, is_over
from fairlead.apps.meetings.domain.book_meeting import book_meeting
from fairlead.apps.meetings.domain.notices import tell_of_request
from fairlead.apps.meetings.domain.refusals import Refusal
from fairlead.apps.meetings.models import Meeting, MeetingRequest
from fairlead.apps.meetings.queries.sides import find_side
from fairlead.apps.people.models import Participation


def move_meeting(
    request: MeetingRequest,
    slot: Slot,
    *,
    by: Participation | None,
    now: dt.datetime | None = None,
) -> Meeting:
    """Return the meeting in another slot, in which everybody is free; the others are told.

    ``by`` is one of its parties, or nobody for the organiser. Raises SlotTaken, with the next
    free slots and the meeting where it was, when the slot is not free; Refusal for one that is
    over.
    """
    with transaction.atomic():
        held = MeetingRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        if by is not None and find_side(held, by) is None:
            raise Refusal("request_not_yours")
        before = find_meeting(held)
        if before is None:
            raise Refusal("meeting_none")
        if is_over(before, now=now or timezone.now()):
            raise Refusal("meeting_over")
        held.changed_by = by
        held.save(update_fields=["changed_by"])
        meeting = book_meeting(held, slot=slot, now=now)
        tell_of_request(held, "moved", by=by, meeting=meeting)
    return meeting
