"""Letting somebody in at a session: by a pass, or by hand."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from fairlead.apps.attendance.domain.book_seat import lock_session
from fairlead.apps.attendance.domain.refusals import Refusal
from fairlead.apps.attendance.models import Arrival, SeatState
from fairlead.apps.attendance.queries.floor import count_arrivals_at
from fairlead.apps.attendance.queries.seats import find_bar, find_seat
from fairlead.apps.congress.models import Session, Speaker
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.models import Participation, ParticipationState


def note_arrival(
    session: Session,
    who: Participation,
    *,
    by: Doer,
    anyway: bool = False,
    at: dt.datetime | None = None,
) -> tuple[Arrival, bool]:
    """Return the arrival, and whether it is new; a pass that is shown twice counts once.

    ``at`` is when the pass was read, by default now. Who needs a place and has none is refused, who
    may not attend, and where none has to be booked who comes when all are taken, unless those at
    the door let them in ``anyway``. Who speaks is always let in.
    """
    with transaction.atomic():
        session = lock_session(session)  # two doors count one after the other
        there = Arrival.objects.filter(session=session, participation=who).first()
        if there is not None:
            return there, False
        if who.state != ParticipationState.APPROVED:
            raise Refusal("no_part")
        if session.cancelled:
            raise Refusal("cancelled")
        if not anyway and not Speaker.objects.filter(session=session, participation=who).exists():
            _refuse_without_place(session, who)
        arrival = Arrival.objects.create(
            session=session, participation=who, account=by.account, at=at or timezone.now()
        )
    return arrival, True


def take_back_arrival(session: Session, who: Participation) -> None:
    """Take back that somebody came, noted by mistake."""
    with transaction.atomic():
        Arrival.objects.filter(session=session, participation=who).delete()


def _refuse_without_place(session: Session, who: Participation) -> None:
    seat = find_seat(session, who)
    if session.booking:
        if seat is None or seat.state != SeatState.BOOKED:
            raise Refusal("no_seat")
        return
    rule = find_bar(session, who, seat)
    if rule:
        raise Refusal("no_seat" if rule == "by_invitation" else rule)
    takes = session.room.capacity if session.capacity is None else session.capacity
    if takes is not None and count_arrivals_at(session) >= takes:
        raise Refusal("full")
