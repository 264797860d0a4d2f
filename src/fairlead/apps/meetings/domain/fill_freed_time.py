"""Giving a time that somebody has no more use for to those who wait for one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Case, Q, QuerySet, When
from django.utils import timezone

from fairlead.apps.fairs.models import Slot
from fairlead.apps.meetings.domain.book_meeting import book_meeting
from fairlead.apps.meetings.domain.notices import tell_of_request
from fairlead.apps.meetings.domain.refusals import SlotTaken
from fairlead.apps.meetings.models import (
    FreedTime,
    Meeting,
    MeetingRequest,
    Preference,
    RequestState,
    TimetableState,
)
from fairlead.apps.meetings.queries.free_times import Offer, Option
from fairlead.apps.people.models import Participation

_MOST_ASKED = 50  # of those who wait, for one freed time


def free_time(meeting: Meeting, *, absent: Iterable[int] = ()) -> None:
    """Give up a meeting, and note its time for those who wait; in the transaction of the caller.

    Who is ``absent`` has no use for it.
    """
    bookings = list(meeting.bookings.all())
    if bookings:
        away = set(absent)
        FreedTime.objects.create(
            edition_id=meeting.request.edition_id,
            begins=bookings[0].during.lower,
            ends=bookings[0].during.upper,
            people=[one.participation_id for one in bookings if one.participation_id not in away],
            absent=sorted(away),
        )
    meeting.delete()


def fill_freed_times(*, edition: int | None = None, now: dt.datetime | None = None) -> int:
    """Return how many who waited got a time that was given up, each told with whom they meet.

    Who wants it most comes first, then who asked first. Each time is dealt with once, by anyone who
    comes first to it: by the one who gave it up, or by a worker when that process was ended.
    """
    moment, filled = now or timezone.now(), 0
    while True:
        with transaction.atomic():
            rows = FreedTime.objects.select_for_update(skip_locked=True).order_by("id")
            freed = (rows if edition is None else rows.filter(edition=edition)).first()
            if freed is None:
                return filled
            filled += _fill(freed, moment)
            freed.delete()


def _fill(freed: FreedTime, now: dt.datetime) -> int:
    if freed.ends <= now or not freed.people:
        return 0
    slots = list(
        Slot.objects.filter(
            edition=freed.edition_id, starts_at__gte=freed.begins, ends_at__lte=freed.ends
        ).order_by("starts_at")
    )
    filled = 0
    for waiting in _list_waiting(freed)[:_MOST_ASKED]:
        filled += any(_take(waiting.pk, slot, freed, now) for slot in slots)
    return filled


def _list_waiting(freed: FreedTime) -> QuerySet[MeetingRequest]:
    """Return the accepted requests without a time that somebody freed has a part in."""
    people = freed.people
    firms = Participation.objects.filter(pk__in=people).values("organisation")
    part = Q(requester__in=people) | Q(invitee__in=people) | Q(recipient__in=firms)
    part |= Q(parties__participation__in=people) | Q(parties__exhibitor__in=firms)
    has_time = Meeting.objects.filter(timetable__state=TimetableState.CURRENT)
    wanted = MeetingRequest.objects.filter(
        part, edition=freed.edition_id, state=RequestState.ACCEPTED
    ).exclude(pk__in=has_time.filter(request__edition=freed.edition_id).values("request"))
    eager = Case(When(preference=Preference.MUST, then=0), default=1)
    return wanted.distinct().order_by(eager, "asked_at", "pk")


def _take(request: int, slot: Slot, freed: FreedTime, now: dt.datetime) -> bool:
    rows = MeetingRequest.objects.select_for_update(skip_locked=True, of=("self",))
    waiting = rows.filter(pk=request, state=RequestState.ACCEPTED).first()
    if waiting is None:
        return False
    option = Offer(waiting, away=freed.absent).find(slot, now=now, under_way=True)
    if not isinstance(option, Option):
        return False
    try:
        meeting = book_meeting(waiting, slot=slot, away=freed.absent, under_way=True, now=now)
    except SlotTaken:
        return False
    tell_of_request(waiting, "booked", by=None, meeting=meeting)
    return True
