"""Being at a meeting, or not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, DurationField, ExpressionWrapper, F, Value
from django.utils import timezone

from fairlead.apps.meetings.domain.answer_request import close_request, find_meeting
from fairlead.apps.meetings.domain.fill_freed_time import fill_freed_times, free_time
from fairlead.apps.meetings.domain.notices import tell_of_request
from fairlead.apps.meetings.domain.refusals import Refusal
from fairlead.apps.meetings.models import (
    CheckIn,
    Meeting,
    MeetingRequest,
    MeetingRules,
    NoShow,
    ReleaseBy,
    RequestState,
)
from fairlead.apps.meetings.queries.sides import find_own
from fairlead.apps.people.models import Participation

EARLY = dt.timedelta(minutes=30)
LATE = dt.timedelta(hours=12)
"""After its end a meeting is what was said of it: nobody can report any more that others did not
come, which would take the meeting away with all that came of it."""


@dataclass(frozen=True, slots=True)
class HeldMeeting:
    """A meeting as it is held: when, and who comes for which side."""

    meeting: Meeting
    begins: dt.datetime
    ends: dt.datetime
    sides: dict[int, str]

    def list_absent(self, present: Iterable[str]) -> list[int]:
        """Return who is expected of the sides nobody is there of."""
        there = set(present)
        return [person for person, side in self.sides.items() if side not in there]


def check_in(
    request: MeetingRequest,
    *,
    who: Participation,
    everybody: bool = False,
    now: dt.datetime | None = None,
) -> list[CheckIn]:
    """Return that somebody is at a meeting, or that everybody is; a second press adds nothing.

    Raises Refusal for a stranger, and more than half an hour before it begins or after its end.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        held = MeetingRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        own = find_own(held, who)
        if own is None:
            raise Refusal("request_not_yours")
        sitting = read_sitting(held)
        if moment < sitting.begins - EARLY:
            raise Refusal("check_in_early")
        if moment > sitting.ends:
            raise Refusal("check_in_over")
        there = {who.pk: own.key}
        if everybody:
            there |= sitting.sides
        CheckIn.objects.bulk_create(
            (
                CheckIn(
                    request=held,
                    participation_id=person,
                    side=side,
                    begins=sitting.begins,
                    at=moment,
                )
                for person, side in there.items()
            ),
            ignore_conflicts=True,
        )
    return list(CheckIn.objects.filter(request=held, begins=sitting.begins))


def report_no_show(
    request: MeetingRequest,
    *,
    by: Participation | None,
    waited: bool = False,
    now: dt.datetime | None = None,
) -> NoShow:
    """Return that a side did not come; the meeting is over, and its time goes to who waits.

    ``by`` is who waits, or nobody for the organiser; ``waited`` says that somebody has to be
    there. Raises Refusal before the grace time is over, later than `LATE` after its end, when two
    sides are there to meet, and for a stranger.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        held = MeetingRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        own = find_own(held, by) if by is not None else None
        if by is not None and own is None:
            raise Refusal("request_not_yours")
        sitting = read_sitting(held)
        grace = dt.timedelta(minutes=find_rules(held.edition_id).grace_minutes)
        if moment < sitting.begins + grace:
            raise Refusal("no_show_early")
        if moment > sitting.ends + LATE:
            raise Refusal("no_show_late")
        there = CheckIn.objects.filter(request=held, begins=sitting.begins)
        present = set(there.values_list("side", flat=True)) | ({own.key} if own else set())
        absent = sitting.list_absent(present)
        if not absent or len(present) > 1 or (waited and not present):
            raise Refusal("no_show_there")
        missed = NoShow.objects.create(
            request=held,
            absent=absent,
            begins=sitting.begins,
            ends=sitting.ends,
            by=by,
            at=moment,
        )
        free_time(sitting.meeting, absent=absent)
        close_request(held, RequestState.CANCELLED, by=by, now=moment)
        tell_of_request(held, "no_show", by=by)
    fill_freed_times(edition=held.edition_id, now=moment)
    return missed


def release_no_shows(*, now: dt.datetime | None = None) -> int:
    """Return how many meetings were given up because one side waits and another did not come.

    Only of editions that leave this to the system; where nobody checks in nothing is known.
    """
    moment, released = now or timezone.now(), 0
    minutes = ExpressionWrapper(
        F("request__edition__meeting_rules__grace_minutes")
        * Value(dt.timedelta(minutes=1), output_field=DurationField()),
        output_field=DurationField(),
    )
    waits = (
        CheckIn.objects.filter(
            request__edition__meeting_rules__release_by=ReleaseBy.ITSELF,
            request__state=RequestState.ACCEPTED,
            begins__lte=moment - minutes,
            begins__gt=moment - LATE,
        )
        .order_by()
        .values("request")
        .annotate(there=Count("side", distinct=True))
        .filter(there=1)
        .values_list("request", flat=True)
    )
    for request in MeetingRequest.objects.filter(pk__in=list(waits)):
        try:
            report_no_show(request, by=None, waited=True, now=moment)
        except Refusal:
            continue
        released += 1
    return released


def find_rules(edition: int) -> MeetingRules:
    """Return the rules of an edition, or the default rules where it has none."""
    found = MeetingRules.objects.filter(edition=edition).first()
    return found or MeetingRules(edition_id=edition)


def read_sitting(request: MeetingRequest) -> HeldMeeting:
    """Return the meeting of a request; raises Refusal when there is none."""
    meeting = find_meeting(request)
    bookings = list(meeting.bookings.select_related("participation")) if meeting else []
    if meeting is None or not bookings:
        raise Refusal("meeting_none")
    sides = {}
    for one in bookings:
        own = find_own(request, one.participation)
        sides[one.participation_id] = own.key if own is not None else ""
    during = bookings[0].during
    return HeldMeeting(meeting, during.lower, during.upper, sides)
