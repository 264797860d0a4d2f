"""Weights learned from logged behaviour, and what they gained on later behaviour."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.matching.params import TERMS, Weights
from fairlead.engines.matching.vectors import Flags, Reals


@dataclass(frozen=True, slots=True, eq=False)
class Logged:
    """Shown pairs and what became of them, as the one who could ask saw them.

    terms: pairs x `TERMS` (`reasons.pair_terms`). liked: whether it asked. time: when, any rising
    number. offset: log odds known otherwise (activity, appeal), 0 without.
    """

    terms: NDArray[np.float32]
    liked: Flags
    time: Reals
    offset: Reals

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
class Fitted:
    """Learned weights and their quality on the later part, beside that of the weights given.

    ``adopted`` says that the learned ones had the lower log loss there; ``weights`` are those,
    else the ones given. learned, tested: pairs in each part.
    """

    weights: Weights
    adopted: bool
    before: Quality
    after: Quality
    learned: int
    tested: int


def fit_weights(
    logged: Logged, *, start: Weights | None = None, later: float = 0.25, strength: float = 1.0
) -> Fitted:
    """Return weights by logistic regression on the earlier part, judged on the later part.

    The last ``later`` share of the pairs by time is kept for judging. ``strength`` pulls the
    weights towards ``start`` like that many squared units, so that little data changes little.
    Raises ValueError when either part would be empty.
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
    early, late = order[:cut], order[cut:]
    first = np.append(start.as_array(), start.bias)
    learned = _regress(_design(logged, early), logged, early, first, strength)
    x = _design(logged, late)
    before, after = (
        _quality(x @ w + logged.offset[late], logged.liked[late]) for w in (first, learned)
    )
    adopted = after.log_loss < before.log_loss
    weights = start.with_array(learned[:-1], bias=learned[-1]) if adopted else start
    return Fitted(weights, adopted, before, after, len(early), len(late))


def _design(logged: Logged, rows: NDArray[np.int64]) -> Reals:
    terms = logged.terms[rows].astype(np.float64)
    return np.hstack([terms, np.ones((len(rows), 1))])


def _regress(
    x: Reals, logged: Logged, rows: NDArray[np.int64], first: Reals, strength: float
) -> Reals:
    """Return the penalised maximum by Newton's method, halving a step that does not improve."""
    y, offset = logged.liked[rows].astype(np.float64), logged.offset[rows]
    weights = first.copy()
    ridge = strength * np.eye(len(first))
    best = _loss(x @ weights + offset, y) + 0.0
    for _ in range(50):
        chance = _chance(x @ weights + offset)
        slope = x.T @ (chance - y) + strength * (weights - first)
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + ridge
        step = np.linalg.solve(curve, slope)
        size = 1.0
        while size > 1e-4:
            trial = weights - size * step
            far = trial - first
            loss = _loss(x @ trial + offset, y) + strength * float(far @ far) / 2
            if loss <= best:
                break
            size /= 2
        else:
            break
        moved = float(np.max(np.abs(size * step)))
        weights, best = trial, loss
        if moved < 1e-8:
            break
    return weights


def _chance(score: Reals) -> Reals:
    chance: Reals = 1 / (1 + np.exp(-np.clip(score, -500, 500)))
    return chance


def _loss(score: Reals, liked: Reals) -> float:
    return float(np.sum(np.logaddexp(0, score) - liked * score))


def _quality(score: Reals, liked: Flags) -> Quality:
    return Quality(_loss(score, liked.astype(np.float64)) / len(liked), _auc(score, liked))


def _auc(score: Reals, liked: Flags) -> float:
    yes, no = int(liked.sum()), int((~liked).sum())
    if yes == 0 or no == 0:
        return float("nan")
    values, place = np.unique(score, return_inverse=True)
    count = np.bincount(place, minlength=len(values))
    rank = np.cumsum(count) - (count - 1) / 2
    return float((rank[place][liked].sum() - yes * (yes + 1) / 2) / (yes * no))
