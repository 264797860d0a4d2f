"""A simulated fair: lists are shown, requests sent, answered, and slots run out.

500 exhibitors with 24 slots, 5,000 visitors with 6. A visitor's chance to ask for a meeting is
(1 - w) x own taste + w x the exhibitor's popularity, and the exhibitor's chance to accept alike;
tastes are uniform from 0 to 1, popularities Beta(1, 3): a few are wanted by many. Visitors look at
place k of their list with probability 1 / k (as in Tomita and others 2023), place after place,
in an order drawn anew, and stop when their slots are full; an exhibitor accepts while it has slots.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

from fairlead.engines.matching.exposure import compute_gini
from fairlead.engines.matching.params import Params
from fairlead.engines.matching.price import find_prices
from fairlead.engines.matching.profiles import Profiles, make_profiles
from fairlead.engines.matching.score import FilterCounts, Scores
from fairlead.engines.matching.solve import draw_lists, rank_lists
from fairlead.engines.matching.vectors import make_empty_vectors

EXHIBITORS, VISITORS, LISTED = 500, 5_000, 50
EXHIBITOR_SLOTS, VISITOR_SLOTS = 24, 6
Matrix = NDArray[np.float32]
Ranking = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Accepted meetings and the Gini of exhibitors' exposure (in lists of 50, in their top 10)."""

    accepted: int
    gini: float
    gini_top: float


@dataclass(frozen=True, slots=True, eq=False)
class SimulatedFair:
    """Chances, visitors x exhibitors: ``asks`` of the visitor, ``accepts`` of the exhibitor."""

    asks: Matrix
    accepts: Matrix


def make_fair(weight: float, *, seed: int) -> SimulatedFair:
    """Return a fair in which popularity has the given weight."""
    rng = np.random.default_rng(seed)
    shape = (VISITORS, EXHIBITORS)

    def chances(popularity: NDArray[np.float64]) -> Matrix:
        taste = rng.random(shape, dtype=np.float32)
        mixed: Matrix = ((1 - weight) * taste + weight * popularity).astype(np.float32)
        return mixed

    wanted = rng.beta(1, 3, EXHIBITORS)
    sought = rng.beta(1, 3, VISITORS)
    return SimulatedFair(chances(wanted[None, :]), chances(sought[:, None]))


@numba.njit(cache=True)
def _send_requests(
    lists: Ranking, asks: Matrix, accepts: Matrix, visitor_slots: int, slots: int, seed: int
) -> int:
    np.random.seed(seed)
    visitors, places = lists.shape
    open_visitor = np.full(visitors, visitor_slots)
    open_exhibitor = np.full(asks.shape[1], slots)
    accepted = 0
    order = np.random.permutation(visitors)
    for place in range(places):
        for visitor in order:
            exhibitor = lists[visitor, place]
            if open_visitor[visitor] == 0 or np.random.random() > 1 / (place + 1):
                continue
            if np.random.random() >= asks[visitor, exhibitor]:
                continue
            if open_exhibitor[exhibitor] > 0 and np.random.random() < accepts[visitor, exhibitor]:
                open_exhibitor[exhibitor] -= 1
                open_visitor[visitor] -= 1
                accepted += 1
    return accepted


def hold_fair(fair: SimulatedFair, lists: Ranking, *, seed: int) -> Outcome:
    """Return what happens when visitors are shown the lists, visitors x places."""
    accepted = _send_requests(lists, fair.asks, fair.accepts, VISITOR_SLOTS, EXHIBITOR_SLOTS, seed)
    shown = np.bincount(lists.ravel(), minlength=EXHIBITORS)
    first = np.bincount(lists[:, :10].ravel(), minlength=EXHIBITORS)
    return Outcome(int(accepted), compute_gini(shown), compute_gini(first))


def _top(score: NDArray[np.floating]) -> Ranking:
    order = np.argpartition(-score, LISTED - 1, axis=1)[:, :LISTED]
    inside = np.argsort(-np.take_along_axis(score, order, 1), axis=1, kind="stable")
    return np.take_along_axis(order, inside, 1).astype(np.int32)


def at_random(fair: SimulatedFair) -> Ranking:
    """Return lists drawn at random."""
    return _top(np.random.default_rng(0).random(fair.asks.shape))


def by_popularity(fair: SimulatedFair) -> Ranking:
    """Return the same list for everybody: who is wanted most."""
    return _top(np.broadcast_to(fair.asks.mean(axis=0), fair.asks.shape))


def one_sided(fair: SimulatedFair) -> Ranking:
    """Return lists by the visitor's chance to ask."""
    return _top(fair.asks)


def transferable(fair: SimulatedFair) -> Ranking:
    """Return lists by transferable utility as published: K = exp((p + q - 1) / (2 x .25))."""
    worth = np.exp((fair.asks + fair.accepts - 1) / 0.5)
    n, m = np.full(VISITORS, 6.0, np.float32), np.full(EXHIBITORS, 24.0, np.float32)
    b = np.sqrt(m)
    for _ in range(60):
        s = worth @ b / 2
        a = n / (np.sqrt(n + s * s) + s)
        s = worth.T @ a / 2
        b = m / (np.sqrt(m + s * s) + s)
    return _top(worth * b)


def plain_profiles(count: int) -> Profiles:
    """Return participants of whom nothing is known but that they are different ones."""
    return make_profiles(make_empty_vectors(count), make_empty_vectors(count))


def fairlead(congestion: float) -> Callable[[SimulatedFair], Ranking]:
    """Return the engine's lists at a congestion from 0 (harmonic mean) to 1 (the default)."""

    def rank(fair: SimulatedFair) -> Ranking:
        scores = Scores(fair.accepts, fair.asks, FilterCounts(0, 0, 0, 0, 0, 0, 0), fair.asks.size)
        masses = (
            np.full(EXHIBITORS, float(EXHIBITOR_SLOTS)),
            np.full(VISITORS, float(VISITOR_SLOTS)),
        )
        # Nobody's profile is known here: no list is drawn for that.
        params = Params(top=LISTED, congestion=congestion, spread=0.0)
        prices = find_prices(scores, *masses, params=params)
        exhibitors, visitors = (plain_profiles(count) for count in (EXHIBITORS, VISITORS))
        lists = rank_lists(
            scores,
            exhibitors,
            prices.left,
            params=params,
            drawn=draw_lists(visitors, params, seed=0),
            of_left=False,
        )
        return lists.partner.reshape(VISITORS, LISTED)

    return rank


HARMONIC = "harmonic (congestion 0)"
RIVALS: dict[str, Callable[[SimulatedFair], Ranking]] = {
    "random": at_random,
    "popularity": by_popularity,
    "one-sided": one_sided,
    HARMONIC: fairlead(0.0),
    "transferable utility, published": transferable,
    "Fairlead, congestion 0.5": fairlead(0.5),
    "Fairlead, congestion 1": fairlead(1.0),
}
WEIGHTS = (0.2, 0.5, 0.8)


def simulate(*, seeds: int) -> dict[tuple[str, float], list[Outcome]]:
    """Return every rival's outcomes at every popularity weight, one for each seed."""
    outcomes: dict[tuple[str, float], list[Outcome]] = {}
    for weight in WEIGHTS:
        for seed in range(seeds):
            fair = make_fair(weight, seed=seed)
            for name, rank in RIVALS.items():
                outcome = hold_fair(fair, rank(fair), seed=seed)
                outcomes.setdefault((name, weight), []).append(outcome)
    return outcomes
