"""A matching problem: two sides, what stands between pairs, and what is known of pairs."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from fairlead.engines.matching.cooperation import COMPLEMENTS, check_complements
from fairlead.engines.matching.profiles import Profiles
from fairlead.engines.matching.vectors import Floats, Ints, Reals

# Pairs of one market: two bytes are kept of each while prices are found.
MOST_PAIRS = 2_000_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Loose pairs (position on the left, position on the right)."""

    left: Ints
    right: Ints

    def __post_init__(self) -> None:
        """Refuse halves of different length."""
        if len(self.left) != len(self.right):
            raise ValueError(f"Expected pairs, got {len(self.left)} and {len(self.right)} halves.")

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self.left)


def build_pairs(left: ArrayLike = (), right: ArrayLike = ()) -> Pairs:
    """Return pairs from two sequences of positions."""
    return Pairs(np.asarray(left, np.int32), np.asarray(right, np.int32))


@dataclass(frozen=True, slots=True, eq=False)
class PairOdds:
    """What is known of single pairs: log odds to add for the left asking and for the right."""

    pairs: Pairs = field(default_factory=build_pairs)
    left_asks: Reals = field(default_factory=lambda: np.empty(0))
    right_asks: Reals = field(default_factory=lambda: np.empty(0))


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """Two sides to be matched.

    blocked and declined pairs never appear on either list. ``affinity`` (countries x countries,
    0 to 1) says how close two economies are; without it the same country counts 1. ``timetabled``:
    meetings take slots of a timetable, even if everybody is free in all of them.
    Nobody is matched within an organisation, so both sides may be the same participants.
    """

    left: Profiles
    right: Profiles
    blocked: Pairs = field(default_factory=build_pairs)
    declined: Pairs = field(default_factory=build_pairs)
    known: PairOdds = field(default_factory=PairOdds)
    affinity: Floats | None = None
    complements: Floats = field(default_factory=lambda: COMPLEMENTS)
    timetabled: bool = False

    def __post_init__(self) -> None:
        """Refuse sides that do not speak of the same things, naming what differs."""
        check_complements(self.complements)
        for name in ("offers", "offer_words", "circle"):
            one, other = getattr(self.left, name).width, getattr(self.right, name).width
            if one != other:
                raise ValueError(f"Expected {name} of equal width, got {one} and {other}.")
        for side in (self.left, self.right):
            if side.offers.width != side.needs.width:
                raise ValueError("Expected offers and needs over the same code book.")
        if self.left.languages.shape[1] != self.right.languages.shape[1]:
            raise ValueError("Expected languages of equal width on both sides.")
        if self.left.free.shape[1] != self.right.free.shape[1]:
            raise ValueError("Expected free slots of equal width on both sides.")
        for named, group in (
            ("blocked", self.blocked),
            ("declined", self.declined),
            ("known", self.known.pairs),
        ):
            _check_positions(named, group, self)
        if len(self.left) * len(self.right) > MOST_PAIRS:
            raise ValueError(
                f"Expected at most {MOST_PAIRS:,} pairs, got {len(self.left):,} x "
                f"{len(self.right):,}: match in parts (by hall, sector or day)."
            )
        _check_affinity(self)

    @property
    def asks_who_joins(self) -> bool:
        """Return whether this is about partners of projects and not about slots.

        So where there is no timetable, nobody names a code, and at least half of either side are
        known by whom they worked with.
        """
        sides = self.left, self.right
        return not self.timetabled and not any(
            side.free.shape[1] or len(side.offers.data) or len(side.needs.data)
            or 2 * np.count_nonzero(np.diff(side.circle.indptr)) < max(len(side), 1)
            for side in sides
        )  # fmt: skip


def _check_positions(named: str, group: Pairs, problem: Problem) -> None:
    for half, count in ((group.left, len(problem.left)), (group.right, len(problem.right))):
        if len(half) and not 0 <= half.min() <= half.max() < count:
            bad = half[(half < 0) | (half >= count)][0]
            raise ValueError(f"Expected {named} positions from 0 to {count - 1}, got {bad}.")


def _check_affinity(problem: Problem) -> None:
    if problem.affinity is None:
        return
    size = problem.affinity.shape[0]
    if problem.affinity.shape != (size, size):
        raise ValueError(f"Expected a square affinity, got {problem.affinity.shape}.")
    if not np.all((problem.affinity >= 0) & (problem.affinity <= 1)):
        raise ValueError("Expected affinities from 0 to 1.")
    for side in (problem.left, problem.right):
        if len(side) and side.country.max() >= size:
            raise ValueError(f"Expected countries below {size}, got {side.country.max()}.")
