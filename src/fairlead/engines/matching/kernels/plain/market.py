"""All pairs of a market at once: chances, what a pair is worth, a round of prices."""

from __future__ import annotations

from typing import cast

import numpy as np

from fairlead.engines.matching.kernels.numbers import (
    CIRCLE_PART,
    CIRCLE_STEP,
    HIGHEST_WORTH,
    LANES,
    ONE,
    SHORT_HALF,
    SHORT_SHIFT,
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
from fairlead.engines.matching.kernels.records import MarketRows, MatrixRows
from fairlead.engines.matching.vectors import Flags, Floats, Ints, Positions, Shorts


def score_rows(
    first: int, last: int, market: MarketRows, forward: Floats, backward: Floats, counts: Positions
) -> None:
    """Fill rows of the chances."""
    here = np.arange(first, last, dtype=np.int32)
    forward[first:last], backward[first:last] = score_some(market, here, counts)


def score_some(market: MarketRows, rows: Ints, counts: Positions) -> tuple[Floats, Floats]:
    """Return the chances of right rows with everybody."""
    road = _add_roads(market, rows)
    got, given = market.gets[market.gets_kind[rows]], market.gives[market.gives_kind[rows]]
    text = np.maximum(road[2], road[3])
    types = np.maximum(got * road[0], given * road[1])
    closed = _find_closed(market, rows, counts)
    at, entry = _expand(market.known, rows)
    known = at, market.known_left[entry]
    found = []
    for left, right, weight, table, product, demand, odds_known in (
        (
            market.left_forward, market.right_forward, market.weight_forward,
            market.table_forward, road[0], road[1], market.known_forward,
        ),
        (
            market.left_backward, market.right_backward, market.weight_backward,
            market.table_backward, road[1], road[0], market.known_backward,
        ),
    ):  # fmt: skip
        odds = left + right[rows, None]
        for place, term in ((0, product), (1, demand), (4, types)):
            odds += weight[place] * term
        for row in market.row[rows].T:
            odds += table[row]
        for place, term in ((2, text), (3, road[4])):
            odds += weight[place] * term
        np.add.at(odds, known, odds_known[entry])
        odds[closed] = STOPPED
        found.append(compute_chance(odds))
    counts[rows, 2] = (found[0] > ZERO).sum(axis=1)
    return found[0], found[1]


def _expand(start: Positions, rows: Ints) -> tuple[Positions, Positions]:
    """Return (place in rows, entry) for all entries of rows."""
    size = start[rows + 1] - start[rows]
    at = np.repeat(np.arange(len(rows)), size)
    inside = np.arange(len(at)) - np.repeat(np.cumsum(size) - size, size)
    return at, start[rows][at] + inside


def _add_roads(market: MarketRows, rows: Ints) -> Floats:
    """Return the sparse products, roads x rows x left, features added one after another."""
    width = len(market.left_forward)
    dense = np.zeros((len(market.wide), width), dtype=np.float32)
    feature = np.repeat(np.arange(len(market.wide)), np.diff(market.start))
    dense[feature, market.holder] = market.amount
    road = np.zeros((5, len(rows), width), dtype=np.float32)
    for line, indptr in zip(road, market.indptr, strict=True):
        begin = indptr[rows]
        size = indptr[rows + 1] - begin
        for step in range(int(size.max(initial=0))):
            has = np.flatnonzero(size > step)
            entry = begin[has] + step
            line[has] += market.data[entry, None] * dense[market.indices[entry]]
    shared = market.indptr[4, rows + 1] > market.indptr[4, rows]
    road[4, shared] = take_log(ONE + CIRCLE_STEP * road[4, shared]) * CIRCLE_PART
    return road


def _find_closed(market: MarketRows, rows: Ints, counts: Positions) -> Flags:
    """Return which pairs cannot meet, and count them by what stops them."""
    same = market.right_organisation[rows, None] == market.left_organisation[None, :]
    counts[rows, 0] = same.sum(axis=1)
    counts[rows, 1] = 0
    closed: Flags = same
    if len(market.left_free):
        common = np.zeros(same.shape, dtype=np.uint64)
        for left, right in zip(market.left_free, market.right_free[rows].T, strict=True):
            common |= left[None, :] & right[:, None]
        apart = common == 0
        counts[rows, 1] = apart.sum(axis=1)
        closed = same | apart
    at, entry = _expand(market.closed, rows)
    closed[at, market.closed_left[entry]] = True
    return closed


def score_entries(
    first: int, last: int, market: MarketRows, left: Ints, right: Ints, forward: Floats,
    backward: Floats,
) -> None:  # fmt: skip
    """Fill the chances of pairs."""
    here = slice(first, last)
    rows, place = np.unique(right[here], return_inverse=True)
    counts = np.zeros((len(market.gets_kind), 3), dtype=np.int64)
    one, other = score_some(market, rows.astype(np.int32), counts)
    forward[here], backward[here] = one[place, left[here]], other[place, left[here]]


def fill_highest_rows(
    first: int, last: int, forward: Floats, backward: Floats, counts: Floats, out: Floats
) -> None:
    """Fill the highest mutual score of rows with the columns that count."""
    mutual = compute_mutual(forward[first:last], backward[first:last]) * counts
    out[first:last] = mutual.max(axis=1, initial=0.0)


def fill_worth_of_matrix(
    first: int, last: int, matrix: MatrixRows, top: np.float32, power: float, inside: Floats,
    worth: Floats, total: Floats,
) -> None:  # fmt: skip
    """Fill rows of what pairs are worth, of chances that are there."""
    here = slice(first, last)
    worth[here] = _compute_worth(matrix.forward[here], matrix.backward[here], top, power)
    total[here] = _add_in_lanes(worth[here] * inside)


def fill_worth_of_market(
    first: int, last: int, market: MarketRows, top: np.float32, power: float, inside: Floats,
    worth: Floats, total: Floats, counts: Positions,
) -> None:  # fmt: skip
    """Fill rows of what pairs are worth, of chances that are found on the way."""
    chances = score_some(market, np.arange(first, last, dtype=np.int32), counts)
    worth[first:last] = _compute_worth(*chances, top, power)
    total[first:last] = _add_in_lanes(worth[first:last] * inside)


def fill_short_worth_of_market(
    first: int, last: int, market: MarketRows, top: np.float32, power: float, inside: Floats,
    worth: Shorts, total: Floats, counts: Positions,
) -> None:  # fmt: skip
    """Fill rows of what pairs are worth, in half the room."""
    chances = score_some(market, np.arange(first, last, dtype=np.int32), counts)
    bits = _compute_worth(*chances, top, power).view(np.uint32)
    worth[first:last] = (bits + SHORT_HALF) >> SHORT_SHIFT
    total[first:last] = _add_in_lanes(_widen(worth[first:last]) * inside)


def _widen(short: Shorts) -> Floats:
    return (short.astype(np.uint32) << SHORT_SHIFT).view(np.float32)


def _compute_worth(forward: Floats, backward: Floats, top: np.float32, power: float) -> Floats:
    """Return (mutual / top) ** power."""
    whole = int(power + 0.5)
    most = raise_e(np.array([HIGHEST_WORTH / power], dtype=np.float32))[0]
    share = np.minimum(compute_mutual(forward, backward) / top, most)
    if abs(power - whole) < 1e-9 and 1 <= whole <= 16:
        worth: Floats = share.copy()
        for _ in range(whole - 1):
            worth *= share
        return worth
    raised = raise_e(np.float32(power) * take_log(np.maximum(share, TINY)))
    return np.where(share > ZERO, raised, ZERO)


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
    _price(worth[first:last], left, right_mass[first:last], right[first:last], column)


def price_short_rows(
    first: int, last: int, worth: Shorts, left: Floats, right_mass: Floats,
    right: Floats, column: Floats,
) -> None:  # fmt: skip
    """Take one round for a range of right rows of short numbers."""
    wide = _widen(worth[first:last])
    _price(wide, left, right_mass[first:last], right[first:last], column)


def _price(here: Floats, left: Floats, right_mass: Floats, right: Floats, column: Floats) -> None:
    s = _add_in_lanes(here * left).astype(np.float64) * 0.5
    m = right_mass.astype(np.float64)
    value = np.zeros(len(s), dtype=np.float32)
    some = m > 0
    value[some] = m[some] / (np.sqrt(m[some] + s[some] * s[some]) + s[some])
    right[:] = value
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
