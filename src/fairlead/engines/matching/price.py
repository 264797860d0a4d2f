"""The congestion price: what it costs the fair that everybody is sent to the same participant.

Matching with transferable utility (Choo and Siow 2006; Tomita, Togashi, Hashizume, Ohsaka,
RecSys 2023) with the logarithm of the mutual score as what a pair gains by meeting. With
K = scale x mutual^(1 / beta) and remaining meetings n and m as masses, the expected meetings of a
pair are a_i K_ij b_j, where

    a_i = n_i / (sqrt(n_i + s_i^2) + s_i),  s_i = sum_j K_ij b_j / 2,   and b_j alike with m_j.

a_i^2 is what remains unmatched of i: near 0 for anyone who is over-asked. Ranking i's list by
K_ij b_j is ranking by mutual_ij x (b_j / max b)^beta, so the price of j is the share
1 - (b_j / max b)^beta that is taken off every mutual score with j.

The scale says how many meetings are tried for: it makes the mean participant's sum of K equal to
the strength of the price, which `params.attention` gives or a trial chooses (`strength`), for the
prices of each side by itself. It does not depend on capacities, so at one strength giving up
capacity only ever raises a price.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from fairlead.engines.matching.kernels.choose import Kernels, choose_kernels
from fairlead.engines.matching.lists import ChanceParams
from fairlead.engines.matching.params import Params
from fairlead.engines.matching.score import Chances, Scores
from fairlead.engines.matching.strength import (
    USUAL,
    SmallFair,
    Trial,
    choose_strength,
    thin_sides,
)
from fairlead.engines.matching.vectors import Floats, Ints, Reals, Worth

_PARTS = 16
_LITTLE = 1_000_000
"""Pairs of which one round takes less than handing them to a second thread."""
LONG_PAIRS = 100_000_000
"""Pairs whose worth is kept in single precision; of more, short numbers are kept: 8 bits of each
are digits, so what a pair is worth is off by .4 % at most, and a price by beta times that."""
NO_TRIAL = Trial(0.0)


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """What each participant costs: the share taken off its mutual scores, the cheapest 0.

    left, right: prices, 1 for who has no capacity or is hidden. left_filled, right_filled: the
    share of each one's remaining meetings that the market expects to fill when each tries for
    ``attention`` meetings (1 where it is chosen), whatever the strength of the price. rounds: taken
    for the prices. gap: largest relative change of the last sweep. settled: gap is within the
    tolerance. left_trial, right_trial: how strong the prices are, and what that is worth.
    """

    left: Reals
    right: Reals
    left_filled: Reals
    right_filled: Reals
    rounds: int
    gap: float
    settled: bool
    left_trial: Trial = NO_TRIAL
    right_trial: Trial = NO_TRIAL


def free_prices(left: int, right: int) -> Prices:
    """Return prices that change no score, for both sides."""
    return Prices(
        np.zeros(left), np.zeros(right), np.zeros(left), np.zeros(right), 0, 0.0, settled=True
    )


def find_prices(
    scores: Chances,
    left_mass: Reals,
    right_mass: Reals,
    *,
    params: Params,
    drawn: tuple[ChanceParams, ChanceParams] | None = None,
) -> Prices:
    """Return the prices of both sides for masses n (left) and m (right).

    Equal totals leave nobody unmatched and would settle ever more slowly, so the larger side gets
    ``params.slack`` more; the sweeps stop at ``params.rounds`` in any case. ``drawn`` says how
    chance enters the lists of either side's owners; without it no list is drawn in the trial.
    """
    if left_mass.sum() <= 0 or right_mass.sum() <= 0:
        return free_prices(len(left_mass), len(right_mass))
    strength = USUAL if params.attention is None else params.attention
    trials = Trial(strength), Trial(strength)
    if params.attention is None or not isinstance(scores, Scores):
        thin = _thin_market(scores, left_mass, right_mass, drawn)
        # The scale takes the top out again; without it high powers of small scores would be 0.
        top = thin.scores.find_highest(thin.n > 0, thin.m > 0)
        if params.attention is None:
            pairs = scores.shape[0] * scores.shape[1]
            trials = _try_both(thin, params, top=top, beside=pairs)
    if isinstance(scores, Scores):
        top = scores.find_highest(left_mass > 0, right_mass > 0)
    market = _open_market(scores, left_mass, right_mass, params, top=top)
    left, right = (market.sweep(trial.strength) for trial in trials)
    usual = market.sweep(strength)
    gap = max(left.gap, right.gap)
    return Prices(
        left=_price(left.a, params.beta),
        right=_price(right.b, params.beta),
        left_filled=_fill_prices(usual.a, market.n),
        right_filled=_fill_prices(usual.b, market.m),
        rounds=max(left.rounds, right.rounds),
        gap=gap,
        settled=gap <= params.tolerance,
        left_trial=trials[0],
        right_trial=trials[1],
    )


@dataclass(frozen=True, slots=True, eq=False)
class _ThinMarket:
    """A market of some of both sides: chances, masses, and who they are and how lists are drawn.

    Who is in it goes by lots of who they are, so that nothing depends on the order in which they
    are given.
    """

    scores: Scores
    n: Reals
    m: Reals
    spreads: tuple[Floats, Floats]


def _thin_market(
    scores: Chances,
    left_mass: Reals,
    right_mass: Reals,
    drawn: tuple[ChanceParams, ChanceParams] | None,
) -> _ThinMarket:
    keys = [one.key for one in drawn] if drawn else [_number(left_mass), _number(right_mass)]
    left, right = thin_sides(_order_by_lot(left_mass, keys[0]), _order_by_lot(right_mass, keys[1]))
    spreads = (
        (drawn[0].spread[left], drawn[1].spread[right])
        if drawn
        else (np.zeros(len(left), np.float32), np.zeros(len(right), np.float32))
    )
    return _ThinMarket(scores.thin(left, right), left_mass[left], right_mass[right], spreads)


def _number(mass: Reals) -> Ints:
    return np.arange(len(mass), dtype=np.int32)


def _try_both(
    thin: _ThinMarket, params: Params, *, top: np.float32, beside: int
) -> tuple[Trial, Trial]:
    """Return how strong the prices of the left (on the right's lists) and of the right should be.

    They are tried on a market of some.
    """
    forward, backward = thin.scores.forward, thin.scores.backward
    n, m = thin.n, thin.m
    small = _open_market(thin.scores, n, m, params, top=top, beside=beside)
    sides = (
        (backward, forward, m, n, thin.spreads[1]),
        (forward.T, backward.T, n, m, thin.spreads[0]),
    )

    def price_of(*, left: bool) -> Callable[[float], Reals]:
        def price_at(strength: float) -> Reals:
            swept = small.sweep(strength)
            price = _price(swept.a if left else swept.b, params.beta)
            factor: Reals = (1 - price) ** params.congestion
            return factor

        return price_at

    found = []
    for (asks, answers, slots, theirs, spread), left_priced in zip(
        sides, (True, False), strict=True
    ):
        lot = _draw_lots(asks.shape, spread, params.alike)
        fair = SmallFair(
            np.ascontiguousarray(asks), np.ascontiguousarray(answers), lot, slots, theirs,
            params.top, small.kernels,
        )  # fmt: skip
        found.append(choose_strength(fair, price_of(left=left_priced)))
    return found[0], found[1]


def _order_by_lot(mass: Reals, key: Ints) -> Ints:
    """Return the positions of who is in the market, in an order drawn by who they are."""
    inside = np.flatnonzero(mass > 0)
    lot = (key[inside].astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(20)
    return inside[np.lexsort((key[inside], lot))].astype(np.int32)


def _draw_lots(shape: tuple[int, int], spread: Floats, near: float) -> Floats:
    """Return the lots of pairs: up to ``near`` for each, and a draw where the list is drawn."""
    rng = np.random.default_rng(1)
    lot = 1 + np.float32(near) * rng.random(shape, dtype=np.float32)
    for owner in np.flatnonzero(spread > 0):
        lot[owner] *= np.exp(spread[owner] * rng.gumbel(size=shape[1])).astype(np.float32)
    return lot


@dataclass(frozen=True, slots=True, eq=False)
class _Sweep:
    """The roots of what remains unmatched on either side, and how they were found."""

    a: Reals
    b: Reals
    rounds: int
    gap: float


@dataclass(frozen=True, slots=True, eq=False)
class _Market:
    """What pairs gain by meeting and the masses of both sides; each strength is swept once."""

    worth: Worth
    n: Reals
    m: Reals
    params: Params
    total: float
    kernels: Kernels
    found: dict[float, _Sweep] = field(default_factory=dict)

    def sweep(self, strength: float) -> _Sweep:
        """Return the market at a strength; at 0 there is no price for who is in the market."""
        if strength not in self.found:
            self.found[strength] = (
                _sweep_prices(self, strength)
                if strength > 0
                else _Sweep(
                    (self.n > 0).astype(np.float64), (self.m > 0).astype(np.float64), 0, 0.0
                )
            )
        return self.found[strength]


def _open_market(
    scores: Chances,
    left_mass: Reals,
    right_mass: Reals,
    params: Params,
    *,
    top: np.float32,
    beside: int = 0,
) -> _Market:
    """Return a market; by the kernels that ``beside`` pairs are done with."""
    n, m = _add_slack(left_mass, right_mass, params.slack)
    short = scores.shape[0] * scores.shape[1] > LONG_PAIRS and not isinstance(scores, Scores)
    worth: Worth = np.empty(scores.shape, np.uint16 if short else np.float32)
    kernels = choose_kernels(max(worth.size, beside))
    inside, total = (n > 0).astype(np.float32), np.empty(len(m), dtype=np.float32)
    kernels.run_in_ranges(
        lambda first, last: scores.fill_worth(
            kernels, first, last, top, 1 / params.beta, inside, worth, total
        ),
        len(m),
        parts=64,
    )
    return _Market(worth, n, m, params, float(total[m > 0].sum(dtype=np.float64)), kernels)


def _add_slack(left: Reals, right: Reals, slack: float) -> tuple[Reals, Reals]:
    if left.sum() >= right.sum():
        return left * (1 + slack), right
    return left, right * (1 + slack)


def _sweep_prices(market: _Market, strength: float) -> _Sweep:
    worth, n, m, params = market.worth, market.n, market.m, market.params
    a = np.sqrt(n)
    b = np.zeros(len(m), dtype=np.float32)
    right_mass = m.astype(np.float32)
    sums = np.zeros((_PARTS, len(n)), dtype=np.float32)
    scale = _scale(market, strength)
    kernels = market.kernels
    price = kernels.price_rows if worth.dtype == np.float32 else kernels.price_short_rows
    edges = {int(e): k for k, e in enumerate(_list_edges(len(m)))}
    gap = np.inf
    rounds = 0
    while rounds < params.rounds and gap > params.tolerance:
        sums[:] = 0
        now = (scale * a).astype(np.float32)
        kernels.run_in_ranges(
            lambda first, last, now=now: price(  # type: ignore[misc]
                first, last, worth, now, right_mass, b, sums[edges[first]]
            ),
            len(m),
            parts=_PARTS,
            little=worth.size < _LITTLE,
        )
        s = scale * sums.sum(axis=0, dtype=np.float64) / 2
        after = np.divide(n, np.sqrt(n + s**2) + s, out=np.zeros_like(n), where=n > 0)
        gap = float(np.max(np.abs(after - a) / np.maximum(after, 1e-12), initial=0.0))
        a = after
        rounds += 1
    return _Sweep(a, b.astype(np.float64), rounds, gap)


def _list_edges(count: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.linspace(0, count, min(_PARTS, max(count, 1)) + 1).astype(np.int64)


def _scale(market: _Market, strength: float) -> float:
    """Return what makes the sum of K over a participant of the market ``strength`` on average."""
    each = (int((market.n > 0).sum()) + int((market.m > 0).sum())) / 2
    return strength * each / market.total if market.total > 0 else 1.0


def _price(root: Reals, beta: float) -> Reals:
    share: Reals = 1 - (root / max(root.max(initial=0.0), 1e-300)) ** beta
    return share


def _fill_prices(root: Reals, mass: Reals) -> Reals:
    left_over = np.divide(root**2, mass, out=np.ones_like(mass), where=mass > 0)
    return np.where(mass > 0, np.clip(1 - left_over, 0, 1), 0.0)


def _mark(mass: Reals) -> Reals:
    """Return 1 for who is in the market and 0 for who is not."""
    inside: Reals = (mass > 0).astype(np.float64)
    return inside
