"""Evenings at which everybody meets everybody, judged by chances that the lists did not know.

21 evenings of 8 to 22 people on either side, such as speed dating holds. Log odds that i says yes
to j are a level (more on one side than on the other), how choosy i is, how much j is liked, and a
taste of i for j. The lists know an estimate: cold, half of what is known of how much people are
liked and next to nothing of taste; warm, most of what repeats itself of both sides and a fifth of
taste. Lists are made from estimates and tried with the true chances, both sides asking in turn:

- in turn: place k is looked at with probability 1 / k, and who is asked accepts while it has slots;
- all of three: the first three places are all looked at;
- best first: requests are looked at in the order of liking, the k-th with probability 1 / k, no
  matter how many slots there are (Su, Bayoan and Joachims, WWW 2022).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.matching.params import Params
from fairlead.engines.matching.price import find_prices
from fairlead.engines.matching.profiles import make_profiles
from fairlead.engines.matching.score import FilterCounts, Scores
from fairlead.engines.matching.solve import draw_lists, rank_lists
from fairlead.engines.matching.vectors import make_empty_vectors

EVENINGS, SLOTS = 21, (1, 3, 20)
KNOWN = {"cold": (0.05, 0.5, 0.05), "warm": (0.8, 0.9, 0.2)}
"""Share known of the variance of choosiness, of being liked, of taste."""
WAYS = ("in turn", "all of three", "best first")
Chances = NDArray[np.float64]
Order = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Evening:
    """Chances that owners ask and candidates answer, owners x candidates, true and estimated."""

    asks: Chances
    answers: Chances
    asks_known: Chances
    answers_known: Chances

    def turned(self) -> Evening:
        """Return the evening as the other side sees it."""
        return Evening(self.answers.T, self.asks.T, self.answers_known.T, self.asks_known.T)


def make_evening(known: str, *, seed: int) -> Evening:
    """Return an evening."""
    rng = np.random.default_rng(seed)
    count = int(rng.integers(8, 23))
    shares = KNOWN[known]

    def side(level: float) -> tuple[Chances, Chances]:
        sizes = ((0.8, (count, 1)), (1.0, (1, count)), (1.0, (count, count)))
        parts = [rng.normal(0, spread, shape) for spread, shape in sizes]
        told = [
            share * part + np.sqrt(share * (1 - share)) * rng.normal(0, part.std(), part.shape)
            for share, part in zip(shares, parts, strict=True)
        ]
        return _chance(parts, level), _chance(told, level)

    (asks, asks_known), (answers, answers_known) = side(-0.2), side(-0.6)
    return Evening(asks, answers.T, asks_known, answers_known.T)


def _chance(parts: Sequence[NDArray[np.float64]], level: float) -> Chances:
    odds = level + parts[0] + parts[1] + parts[2]
    chance: Chances = 1 / (1 + np.exp(-odds))
    return chance


def _sort(score: Chances) -> Order:
    return np.argsort(-score, axis=1, kind="stable")


def harmonic(fair: Evening, _slots: int) -> Order:
    """Return lists by the harmonic mean."""
    p, q = fair.asks_known, fair.answers_known
    return _sort(2 * p * q / (p + q))


def product(fair: Evening, _slots: int) -> Order:
    """Return lists by the product of both chances."""
    return _sort(fair.asks_known * fair.answers_known)


def transferable(fair: Evening, slots: int) -> Order:
    """Return lists by transferable utility as published: K = exp((p + q - 1) / (2 x .25))."""
    worth = np.exp((fair.asks_known + fair.answers_known - 1) / 0.5)
    mass, b = float(slots), np.sqrt(np.full(worth.shape[1], float(slots)))
    for _ in range(200):
        s = worth @ b / 2
        a = mass / (np.sqrt(mass + s * s) + s)
        s = worth.T @ a / 2
        b = mass / (np.sqrt(mass + s * s) + s)
    return _sort(worth * b)


def fairlead(attention: float | None = None) -> Callable[[Evening, int], Order]:
    """Return the engine's lists at its defaults but for what is chosen."""

    def rank(fair: Evening, slots: int) -> Order:
        forward = fair.answers_known.astype(np.float32)
        backward = fair.asks_known.astype(np.float32)
        scores = Scores(forward, backward, FilterCounts(0, 0, 0, 0, 0, 0, 0), forward.size)
        owners, candidates = forward.shape
        params = Params(spread=0.0, attention=attention)  # nobody's profile is known here
        masses = np.full(candidates, float(slots)), np.full(owners, float(slots))
        prices = find_prices(scores, *masses, params=params)
        sides = [
            make_profiles(make_empty_vectors(n), make_empty_vectors(n))
            for n in (candidates, owners)
        ]
        lists = rank_lists(
            scores, sides[0], prices.left, params=params,
            drawn=draw_lists(sides[1], params, seed=0), of_left=False,
        )  # fmt: skip
        return lists.partner.reshape(owners, candidates).astype(np.int64)

    return rank


HARMONIC, PUBLISHED, OURS = "harmonic mean", "transferable utility, published", "Fairlead"
RIVALS: dict[str, Callable[[Evening, int], Order]] = {
    HARMONIC: harmonic,
    "product": product,
    PUBLISHED: transferable,
    "Fairlead, congestion 1, strength 1": fairlead(attention=1.0),
    OURS: fairlead(),
}


def hold(fair: Evening, lists: Order, slots: int, way: str, *, seed: int) -> float:
    """Return the meetings of one evening (those to expect, with the best first)."""
    if way == "best first":
        return _answer_best(fair, lists)
    rng = np.random.default_rng(seed)
    owners, candidates = fair.asks.shape
    mine, theirs = np.full(owners, slots), np.full(candidates, slots)
    order, held = rng.permutation(owners), 0
    for place in range(candidates if way == "in turn" else min(3, candidates)):
        look = 1 / (place + 1) if way == "in turn" else 1.0
        for i in order:
            j = lists[i, place]
            asked = mine[i] > 0 and rng.random() < look * fair.asks[i, j]
            if asked and theirs[j] > 0 and rng.random() < fair.answers[i, j]:
                mine[i] -= 1
                theirs[j] -= 1
                held += 1
    return held


def _answer_best(fair: Evening, lists: Order) -> float:
    rank = np.empty_like(lists)
    np.put_along_axis(rank, lists, np.arange(1, lists.shape[1] + 1)[None, :], axis=1)
    asked, total = fair.asks / rank, 0.0
    for j in range(asked.shape[1]):
        order = np.argsort(-fair.answers[:, j])
        asks = asked[order, j]
        total += float((asks * fair.answers[order, j] / (1 + np.cumsum(asks) - asks)).sum())
    return total


def compare(*, tries: int = 10) -> dict[tuple[str, str, int, str], float]:
    """Return meetings held by (rival, cold or warm, slots, way), of both sides' lists together."""
    found: dict[tuple[str, str, int, str], float] = {}
    for known in KNOWN:
        for seed in range(EVENINGS):
            evening = make_evening(known, seed=seed)
            for fair in (evening, evening.turned()):
                for slots in SLOTS:
                    for name, rank in RIVALS.items():
                        lists = rank(fair, slots)
                        for way in WAYS:
                            held = [hold(fair, lists, slots, way, seed=s) for s in range(tries)]
                            key = name, known, slots, way
                            found[key] = found.get(key, 0.0) + float(np.mean(held))
    return found
