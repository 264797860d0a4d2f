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
    Heaps,
    ListRows,
    MarketRows,
    OfferRows,
    SparseRows,
)
from fairlead.engines.matching.vectors import Flags, Floats, Ints, Positions, Ranks

PLAIN_PAIRS = 2_000_000
"""Pairs up to which plain numpy is done before a compiler has started."""


_always_compiled = ContextVar("always_compiled", default=False)


class Kernels(Protocol):
    """The kernels; those that take ``first`` and ``last`` do the rows from one to the other."""

    def run_in_ranges(
        self, work: Callable[[int, int], object], count: int, *, parts: int = 16
    ) -> None:
        """Call ``work(first, last)`` over at most ``parts`` ranges that cover ``count``."""

    def score_rows(
        self,
        first: int,
        last: int,
        market: MarketRows,
        forward: Floats,
        backward: Floats,
        stopped: Positions,
        /,
    ) -> None:
        """Fill rows of ``forward`` (left asks right) and ``backward`` (right asks left).

        A pair without a common free slot, or of one organisation, gets 0 both ways; ``stopped``
        counts them per row (column 0 organisation, column 1 slots).
        """

    def fill_highest_rows(
        self, first: int, last: int, forward: Floats, backward: Floats, counts: Floats,
        out: Floats, /,
    ) -> None:  # fmt: skip
        """Fill the highest mutual score of rows with columns that ``counts`` has 1 for, else 0."""

    def fill_worth_rows(
        self, first: int, last: int, forward: Floats, backward: Floats, top: np.float32,
        power: float, out: Floats, /,
    ) -> None:  # fmt: skip
        """Fill rows of (mutual / top) ** power, 0 for a stopped pair.

        ``top`` is the highest of the market; a pair outside of it counts as that at the most.
        """

    def price_rows(
        self, first: int, last: int, worth: Floats, left: Floats, right_mass: Floats,
        right: Floats, column: Floats, /,
    ) -> None:  # fmt: skip
        """Take one round for right rows: their roots, and what they add to each left sum."""

    def fill_lists_of_right(
        self, first: int, last: int, forward: Floats, backward: Floats, rows: ListRows,
        heaps: Heaps, /,
    ) -> None:  # fmt: skip
        """Fill the heaps of right rows with the best left profiles, one of each group.

        Score is the mutual score times the factor the price leaves, times the lot of the pair,
        times a draw for rows with a ``spread``; a score of 0 is never listed.
        """

    def fill_bars_of_right(
        self, first: int, last: int, forward: Floats, backward: Floats, rows: ListRows,
        room: int, floor: Floats, bar: Floats, /,
    ) -> None:  # fmt: skip
        """Fill the mutual score of the ``room``-th best group of right rows, 0 without so many.

        It is known to be above ``floor``, where that is above 0.
        """

    def fill_lists_of_left(
        self, first: int, last: int, forward: Floats, backward: Floats, rows: ListRows,
        heaps: Heaps, /,
    ) -> None:  # fmt: skip
        """Fill the heaps of left columns with the best right profiles, one of each group."""

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

    def fill_nearest_entries(
        self, first: int, last: int, pairs: EntryPairs, rank: Ranks, sought: Ints, offered: Ints, /
    ) -> None:
        """Fill for pairs the entries that come nearest to one another, and how near.

        Of equally near ones those whose cooperation types answer best, then the first. ``rank``
        comes in as zeros, entries as -1.
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


def choose_kernels(pairs: int) -> Kernels:
    """Return the kernels that are done with so many pairs first; both give the same result."""
    if pairs <= PLAIN_PAIRS and not _always_compiled.get():
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
