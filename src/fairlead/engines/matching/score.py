"""The chance that each asks the other, for every pair, and what stopped the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.matching.kernels.choose import Kernels, choose_kernels
from fairlead.engines.matching.kernels.records import (
    Heaps,
    ListRows,
    MarketRows,
    MatrixRows,
    RankedRows,
)
from fairlead.engines.matching.params import Params, Weights
from fairlead.engines.matching.problem import PairOdds, Pairs, Problem, build_pairs
from fairlead.engines.matching.profiles import Profiles
from fairlead.engines.matching.terms import Tables, make_channels, make_tables
from fairlead.engines.matching.vectors import Flags, Floats, Ints, Positions, Reals, Worth


@dataclass(frozen=True, slots=True)
class FilterCounts:
    """How many pairs each filter took, in the order they are looked at; a pair may count twice."""

    embargo: int
    no_capacity: int
    organisation: int
    language: int
    slots: int
    blocked: int
    declined: int


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """The chances, right x left: ``forward`` that the left asks the right, ``backward`` back.

    Both are 0 for a stopped pair and above 0 for every other.
    """

    forward: Floats
    backward: Floats
    stopped: FilterCounts
    open_pairs: int

    @property
    def shape(self) -> tuple[int, int]:
        """Return the numbers of right and left profiles."""
        return self.forward.shape[0], self.forward.shape[1]

    def count(self) -> tuple[FilterCounts, int]:
        """Return what stopped pairs, and how many may meet."""
        return self.stopped, self.open_pairs

    def thin(self, left: Ints, right: Ints) -> Scores:
        """Return the chances of some profiles among themselves."""
        forward, backward = (
            np.ascontiguousarray(side[right][:, left]) for side in (self.forward, self.backward)
        )
        return Scores(forward, backward, self.stopped, forward.size)

    def find_highest(self, left: Flags, right: Flags) -> np.float32:
        """Return the highest mutual score of who is in the market, 1 when there is none."""
        most = np.zeros(len(self.forward), dtype=np.float32)
        counts = left.astype(np.float32)
        kernels = choose_kernels(self.forward.size)
        kernels.run_in_ranges(
            lambda first, last: kernels.fill_highest_rows(
                first, last, self.forward, self.backward, counts, most
            ),
            len(most),
        )
        return np.float32(most[right].max(initial=0.0) or 1.0)

    def fill_worth(
        self, kernels: Kernels, first: int, last: int, top: np.float32, power: float,
        inside: Floats, worth: Worth, total: Floats,
    ) -> None:  # fmt: skip
        """Fill rows of (mutual / top) ** power and what they add up to of those ``inside``."""
        rows = MatrixRows(self.forward, self.backward)
        kernels.fill_worth_of_matrix(first, last, rows, top, power, inside, worth, total)

    def fill_lists(
        self, kernels: Kernels, first: int, last: int, order: Ints, rows: tuple[ListRows, ListRows],
        ranked: RankedRows, heaps: Heaps,
    ) -> None:  # fmt: skip
        """Fill the lists of the right rows ``order[first:last]``, and those of the left."""
        matrix = MatrixRows(self.forward, self.backward)
        kernels.fill_lists_of_matrix(first, last, order, matrix, *rows, ranked, heaps)

    def find_chances(self, left: Ints, right: Ints) -> tuple[Floats, Floats]:
        """Return the chances of single pairs, that the left asks and that the right does."""
        return self.forward[right, left], self.backward[right, left]


@dataclass(frozen=True, slots=True, eq=False)
class StreamedScores:
    """The chances of a market too large to keep them: found row by row whenever they are needed.

    counts: right x (same organisation, no common slot, open pairs), filled by who passes over
    all rows.
    """

    problem: Problem
    params: Params
    rows: MarketRows
    stopped_by_language: int
    counts: Positions

    @property
    def shape(self) -> tuple[int, int]:
        """Return the numbers of right and left profiles."""
        return len(self.problem.right), len(self.problem.left)

    def count(self) -> tuple[FilterCounts, int]:
        """Return what stopped pairs, and how many may meet, once all rows were passed."""
        stopped = _count_stopped(self.problem, self.stopped_by_language, self.counts)
        return stopped, int(self.counts[:, 2].sum())

    def thin(self, left: Ints, right: Ints) -> Scores:
        """Return the chances of some profiles among themselves."""
        some = thin_problem(self.problem, left, right)
        return score_pairs(some, params=self.params, beside=self.shape[0] * self.shape[1])

    def fill_worth(
        self, kernels: Kernels, first: int, last: int, top: np.float32, power: float,
        inside: Floats, worth: Worth, total: Floats,
    ) -> None:  # fmt: skip
        """Fill rows of (mutual / top) ** power and what they add up to of those ``inside``."""
        if worth.dtype == np.uint16:
            kernels.fill_short_worth_of_market(
                first, last, self.rows, top, power, inside, worth, total, self.counts
            )
        else:
            kernels.fill_worth_of_market(
                first, last, self.rows, top, power, inside, worth, total, self.counts
            )

    def fill_lists(
        self, kernels: Kernels, first: int, last: int, order: Ints, rows: tuple[ListRows, ListRows],
        ranked: RankedRows, heaps: Heaps,
    ) -> None:  # fmt: skip
        """Fill the lists of the right rows ``order[first:last]``, and those of the left."""
        kernels.fill_lists_of_market(
            first, last, order, self.rows, *rows, ranked, heaps, self.counts
        )

    def find_chances(self, left: Ints, right: Ints) -> tuple[Floats, Floats]:
        """Return the chances of single pairs, that the left asks and that the right does."""
        forward, backward = np.empty((2, len(left)), dtype=np.float32)
        kernels = choose_kernels(self.shape[0] * self.shape[1])
        kernels.run_in_ranges(
            lambda first, last: kernels.score_entries(
                first, last, self.rows, left, right, forward, backward
            ),
            len(left),
        )
        return forward, backward


Chances = Scores | StreamedScores


def open_scores(problem: Problem, *, params: Params) -> Chances:
    """Return the chances of a market: kept where there are few, else found when needed."""
    pairs = len(problem.left) * len(problem.right)
    if choose_kernels(pairs).KEEPS_CHANCES:
        return score_pairs(problem, params=params)
    tables = make_tables(problem, params)
    counts = np.zeros((len(problem.right), 3), dtype=np.int64)
    rows = build_market_rows(problem, params, tables)
    return StreamedScores(problem, params, rows, tables.stopped_by_language, counts)


def score_pairs(problem: Problem, *, params: Params, beside: int = 0) -> Scores:
    """Return the chances of all pairs; by the kernels that ``beside`` pairs are done with.

    p = 1 / (1 + exp(-(bias + sum of weight x term + activity of who asks + appeal of the asked)));
    what is known of a pair is added inside.
    """
    tables = make_tables(problem, params)
    shape = (len(problem.right), len(problem.left))
    forward, backward = np.empty(shape, np.float32), np.empty(shape, np.float32)
    counts = np.zeros((shape[0], 3), dtype=np.int64)
    market = build_market_rows(problem, params, tables)
    kernels = choose_kernels(max(forward.size, beside))
    kernels.run_in_ranges(
        lambda first, last: kernels.score_rows(first, last, market, forward, backward, counts),
        shape[0],
        parts=64,
    )
    return Scores(
        forward=forward,
        backward=backward,
        stopped=_count_stopped(problem, tables.stopped_by_language, counts),
        open_pairs=int(counts[:, 2].sum()),
    )


def build_market_rows(problem: Problem, params: Params, tables: Tables) -> MarketRows:
    """Return a market as the kernels read it."""
    left, right = problem.left, problem.right
    channels = make_channels(left, right)
    bias = np.float32(params.left.bias), np.float32(params.right.bias)
    known, (known_left, known_forward, known_backward) = _sort_by_right(
        problem.known.pairs,
        len(right),
        _compute_odds(problem.known),
        _compute_odds(problem.known, back=True),
    )
    apart = Pairs(
        *(
            np.concatenate([getattr(problem.blocked, half), getattr(problem.declined, half)])
            for half in ("left", "right")
        )
    )
    closed, (closed_left,) = _sort_by_right(apart, len(right))
    return MarketRows(
        start=channels.start,
        holder=channels.holder,
        amount=channels.amount,
        wide=channels.wide,
        dense=channels.dense,
        indptr=channels.indptr,
        indices=channels.indices,
        data=channels.data,
        weight_forward=_compute_road_weights(params.left),
        weight_backward=_compute_road_weights(params.right),
        row=tables.row,
        table_forward=tables.forward,
        table_backward=tables.backward,
        gets_kind=tables.gets_kind,
        gives_kind=tables.gives_kind,
        gets=tables.gets,
        gives=tables.gives,
        left_forward=_compute_offset(left, left.activity) + bias[0],
        left_backward=_compute_offset(left, left.appeal) + bias[1],
        right_forward=_compute_offset(right, right.appeal),
        right_backward=_compute_offset(right, right.activity),
        left_organisation=left.organisation,
        right_organisation=right.organisation,
        left_free=np.ascontiguousarray(left.free.T),
        right_free=np.ascontiguousarray(right.free),
        known=known,
        known_left=known_left.astype(np.int32),
        known_forward=known_forward.astype(np.float32),
        known_backward=known_backward.astype(np.float32),
        closed=closed,
        closed_left=closed_left.astype(np.int32),
    )


def _compute_odds(known: PairOdds, *, back: bool = False) -> Reals:
    odds = known.right_asks if back else known.left_asks
    return odds if len(odds) else np.zeros(len(known.pairs))


def _sort_by_right(
    pairs: Pairs, count: int, *columns: Reals
) -> tuple[Positions, list[NDArray[Any]]]:
    """Return where the pairs of each right profile begin, and their left profiles and columns."""
    order = np.argsort(pairs.right, kind="stable")
    start = np.concatenate([[0], np.cumsum(np.bincount(pairs.right, minlength=count))])
    return start.astype(np.int64), [pairs.left[order], *(column[order] for column in columns)]


def _compute_road_weights(weights: Weights) -> Floats:
    return np.array(
        [weights.product, weights.demand, weights.text, weights.circle, weights.cooperation],
        dtype=np.float32,
    )


def is_out(side: Profiles) -> Flags:
    """Return who is matched with nobody: under embargo, or without a meeting left."""
    return side.embargoed | (side.capacity <= 0)


def _compute_offset(side: Profiles, behaviour: Reals) -> Floats:
    return np.where(is_out(side), -np.inf, behaviour).astype(np.float32)


def _count_stopped(problem: Problem, by_language: int, counts: Positions) -> FilterCounts:
    left, right = problem.left, problem.right

    def touching(one: Flags, other: Flags) -> int:
        return one.size * other.size - int(np.sum(~one)) * int(np.sum(~other))

    return FilterCounts(
        embargo=touching(left.embargoed, right.embargoed),
        no_capacity=touching(left.capacity <= 0, right.capacity <= 0),
        organisation=int(counts[:, 0].sum()),
        language=by_language,
        slots=int(counts[:, 1].sum()),
        blocked=_count_distinct(problem.blocked),
        declined=_count_distinct(problem.declined),
    )


def thin_problem(problem: Problem, left: Ints, right: Ints) -> Problem:
    """Return the market of some profiles among themselves, in the order given."""
    places = []
    for chosen, side in ((left, problem.left), (right, problem.right)):
        place = np.full(len(side), -1, dtype=np.int32)
        place[chosen] = np.arange(len(chosen), dtype=np.int32)
        places.append(place)

    def keep(pairs: Pairs) -> tuple[Pairs, Flags]:
        here, there = places[0][pairs.left], places[1][pairs.right]
        kept = (here >= 0) & (there >= 0)
        return build_pairs(here[kept], there[kept]), kept

    known = problem.known
    pairs, kept = keep(known.pairs)
    pick: Callable[[Reals], Reals] = lambda odds: odds[kept] if len(odds) else odds  # noqa: E731
    return Problem(
        problem.left.take(left),
        problem.right.take(right),
        blocked=keep(problem.blocked)[0],
        declined=keep(problem.declined)[0],
        known=PairOdds(pairs, pick(known.left_asks), pick(known.right_asks)),
        affinity=problem.affinity,
        complements=problem.complements,
    )


def _count_distinct(group: Pairs) -> int:
    halves: tuple[Ints, Ints] = (group.left, group.right)
    return np.unique(np.stack(halves), axis=1).shape[1] if len(group) else 0
