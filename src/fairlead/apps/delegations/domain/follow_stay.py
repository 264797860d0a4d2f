"""When delegates are free for meetings: at first as long as their delegation is at the fair."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from fairlead.apps.delegations.models import Delegation
from fairlead.apps.meetings.domain.set_availability import Span, build_never, set_availability
from fairlead.apps.people.domain.give_days import END_OF_DAY
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.models import Participation


def list_spans(delegation: Delegation | None) -> list[Span]:
    """Return the times on the days of the fair between arrival and departure; none for always."""
    if delegation is None or (delegation.arrives_at is None and delegation.leaves_at is None):
        return []
    edition = delegation.edition
    first, last = edition.first_day, edition.last_day
    begins = dt.datetime.combine(first, dt.time())
    ends = dt.datetime.combine(last, END_OF_DAY)
    if delegation.arrives_at is not None:
        begins = max(begins, delegation.arrives_at.astimezone(edition.zone).replace(tzinfo=None))
    if delegation.leaves_at is not None:
        ends = min(ends, delegation.leaves_at.astimezone(edition.zone).replace(tzinfo=None))
    spans = [
        (
            day,
            begins.time() if day == begins.date() else dt.time(),
            ends.time() if day == ends.date() else END_OF_DAY,
        )
        for day in edition.dates
        if begins.date() <= day <= ends.date()
    ]
    spans = [one for one in spans if one[1] < one[2]]
    return spans or [build_never(first)]


def _list_usual(who: Participation, stay: list[Span]) -> list[Span]:
    """Return the times of who has not said any: the stay, else the days of the type."""
    days = who.type.meeting_days if who.type is not None else ()
    return stay or [(day, dt.time(), END_OF_DAY) for day in days]


@dataclass(frozen=True, slots=True)
class StayOutcome:
    """Whose times follow a stay, and who keeps others for a meeting outside it."""

    changed: list[Participation] = field(default_factory=list)
    kept: list[Participation] = field(default_factory=list)


def follow_stay(
    people: Iterable[Participation], old: Delegation | None, new: Delegation | None, *, by: Doer
) -> StayOutcome:
    """Let people whose times are those of a delegation's stay have those of another one.

    Without a stay they are the days of their type of participation. Who said when they are free
    keeps that, and so does who has a meeting outside the stay.
    """
    followed = StayOutcome()
    stays = list_spans(old), list_spans(new)
    for who in people:
        before, after = (_list_usual(who, stay) for stay in stays)
        if sorted(before) == sorted(after):
            continue
        known = who.availability.values_list("date", "start", "end")
        if sorted(known) != sorted(before):
            continue
        followed_by = followed.changed
        try:
            with transaction.atomic():
                set_availability(who, after, by=by)
        except IntegrityError as error:
            if "meeting_available" not in str(error):
                raise
            followed_by = followed.kept
        followed_by.append(who)
    return followed
