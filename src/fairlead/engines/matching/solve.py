"""The door of the engine: a problem in, ranked lists of both sides out."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fairlead.engines.matching.kernels.choose import choose_kernels
from fairlead.engines.matching.lists import (
    BestLists,
    ChanceParams,
    ListCandidates,
    ListDemand,
    Lists,
    compute_harmonic,
    find_best,
    group_shown,
    make_empty_lists,
    make_lists,
    want_nothing,
)
from fairlead.engines.matching.params import Params
from fairlead.engines.matching.price import Prices, find_prices, free_prices
from fairlead.engines.matching.problem import Problem
from fairlead.engines.matching.profiles import Profiles
from fairlead.engines.matching.rerank import admit_newcomers, diversify_lists
from fairlead.engines.matching.score import Chances, FilterCounts, open_scores
from fairlead.engines.matching.vectors import Floats, Reals


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """Lists of both sides.

    status: ``ranked``, or ``empty`` when the filters leave no pair. objective: expected meetings
    if every pair on both sides' lists were asked for once (sum of p q over pairs listed by
    either side, each once). bound: none is known. runtime: seconds.
    """

    status: str
    left: Lists
    right: Lists
    prices: Prices
    stopped: FilterCounts
    open_pairs: int
    objective: float
    bound: float | None
    runtime: float


def solve(problem: Problem, *, params: Params | None = None, seed: int = 0) -> Result:
    """Return for everybody on both sides the ``params.top`` partners worth meeting, best first.

    Pairs are scored by the harmonic mean of the two chances, times (1 - price of the partner) to
    the power of ``params.congestion``. ``seed`` draws among scores that are alike, and the lists
    of those who say nothing. An empty list is no error: ``Result.stopped`` says which filter took
    how many pairs.
    """
    began = time.perf_counter()
    params = params or Params()
    scores = open_scores(problem, params=params)
    drawn = (
        draw_lists(problem.left, params, seed=seed),
        draw_lists(problem.right, params, seed=seed),
    )
    prices = _find_prices(problem, scores, params, drawn)
    left, right = rank_both(scores, problem, prices, params=params, drawn=drawn)
    stopped, open_pairs = scores.count()
    return Result(
        status="ranked" if open_pairs else "empty",
        left=left,
        right=right,
        prices=prices,
        stopped=stopped,
        open_pairs=open_pairs,
        objective=_sum_expected(left, right),
        bound=None,
        runtime=time.perf_counter() - began,
    )


def compute_market_mass(side: Profiles) -> Reals:
    """Return the remaining meetings that count in the market: none of who is out or hidden."""
    return np.where(side.hidden | side.embargoed, 0.0, side.capacity)


def _find_prices(
    problem: Problem, scores: Chances, params: Params, drawn: tuple[ChanceParams, ChanceParams]
) -> Prices:
    unpriced = params.attention is None and problem.asks_who_joins
    if params.congestion == 0 or unpriced:
        return free_prices(len(problem.left), len(problem.right))
    masses = compute_market_mass(problem.left), compute_market_mass(problem.right)
    return find_prices(scores, *masses, params=params, drawn=drawn)


def draw_lists(owners: Profiles, params: Params, *, seed: int) -> ChanceParams:
    """Return how chance enters lists: whole ones of profiles that say nothing are drawn."""
    spread = np.where(owners.says_nothing, params.congestion * params.spread, 0.0)
    return ChanceParams(seed, spread.astype(np.float32), owners.key, params.alike)


def rank_both(
    scores: Chances,
    problem: Problem,
    prices: Prices,
    *,
    params: Params,
    drawn: tuple[ChanceParams, ChanceParams],
) -> tuple[Lists, Lists]:
    """Return the lists of both sides at their prices, in one pass over all pairs."""
    sides = (
        _Side(problem.right, prices.right, params, drawn[0]),
        _Side(problem.left, prices.left, params, drawn[1]),
    )
    return _rank_sides(scores, *sides)


def rank_lists(
    scores: Chances,
    other: Profiles,
    price: Reals,
    *,
    params: Params,
    drawn: ChanceParams,
    of_left: bool,
    shown: ListCandidates | None = None,
) -> Lists:
    """Return the lists of the left (or the right) side over the ``other`` one at its prices.

    ``shown`` may be handed in by who asks often; it must be that of ``other``.
    """
    side = _Side(other, price, params, drawn, shown)
    left, right = _rank_sides(scores, *((side, None) if of_left else (None, side)))
    return left if of_left else right


class _Side:
    """The lists of one side that are wanted over the ``other``."""

    def __init__(
        self,
        other: Profiles,
        price: Reals,
        params: Params,
        drawn: ChanceParams,
        shown: ListCandidates | None = None,
    ) -> None:
        self.other, self.params, self.drawn = other, params, drawn
        self.shown = shown or group_shown(other, several=params.several_per_organisation)
        self.factor: Reals = (1 - price) ** params.congestion
        self.places = int(params.exploration * params.top)
        self.fresh = self.shown.only(other.newcomer)

    def want(self) -> ListDemand:
        """Return what is wanted of the first pass."""
        params, shown = self.params, self.shown
        pool = params.top * (params.pool if params.diversity > 0 else 1)
        plain = params.congestion == 0 and params.diversity == 0 and not self.places
        bar_room = 0 if plain else params.top
        return ListDemand(
            shown, self.factor, self.drawn, min(pool, max(len(shown.order), 1)), bar_room
        )

    def want_fresh(self) -> ListDemand | None:
        """Return what is wanted of a pass over newcomers alone, if one is needed."""
        room = min(2 * self.places, len(self.fresh.order))
        return ListDemand(self.fresh, self.factor, self.drawn, room, 0) if room else None

    def finish(
        self, scores: Chances, found: BestLists, fresh: BestLists | None, *, of_left: bool
    ) -> Lists:
        """Return the lists of what was found."""
        params, other = self.params, self.other
        drawn = self.drawn.spread > 0
        if params.diversity == 0 and fresh is None:
            return make_lists(found.index, self._score(found), found.p, found.q,
                              found.bar, drawn=drawn)  # fmt: skip
        score, index = diversify_lists(
            found.score, found.index, other, top=params.top, diversity=params.diversity
        )
        if fresh is not None:
            score, index = admit_newcomers(
                score, index, fresh.score, fresh.index, other.newcomer,
                group=self.shown.group, places=self.places,
            )  # fmt: skip
        some = index >= 0
        owner, partner = np.nonzero(some)[0].astype(np.int32), index[some]
        chances = scores.find_chances(*((owner, partner) if of_left else (partner, owner)))
        p, q = (np.zeros(index.shape, dtype=np.float32) for _ in range(2))
        p[some], q[some] = chances if of_left else chances[::-1]
        final = BestLists(index, score, p, q, found.bar)
        return make_lists(index, self._score(final), p, q, found.bar, drawn=drawn)

    def _score(self, found: BestLists) -> Floats:
        """Return the scores without lots or draws."""
        exact = compute_harmonic(found.p, found.q) * self.factor[found.index].astype(np.float32)
        return exact.astype(np.float32)


def _rank_sides(scores: Chances, left: _Side | None, right: _Side | None) -> tuple[Lists, Lists]:
    """Return the lists of the sides that are wanted, empty ones of the other."""
    height, width = scores.shape
    left, right = (side if side and len(side.other) else None for side in (left, right))
    nothing = want_nothing(width, height), want_nothing(height, width)
    sides = left, right
    wants = [side.want() if side else no for side, no in zip(sides, nothing, strict=True)]
    found = find_best(scores, *wants)
    fresh_wants = [side.want_fresh() if side else None for side in sides]
    fresh: Sequence[BestLists | None] = (None, None)
    if any(fresh_wants):
        again = find_best(
            scores, *(want or no for want, no in zip(fresh_wants, nothing, strict=True))
        )
        fresh = [one if want else None for one, want in zip(again, fresh_wants, strict=True)]
    lists = [
        side.finish(scores, one, new, of_left=of_left) if side else make_empty_lists(owners)
        for side, one, new, of_left, owners in zip(
            sides, found, fresh, (True, False), (width, height), strict=True
        )
    ]
    return lists[0], lists[1]


def _sum_expected(left: Lists, right: Lists) -> float:
    """Return the sum of p q over listed pairs, a pair on both sides' lists once."""
    twice = np.zeros(len(left.partner), dtype=np.bool_)
    kernels = choose_kernels((len(left.offsets) - 1) * (len(right.offsets) - 1))
    owner = left.owner
    kernels.run_in_ranges(
        lambda first, last: kernels.fill_also_listed(
            right.offsets, right.partner, owner[first:last], left.partner[first:last],
            twice[first:last],
        ),
        len(twice),
        parts=1,
    )  # fmt: skip
    once = (left.p * left.q)[~twice].sum(dtype=np.float64)
    return float(once + (right.p * right.q).sum(dtype=np.float64))
