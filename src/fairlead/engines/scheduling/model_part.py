"""A part of a problem that a model places, while all else stays where it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from fairlead.engines.scheduling.problem import Ints


@dataclass(frozen=True, slots=True)
class Part:
    """Some requests of a problem, while all others stay where they are."""

    free: Collection[int]
    """Requests that the model places."""
    fixed: dict[int, int]
    """Slots of the held requests that share a participant, a pair or an order with a free one."""
    participants: frozenset[int] | None = None
    """Of the free requests; None for all there are."""
    tables: Ints | None = None
    """(T,) shared tables that the others leave; None for all."""
    spare: Ints | None = None
    """(T,) of the tables to which nothing is locked those that the others leave; None for all."""
    blocked: frozenset[tuple[int, int]] = frozenset()
    """Tables to which some are locked, and slots, that the others take."""
    seats: Mapping[int, int] | None = None
    """The table of each of several slots, where it stands now: `seating.seat_long`."""
