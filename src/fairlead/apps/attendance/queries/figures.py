"""How many were expected, booked and came to each session: counts alone, and of nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from fairlead.apps.attendance.models import Arrival, Seat, SeatState
from fairlead.apps.attendance.queries.floor import count_arrivals
from fairlead.apps.attendance.queries.seats import Places, count_places_by_session
from fairlead.apps.congress.models import Session, Speaker
from fairlead.apps.fairs.language import chooser
from fairlead.apps.fairs.models import Edition
from fairlead.ui.lists.name_pattern import holds_words


@dataclass(frozen=True, slots=True)
class SessionFilter:
    """Which sessions are asked for: a day, the number of a room, a kind, words of title or track.

    What is empty asks for all.
    """

    day: dt.date | None = None
    room: int | None = None
    kind: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """A session with its counts.

    ``came`` are those who came to hear it; of them ``booked_came`` had a place. ``spoke`` of
    ``speakers`` were seen there.
    """

    session: Session
    places: Places
    came: int
    booked_came: int
    speakers: int
    spoke: int

    @property
    def takes(self) -> int | None:
        """Return how many it takes: its own places, else those of its room; None without an end."""
        given = self.session.capacity
        return self.session.room.capacity if given is None else given

    @property
    def filled(self) -> float | None:
        """Return which share of the places was taken by those who came."""
        return self.came / self.takes if self.takes else None

    @property
    def stayed_away(self) -> int:
        """Return how many had booked and did not come."""
        return max(0, self.places.taken - self.booked_came)


def list_figures(edition: Edition, wanted: SessionFilter) -> list[Figures]:
    """Return the sessions asked for in order of time, with their counts; six queries."""
    sessions = [one for one in _list_sessions(edition, wanted) if _holds(one, wanted.words)]
    if not sessions:
        return []
    places, came = count_places_by_session(edition), count_arrivals(edition)
    seats = Seat.objects.filter(
        session=OuterRef("session"),
        participation=OuterRef("participation"),
        state=SeatState.BOOKED,
    )
    booked_came = _count(Arrival.objects.filter(Exists(seats), session__edition=edition))
    seen = Arrival.objects.filter(
        session=OuterRef("session"), participation=OuterRef("participation")
    )
    speakers = Speaker.objects.filter(session__edition=edition).annotate(seen=Exists(seen))
    spoke = {
        row["session"]: (row["all"], row["came"])
        for row in speakers.order_by()
        .values("session")
        .annotate(all=Count("pk"), came=Count("pk", filter=Q(seen=True)))
    }
    return [
        Figures(
            one,
            places.get(one.pk, Places(one.capacity, 0, 0)),
            came.get(one.pk, 0),
            booked_came.get(one.pk, 0),
            *spoke.get(one.pk, (0, 0)),
        )
        for one in sessions
    ]


def _list_sessions(edition: Edition, wanted: SessionFilter) -> Iterable[Session]:
    rows = Session.objects.filter(edition=edition).select_related("room__hall")
    if wanted.day is not None:
        rows = rows.filter(date=wanted.day)
    if wanted.room is not None:
        rows = rows.filter(room=wanted.room)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    for one in rows.order_by("date", "start", "code"):
        one.edition = edition
        yield one


def _holds(session: Session, words: str) -> bool:
    choose = chooser(session.edition)
    return holds_words(words, session.code, choose(session.title), choose(session.track))


def _count(rows: Any) -> dict[int, int]:
    counted: Sequence[dict[str, Any]] = rows.order_by().values("session").annotate(many=Count("pk"))
    return {row["session"]: row["many"] for row in counted}
