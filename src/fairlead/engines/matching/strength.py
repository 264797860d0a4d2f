"""How strong the congestion price should be: tried on a small fair with the same chances.

A price that is too weak sends everybody to the same few; one that is too strong sends people to
partners whom they do not want. Which does more harm depends on the fair: on how alike wishes are
and how many slots there are. So lists are made at several strengths and tried. Owners look at
place k of their list with probability 1 / k (Tomita and others, RecSys 2023) and ask with their
chance. How those who are asked will answer nobody knows beforehand; two ways are tried:

- in turn: each accepts with its chance as requests come, while it has slots;
- the best first: each looks at its requests in the order of its own chances, at the k-th with
  probability 1 / k, however many slots it has (Su, Bayoan and Joachims, WWW 2022).

The strength at which the product of both is largest is taken, so that a gain by one way is not
paid for with as great a loss by the other.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.matching.kernels.choose import Kernels
from fairlead.engines.matching.kernels.plain.numbers import find_firsts
from fairlead.engines.matching.kernels.records import TrialRows
from fairlead.engines.matching.vectors import Floats, Ints, Reals

STRENGTHS = (0.3, 1.0, 3.0, 10.0, 30.0, 100.0)
"""Strengths tried: meetings that each is taken to try for when the price is made."""
USUAL = 1.0
"""The strength that is tried first, and where nothing can be tried."""

TRIED_PAIRS = 300_000
"""Pairs of the small fair; a larger one is thinned on both sides alike."""
_LEAST = 50
_BLUR = 0.01
"""The share of the meetings by which a trial of so many lists may err."""
_PLACES = 30
_LISTS = 6_000
"""Lists that are tried in all: those of a small fair several times over."""


@dataclass(frozen=True, slots=True)
class Trial:
    """The strength of one side's price, and what the trial expects of it.

    strength: meetings that each is taken to try for, 0 for no price. gain: meetings held in the
    trial for each one held without a price (the geometric mean of both ways of answering); 1 when
    nothing was tried.
    """

    strength: float
    gain: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class SmallFair:
    """Owners of lists x candidates: who asks, who answers, and how many slots each has.

    lot: what the score of a pair is multiplied with where lists are drawn or scores are alike.
    """

    asks: Floats
    answers: Floats
    lot: Floats
    slots: Reals
    candidate_slots: Reals
    top: int
    kernels: Kernels

    def list_best(self, factor: Reals) -> Ints:
        """Return the best candidates of each owner, owners x places, best first."""
        both = np.maximum(self.asks + self.answers, np.float32(1e-30))
        score = 2 * self.asks * self.answers / both * self.lot * factor.astype(np.float32)
        room = min(self.top, score.shape[1], _PLACES)
        best = np.argpartition(-score, room - 1, axis=1)[:, :room]
        inside = np.argsort(-np.take_along_axis(score, best, 1), axis=1, kind="stable")
        return np.take_along_axis(best, inside, 1).astype(np.int32)


def thin_sides(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Return of both sides, given in an order drawn by lot, as many as the small fair holds."""
    share = np.sqrt(TRIED_PAIRS / max(len(left) * len(right), 1))
    if share >= 1:
        return left, right
    fewer, more = sorted((len(left), len(right)))
    least = min(fewer, max(_LEAST, round(fewer * share)))
    most = min(more, max(least, TRIED_PAIRS // least))
    counts = (least, most) if len(left) <= len(right) else (most, least)
    return left[: counts[0]], right[: counts[1]]


def choose_strength(fair: SmallFair, price_at: Callable[[float], Reals]) -> Trial:
    """Return the strength at which most meetings are held; ``price_at`` gives each one's factors.

    From the usual strength upwards while that gains, else downwards to no price at all, which is
    beside every strength; of those on the way that do as well, within a percent, the nearest to
    the usual one.
    """
    fair = _make_busy(fair)
    draws = _Draws(fair)
    without = _try_lists(fair, fair.list_best(np.ones(fair.asks.shape[1])), draws)
    if without == -math.inf:
        return Trial(USUAL)

    def measure(strength: float) -> float:
        if strength == 0:
            return without
        return _try_lists(fair, fair.list_best(price_at(strength)), draws)

    usual, at = measure(USUAL), STRENGTHS.index(USUAL)
    tried = [(USUAL, usual)]
    for way in (STRENGTHS[at + 1 :], (*STRENGTHS[:at][::-1], 0.0)):
        if tried[-1][1] > usual:
            break
        tried = [(USUAL, usual)]
        for strength in way:
            tried.append((strength, measure(strength)))
            if tried[-1][1] <= tried[-2][1]:
                tried.pop()
                break
    if without > tried[-1][1]:  # also beyond a weaker price that does worse than a stronger one
        tried.append((0.0, without))
    least = tried[-1][1] - 2 * _BLUR
    strength, most = next(one for one in tried if one[1] >= least)
    return Trial(strength, float(np.exp((most - without) / 2)))


def _make_busy(fair: SmallFair) -> SmallFair:
    """Return the fair with chances so raised that owners would hold a meeting each, were all free.

    Often only the order of chances is known and not their level, because nobody notes who was
    looked at and not asked. But who comes to a fair comes for meetings.
    """
    lists = fair.list_best(np.ones(fair.asks.shape[1]))
    owner = np.arange(len(lists))[:, None]
    both = fair.asks[owner, lists] * fair.answers[owner, lists]
    held = float((both / np.arange(1, lists.shape[1] + 1)).sum(axis=1).mean())
    if not 0 < held < 1:
        return fair
    more, one = np.float32(1 / np.sqrt(held)), np.float32(1)
    return replace(
        fair, asks=np.minimum(fair.asks * more, one), answers=np.minimum(fair.answers * more, one)
    )


class _Draws:
    """What is drawn in a trial, the same for every strength.

    Small fairs are held ``copies`` times at once: candidate c of copy k is k x candidates + c.
    """

    def __init__(self, fair: SmallFair) -> None:
        owners, candidates = fair.asks.shape
        rng = np.random.default_rng(0)
        self.copies: int = max(1, _LISTS // owners)
        shape = (min(fair.top, candidates, _PLACES), self.copies * owners)
        self.look = rng.random(shape, dtype=np.float32)
        self.answer = rng.random(shape, dtype=np.float32)
        self.owner = np.concatenate([rng.permutation(owners) for _ in range(self.copies)])
        self.first = np.repeat(np.arange(self.copies) * candidates, owners)
        self.slots = self._round_slots(fair.slots[self.owner], rng)
        self.candidate_slots = self._round_slots(np.tile(fair.candidate_slots, self.copies), rng)

    @staticmethod
    def _round_slots(slots: Reals, rng: np.random.Generator) -> NDArray[np.int64]:
        return np.floor(np.minimum(slots, 1e6) + rng.random(len(slots))).astype(np.int64)


def _try_lists(fair: SmallFair, lists: Ints, draws: _Draws) -> float:
    """Return the logarithm of the product of the meetings held by both ways of answering."""
    held = _answer_in_turn(fair, lists, draws), _answer_best_first(fair, lists)
    return math.log(held[0]) + math.log(held[1]) if min(held) > 0 else -math.inf


def _answer_in_turn(fair: SmallFair, lists: Ints, draws: _Draws) -> float:
    """Return the meetings that are held when requests are answered as they come."""
    rows = TrialRows(
        fair.asks, fair.answers, lists, draws.owner, draws.first, draws.look, draws.answer
    )
    held = fair.kernels.hold_in_turn(rows, draws.slots.copy(), draws.candidate_slots.copy())
    return held / draws.copies


def _answer_best_first(fair: SmallFair, lists: Ints) -> float:
    """Return the meetings to expect when requests are looked at in the order of liking."""
    owners, places = lists.shape
    owner, candidate = np.repeat(np.arange(owners), places), lists.ravel()
    asks = fair.asks[owner, candidate] / np.tile(np.arange(1, places + 1), owners)
    answers = fair.answers[owner, candidate]
    order = _order_requests(candidate, answers)
    asks, answers, candidate = asks[order].astype(np.float64), answers[order], candidate[order]
    better = np.cumsum(asks) - asks
    better -= better[find_firsts(candidate)]
    held: np.float64 = np.sum(asks * answers / (1 + better))
    return float(held)


def _order_requests(candidate: Ints, answers: Floats) -> NDArray[np.int64]:
    """Return the order by candidate, then by falling chance, then as they stand.

    All three in one number, which is sorted ten times as fast as by one after another. Chances are
    not negative, so they are ordered as their bits are.
    """
    width = len(candidate).bit_length()
    falling = np.uint64(0xFFFFFFFF) - answers.view(np.uint32)
    key = candidate.astype(np.uint64) << np.uint64(32 + width)
    key |= falling << np.uint64(width)
    key |= np.arange(len(candidate), dtype=np.uint64)
    key.sort()
    return (key & np.uint64((1 << width) - 1)).astype(np.int64)
