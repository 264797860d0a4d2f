"""Places at sessions: who may book, what is left, what somebody has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Count,
    Exists,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from fairlead.apps.attendance.models import Seat, SeatState
from fairlead.apps.congress.models import Access, Session, Speaker
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.prepared_query import Parameter
from fairlead.apps.people.models import Participation, Role


@dataclass(frozen=True, slots=True)
class Places:
    """How many places a session has, how many are taken, and how many people wait or are invited.

    ``capacity`` is None where there is no end of places.
    """

    capacity: int | None
    taken: int
    waiting: int
    invited: int = 0

    @property
    def left(self) -> int | None:
        """Return how many are left; None where there is no end."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)


def count_places(session: Session) -> Places:
    """Return the places of a session; one query."""
    found = Seat.objects.filter(session=session).aggregate(
        **{state: Count("pk", filter=Q(state=state)) for state in SeatState.values}
    )
    return Places(session.capacity, found["booked"], found["waiting"], found["invited"])


def read_standing(rows: QuerySet[Session], who: Participation | Parameter) -> QuerySet[Session]:
    """Return sessions with what somebody is to each, all in the query that reads them.

    ``own_seat`` is a place, wait or invitation and absent without one; ``speaks``, ``moderates``
    and ``record`` are what they say, and `read_places` tells how many places are taken.
    """
    speaking = Speaker.objects.filter(session=OuterRef("pk"), participation=who)
    counted = Seat.objects.filter(session=OuterRef("pk")).order_by().values("session")
    numbers = {
        f"{state}_seats": Coalesce(
            Subquery(counted.filter(state=state).values(many=Count("pk"))), Value(0)
        )
        for state in SeatState.values
    }
    own = ("own_seat", "record")  # the first is annotated, which the type of Django's does not see
    return rows.annotate(
        own_seat=FilteredRelation("seats", condition=Q(seats__participation=who)),
        speaks=Exists(speaking),
        moderates=Exists(speaking.filter(moderates=True)),
        **numbers,
    ).select_related(*own)


def read_places(session: Any) -> Places:
    """Return the places of a session that `read_standing` read."""
    taken, waiting = session.booked_seats, session.waiting_seats
    return Places(session.capacity, taken, waiting, session.invited_seats)


def count_places_by_session(edition: Edition) -> dict[int, Places]:
    """Return the places of the sessions of an edition where somebody asked for one; one query."""
    rows = (
        Seat.objects.filter(session__edition=edition)
        .values("session", "session__capacity")
        .annotate(**{state: Count("pk", filter=Q(state=state)) for state in SeatState.values})
    )
    counted: Iterable[dict[str, Any]] = rows  # type: ignore[assignment]
    return {
        row["session"]: Places(
            row["session__capacity"], row["booked"], row["waiting"], row["invited"]
        )
        for row in counted
    }


def find_seat(session: Session, who: Participation) -> Seat | None:
    """Return somebody's place at a session, wait or invitation."""
    return Seat.objects.filter(session=session, participation=who).first()


def find_seats(who: Participation) -> dict[int, Seat]:
    """Return somebody's places by the session's number; one query."""
    return {one.session_id: one for one in Seat.objects.filter(participation=who)}


def find_seat_of_day(who: Participation, now: dt.datetime) -> Seat | None:
    """Return somebody's booked place at the session that is on or comes next on this day."""
    today = now.astimezone(who.edition.zone).date()
    rows = Seat.objects.filter(
        participation=who, state=SeatState.BOOKED, session__cancelled=False, session__date=today
    ).select_related("session__room", "session__edition")
    coming = [one for one in rows if one.session.is_over_at > now]
    return min(coming, key=lambda one: one.session.begins_at, default=None)


def find_obstacle(
    session: Session,
    who: Participation,
    seat: Seat | None,
    now: dt.datetime | None = None,
    *,
    speaks: bool | None = None,
    bar: str | None = None,
) -> str:
    """Return the rule by which somebody cannot book; empty when they can.

    Whether they speak there, and the bar to attending (`find_bar`), is asked of the database
    where it is not known.
    """
    if session.cancelled:
        return "cancelled"
    if speaks is None:
        speaks = Speaker.objects.filter(session=session, participation=who).exists()
    if speaks:
        return "speaks"
    if bar is None:
        bar = find_bar(session, who, seat)
    if bar:
        return bar
    if not session.booking:
        return "no_booking"
    return "begun" if session.begins_at <= (now or timezone.now()) else ""


def find_bar(session: Session, who: Participation, seat: Seat | None) -> str:
    """Return the rule by which somebody may not attend; empty when they may."""
    if session.access == Access.INVITATION and not (seat is not None and seat.invited):
        return "by_invitation"
    if session.access == Access.DELEGATES and not (seat is not None and seat.invited):
        return "" if _is_delegate(who, session.economies) else "delegates_only"
    return ""


def find_bar_to_content(session: Session, who: Participation) -> str:
    """Return the rule by which somebody may neither follow a session nor ask there; or nothing.

    It is open to who speaks there and to those who may attend.
    """
    if not session.access or Speaker.objects.filter(session=session, participation=who).exists():
        return ""
    return find_bar(session, who, find_seat(session, who))


def _is_delegate(who: Participation, economies: list[str]) -> bool:
    """Return whether somebody is a delegate of one of the economies, of any where none is named.

    Whose delegate somebody is says the delegation; without one, the organisation or the person.
    """
    if Role.DELEGATE not in who.roles:
        return False
    if not economies:
        return True
    rows = Participation.objects.filter(pk=who.pk)
    economy = rows.values_list(
        "delegate__delegation__economy", "organisation__country", "person__country"
    )
    return next((one for one in economy[0] if one), "") in economies


def list_people(session: Session) -> list[Seat]:
    """Return who has a place, waits or is invited, in that order and by time."""
    rows = Seat.objects.filter(session=session).select_related(
        "participation__person", "participation__organisation"
    )
    order = {name: place for place, name in enumerate(("booked", "waiting", "invited"))}
    return sorted(rows.order_by("asked_at", "pk"), key=lambda one: order[one.state])
