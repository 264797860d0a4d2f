"""All pairs of a market at once: chances, what a pair is worth, a round of prices."""

from __future__ import annotations

from typing import cast

import numpy as np

from fairlead.engines.matching.kernels.numbers import (
    CIRCLE_PART,
    CIRCLE_STEP,
    LANES,
    ONE,
    STOPPED,
    TINY,
    ZERO,
)
from fairlead.engines.matching.kernels.plain.numbers import (
    compute_chance,
    compute_mutual,
    raise_e,
    take_log,
)
from fairlead.engines.matching.kernels.records import MarketRows
from fairlead.engines.matching.vectors import Flags, Floats, Positions


def score_rows(
    first: int, last: int, market: MarketRows, forward: Floats, backward: Floats, stopped: Positions
) -> None:
    """Fill rows of the chances."""
    here = slice(first, last)
    road = _add_roads(market, first, last)
    got, given = market.gets[market.kind[here]], market.gives[market.kind[here]]
    text = np.maximum(road[2], road[3])
    cooperation = np.maximum(got * road[0], given * road[1])
    closed = _find_closed(market, here, stopped)
    for left, right, weight, table, product, demand, out in (
        (
            market.left_forward, market.right_forward, market.weight_forward,
            market.table_forward, road[0], road[1], forward,
        ),
        (
            market.left_backward, market.right_backward, market.weight_backward,
            market.table_backward, road[1], road[0], backward,
        ),
    ):  # fmt: skip
        odds = left + right[here, None]
        for one, term in zip(weight, (product, demand, text, road[4], cooperation), strict=True):
            odds += one * term
        for row in market.row[here].T:
            odds += table[row]
        odds[closed] = STOPPED
        out[here] = compute_chance(odds)


def _add_roads(market: MarketRows, first: int, last: int) -> Floats:
    """Return the sparse products, roads x rows x left, features added one after another."""
    road = np.zeros((5, last - first, market.dense.shape[1]), dtype=np.float32)
    for line, indptr in zip(road, market.indptr, strict=True):
        begin = indptr[first:last]
        size = indptr[first + 1 : last + 1] - begin
        for step in range(int(size.max(initial=0))):
            has = np.flatnonzero(size > step)
            entry = begin[has] + step
            line[has] += market.data[entry, None] * market.dense[market.indices[entry]]
    if market.indptr[4, last] > market.indptr[4, first]:
        road[4] = take_log(ONE + CIRCLE_STEP * road[4]) * CIRCLE_PART
    return road


def _find_closed(market: MarketRows, here: slice, stopped: Positions) -> Flags:
    """Return which pairs cannot meet, and count them by what stops them."""
    same = market.right_organisation[here, None] == market.left_organisation[None, :]
    stopped[here, 0] += same.sum(axis=1)
    if not len(market.left_free):
        return cast("Flags", same)
    common = np.zeros(same.shape, dtype=np.uint64)
    for left, right in zip(market.left_free, market.right_free[here].T, strict=True):
        common |= left[None, :] & right[:, None]
    apart = common == 0
    stopped[here, 1] += apart.sum(axis=1)
    return cast("Flags", same | apart)


def fill_highest_rows(
    first: int, last: int, forward: Floats, backward: Floats, counts: Floats, out: Floats
) -> None:
    """Fill the highest mutual score of rows with the columns that count."""
    mutual = compute_mutual(forward[first:last], backward[first:last]) * counts
    out[first:last] = mutual.max(axis=1, initial=0.0)


def fill_worth_rows(
    first: int,
    last: int,
    forward: Floats,
    backward: Floats,
    top: np.float32,
    power: float,
    out: Floats,
) -> None:
    """Fill rows of (mutual / top) ** power."""
    whole = int(power + 0.5)
    share = np.minimum(compute_mutual(forward[first:last], backward[first:last]) / top, ONE)
    if abs(power - whole) < 1e-9 and 1 <= whole <= 16:
        worth = share.copy()
        for _ in range(whole - 1):
            worth *= share
    else:
        raised = raise_e(np.float32(power) * take_log(np.maximum(share, TINY)))
        worth = np.where(share > ZERO, raised, ZERO)
    out[first:last] = worth


def price_rows(
    first: int,
    last: int,
    worth: Floats,
    left: Floats,
    right_mass: Floats,
    right: Floats,
    column: Floats,
) -> None:
    """Take one round for a range of right rows."""
    here = worth[first:last]
    s = _add_in_lanes(here * left).astype(np.float64) * 0.5
    m = right_mass[first:last].astype(np.float64)
    value = np.zeros(len(s), dtype=np.float32)
    some = m > 0
    value[some] = m[some] / (np.sqrt(m[some] + s[some] * s[some]) + s[some])
    right[first:last] = value
    column[:] = _add_rows(np.concatenate([column[None, :], here * value[:, None]]))


def _add_in_lanes(rows: Floats) -> Floats:
    """Return the sum of each row: of every `LANES`-th number in turn, then of those sums."""
    count = rows.shape[1]
    padded = np.zeros((len(rows), -(-max(count, 1) // LANES) * LANES), dtype=np.float32)
    padded[:, :count] = rows
    lanes: Floats = np.add.reduce(padded.reshape(len(rows), -1, LANES), axis=1)
    while lanes.shape[1] > 1:
        half = lanes.shape[1] // 2
        lanes = lanes[:, :half] + lanes[:, half:]
    return lanes[:, 0]


def _add_rows(rows: Floats) -> Floats:
    """Return the sum of the rows, added one after another."""
    if rows.shape[1] > 1:
        return cast("Floats", np.add.reduce(rows, axis=0))
    return cast("Floats", np.add.accumulate(rows, axis=0)[-1])  # one column is added up by halves
