"""Saying when one is free, or when somebody of the own team is."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence

from django.db import transaction

from fairlead.apps.meetings.domain.refusals import Refusal
from fairlead.apps.messages.domain.queue_message import queue_message
from fairlead.apps.people.domain.manage_team import check_member
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Availability, Change, Organisation, Participation

Span = tuple[dt.date, dt.time, dt.time]
_ACT = "set_availability"


def build_never(day: dt.date) -> Span:
    """Return a time in which no meeting has room: without any, one would always be free."""
    return day, dt.time(), dt.time(0, 1)


def set_availability(
    who: Participation, spans: Sequence[Span], *, by: Doer, seen: str | None = None
) -> bool:
    """Let a participant be free at these times and no others; always, when there is none.

    Returns whether that is a change. ``seen`` is the stamp of the hours that a form was opened
    with: raises Refusal where they are others since. The database refuses hours that leave out a
    meeting there is: raises IntegrityError with the rule ``meeting_available``, and nothing is
    changed.
    """
    with transaction.atomic():
        # Locked first, so that nobody is booked in between.
        Participation.objects.select_for_update(no_key=True).get(pk=who.pk)
        rows = [
            Availability(
                edition_id=who.edition_id, participation=who, date=date, start=start, end=end
            )
            for date, start, end in spans
        ]
        known = list(Availability.objects.filter(participation=who))
        before, wanted = set(map(_span, known)), set(map(_span, rows))
        if seen is not None and seen != stamp_hours(before):
            raise Refusal("hours_changed")
        if before == wanted:
            return False
        Availability.objects.bulk_create(rows, ignore_conflicts=True)
        gone = [one.pk for one in known if _span(one) not in wanted]
        Availability.objects.filter(pk__in=gone).delete()
        record_change(
            _ACT,
            who,
            by=by,
            edition=who.edition,
            before={"times": len(before)},
            after={"times": len(wanted)},
        )
        return True


def _span(row: Availability) -> Span:
    return row.date, row.start, row.end


def stamp_hours(spans: Iterable[Span]) -> str:
    """Return what tells one set of hours from another."""
    said = " ".join(f"{date}/{start}/{end}" for date, start, end in sorted(spans))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def read_stamp(who: Participation) -> str:
    """Return the stamp of somebody's hours; one query."""
    return stamp_hours(map(_span, Availability.objects.filter(participation=who)))


def set_team_availability(
    organisation: Organisation,
    member: Participation,
    spans: Sequence[Span],
    *,
    by: Doer,
    seen: str | None = None,
) -> bool:
    """Let somebody of the own organisation's team be free as `set_availability` does.

    That person is told. Raises NotOfTheTeam for others, and for oneself.
    """
    check_member(organisation, member, by)
    with transaction.atomic():
        if not set_availability(member, spans, by=by, seen=seen):
            return False
        edition = member.edition
        changes = Change.objects.filter(act=_ACT, about_id=member.pk, edition=edition.code)
        person = by.acting_for.person if by.acting_for is not None else None
        if person is None and by.account is not None:
            person = by.account.person
        queue_message(
            person=member.person,
            edition=edition,
            purpose="meeting",
            key=f"hours:{member.pk}:{changes.count()}",
            template="hours_set",
            context={
                "who": person.name if person is not None else organisation.name,
                "fair": edition.name,
            },
            link=f"/{edition.code}/desk/availability/",
        )
        return True
