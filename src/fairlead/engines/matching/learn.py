"""Weights learned from logged behaviour, and what they gained on later behaviour."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.matching.params import TERMS, Weights
from fairlead.engines.matching.vectors import Flags, Reals


@dataclass(frozen=True, slots=True, eq=False)
class ResponseLog:
    """Shown pairs and what became of them, as the one who could ask saw them.

    terms: pairs x `TERMS` (`reasons.pair_terms`). liked: whether it asked. time: when, any rising
    number. offset: log odds known otherwise (activity, appeal), 0 without. drawn: the pairs that
    were not liked are a sample, so their number says nothing.
    """

    terms: NDArray[np.float32]
    liked: Flags
    time: Reals
    offset: Reals
    drawn: bool = False

    def __post_init__(self) -> None:
        """Refuse columns that do not fit one another."""
        count = len(self.liked)
        if self.terms.shape != (count, len(TERMS)):
            raise ValueError(f"Expected terms of {count} x {len(TERMS)}, got {self.terms.shape}.")
        if len(self.time) != count or len(self.offset) != count:
            raise ValueError(f"Expected {count} times and offsets.")


@dataclass(frozen=True, slots=True)
class Quality:
    """How well chances fit what happened: mean log loss (lower is better) and AUC (.5 is chance).

    auc is nan when only yes or only no happened.
    """

    log_loss: float
    auc: float


@dataclass(frozen=True, slots=True)
class LearnResult:
    """Learned weights and their quality on the later part, beside that of the weights given.

    ``adopted`` says that the learned ones had the lower log loss there, and the gain of AUC asked
    for; ``weights`` are those, else the ones given. learned, tested: pairs in each part.
    """

    weights: Weights
    adopted: bool
    before: Quality
    after: Quality
    learned: int
    tested: int


def fit_weights(
    logged: ResponseLog,
    *,
    start: Weights | None = None,
    later: float = 0.25,
    strength: float = 1.0,
    errors: float = 0.0,
) -> LearnResult:
    """Return weights by logistic regression on the earlier part, judged on the later part.

    The last ``later`` share of the pairs by time is kept for judging. ``strength`` pulls the
    weights towards ``start`` like that many squared units, so that little data changes little; a
    weight that would fall below 0 is 0, for a term speaks for a pair or says nothing. ``errors``
    says how many standard errors of the AUC must be gained. Where pairs are ``drawn`` their share
    of yes means nothing: both weights are judged at the bias that fits best, and the learned ones
    keep the mean chance that ``start`` gives. Raises ValueError when either part would be empty.
    """
    start = start or Weights()
    if not 0 < later < 1:
        raise ValueError(f"Expected later between 0 and 1, got {later}.")
    if strength <= 0:
        raise ValueError(f"Expected strength > 0, got {strength}.")
    order = np.argsort(logged.time, kind="stable")
    cut = round(len(order) * (1 - later))
    if cut < 1 or cut >= len(order):
        raise ValueError(f"Expected enough pairs for two parts, got {len(order)}.")
    early, late = _take_part(logged, order[:cut]), _take_part(logged, order[cut:])
    given = np.append(start.as_array(), start.bias)
    first = _level_bias(given, early, float(early.liked.mean())) if logged.drawn else given
    learned = _maximise_penalised(early, first, strength)
    before, after = (measure_quality(late.score(w), late.liked) for w in (first, learned))
    least = before.auc + errors * compute_standard_error(late.liked)
    adopted = after.log_loss < before.log_loss and not after.auc < least
    if logged.drawn:
        learned = _level_bias(learned, early, float(_compute_chance(early.score(given)).mean()))
    weights = start.with_array(learned[:-1], bias=learned[-1]) if adopted else start
    return LearnResult(weights, adopted, before, after, cut, len(order) - cut)


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """Pairs with a column of ones behind their terms, what became of them, and their offsets."""

    x: Reals
    liked: Flags
    offset: Reals

    def score(self, weights: Reals) -> Reals:
        found: Reals = self.x @ weights + self.offset
        return found


def _take_part(logged: ResponseLog, rows: NDArray[np.int64]) -> _Part:
    terms = logged.terms[rows].astype(np.float64)
    x = np.hstack([terms, np.ones((len(rows), 1))])
    return _Part(x, logged.liked[rows], logged.offset[rows])


def _level_bias(weights: Reals, part: _Part, mean: float) -> Reals:
    """Return the weights with the bias at which the mean chance is ``mean``, by halving."""
    wanted = min(max(mean, 1e-6), 1 - 1e-6)
    score = part.score(weights)
    low, high = -100.0, 100.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (
            (middle, high) if _compute_chance(score + middle).mean() < wanted else (low, middle)
        )
    moved = weights.copy()
    moved[-1] += (low + high) / 2
    return moved


def _maximise_penalised(part: _Part, first: Reals, strength: float) -> Reals:
    """Return the penalised maximum with no weight below 0; those that would be are fixed at 0."""
    held = np.zeros(len(first), dtype=bool)
    while True:
        weights = _maximise_by_newton(part, first, strength, held)
        below = (weights < 0) & ~held
        below[-1] = False  # the bias
        if not below.any():
            return weights
        held |= below


def _maximise_by_newton(part: _Part, first: Reals, strength: float, held: Flags) -> Reals:
    """Return the penalised maximum by Newton's method, halving a step that does not improve."""
    y = part.liked.astype(np.float64)
    free = ~held
    weights = np.where(held, 0.0, first)
    ridge = strength * np.eye(int(free.sum()))

    def cost(trial: Reals) -> float:
        far = (trial - first)[free]
        return _compute_loss(part.score(trial), y) + strength * float(far @ far) / 2

    best = cost(weights)
    for _ in range(50):
        chance = _compute_chance(part.score(weights))
        x = part.x[:, free]
        slope = x.T @ (chance - y) + strength * (weights - first)[free]
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + ridge
        step = np.zeros(len(first))
        step[free] = np.linalg.solve(curve, slope)
        size = 1.0
        while size > 1e-4 and cost(weights - size * step) > best:
            size /= 2
        if size <= 1e-4:
            break
        weights = weights - size * step
        best = cost(weights)
        if float(np.max(np.abs(size * step))) < 1e-8:
            break
    return weights


def _compute_chance(score: Reals) -> Reals:
    chance: Reals = 1 / (1 + np.exp(-np.clip(score, -500, 500)))
    return chance


def _compute_loss(score: Reals, liked: Reals) -> float:
    return float(np.sum(np.logaddexp(0, score) - liked * score))


def measure_quality(score: Reals, liked: Flags) -> Quality:
    """Return how well chances with these log odds fit what happened."""
    return Quality(
        _compute_loss(score, liked.astype(np.float64)) / len(liked), _compute_auc(score, liked)
    )


def compute_standard_error(liked: Flags) -> float:
    """Return that of an AUC when chances say nothing: sqrt((n + 1) / (12 yes no))."""
    yes, no = int(liked.sum()), int((~liked).sum())
    return float(np.sqrt((len(liked) + 1) / (12 * yes * no))) if yes and no else 0.0


def _compute_auc(score: Reals, liked: Flags) -> float:
    yes, no = int(liked.sum()), int((~liked).sum())
    if yes == 0 or no == 0:
        return float("nan")
    values, place = np.unique(score, return_inverse=True)
    count = np.bincount(place, minlength=len(values))
    rank = np.cumsum(count) - (count - 1) / 2
    return float((rank[place][liked].sum() - yes * (yes + 1) / 2) / (yes * no))
