"""The loops over all pairs of a market: chances, what a pair is worth, a round of prices."""

from __future__ import annotations

import numpy as np

from fairlead.engines.matching.kernels.compiled.marks import kernel
from fairlead.engines.matching.kernels.compiled.numbers import (
    compute_chance,
    compute_mutual,
    raise_e,
    take_log,
)
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
from fairlead.engines.matching.kernels.records import MarketRows, MatrixRows
from fairlead.engines.matching.vectors import Floats, Ints, Positions, Shorts
from fairlead.engines.native.parts import part, part_of_its_own


@part
def fill_chances(odds: Floats, out: Floats) -> None:
    """Fill the chances. This loop stands apart: it is done for several pairs at once."""
    for i in range(len(odds)):
        out[i] = compute_chance(odds[i])


@part_of_its_own
def _add_road(market: MarketRows, road: int, j: int, line: Floats) -> bool:
    """Fill the sparse products of right ``j`` over one road; return whether there is any."""
    first, last = market.indptr[road, j], market.indptr[road, j + 1]
    if first == last:
        return False
    line[:] = ZERO
    for e in range(first, last):
        feature, value = market.indices[e], market.data[e]
        if market.wide[feature] >= 0:
            whole = market.dense[market.wide[feature]]
            for i in range(len(line)):
                line[i] += value * whole[i]
        else:
            for k in range(market.start[feature], market.start[feature + 1]):
                line[market.holder[k]] += value * market.amount[k]
    return True


@part_of_its_own
def score_row(
    market: MarketRows, j: int, road: Floats, forward: Floats, backward: Floats, counts: Positions
) -> None:
    """Fill the chances of right ``j`` with everybody; ``road`` is room for 4 + 2 lines."""
    count = len(forward)
    # By name, not by place in an array: the loops below are then done for several pairs at once.
    ask_by, answer_by = market.weight_forward, market.weight_backward
    ask_product, answer_product = ask_by[0], answer_by[0]
    ask_demand, answer_demand = ask_by[1], answer_by[1]
    ask_text, answer_text = ask_by[2], answer_by[2]
    ask_circle, answer_circle = ask_by[3], answer_by[3]
    ask_types, answer_types = ask_by[4], answer_by[4]
    left_forward, left_backward = market.left_forward, market.left_backward
    organisation, own = market.left_organisation, market.right_organisation[j]
    gets, gives, one, other, ask, answer = road[0], road[1], road[2], road[3], road[4], road[5]
    if not _add_road(market, 0, j, gets):
        gets[:] = ZERO
    if not _add_road(market, 1, j, gives):
        gives[:] = ZERO
    got = market.gets[market.gets_kind[j]]
    given = market.gives[market.gives_kind[j]]
    right_forward, right_backward = market.right_forward[j], market.right_backward[j]
    row = market.row[j]
    f0, b0 = market.table_forward[row[0]], market.table_backward[row[0]]
    f1, b1 = market.table_forward[row[1]], market.table_backward[row[1]]
    f2, b2 = market.table_forward[row[2]], market.table_backward[row[2]]
    f3, b3 = market.table_forward[row[3]], market.table_backward[row[3]]
    for i in range(count):
        types = max(got[i] * gets[i], given[i] * gives[i])
        ask[i] = (
            left_forward[i]
            + right_forward
            + ask_product * gets[i]
            + ask_demand * gives[i]
            + ask_types * types
            + f0[i]
            + f1[i]
            + f2[i]
            + f3[i]
        )
        answer[i] = (
            left_backward[i]
            + right_backward
            + answer_product * gives[i]
            + answer_demand * gets[i]
            + answer_types * types
            + b0[i]
            + b1[i]
            + b2[i]
            + b3[i]
        )
    sought, offered = (
        _add_road(market, 2, j, one),
        _add_road(market, 3, j, other),
    )
    if sought or offered:
        if not sought:
            one[:] = ZERO
        if not offered:
            other[:] = ZERO
        for i in range(count):
            text = max(one[i], other[i])
            ask[i] += ask_text * text
            answer[i] += answer_text * text
    if _add_road(market, 4, j, one):
        for i in range(count):
            shared = take_log(ONE + CIRCLE_STEP * one[i]) * CIRCLE_PART
            ask[i] += ask_circle * shared
            answer[i] += answer_circle * shared
    for k in range(market.known[j], market.known[j + 1]):
        ask[market.known_left[k]] += market.known_forward[k]
        answer[market.known_left[k]] += market.known_backward[k]
    for k in range(market.closed[j], market.closed[j + 1]):
        ask[market.closed_left[k]] = STOPPED
        answer[market.closed_left[k]] = STOPPED
    apart = 0
    if market.left_free.shape[0] > 0:
        for i in range(count):
            common = np.uint64(0)
            for w in range(market.left_free.shape[0]):
                common |= market.left_free[w, i] & market.right_free[j, w]
            if common == 0:
                ask[i] = STOPPED
                answer[i] = STOPPED
                apart += 1
    same = 0
    for i in range(count):
        same += organisation[i] == own
    if same > 0:
        for i in range(count):
            if organisation[i] == own:
                ask[i] = STOPPED
                answer[i] = STOPPED
    fill_chances(ask, forward)
    fill_chances(answer, backward)
    opened = 0
    for i in range(count):
        opened += forward[i] > ZERO
    counts[0] = same
    counts[1] = apart
    counts[2] = opened


@kernel
def score_rows(
    first: int, last: int, market: MarketRows, forward: Floats, backward: Floats, counts: Positions
) -> None:
    """Fill rows of the chances."""
    road = np.empty((6, forward.shape[1]), dtype=np.float32)
    for j in range(first, last):
        score_row(market, j, road, forward[j], backward[j], counts[j])


@part_of_its_own
def _multiply(market: MarketRows, road: int, i: int, j: int) -> np.float32:
    """Return the sparse product of one pair over one road."""
    total = ZERO
    for e in range(market.indptr[road, j], market.indptr[road, j + 1]):
        feature = market.indices[e]
        if market.wide[feature] >= 0:
            total += market.data[e] * market.dense[market.wide[feature], i]
            continue
        low, high = market.start[feature], market.start[feature + 1]
        while low < high:
            middle = (low + high) // 2
            if market.holder[middle] < i:
                low = middle + 1
            else:
                high = middle
        if low < market.start[feature + 1] and market.holder[low] == i:
            total += market.data[e] * market.amount[low]
    return total


@kernel
def score_entries(
    first: int, last: int, market: MarketRows, left: Ints, right: Ints, forward: Floats,
    backward: Floats,
) -> None:  # fmt: skip
    """Fill the chances of pairs."""
    ask_by, answer_by = market.weight_forward, market.weight_backward
    ask_product, answer_product = ask_by[0], answer_by[0]
    ask_demand, answer_demand = ask_by[1], answer_by[1]
    ask_text, answer_text = ask_by[2], answer_by[2]
    ask_circle, answer_circle = ask_by[3], answer_by[3]
    ask_types, answer_types = ask_by[4], answer_by[4]
    for e in range(first, last):
        i, j = left[e], right[e]
        gets, gives = _multiply(market, 0, i, j), _multiply(market, 1, i, j)
        types = max(
            market.gets[market.gets_kind[j], i] * gets,
            market.gives[market.gives_kind[j], i] * gives,
        )
        ask = market.left_forward[i] + market.right_forward[j]
        ask = ask + ask_product * gets + ask_demand * gives + ask_types * types
        answer = market.left_backward[i] + market.right_backward[j]
        answer = answer + answer_product * gives + answer_demand * gets + answer_types * types
        for t in range(4):
            ask += market.table_forward[market.row[j, t], i]
            answer += market.table_backward[market.row[j, t], i]
        text = max(_multiply(market, 2, i, j), _multiply(market, 3, i, j))
        ask += ask_text * text
        answer += answer_text * text
        if market.indptr[4, j + 1] > market.indptr[4, j]:
            shared = take_log(ONE + CIRCLE_STEP * _multiply(market, 4, i, j)) * CIRCLE_PART
            ask += ask_circle * shared
            answer += answer_circle * shared
        for k in range(market.known[j], market.known[j + 1]):
            if market.known_left[k] == i:
                ask += market.known_forward[k]
                answer += market.known_backward[k]
        closed = market.left_organisation[i] == market.right_organisation[j]
        for k in range(market.closed[j], market.closed[j + 1]):
            closed |= market.closed_left[k] == i
        if market.left_free.shape[0] > 0:
            common = np.uint64(0)
            for w in range(market.left_free.shape[0]):
                common |= market.left_free[w, i] & market.right_free[j, w]
            closed |= common == 0
        forward[e] = ZERO if closed else compute_chance(ask)
        backward[e] = ZERO if closed else compute_chance(answer)


@kernel
def fill_highest_rows(
    first: int, last: int, forward: Floats, backward: Floats, counts: Floats, out: Floats
) -> None:
    """Fill the highest mutual score of rows with the columns that count."""
    for j in range(first, last):
        most = ZERO
        for i in range(forward.shape[1]):
            most = max(most, compute_mutual(forward[j, i], backward[j, i]) * counts[i])
        out[j] = most


@part
def _fill_worth_row(
    forward: Floats, backward: Floats, top: np.float32, power: float, line: Floats, out: Floats
) -> None:
    """Fill a row of (mutual / top) ** power."""
    whole = int(power + 0.5)
    fast = abs(power - whole) < 1e-9 and 1 <= whole <= 16
    most = raise_e(np.float32(HIGHEST_WORTH / power))
    for i in range(len(line)):
        line[i] = min(compute_mutual(forward[i], backward[i]) / top, most)
    if fast:
        for i in range(len(line)):
            out[i] = line[i]
        for _ in range(whole - 1):
            for i in range(len(line)):
                out[i] *= line[i]
    else:
        raised = np.float32(power)
        for i in range(len(line)):
            value = raise_e(raised * take_log(max(line[i], TINY)))
            out[i] = value if line[i] > ZERO else ZERO


@part
def _add_in_lanes(one: Floats, other: Floats, lanes: Floats) -> np.float32:
    """Return the sum of products: of every `LANES`-th in turn, then of those sums."""
    count = len(one)
    whole = count // LANES * LANES
    lanes[:] = ZERO
    for begin in range(0, whole, LANES):
        for k in range(LANES):
            lanes[k] += one[begin + k] * other[begin + k]
    for k in range(count - whole):
        lanes[k] += one[whole + k] * other[whole + k]
    width = LANES // 2
    while width > 0:
        for k in range(width):
            lanes[k] += lanes[width + k]
        width //= 2
    total: np.float32 = lanes[0]
    return total


@kernel
def fill_worth_of_matrix(
    first: int, last: int, matrix: MatrixRows, top: np.float32, power: float, inside: Floats,
    worth: Floats, total: Floats,
) -> None:  # fmt: skip
    """Fill rows of what pairs are worth, of chances that are there."""
    line, lanes = np.empty(worth.shape[1], dtype=np.float32), np.empty(LANES, dtype=np.float32)
    for j in range(first, last):
        _fill_worth_row(matrix.forward[j], matrix.backward[j], top, power, line, worth[j])
        total[j] = _add_in_lanes(worth[j], inside, lanes)


@kernel
def fill_worth_of_market(
    first: int, last: int, market: MarketRows, top: np.float32, power: float, inside: Floats,
    worth: Floats, total: Floats, counts: Positions,
) -> None:  # fmt: skip
    """Fill rows of what pairs are worth, of chances that are found on the way."""
    road = np.empty((8, worth.shape[1]), dtype=np.float32)
    lanes = np.empty(LANES, dtype=np.float32)
    for j in range(first, last):
        score_row(market, j, road, road[6], road[7], counts[j])
        _fill_worth_row(road[6], road[7], top, power, road[0], worth[j])
        total[j] = _add_in_lanes(worth[j], inside, lanes)


@kernel
def fill_short_worth_of_market(
    first: int, last: int, market: MarketRows, top: np.float32, power: float, inside: Floats,
    worth: Shorts, total: Floats, counts: Positions,
) -> None:  # fmt: skip
    """Fill rows of what pairs are worth, in half the room."""
    road = np.empty((9, worth.shape[1]), dtype=np.float32)
    lanes = np.empty(LANES, dtype=np.float32)
    line = road[8]
    for j in range(first, last):
        score_row(market, j, road, road[6], road[7], counts[j])
        _fill_worth_row(road[6], road[7], top, power, road[0], line)
        short = worth[j]
        for i in range(len(line)):
            bits = np.float32(line[i]).view(np.uint32)
            short[i] = np.uint16((bits + SHORT_HALF) >> SHORT_SHIFT)
        _widen(short, line)
        total[j] = _add_in_lanes(line, inside, lanes)


@part
def _widen(short: Shorts, line: Floats) -> None:
    for i in range(len(line)):
        bits = np.uint32(np.uint32(short[i]) << SHORT_SHIFT)
        line[i] = bits.view(np.float32)


@part
def _price_row(
    line: Floats, left: Floats, mass: np.float32, column: Floats, lanes: Floats
) -> np.float32:
    """Return the root of one right profile and add to each left sum what it gives."""
    s = np.float64(_add_in_lanes(line, left, lanes)) * 0.5
    m = np.float64(mass)
    value = np.float32(m / (np.sqrt(m + s * s) + s)) if m > 0 else ZERO
    if value > 0:
        for i in range(len(line)):
            column[i] += line[i] * value
    return value


@kernel
def price_rows(
    first: int, last: int, worth: Floats, left: Floats, right_mass: Floats, right: Floats,
    column: Floats,
) -> None:  # fmt: skip
    """Take one round for a range of right rows."""
    lanes = np.empty(LANES, dtype=np.float32)
    for j in range(first, last):
        right[j] = _price_row(worth[j], left, right_mass[j], column, lanes)


@kernel
def price_short_rows(
    first: int, last: int, worth: Shorts, left: Floats, right_mass: Floats,
    right: Floats, column: Floats,
) -> None:  # fmt: skip
    """Take one round for a range of right rows of short numbers."""
    lanes = np.empty(LANES, dtype=np.float32)
    line = np.empty(worth.shape[1], dtype=np.float32)
    for j in range(first, last):
        _widen(worth[j], line)
        right[j] = _price_row(line, left, right_mass[j], column, lanes)
