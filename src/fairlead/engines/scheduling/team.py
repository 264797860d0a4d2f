"""The representatives of a person, and the meetings they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from fairlead.engines.scheduling.problem import Bools


class Limits(NamedTuple):
    """What one representative can take on."""

    a_day: int | None = None
    """Most meetings on a day."""
    in_all: int | None = None
    """Most meetings on all days together."""
    rest: int = 0
    """Slots of the day without a meeting after each."""


_UNLIMITED = Limits()


@dataclass(frozen=True, slots=True)
class BookedMeeting:
    """A meeting of a person, and which representative it had before."""

    span: range
    wish: int = -1
    """Who was at it, -1 for nobody."""
    stays: bool = False
    """Whether it is in its old slot: then who was at it comes first."""
    avoids: frozenset[int] = frozenset()
    """Who is to come only where nobody else can."""
    barred: frozenset[int] = frozenset()
    """Who does not come."""


@dataclass(frozen=True, slots=True)
class Team:
    """The representatives of a person, and what each of them can take on."""

    hours: Bools
    """(representatives, slots) when each is there."""
    day: Sequence[int]
    """(T,) the day of each slot."""
    limits: Sequence[Limits] = ()
    """Of each representative; empty: nobody has any."""
    in_row: int | None = None
    """Most slots with a meeting without a pause of each."""
    barred: Mapping[int, frozenset[int]] = field(default_factory=dict)
    """Who is not sent to a request, by request."""

    @property
    def adds_up(self) -> bool:
        """Return whether the meetings of one day count on another."""
        return any(one.in_all is not None for one in self.limits)

    def limits_of(self, one: int) -> Limits:
        """Return the limits of a representative."""
        return self.limits[one] if self.limits else _UNLIMITED

    def book(
        self, request: int, span: range, wish: int = -1, *, stays: bool = False
    ) -> BookedMeeting:
        """Return a request in its slots as a meeting that is given out."""
        return BookedMeeting(span, wish, stays, barred=self.barred.get(request, frozenset()))

    def can_attend(self, one: int, meeting: BookedMeeting) -> bool:
        """Return whether a representative is there all the time, and may be sent."""
        if one in meeting.barred:
            return False
        return bool(self.hours[one, meeting.span.start : meeting.span.stop].all())
