"""The door of the engine: a problem in, ranked lists of both sides out."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from fairlead.engines.matching.kernels.choose import choose_kernels
from fairlead.engines.matching.kernels.records import Heaps
from fairlead.engines.matching.lists import (
    ChanceParams,
    Lists,
    Shown,
    compute_harmonic,
    find_bars,
    find_listed,
    group_shown,
    list_best_of_left,
    list_best_of_right,
    make_empty_lists,
    make_lists,
    sort_heaps,
)
from fairlead.engines.matching.params import SINGLE, Params
from fairlead.engines.matching.price import Prices, find_prices, free_prices
from fairlead.engines.matching.problem import Problem
from fairlead.engines.matching.profiles import Profiles
from fairlead.engines.matching.rerank import admit_newcomers, diversify_lists
from fairlead.engines.matching.score import FilterCounts, Scores, score_pairs
from fairlead.engines.matching.vectors import Floats, Ints, Reals


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
    scores = score_pairs(problem, params=params)
    drawn = (
        draw_lists(problem.left, params, seed=seed),
        draw_lists(problem.right, params, seed=seed),
    )
    prices = _find_prices(problem, scores, params, drawn)
    left = rank_lists(
        scores, problem.right, prices.right, params=params, drawn=drawn[0], of_left=True
    )
    right = rank_lists(
        scores, problem.left, prices.left, params=params, drawn=drawn[1], of_left=False
    )
    return Result(
        status="ranked" if scores.open_pairs else "empty",
        left=left,
        right=right,
        prices=prices,
        stopped=scores.stopped,
        open_pairs=scores.open_pairs,
        objective=_sum_expected(left, right),
        bound=None,
        runtime=time.perf_counter() - began,
    )


def compute_market_mass(side: Profiles) -> Reals:
    """Return the remaining meetings that count in the market: none of who is out or hidden."""
    return np.where(side.hidden | side.embargoed, 0.0, side.capacity)


def _find_prices(
    problem: Problem, scores: Scores, params: Params, drawn: tuple[ChanceParams, ChanceParams]
) -> Prices:
    if params.congestion == 0:
        return free_prices(len(problem.left), len(problem.right))
    masses = compute_market_mass(problem.left), compute_market_mass(problem.right)
    return find_prices(scores, *masses, params=params, drawn=drawn)


def draw_lists(owners: Profiles, params: Params, *, seed: int) -> ChanceParams:
    """Return how chance enters lists: whole ones of profiles that say nothing are drawn."""
    spread = np.where(owners.says_nothing, params.congestion * params.spread, 0.0)
    return ChanceParams(seed, spread.astype(np.float32), owners.key, params.alike)


def rank_lists(
    scores: Scores,
    other: Profiles,
    price: Reals,
    *,
    params: Params,
    drawn: ChanceParams,
    of_left: bool,
    shown: Shown | None = None,
) -> Lists:
    """Return the lists of the left (or the right) side over the ``other`` one at its prices.

    ``shown`` may be handed in by who asks often; it must be that of ``other``.
    """
    best = list_best_of_left if of_left else list_best_of_right
    if len(other) == 0:
        return make_empty_lists(scores.forward.shape[1 if of_left else 0])
    if shown is None:
        shown = group_shown(other, several=params.several_per_organisation)
    factor = (1 - price) ** params.congestion
    kernels = choose_kernels(scores.forward.size)

    def listed(among: Shown, room: int) -> tuple[Floats, Ints]:
        heaps = best(scores, factor, shown=among, room=room, drawn=drawn)
        ranked, index = np.empty_like(heaps.score), np.empty_like(heaps.place)

        def sort_rows(first: int, last: int) -> None:
            here = slice(first, last)
            some = Heaps(heaps.score[here], heaps.place[here], heaps.size[here])
            found = find_listed(some, among)
            p, q = compute_chances(scores, found, of_left=of_left, first=first)
            exact = compute_harmonic(p, q) * factor[found].astype(np.float32)
            ranked[here], index[here] = sort_heaps(some, found, exact, spread=drawn.spread[here])

        kernels.run_in_ranges(sort_rows, len(index))
        return ranked, index

    pool = params.top * (params.pool if params.diversity > 0 else 1)
    ranked, index = listed(shown, pool)
    ranked, index = diversify_lists(
        ranked, index, other, top=params.top, diversity=params.diversity
    )
    places = int(params.exploration * params.top)
    fresh = shown.only(other.newcomer)
    if places and len(fresh.order):
        new_score, new = listed(fresh, 2 * places)
        ranked, index = admit_newcomers(
            ranked, index, new_score, new, other.newcomer, group=shown.group, places=places
        )
    p, q, score = (np.empty(index.shape, dtype=np.float32) for _ in range(3))

    def fill_rows(first: int, last: int) -> None:
        here = slice(first, last)
        p[here], q[here] = compute_chances(scores, index[here], of_left=of_left, first=first)
        score[here] = compute_harmonic(p[here], q[here]) * factor[index[here]].astype(np.float32)

    kernels.run_in_ranges(fill_rows, len(index))
    plain = params.congestion == 0 and params.diversity == 0 and not places
    if plain:
        bar = np.full(len(index), -np.inf, dtype=np.float32)
    else:
        # So many of a full list are at least as good as its least, without a price, too.
        full = (index >= 0).all(axis=1) & (index.shape[1] == params.top)
        least = compute_harmonic(p, q).min(axis=1, initial=1.0)
        floor = np.where(full, least * np.float32(1 - SINGLE), 0).astype(np.float32)
        bar = find_bars(
            scores, shown=shown, room=params.top, drawn=drawn, of_left=of_left, floor=floor
        )
    return make_lists(index, score, p, q, bar=bar, drawn=drawn.spread > 0)


def compute_chances(
    scores: Scores, index: Ints, *, of_left: bool, first: int = 0
) -> tuple[Floats, Floats]:
    """Return p (the owner asks) and q (the partner does) for entries, owners x places.

    The first row is of the owner ``first``.
    """
    owner = np.arange(first, first + len(index))[:, None]
    used = index >= 0
    at = (index, owner) if of_left else (owner, index)
    asks, answers = (
        (scores.forward, scores.backward) if of_left else (scores.backward, scores.forward)
    )
    return (
        np.where(used, asks[at], 0).astype(np.float32),
        np.where(used, answers[at], 0).astype(np.float32),
    )


def _sum_expected(left: Lists, right: Lists) -> float:
    """Return the sum of p q over listed pairs, a pair on both sides' lists once."""
    twice = np.zeros(len(left.partner), dtype=np.bool_)
    kernels, owner = choose_kernels(len(left.partner) + len(right.partner)), left.owner
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
