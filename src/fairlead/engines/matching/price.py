"""The congestion price: what it costs the fair that everybody is sent to the same participant.

Matching with transferable utility (Choo and Siow 2006; Tomita, Togashi, Hashizume, Ohsaka,
RecSys 2023) with the logarithm of the mutual score as what a pair gains by meeting. With
K = scale x mutual^(1 / beta) and remaining meetings n and m as masses, the expected meetings of a
pair are a_i K_ij b_j, where

    a_i = n_i / (sqrt(n_i + s_i^2) + s_i),  s_i = sum_j K_ij b_j / 2,   and b_j alike with m_j.

a_i^2 is what remains unmatched of i: near 0 for whoever is over-asked. Ranking i's list by
K_ij b_j is ranking by mutual_ij x (b_j / max b)^beta, so the price of j is the share
1 - (b_j / max b)^beta that is taken off every mutual score with j.

The scale says how many meetings are tried for: it makes the mean participant's sum of K equal to
``attention``. It does not depend on capacities, so giving up capacity only ever raises a price.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fairlead.engines.matching.kernels.choose import choose_kernels
from fairlead.engines.matching.params import Params
from fairlead.engines.matching.score import Scores
from fairlead.engines.matching.vectors import Flags, Floats, Reals

_PARTS = 16


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """What each participant costs: the share taken off its mutual scores, the cheapest 0.

    left, right: prices, 1 for who has no capacity or is hidden. left_filled, right_filled: the
    share of each one's remaining meetings that the priced market expects to fill. rounds: taken.
    gap: largest relative change of the last sweep. settled: gap is within the tolerance.
    """

    left: Reals
    right: Reals
    left_filled: Reals
    right_filled: Reals
    rounds: int
    gap: float
    settled: bool


def free_prices(left: int, right: int) -> Prices:
    """Return prices of nothing for everybody."""
    return Prices(
        np.zeros(left), np.zeros(right), np.zeros(left), np.zeros(right), 0, 0.0, settled=True
    )


def find_prices(scores: Scores, left_mass: Reals, right_mass: Reals, *, params: Params) -> Prices:
    """Return the prices of both sides for masses n (left) and m (right).

    Equal totals leave nobody unmatched and would settle ever more slowly, so the larger side gets
    ``params.slack`` more; the sweeps stop at ``params.rounds`` in any case.
    """
    n, m = _add_slack(left_mass, right_mass, params.slack)
    if n.sum() <= 0 or m.sum() <= 0:
        return free_prices(len(n), len(m))
    worth = np.empty_like(scores.forward)
    # The scale takes this out again; without it high powers of small scores would be 0.
    top = _find_highest(scores, n > 0, m > 0)
    kernels = choose_kernels(worth.size)
    kernels.run_in_ranges(
        lambda first, last: kernels.fill_worth_rows(
            first, last, scores.forward, scores.backward, top, 1 / params.beta, worth
        ),
        len(m),
        parts=64,
    )
    a, b, rounds, gap = _sweep_prices(worth, n, m, params)
    return Prices(
        left=_price(a, params.beta),
        right=_price(b, params.beta),
        left_filled=_fill_prices(a, n),
        right_filled=_fill_prices(b, m),
        rounds=rounds,
        gap=gap,
        settled=gap <= params.tolerance,
    )


def _find_highest(scores: Scores, left: Flags, right: Flags) -> np.float32:
    """Return the highest mutual score of who is in the market, 1 when there is none."""
    most = np.zeros(len(scores.forward), dtype=np.float32)
    counts = left.astype(np.float32)
    kernels = choose_kernels(scores.forward.size)
    kernels.run_in_ranges(
        lambda first, last: kernels.fill_highest_rows(
            first, last, scores.forward, scores.backward, counts, most
        ),
        len(most),
    )
    return np.float32(most[right].max(initial=0.0) or 1.0)


def _add_slack(left: Reals, right: Reals, slack: float) -> tuple[Reals, Reals]:
    if left.sum() >= right.sum():
        return left * (1 + slack), right
    return left, right * (1 + slack)


def _sweep_prices(
    worth: Floats, n: Reals, m: Reals, params: Params
) -> tuple[Reals, Reals, int, float]:
    a = np.sqrt(n)
    b = np.zeros(len(m), dtype=np.float32)
    right_mass = m.astype(np.float32)
    sums = np.zeros((_PARTS, len(n)), dtype=np.float32)
    scale = _scale(worth, n, m, params.attention)
    kernels = choose_kernels(worth.size)
    gap = np.inf
    rounds = 0
    while rounds < params.rounds and gap > params.tolerance:
        sums[:] = 0
        now = (scale * a).astype(np.float32)
        edges = {int(e): k for k, e in enumerate(_list_edges(len(m)))}
        kernels.run_in_ranges(
            lambda first, last, edges=edges, now=now: kernels.price_rows(  # type: ignore[misc]
                first, last, worth, now, right_mass, b, sums[edges[first]]
            ),
            len(m),
            parts=_PARTS,
        )
        s = scale * sums.sum(axis=0, dtype=np.float64) / 2
        after = np.divide(n, np.sqrt(n + s**2) + s, out=np.zeros_like(n), where=n > 0)
        gap = float(np.max(np.abs(after - a) / np.maximum(after, 1e-12), initial=0.0))
        a = after
        rounds += 1
    return a, b.astype(np.float64), rounds, gap


def _list_edges(count: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.linspace(0, count, min(_PARTS, max(count, 1)) + 1).astype(np.int64)


def _scale(worth: Floats, n: Reals, m: Reals, attention: float) -> float:
    """Return what makes the sum of K over a participant of the market ``attention`` on average."""
    left, right = n > 0, m > 0
    rows = worth @ left.astype(np.float32)
    total = float(rows[right].sum(dtype=np.float64))
    each = (int(left.sum()) + int(right.sum())) / 2
    return attention * each / total if total > 0 else 1.0


def _price(root: Reals, beta: float) -> Reals:
    share: Reals = 1 - (root / max(root.max(initial=0.0), 1e-300)) ** beta
    return share


def _fill_prices(root: Reals, mass: Reals) -> Reals:
    left_over = np.divide(root**2, mass, out=np.ones_like(mass), where=mass > 0)
    return np.where(mass > 0, np.clip(1 - left_over, 0, 1), 0.0)
