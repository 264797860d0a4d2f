"""Which kernels do a piece of work: plain numpy's, or those that a compiler has to make first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

import numpy as np

from fairlead.engines.matching.kernels.records import (
    BestOffers,
    EntryPairs,
    EvidenceColumns,
    Heaps,
    HeldRows,
    ListRows,
    MarketRows,
    MatrixRows,
    NetRows,
    OfferRows,
    ProfileRows,
    RankedRows,
    ReasonColumns,
    ReasonRows,
    SparseRows,
    TrialRows,
)
from fairlead.engines.matching.vectors import Flags, Floats, Ints, Positions, Worth

PLAIN_PAIRS = 2_000_000
"""Pairs up to which plain numpy is done before a compiler has started."""
PAIRS_AS_LONG = 50
"""Pairs of a whole market that take as long as one pair scored or looked up by itself."""
PAIRS_AN_ENTRY = 8
"""Pairs of a whole market that take as long as an entry of a list that is moved."""

_always_compiled = ContextVar("always_compiled", default=False)


class Kernels(Protocol):
    """The kernels; those that take ``first`` and ``last`` do the rows from one to the other.

    Where pairs are counted, ``counts`` gets right x (same organisation, no common slot, open).
    """

    KEEPS_CHANCES: bool

    def run_in_ranges(
        self,
        work: Callable[[int, int], object],
        count: int,
        *,
        parts: int = 16,
        little: bool = False,
    ) -> None:
        """Call ``work(first, last)`` over at most ``parts`` ranges that cover ``count``.

        ``little`` says that all of it is not worth a second thread.
        """

    def run_each(self, work: Callable[[int, int], object], count: int) -> None:
        """Call ``work(place, place + 1)`` for each of so many places, in threads if compiled."""

    def score_rows(
        self,
        first: int,
        last: int,
        market: MarketRows,
        forward: Floats,
        backward: Floats,
        counts: Positions,
        /,
    ) -> None:
        """Fill rows of ``forward`` (left asks right) and ``backward`` (right asks left).

        A pair that may not meet gets 0 both ways.
        """

    def score_entries(
        self, first: int, last: int, market: MarketRows, left: Ints, right: Ints, forward: Floats,
        backward: Floats, /,
    ) -> None:  # fmt: skip
        """Fill the chances of single pairs, those of whole rows to the bit."""

    def fill_highest_rows(
        self, first: int, last: int, forward: Floats, backward: Floats, counts: Floats,
        out: Floats, /,
    ) -> None:  # fmt: skip
        """Fill the highest mutual score of rows with columns that ``counts`` has 1 for, else 0."""

    def fill_worth_of_matrix(
        self, first: int, last: int, matrix: MatrixRows, top: np.float32, power: float,
        inside: Floats, worth: Worth, total: Floats, /,
    ) -> None:  # fmt: skip
        """Fill rows of (mutual / top) ** power, 0 for a stopped pair, at most e ** 60.

        ``total`` gets each row's sum over the left profiles for which ``inside`` is 1.
        """

    def fill_worth_of_market(
        self, first: int, last: int, market: MarketRows, top: np.float32, power: float,
        inside: Floats, worth: Worth, total: Floats, counts: Positions, /,
    ) -> None:  # fmt: skip
        """Do the same with chances that are found on the way."""

    def fill_short_worth_of_market(
        self, first: int, last: int, market: MarketRows, top: np.float32, power: float,
        inside: Floats, worth: Worth, total: Floats, counts: Positions, /,
    ) -> None:  # fmt: skip
        """Do the same in short numbers, of which 8 bits are digits."""

    def price_rows(
        self, first: int, last: int, worth: Worth, left: Floats, right_mass: Floats,
        right: Floats, column: Floats, /,
    ) -> None:  # fmt: skip
        """Take one round for right rows: their roots, and what they add to each left sum."""

    def price_short_rows(
        self, first: int, last: int, worth: Worth, left: Floats, right_mass: Floats,
        right: Floats, column: Floats, /,
    ) -> None:  # fmt: skip
        """Do the same with short numbers."""

    def fill_lists_of_matrix(
        self, first: int, last: int, order: Ints, matrix: MatrixRows, rows: ListRows,
        left_rows: ListRows, ranked: RankedRows, heaps: Heaps, /,
    ) -> None:  # fmt: skip
        """Fill lists of the right rows ``order[first:last]``, and take them up into the left's.

        Score is the mutual score times the factor the price leaves, times the lot of the pair,
        times a draw for owners with a ``spread``; a score of 0 is never listed. Of a group only
        the best is. ``rows`` says who is on lists of the right, ``left_rows`` on those of the
        left; ranges end where groups do. A side without room for entries is left out.
        """

    def fill_lists_of_market(
        self, first: int, last: int, order: Ints, market: MarketRows, rows: ListRows,
        left_rows: ListRows, ranked: RankedRows, heaps: Heaps, counts: Positions, /,
    ) -> None:  # fmt: skip
        """Do the same with chances that are found on the way."""

    def trim_heaps(self, first: int, last: int, heaps: Heaps, /) -> None:
        """Keep the best of each left profile alone."""

    def fill_moves(
        self, first: int, last: int, index: Ints, mutual: Floats, moved: Ints, /
    ) -> None:  # fmt: skip
        """Fill the places that entries gained or lost against the order of mutual scores."""

    def fill_products(
        self, one: SparseRows, other: SparseRows, one_row: Positions, other_row: Positions,
        product: Floats, /,
    ) -> None:  # fmt: skip
        """Fill the inner product of row pairs."""

    def fill_best_offers(
        self, first: int, last: int, chosen: Positions, rows: OfferRows, best: BestOffers, /
    ) -> None:
        """Fill for every (need, maker) the offer that comes nearest, and how near.

        Of equally near ones that with the largest product x (1 + weight x answer); one without
        anything in common is none. Row r of ``best`` is of need ``chosen[r]``; it comes in as
        zeros, offers as -1.
        """

    def fill_evidence(
        self, first: int, last: int, pairs: EntryPairs, out: EvidenceColumns, /
    ) -> None:
        """Fill in the facts about the entries of each pair that come nearest to one another.

        Of equally near ones those whose cooperation types answer best, then the first.
        """

    def fill_reasons(self, first: int, last: int, rows: ReasonRows, out: ReasonColumns, /) -> None:
        """Fill what speaks for entries, and the two strongest terms of each direction.

        A term of which nothing may be said is none.
        """

    def score_profile(self, rows: ProfileRows, ask: Floats, answer: Floats, /) -> None:
        """Fill the chances of one profile with everybody of the other side."""

    def add_held(self, rows: HeldRows, features: Ints, values: Floats, line: Floats, /) -> None:
        """Add a row's products with everybody who holds its features."""

    def fill_net(self, rows: NetRows, net: Floats, /) -> None:
        """Fill what pairs are listed by: mutual scores after price, lots and draws included."""

    def hold_in_turn(self, fair: TrialRows, mine: Positions, theirs: Positions, /) -> int:
        """Return the meetings held when requests are answered as they come, place by place.

        ``mine`` and ``theirs``, the slots of who asks and who is asked, are used up.
        """

    def fill_also_listed(
        self, offsets: Positions, partner: Ints, mine: Positions, theirs: Ints, found: Flags, /
    ) -> None:
        """Fill for entries (mine, theirs) whether the list of ``theirs`` holds ``mine``."""

    def fill_diverse_rows(
        self, first: int, last: int, score: Floats, index: Ints, branch: Ints, country: Ints,
        keep: float, chosen_score: Floats, chosen: Ints, /,
    ) -> None:  # fmt: skip
        """Fill lists with entries of several branches and economies (`rerank.diversify_lists`)."""

    def admit_rows(
        self, first: int, last: int, score: Floats, index: Ints, fresh_score: Floats, fresh: Ints,
        newcomer: Flags, group: Ints, places: int, /,
    ) -> None:  # fmt: skip
        """Let newcomers take the weakest entries' places (`rerank.admit_newcomers`)."""


def uses_compiled(pairs: int) -> bool:
    """Return whether so many pairs are done by compiled kernels."""
    return pairs > PLAIN_PAIRS or _always_compiled.get()


def choose_kernels(pairs: int) -> Kernels:
    """Return the kernels that are faster for so many pairs; both give the same result."""
    if not uses_compiled(pairs):
        from fairlead.engines.matching.kernels import plain

        return plain
    from fairlead.engines.matching.kernels import compiled

    return compiled


@contextmanager
def always_compiled() -> Iterator[None]:
    """Take compiled kernels inside, however few the pairs: to have them compiled."""
    before = _always_compiled.set(True)
    try:
        yield
    finally:
        _always_compiled.reset(before)
