"""Letting somebody in at a session: by a pass, or by hand."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from fairlead.apps.attendance.domain.refusals import Refused
from fairlead.apps.attendance.models import Arrival, Seat, SeatState
from fairlead.apps.attendance.queries.floor import count_arrivals_at
from fairlead.apps.congress.models import Access, Session, Speaker
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

    ``at`` is when the pass was read, by default now. Who needs a place and has none is refused, and
    where none has to be booked who comes when all are taken, unless those at the door let them in
    ``anyway``. Who speaks is always let in.
    """
    there = Arrival.objects.filter(session=session, participation=who).first()
    if there is not None:
        return there, False
    if who.state != ParticipationState.APPROVED:
        raise Refused("no_part")
    if session.cancelled:
        raise Refused("cancelled")
    if not anyway and not Speaker.objects.filter(session=session, participation=who).exists():
        _refuse_without_place(session, who)
    return Arrival.objects.get_or_create(
        session=session,
        participation=who,
        defaults={"account": by.account, "at": at or timezone.now()},
    )


def take_back_arrival(session: Session, who: Participation) -> None:
    """Take back that somebody came, noted by mistake."""
    with transaction.atomic():
        Arrival.objects.filter(session=session, participation=who).delete()


def _refuse_without_place(session: Session, who: Participation) -> None:
    seats = Seat.objects.filter(session=session, participation=who)
    if session.booking:
        if not seats.filter(state=SeatState.BOOKED).exists():
            raise Refused("no_seat")
        return
    if session.access == Access.INVITATION and not seats.filter(invited=True).exists():
        raise Refused("no_seat")
    takes = session.room.capacity if session.capacity is None else session.capacity
    if takes is not None and count_arrivals_at(session) >= takes:
        raise Refused("full")
