"""A node of the tree: what its relaxation settles, and on which project it divides."""

from __future__ import annotations

import numpy as np

from fairlead.engines.native.parts import part, part_of_its_own
from fairlead.engines.portfolio.tree.marks import kernel
from fairlead.engines.portfolio.tree.tableau import (
    EMPTY,
    LOWER,
    OPTIMAL,
    UPPER,
    Floats,
    Ints,
    States,
    find_bound,
    load,
    reoptimise,
    shows_empty,
)

FREE, OUT, IN = 0, 1, 2
_WHOLE = 1e-9
_NOTHING = -1e30
_MOVES = 2_000  # of one relaxation; more would go round in a circle
_DRIFT = 1e-9


@part
def weigh_sides(
    tableau: Floats,
    columns: int,
    outside: Ints,
    stat: States,
    low: Floats,
    high: Floats,
    at: int,
    share: float,
    sides: Floats,
) -> None:
    """Fill what leaving out, and taking, a divided project costs by the first move at least.

    See Driebeek (1966): a row of the tableau and the margins say it without a move.
    """
    rows, projects = tableau.shape[0] - 1, len(low)
    down, up = 1e6, 1e6
    for column in range(columns):
        one = outside[column]
        slope = tableau[at, column]
        if one < projects:
            if low[one] == high[one]:
                continue
            if stat[one] == UPPER:
                slope = -slope
        if slope > _WHOLE:
            down = min(down, abs(tableau[rows, column]) / slope)
        elif slope < -_WHOLE:
            up = min(up, -abs(tableau[rows, column]) / slope)
    sides[0], sides[1] = down * share, up * (1 - share)


@part
def settle(stat: States, low: Floats, high: Floats, margins: Floats, spare: float) -> None:
    """Settle each project whose other bound would cost more than is to spare."""
    for one in range(len(low)):
        if low[one] == high[one]:
            continue
        if stat[one] == LOWER and -margins[one] >= spare:
            high[one] = 0.0
        elif stat[one] == UPPER and margins[one] >= spare:
            low[one] = 1.0


@part
def write_choice(
    inside: Ints, value: Floats, stat: States, low: Floats, high: Floats, choice: States
) -> None:
    """Write which projects a vertex with whole shares takes."""
    for one in range(len(low)):
        choice[one] = int((high[one] if stat[one] == UPPER else low[one]) > 0.5)
    for at in range(len(inside)):
        if inside[at] < len(low):
            choice[inside[at]] = int(value[at] > 0.5)


@part
def _write_node(
    stat: States, low: Floats, high: Floats, stats: States, settled: States, at: int
) -> None:
    for one in range(len(stat)):
        stats[at, one] = stat[one]
    for one in range(len(low)):
        settled[at, one] = FREE if low[one] < high[one] else (IN if low[one] > 0.5 else OUT)


@part_of_its_own
def _try_side(
    weights: Floats,
    limits: Floats,
    worths: Floats,
    tableau: Floats,
    columns: int,
    right: Floats,
    outside: Ints,
    inside: Ints,
    value: Floats,
    stat: States,
    low: Floats,
    high: Floats,
    one: int,
    side: float,
    moves: int,
    copy: Floats,
    margins: Floats,
) -> float:
    """Return what no choice with a project left out, or taken, is worth more than."""
    rows, projects = len(inside), len(low)
    right_copy, value_copy = np.empty(rows + 1), np.empty(rows)
    outside_copy = np.empty(columns, dtype=np.int64)
    inside_copy = np.empty(rows, dtype=np.int64)
    stat_copy = np.empty(rows + projects, dtype=np.int8)
    last = np.empty(1, dtype=np.int64)
    for row in range(rows + 1):
        right_copy[row] = right[row]
        for column in range(columns):
            copy[row, column] = tableau[row, column]
    for column in range(columns):
        outside_copy[column] = outside[column]
    for row in range(rows):
        inside_copy[row] = inside[row]
        value_copy[row] = value[row]
    for place in range(rows + projects):
        stat_copy[place] = stat[place]
    was_low, was_high = low[one], high[one]
    low[one], high[one] = side, side
    ended = reoptimise(
        copy, columns, right_copy, outside_copy, inside_copy, value_copy, stat_copy, low, high,
        moves, last,
    )  # fmt: skip
    reached = find_bound(weights, limits, worths, copy, columns, outside_copy, low, high, margins)
    if ended == EMPTY and shows_empty(
        weights, limits, copy, columns, outside_copy, inside_copy, last[0], low, high
    ):
        reached = _NOTHING
    low[one], high[one] = was_low, was_high
    return reached


@kernel
def expand(
    weights: Floats,
    limits: Floats,
    worths: Floats,
    stat: States,
    fixed: States,
    cutoff: float,
    floor: float,
    tries: int,
    moves: int,
    stats: States,
    settled: States,
    bounds: Floats,
    choice: States,
    work: Ints,
) -> tuple[int, int, float]:
    """Divide a node and go on with its better side while the bound is ``floor`` or more.

    Fills ``stats``, ``settled`` and ``bounds`` with the nodes that are left, as many as are
    returned; with them 1 where ``choice`` is a whole one, else 0, and the largest bound of what
    had to be given up unproved (none of it: -1e30). Nothing of ``cutoff`` or less is kept. On
    each level the ``tries`` most promising projects are tried on both sides for at most ``moves``
    moves. ``work`` counts relaxations.
    """
    rows, projects = weights.shape[0], weights.shape[1]
    low, high = np.zeros(projects), np.full(projects, 1.0)
    for one in range(projects):
        if fixed[one] == OUT:
            high[one] = 0.0
        elif fixed[one] == IN:
            low[one] = 1.0
    tableau, right = np.empty((rows + 1, projects)), np.empty(rows + 1)
    outside, inside = np.empty(projects, dtype=np.int64), np.empty(rows, dtype=np.int64)
    value, margins = np.empty(rows), np.empty(projects)
    copy, copy_margins = np.empty((rows + 1, projects)), np.empty(projects)
    divided, score = np.empty(rows, dtype=np.int64), np.empty(rows)
    sides, last = np.empty(2), np.empty(1, dtype=np.int64)
    columns = load(weights, limits, worths, stat, low, high, tableau, right, outside, inside, value)
    count, above = 0, cutoff
    for level in range(projects + 1):
        for again in range(2):
            if again:  # rounding has moved the tableau: work it out again
                columns = load(
                    weights, limits, worths, stat, low, high, tableau, right, outside, inside,
                    value,
                )  # fmt: skip
            ended = reoptimise(
                tableau, columns, right, outside, inside, value, stat, low, high, _MOVES, last
            )
            work[0] += 1
            bound = find_bound(
                weights, limits, worths, tableau, columns, outside, low, high, margins
            )
            if bound <= cutoff:
                return count, 0, _NOTHING
            if ended == EMPTY and shows_empty(
                weights, limits, tableau, columns, outside, inside, last[0], low, high
            ):
                return count, 0, _NOTHING
            worth = 0.0
            for one in range(projects):
                worth += worths[one] * (high[one] if stat[one] == UPPER else low[one])
            for row in range(rows):
                one = inside[row]
                if one < projects:
                    worth += worths[one] * (value[row] - low[one])
            if ended == OPTIMAL and abs(worth - bound) <= _DRIFT * (1 + abs(bound)):
                break
        if ended != OPTIMAL:
            return count, 0, bound
        above = bound if level == 0 else min(above, bound)
        settle(stat, low, high, margins, bound - cutoff)
        if level > 0 and bound < floor:
            _write_node(stat, low, high, stats, settled, count)
            bounds[count] = above
            return count + 1, 0, _NOTHING
        found = 0
        for row in range(rows):
            one = inside[row]
            if one < projects and low[one] < high[one] and _WHOLE < value[row] < 1 - _WHOLE:
                weigh_sides(tableau, columns, outside, stat, low, high, row, value[row], sides)
                divided[found] = row
                score[found] = max(sides[0], 1e-7) * max(sides[1], 1e-7)
                found += 1
        if found == 0:
            write_choice(inside, value, stat, low, high, choice)
            bounds[count] = above
            return count, 1, _NOTHING
        best, best_score, best_out, best_in = -1, -1.0, 0.0, 0.0
        narrowed = False
        for _ in range(min(tries, found)):
            place = 0
            for other in range(1, found):
                if score[other] > score[place]:
                    place = other
            score[place] = -1.0
            one = inside[divided[place]]
            left_out, taken = above, above
            for side in range(2):
                reached = _try_side(
                    weights, limits, worths, tableau, columns, right, outside, inside, value, stat,
                    low, high, one, float(side), moves, copy, copy_margins,
                )  # fmt: skip
                work[0] += 1
                if side == 0:
                    left_out = min(reached, above)
                else:
                    taken = min(reached, above)
            if left_out <= cutoff and taken <= cutoff:
                return count, 0, _NOTHING
            if left_out <= cutoff:
                low[one] = 1.0
                narrowed = True
                break
            if taken <= cutoff:
                high[one] = 0.0
                narrowed = True
                break
            gains = max(above - left_out, 1e-7) * max(above - taken, 1e-7)
            if gains > best_score:
                best, best_score, best_out, best_in = one, gains, left_out, taken
        if narrowed:
            continue
        _write_node(stat, low, high, stats, settled, count)
        if best_out >= best_in:
            settled[count, best] = IN
            bounds[count] = best_in
            high[best] = 0.0
        else:
            settled[count, best] = OUT
            bounds[count] = best_out
            low[best] = 1.0
        count += 1
    return count, 0, above
