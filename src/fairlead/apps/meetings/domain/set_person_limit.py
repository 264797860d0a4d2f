"""Saying how many meetings one person has at most and at least, and how much rest after each."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction

from fairlead.apps.meetings.domain.refusals import Refusal, find_rule
from fairlead.apps.meetings.models import PersonLimit
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Participation


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds for one person; None where what holds for all does."""

    a_day: int | None = None
    in_all: int | None = None
    at_least: int | None = None
    least_a_day: int | None = None
    rest: int | None = None


def set_person_limit(who: Participation, limits: Limits, *, by: Doer) -> None:
    """Let these limits hold for a participant; without any, what holds for all.

    Drafts and bookings from now on keep them. Raises Refusal, with nothing changed, where meetings
    that are booked would be too many, or too close to one another.
    """
    try:
        _write(who, limits, by)
    except IntegrityError as error:
        if not find_rule(error).startswith("meeting_"):
            raise
        raise Refusal("limit_of_meetings") from error


def _write(who: Participation, limits: Limits, by: Doer) -> None:
    after = asdict(limits)
    with transaction.atomic():
        Participation.objects.select_for_update(no_key=True).get(pk=who.pk)
        known = PersonLimit.objects.filter(participation=who)
        before = known.values(*after).first() or asdict(Limits())
        if before == after:
            return
        if any(one is not None for one in after.values()):
            PersonLimit.objects.update_or_create(participation=who, defaults=after)
        else:
            known.delete()
        record_change(
            "set_person_limit", who, by=by, edition=who.edition, before=before, after=after
        )
