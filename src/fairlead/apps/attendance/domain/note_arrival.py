"""Letting somebody in at a session: by a pass, or by hand."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from fairlead.apps.attendance.domain.refusals import Refused
from fairlead.apps.attendance.models import Arrival, Seat, SeatState
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

    ``at`` is when the pass was read, by default now. Who needs a place and has none is refused,
    unless those at the door let them in ``anyway``.
    """
    if who.state != ParticipationState.APPROVED:
        raise Refused("no_part")
    if not anyway and _needs_seat(session, who):
        raise Refused("no_seat")
    return Arrival.objects.get_or_create(
        session=session,
        participation=who,
        defaults={"account": by.account, "at": at or timezone.now()},
    )


def take_back_arrival(session: Session, who: Participation) -> None:
    """Take back that somebody came, noted by mistake."""
    with transaction.atomic():
        Arrival.objects.filter(session=session, participation=who).delete()


def _needs_seat(session: Session, who: Participation) -> bool:
    if not session.booking and session.access != Access.INVITATION:
        return False
    if Speaker.objects.filter(session=session, participation=who).exists():
        return False
    seats = Seat.objects.filter(session=session, participation=who)
    if session.booking:
        return not seats.filter(state=SeatState.BOOKED).exists()
    return not seats.filter(invited=True).exists()
