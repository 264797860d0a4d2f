"""What may be chosen about matching, with its defaults."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from fairlead.engines.matching.vectors import Reals

# A share that single precision blurs: scores that differ by less are equal.
SINGLE = 1e-5

# The terms of a directed fit a -> b, in the order used everywhere.
TERMS = (
    "product",  # cosine of what a needs and what b offers
    "demand",  # cosine of what a offers and what b needs
    "cooperation",  # product or demand times how well the cooperation types answer on that road
    "text",  # cosine of the words, the better of both roads
    "sector",  # the same ISIC division 1, the same section .5
    "country",  # the affinity table handed in; the same country 1 when there is none
    "language",  # one shared language .5, more 1
    "size",  # the same size 1, a class apart .5
    "circle",  # what both are linked to: ln(1 + 10^6 x inner product of circles) / ln(1 + 10^6)
)


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the terms of a directed fit: p = 1 / (1 + exp(-(bias + sum of weight x term)))."""

    bias: float = -3.0
    product: float = 4.0
    demand: float = 3.0
    cooperation: float = 1.5
    text: float = 0.5
    sector: float = 0.4
    country: float = 0.2
    language: float = 0.3
    size: float = 0.2
    circle: float = 4.0

    def __post_init__(self) -> None:
        """Refuse a weight that is not a number."""
        for field in fields(self):
            if not np.isfinite(getattr(self, field.name)):
                raise ValueError(f"Expected a finite weight {field.name}.")

    def as_array(self) -> Reals:
        """Return the weights in the order of `TERMS`, without the bias."""
        return np.array([getattr(self, name) for name in TERMS], dtype=np.float64)

    def with_array(self, values: Reals, *, bias: float) -> Weights:
        """Return weights from values in the order of `TERMS`."""
        named = dict(zip(TERMS, map(float, values), strict=True))
        return replace(self, bias=float(bias), **named)


@dataclass(frozen=True, slots=True)
class Params:
    """How lists are made.

    top: entries of a list. congestion: 0 ranks by mutual score alone, 1 takes the full price off.
    beta: spread of the price (smaller sends each to fewer). attention: the strength of the
    price, how many meetings each participant is taken to try for; None chooses it from the
    chances and slots of the problem, for the lists of each side (`strength`), and takes no price
    where the question is who joins whom (`Problem.asks_who_joins`).
    rounds, tolerance: when the price stops. slack: share added to the larger side's capacity so
    that exactly equal totals settle. diversity: share taken off for each earlier entry of the same
    branch and again of the same country. spread: how far lists are drawn whose owners' profiles
    name no code, words or circle: each place with a chance in proportion to score to the power of
    1 / (congestion x spread), so that not all of them are sent to the same few; 0 ranks them like
    others. near: scores that differ by less than the share congestion x near are alike: who of
    them is listed is drawn, differently for each list. pool: entries looked at per place when
    diversity is on.
    exploration: share of places kept for newcomers. several_per_organisation: let people of one
    organisation share a list.
    """

    left: Weights = Weights()
    right: Weights = Weights()
    top: int = 50
    congestion: float = 1.0
    beta: float = 1 / 6
    attention: float | None = None
    rounds: int = 100
    tolerance: float = 1e-3
    spread: float = 1.0
    near: float = 0.04
    slack: float = 0.02
    diversity: float = 0.0
    pool: int = 3
    exploration: float = 0.0
    several_per_organisation: bool = False

    def __post_init__(self) -> None:
        """Refuse values that have no meaning."""
        _expect(self.top >= 1, "top >= 1", self.top)
        _expect(0 <= self.congestion <= 1, "congestion from 0 to 1", self.congestion)
        _expect(0.02 <= self.beta < np.inf, "beta >= 0.02", self.beta)
        if self.attention is not None:
            _expect(0 < self.attention < np.inf, "attention > 0", self.attention)
        _expect(self.rounds >= 1, "rounds >= 1", self.rounds)
        _expect(self.tolerance > 0, "tolerance > 0", self.tolerance)
        _expect(self.slack >= 0, "slack >= 0", self.slack)
        _expect(0 <= self.spread <= 10, "spread from 0 to 10", self.spread)
        _expect(0 <= self.near <= 0.5, "near from 0 to 0.5", self.near)
        _expect(0 <= self.diversity < 1, "diversity from 0 to below 1", self.diversity)
        _expect(self.pool >= 1, "pool >= 1", self.pool)
        _expect(0 <= self.exploration <= 0.5, "exploration from 0 to 0.5", self.exploration)

    @property
    def alike(self) -> float:
        """Return the share by which scores differ and are still alike."""
        return max(self.congestion * self.near, SINGLE)


def _expect(holds: bool, wanted: str, got: float) -> None:  # noqa: FBT001
    if not holds:
        raise ValueError(f"Expected {wanted}, got {got}.")
