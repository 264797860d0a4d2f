"""Booking a place at a session, giving it up, and giving free places to those who wait."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairlead.apps.attendance.domain.refusals import Refusal
from fairlead.apps.attendance.models import Seat, SeatCount, SeatState
from fairlead.apps.attendance.queries.seats import find_obstacle
from fairlead.apps.congress.models import Session
from fairlead.apps.messages.domain.queue_message import queue_message
from fairlead.apps.people.domain.record_change import COMMAND_LINE, Doer, record_change
from fairlead.apps.people.models import Participation, ParticipationState

SEAT_WORDS = {
    "booked": (_("You have a place"), _("A place is booked for you:")),
    "promoted": (_("A place is free: it is yours"), _("You waited for it and have it now:")),
    "beside": (
        _("A place is free: it is yours, beside something else"),
        _("You have it now, though you have something else at that time. Give up one of them:"),
    ),
    "waiting": (
        _("You are on the waiting list"),
        _("All places are taken. When one is free it is yours without anything to do for you:"),
    ),
    "invited": (_("You are invited"), _("Book your place on your desk:")),
}


def has_clash(who: Participation, session: Session) -> bool:
    """Return whether somebody has a meeting, speaks or has another place during a session.

    Meetings belong to an app above this one and are read by their table.
    """
    with connection.cursor() as cursor:
        cursor.execute(_CLASH, {"who": who.pk, "session": session.pk, **_span(session)})
        return cursor.fetchone() is not None


_CLASH = """
SELECT 1 FROM meetings_booking
WHERE participation_id = %(who)s AND during && tstzrange(%(begins)s, %(ends)s)
UNION ALL
SELECT 1 FROM (
    SELECT session_id FROM congress_speaker WHERE participation_id = %(who)s
    UNION ALL
    SELECT session_id FROM attendance_seat
    WHERE participation_id = %(who)s AND state = 'booked'
) other
JOIN congress_session session ON session.id = other.session_id AND NOT session.cancelled
JOIN fairs_edition edition ON edition.id = session.edition_id
WHERE session.id <> %(session)s AND tstzrange(%(begins)s, %(ends)s) && tstzrange(
    (session.date + session.start) AT TIME ZONE edition.time_zone,
    congress_find_end(session.date, session.start, session."end") AT TIME ZONE edition.time_zone
)
LIMIT 1
"""


def _span(session: Session) -> dict[str, Any]:
    return {"begins": session.starts_at, "ends": session.ends_at}


def book_seat(
    session: Session, who: Participation, *, by: Doer, nevertheless: bool = False
) -> Seat:
    """Return the place somebody has from now on, or waits for where all are taken.

    Who has something else at that time is asked first: ``nevertheless`` says yes, and the place
    then stands beside it. Nobody overtakes those who wait. Raises Refusal.
    """
    with transaction.atomic():
        session = lock_session(session)
        _lock_person(who)
        held = Seat.objects.select_for_update().filter(session=session, participation=who).first()
        if held is not None and held.state != SeatState.INVITED:
            return held
        rule = find_obstacle(session, who, held)
        if rule:
            raise Refusal(rule)
        clash = has_clash(who, session)
        if clash and not nevertheless:
            raise Refusal("clash")
        seat = held or Seat(session=session, participation=who)
        seat.state, seat.beside = _find_state(session), clash
        seat.asked_at = timezone.now()
        seat.save()
        record_change(
            "book_seat", seat, by=by, edition=session.edition, after={"state": str(seat.state)}
        )
        _tell(seat, str(seat.state))
        return seat


def cancel_seat(session: Session, who: Participation, *, by: Doer) -> None:
    """Give up a place or the wait for one; who waits longest gets it. An invitation stays.

    Raises Refusal for who has neither.
    """
    with transaction.atomic():
        session = lock_session(session)
        rows = Seat.objects.select_for_update().filter(session=session, participation=who)
        seat = rows.exclude(state=SeatState.INVITED).first()
        if seat is None:
            raise Refusal("nothing")
        record_change(
            "cancel_seat", seat, by=by, edition=session.edition, before={"state": str(seat.state)}
        )
        if seat.invited:
            seat.state = SeatState.INVITED
            seat.save(update_fields=["state"])
        else:
            seat.delete()
        promote_waiting(session, by=by)


def invite(session: Session, people: Iterable[Participation], *, by: Doer) -> int:
    """Return how many were invited to a session; who was already is not told again."""
    invited = 0
    with transaction.atomic():
        for who in people:
            seat, fresh = Seat.objects.get_or_create(
                session=session,
                participation=who,
                defaults={"state": SeatState.INVITED, "invited": True},
            )
            if not fresh and seat.invited:
                continue
            if not fresh:
                seat.invited = True
                seat.save(update_fields=["invited"])
            invited += 1
            record_change("invite_to_session", seat, by=by, edition=session.edition)
            _tell(seat, "invited")
    return invited


def withdraw_invitation(seat: Seat, *, by: Doer) -> None:
    """Take back an invitation with the place that was booked by it; others get the place."""
    with transaction.atomic():
        session = lock_session(seat.session)
        record_change("withdraw_invitation", seat, by=by, edition=session.edition)
        seat.delete()
        promote_waiting(session, by=by)


def promote_waiting(session: Session, *, by: Doer = COMMAND_LINE) -> int:
    """Return how many who waited got a place that is free; the session is locked by the caller."""
    if session.cancelled or session.begins_at <= timezone.now():
        return 0
    waiting = Seat.objects.select_for_update(of=("self",)).filter(
        session=session,
        state=SeatState.WAITING,
        participation__state=ParticipationState.APPROVED,
    )
    left = _count_left(session)
    rows = waiting.select_related("participation__person").order_by("asked_at", "pk")
    promoted = 0
    for seat in rows if left is None else rows[:left]:
        if not _lock_person(seat.participation, wait=False):
            break  # somebody is at it: the worker goes on, and nobody overtakes
        seat.state, seat.beside = SeatState.BOOKED, has_clash(seat.participation, session)
        seat.save(update_fields=["state", "beside"])
        seat.session = session
        record_change(
            "promote_seat",
            seat,
            by=by,
            edition=session.edition,
            before={"state": "waiting"},
            after={"state": "booked"},
        )
        _tell(seat, "beside" if seat.beside else "promoted")
        promoted += 1
    return promoted


def promote_all() -> int:
    """Return how many got places that came free by other ways: a larger room, a load, a leaver."""
    promoted = 0
    sessions = Seat.objects.filter(
        state=SeatState.WAITING, session__date__gte=timezone.now().date() - dt.timedelta(1)
    ).values_list("session", flat=True)
    for number in sessions.order_by("session").distinct():
        with transaction.atomic():
            session = Session.objects.select_related("edition").filter(pk=number).first()
            if session is not None:
                promoted += promote_waiting(lock_session(session))
    return promoted


def _lock_person(who: Participation, *, wait: bool = True) -> bool:
    """Return whether nobody else books this person or its meetings from now on.

    It is the lock that meetings take. Who holds a session's count waits for no person that may
    wait for the count.
    """
    rows = Participation.objects.select_for_update(no_key=True, skip_locked=not wait)
    return rows.filter(pk=who.pk).order_by().values_list("pk", flat=True).first() is not None


def lock_session(session: Session) -> Session:
    """Return the session as it is now; others who count its places wait until we are done."""
    SeatCount.objects.bulk_create([SeatCount(session=session)], ignore_conflicts=True)
    SeatCount.objects.select_for_update().get(session=session)
    return Session.objects.select_related("edition", "room").get(pk=session.pk)


def _count_left(session: Session) -> int | None:
    if session.capacity is None:
        return None
    taken = SeatCount.objects.get(session=session).taken
    return max(0, session.capacity - taken)


def _find_state(session: Session) -> SeatState:
    """Return the state of who comes now; nobody overtakes those who wait."""
    left = _count_left(session)
    if left is None:
        return SeatState.BOOKED
    waits = Seat.objects.filter(session=session, state=SeatState.WAITING).exists()
    return SeatState.WAITING if waits or not left else SeatState.BOOKED


def _tell(seat: Seat, what: str) -> None:
    session, who = seat.session, seat.participation
    subject, words = SEAT_WORDS[what]
    queue_message(
        person=who.person,
        edition=session.edition,
        purpose="session",
        key=f"seat:{seat.pk}:{what}:{seat.asked_at.timestamp():.0f}",
        template="seat",
        context={
            "subject": subject,
            "words": words,
            "title": session.title,
            "date": session.date,
            "start": session.start,
            "room": session.room.name,
        },
        link=reverse("desk:session", args=(session.edition.code, session.code)),
    )
