"""The loops over all pairs of a market: chances, what a pair is worth, a round of prices."""

from __future__ import annotations

import numpy as np

from fairlead.engines.matching.kernels.compiled.numbers import (
    compile_kernel,
    compute_chance,
    compute_mutual,
    raise_e,
    take_log,
)
from fairlead.engines.matching.kernels.numbers import (
    CIRCLE_PART,
    CIRCLE_STEP,
    LANES,
    ONE,
    STOPPED,
    TINY,
    ZERO,
)
from fairlead.engines.matching.kernels.records import MarketRows
from fairlead.engines.matching.vectors import Floats, Positions


@compile_kernel
def _fill_chances(odds: Floats, out: Floats) -> None:
    """Fill the chances. A loop of its own: it is done for several pairs at once."""
    for i in range(len(odds)):
        out[i] = compute_chance(odds[i])


@compile_kernel
def _scale_circles(line: Floats) -> None:
    """Bring what is shared of circles to a scale of ratios."""
    for i in range(len(line)):
        line[i] = take_log(ONE + CIRCLE_STEP * line[i]) * CIRCLE_PART


@compile_kernel
def score_rows(
    first: int, last: int, market: MarketRows, forward: Floats, backward: Floats, stopped: Positions
) -> None:
    """Fill rows of the chances."""
    count = forward.shape[1]
    dense, indptr, indices, data = market.dense, market.indptr, market.indices, market.data
    # By name, not by place in an array: the loops below are then done for several pairs at once.
    ask_product, ask_demand, ask_text, ask_circle, ask_types = market.weight_forward
    answer_product, answer_demand, answer_text, answer_circle, answer_types = market.weight_backward
    left_forward, left_backward = market.left_forward, market.left_backward
    table_forward, table_backward = market.table_forward, market.table_backward
    left_free, right_free = market.left_free, market.right_free
    organisation = market.left_organisation
    road = np.empty((5, count), dtype=np.float32)
    ask = np.empty(count, dtype=np.float32)
    answer = np.empty(count, dtype=np.float32)
    common = np.empty(count, dtype=np.uint64)
    for j in range(first, last):
        for c in range(5):
            line = road[c]
            line[:] = 0.0
            for e in range(indptr[c, j], indptr[c, j + 1]):
                value = data[e]
                feature = dense[indices[e]]
                for i in range(count):
                    line[i] += value * feature[i]
        if indptr[4, j + 1] > indptr[4, j]:
            _scale_circles(road[4])
        got = market.gets[market.kind[j]]
        given = market.gives[market.kind[j]]
        right_forward, right_backward = market.right_forward[j], market.right_backward[j]
        for i in range(count):
            text = max(road[2, i], road[3, i])
            cooperation = max(got[i] * road[0, i], given[i] * road[1, i])
            ask[i] = (
                left_forward[i]
                + right_forward
                + ask_product * road[0, i]
                + ask_demand * road[1, i]
                + ask_text * text
                + ask_circle * road[4, i]
                + ask_types * cooperation
            )
            answer[i] = (
                left_backward[i]
                + right_backward
                + answer_product * road[1, i]
                + answer_demand * road[0, i]
                + answer_text * text
                + answer_circle * road[4, i]
                + answer_types * cooperation
            )
        for t in range(market.row.shape[1]):
            add_forward = table_forward[market.row[j, t]]
            add_backward = table_backward[market.row[j, t]]
            for i in range(count):
                ask[i] += add_forward[i]
                answer[i] += add_backward[i]
        if left_free.shape[0] > 0:
            common[:] = 0
            for w in range(left_free.shape[0]):
                for i in range(count):
                    common[i] |= left_free[w, i] & right_free[j, w]
            for i in range(count):
                if common[i] == 0:
                    ask[i] = STOPPED
                    answer[i] = STOPPED
                    stopped[j, 1] += 1
        for i in range(count):
            if organisation[i] == market.right_organisation[j]:
                ask[i] = STOPPED
                answer[i] = STOPPED
                stopped[j, 0] += 1
        _fill_chances(ask, forward[j])
        _fill_chances(answer, backward[j])


@compile_kernel
def fill_highest_rows(
    first: int, last: int, forward: Floats, backward: Floats, counts: Floats, out: Floats
) -> None:
    """Fill the highest mutual score of rows with the columns that count."""
    for j in range(first, last):
        most = ZERO
        for i in range(forward.shape[1]):
            most = max(most, compute_mutual(forward[j, i], backward[j, i]) * counts[i])
        out[j] = most


@compile_kernel
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
    whole = int(power + 0.5)  # not round: its errors in words take seconds to compile
    fast = abs(power - whole) < 1e-9 and 1 <= whole <= 16
    raised = np.float32(power)
    line = np.empty(forward.shape[1], dtype=np.float32)
    for j in range(first, last):
        for i in range(forward.shape[1]):
            line[i] = min(compute_mutual(forward[j, i], backward[j, i]) / top, ONE)
        if fast:
            for i in range(forward.shape[1]):  # not a slice: its errors are slow to compile
                out[j, i] = line[i]
            for _ in range(whole - 1):
                for i in range(forward.shape[1]):
                    out[j, i] *= line[i]
        else:
            for i in range(forward.shape[1]):
                value = raise_e(raised * take_log(max(line[i], TINY)))
                out[j, i] = value if line[i] > ZERO else ZERO


@compile_kernel
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
    count = worth.shape[1]
    whole = count // LANES * LANES
    lanes = np.empty(LANES, dtype=np.float32)
    for j in range(first, last):
        lanes[:] = 0.0
        for begin in range(0, whole, LANES):
            for k in range(LANES):
                lanes[k] += worth[j, begin + k] * left[begin + k]
        for k in range(count - whole):
            lanes[k] += worth[j, whole + k] * left[whole + k]
        width = LANES // 2
        while width > 0:
            for k in range(width):
                lanes[k] += lanes[width + k]
            width //= 2
        s = np.float64(lanes[0]) * 0.5
        m = np.float64(right_mass[j])
        value = np.float32(m / (np.sqrt(m + s * s) + s)) if m > 0 else ZERO
        right[j] = value
        if value > 0:
            for i in range(count):
                column[i] += worth[j, i] * value
