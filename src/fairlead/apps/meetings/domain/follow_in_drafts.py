"""Letting drafts take over what changes of a request that they hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from fairlead.apps.meetings.domain.adjust_draft import describe_held, write_in_draft
from fairlead.apps.meetings.models import Meeting, MeetingRequest, TimetableState
from fairlead.apps.meetings.queries.free_times import Offer, Option
from fairlead.folder.choices import CHANGED_SINCE


@contextmanager
def follow_in_drafts(request: MeetingRequest, *, now: dt.datetime) -> Iterator[None]:
    """Let a locked request be changed meanwhile; drafts keep its time where that is possible.

    One in which somebody has another meeting then, or there is no place, leaves it out, and says
    that it changed since.
    """
    rows = Meeting.objects.filter(request=request, timetable__state=TimetableState.DRAFT)
    held = list(rows.select_related("timetable", "slot").order_by("pk"))
    for one in held:
        one.delete()
    yield
    for one in held:
        draft = one.timetable
        offer = Offer(request, prefer=one.representative_id, draft=draft)
        option = offer.find(one.slot, now=now)
        if isinstance(option, Option):
            state = describe_held(offer, option)
            state["meeting"]["locked"] = one.locked
        else:
            state = {"meeting": None, "unheld": {"reason": CHANGED_SINCE, "said": []}}
        write_in_draft(draft, request, state)
