"""What somebody means to do after a meeting."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from fairlead.apps.meetings.domain.refusals import Refusal
from fairlead.apps.meetings.models import FollowUp, MeetingRequest
from fairlead.apps.meetings.queries.sides import find_own
from fairlead.apps.messages.domain.queue_message import queue_message
from fairlead.apps.people.models import Participation, ParticipationState
from fairlead.folder import bounds
from fairlead.ui.forms.lengths import check_line

_AT_ONCE, MOST_FOLLOW_UPS = 500, 500


def add_follow_up(
    request: MeetingRequest, text: str, day: dt.date | None, *, by: Participation
) -> FollowUp:
    """Return what somebody means to do by a day; raises Refusal without either, for a stranger."""
    if find_own(request, by) is None:
        raise Refusal("request_not_yours")
    said = check_line(text, bounds.TEXT_LENGTH)
    if not said or day is None or not bounds.FIRST_DATE <= day <= bounds.LAST_DATE:
        raise Refusal("follow_up_empty")
    with transaction.atomic():
        # Pressing twice adds it once: the second waits here and finds the first.
        Participation.objects.select_for_update(no_key=True).get(pk=by.pk)
        mine = FollowUp.objects.filter(participation=by)
        there = mine.filter(request=request, text=said, day=day, done_at=None).first()
        if there is not None:
            return there
        if mine.count() >= MOST_FOLLOW_UPS:
            raise Refusal("follow_up_many")
        return FollowUp.objects.create(request=request, participation=by, text=said, day=day)


def mark_follow_up(task: FollowUp, *, done: bool, now: dt.datetime | None = None) -> None:
    """Mark it as done, or as still to do."""
    FollowUp.objects.filter(pk=task.pk, done_at__isnull=done).update(
        done_at=(now or timezone.now()) if done else None
    )


def remind_of_follow_ups(*, now: dt.datetime | None = None) -> int:
    """Return how many were reminded: on the day, by the fair's clock, each once."""
    moment = now or timezone.now()
    due = FollowUp.objects.filter(
        done_at=None,
        reminded_at=None,
        day__lte=(moment + dt.timedelta(days=1)).date(),
        participation__state=ParticipationState.APPROVED,
    ).select_related("participation__person", "participation__edition", "request")
    due = due.order_by("day", "pk")  # however many are of tomorrow, today's come first
    reminded = 0
    with transaction.atomic():
        for task in due.select_for_update(skip_locked=True, of=("self",))[:_AT_ONCE]:
            edition = task.participation.edition
            if moment.astimezone(edition.zone).date() < task.day:
                continue
            queue_message(
                person=task.participation.person,
                edition=edition,
                purpose="meeting",
                key=f"follow-up:{task.pk}",
                template="follow_up",
                context={"text": task.text, "day": task.day},
                link=f"/{edition.code}/desk/to-do/",
            )
            task.reminded_at = moment
            task.save(update_fields=["reminded_at"])
            reminded += 1
    return reminded
