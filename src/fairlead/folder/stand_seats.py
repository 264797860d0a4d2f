"""Seats of meetings that come to a stand: nobody else's while they last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
Times = Sequence[Hashable]
"""What a meeting takes: a version, a stand and a slot, for each slot that it lasts."""


def choose_seats(
    taken: Iterable[tuple[int, Times]], coming: Mapping[K, tuple[int, Times]]
) -> dict[K, int]:
    """Return the seat of each meeting that comes, by its key.

    It keeps the one it has, where that is free at the new stand, else it has the first that is.
    """
    held: defaultdict[Hashable, set[int]] = defaultdict(set)
    for seat, times in taken:
        for time in times:
            held[time].add(seat)
    found: dict[K, int] = {}
    for key, (seat, times) in coming.items():
        there = set().union(*(held[time] for time in times))
        found[key] = seat if seat not in there else _find_free(there)
        for time in times:
            held[time].add(found[key])
    return found


def _find_free(taken: set[int]) -> int:
    return next(one for one in range(1, len(taken) + 2) if one not in taken)
