"""The relaxation as a condensed tableau, moved from vertex to vertex by the dual simplex method.

Variables are the projects, 0 to n - 1, and behind them one slack a row. ``stat`` says of each
whether it is basic or at which of its bounds it stands. The tableau has a row for each basic
variable, a column for each other one that can still move, and last the row of the margins. It has
room for a column a project, of which the first ``columns`` are in use.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.native.parts import part, part_of_its_own

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
States = NDArray[np.int8]

LOWER, UPPER, BASIC = 0, 1, 2
OPTIMAL, EMPTY, UNDONE = 0, 1, 2
_FEASIBLE = 1e-9  # of a row, whose largest number is 1
_PIVOT = 1e-8


@part
def pivot(tableau: Floats, columns: int, right: Floats, at: int, enters: int) -> None:
    """Change the basic variable of a row for that of a column."""
    rows = tableau.shape[0]
    one = 1.0 / tableau[at, enters]
    row = tableau[at]
    for column in range(columns):
        row[column] *= one
    row[enters] = one
    right[at] *= one
    for other in range(rows):
        times = tableau[other, enters]
        if other == at:
            continue
        if abs(times) < 1e-13:
            tableau[other, enters] = 0.0
            continue
        moved = tableau[other]
        for column in range(columns):
            moved[column] -= times * row[column]
        moved[enters] = -times * one
        right[other] -= times * right[at]


@part_of_its_own
def load(
    weights: Floats,
    limits: Floats,
    worths: Floats,
    stat: States,
    low: Floats,
    high: Floats,
    tableau: Floats,
    right: Floats,
    outside: Ints,
    inside: Ints,
    value: Floats,
) -> int:
    """Fill the tableau of ``stat``, worked out from the rows; return how many columns it has."""
    rows, projects = weights.shape[0], weights.shape[1]
    columns = 0
    for one in range(projects):
        if stat[one] == BASIC or low[one] < high[one]:
            outside[columns] = one
            columns += 1
    for at in range(rows):
        settled = 0.0
        for one in range(projects):
            if stat[one] != BASIC and low[one] == high[one] and low[one] > 0:
                settled += weights[at, one]
        for column in range(columns):
            tableau[at, column] = weights[at, outside[column]]
        right[at] = limits[at] - settled
        inside[at] = projects + at
    for column in range(columns):
        tableau[rows, column] = worths[outside[column]]
    right[rows] = 0.0
    for column in range(columns):
        if stat[outside[column]] != BASIC:
            continue
        best, size = -1, 1e-9
        for at in range(rows):
            free = inside[at] >= projects and stat[inside[at]] != BASIC
            if free and abs(tableau[at, column]) > size:
                best, size = at, abs(tableau[at, column])
        if best >= 0:
            pivot(tableau, columns, right, best, column)
            leaves = inside[best]
            inside[best] = outside[column]
            outside[column] = leaves
    for at in range(rows):
        stat[inside[at]] = BASIC
    for column in range(columns):
        one = outside[column]
        if one >= projects or tableau[rows, column] <= 0:
            stat[one] = LOWER
        else:
            stat[one] = UPPER
    for at in range(rows):
        total = right[at]
        for column in range(columns):
            one = outside[column]
            if one < projects:
                total -= tableau[at, column] * (high[one] if stat[one] == UPPER else low[one])
        value[at] = total
    return columns


@part_of_its_own
def reoptimise(
    tableau: Floats,
    columns: int,
    right: Floats,
    outside: Ints,
    inside: Ints,
    value: Floats,
    stat: States,
    low: Floats,
    high: Floats,
    most: int,
    last: Ints,
) -> int:
    """Move to the relaxation's optimum; return how it ended, and by ``last`` in which row.

    The row of the largest excess leaves. Of the columns that can mend it, in the order of their
    ratios, those that only change their bound do so while the row is not mended by them alone
    (the long-step rule), and the next one enters.
    """
    rows, projects = len(inside), len(low)
    able = np.empty(columns, dtype=np.int64)
    ratio = np.empty(columns)
    margins = tableau[rows]
    for _ in range(most):
        at, excess, over = -1, _FEASIBLE, False
        for other in range(rows):
            one = inside[other]
            floor = low[one] if one < projects else 0.0
            if floor - value[other] > excess:
                at, excess, over = other, floor - value[other], False
            if one < projects and value[other] - high[one] > excess:
                at, excess, over = other, value[other] - high[one], True
        if at < 0:
            return OPTIMAL
        row = tableau[at]
        count = 0
        for column in range(columns):
            one = outside[column]
            slope = row[column] if over else -row[column]
            if one < projects:
                if low[one] == high[one]:
                    continue
                if stat[one] == UPPER:
                    slope = -slope
            if slope > _PIVOT:
                able[count] = column
                ratio[count] = abs(margins[column]) / slope
                count += 1
        enters, left = -1, excess
        while count > 0:
            best = 0
            for place in range(1, count):
                nearer = ratio[place] < ratio[best]
                if nearer or (
                    ratio[place] == ratio[best] and abs(row[able[place]]) > abs(row[able[best]])
                ):
                    best = place
            column = able[best]
            one = outside[column]
            left -= abs(row[column])
            if one >= projects or left <= _FEASIBLE:  # exactly mended too: margins keep their signs
                enters = column
                break
            step = 1.0 if stat[one] == LOWER else -1.0
            stat[one] = UPPER if stat[one] == LOWER else LOWER
            for other in range(rows):
                value[other] -= tableau[other, column] * step
            count -= 1
            able[best] = able[count]
            ratio[best] = ratio[count]
        if enters < 0:
            last[0] = at
            return EMPTY
        leaves, one = inside[at], outside[enters]
        bound = 0.0
        if leaves < projects:
            bound = high[leaves] if over else low[leaves]
        step = (value[at] - bound) / row[enters]
        became = step
        if one < projects:
            became += high[one] if stat[one] == UPPER else low[one]
        for other in range(rows):
            value[other] -= tableau[other, enters] * step
        pivot(tableau, columns, right, at, enters)
        value[at] = became
        inside[at] = one
        outside[enters] = leaves
        stat[one] = BASIC
        stat[leaves] = UPPER if over else LOWER
    return UNDONE


@part_of_its_own
def find_bound(
    weights: Floats,
    limits: Floats,
    worths: Floats,
    tableau: Floats,
    columns: int,
    outside: Ints,
    low: Floats,
    high: Floats,
    margins: Floats,
) -> float:
    """Return what no choice between the bounds is worth more than; fill the projects' margins.

    For any prices y >= 0: y limits + sum_j max of (worth_j - y weights_j) x_j between its bounds.
    """
    rows, projects = weights.shape[0], weights.shape[1]
    bound = 0.0
    for one in range(projects):
        margins[one] = worths[one]
    for column in range(columns):
        at = outside[column] - projects
        price = -tableau[rows, column]
        if at >= 0 and price > 0:
            bound += price * limits[at]
            for one in range(projects):
                margins[one] -= price * weights[at, one]
    for one in range(projects):
        bound += margins[one] * (high[one] if margins[one] > 0 else low[one])
    return bound


@part_of_its_own
def shows_empty(
    weights: Floats,
    limits: Floats,
    tableau: Floats,
    columns: int,
    outside: Ints,
    inside: Ints,
    at: int,
    low: Floats,
    high: Floats,
) -> bool:
    """Return whether a sum of the rows, as a row of the tableau adds them, cannot be kept."""
    projects = weights.shape[1]
    up, down = np.empty(projects), np.empty(projects)
    for one in range(projects):
        up[one], down[one] = 0.0, 0.0
    limit_up, limit_down = 0.0, 0.0
    for column in range(-1, columns):
        row = (inside[at] if column < 0 else outside[column]) - projects
        times = 1.0 if column < 0 else tableau[at, column]
        if row < 0 or times == 0.0:
            continue
        if times > 0:
            limit_up += times * limits[row]
            for one in range(projects):
                up[one] += times * weights[row, one]
        else:
            limit_down -= times * limits[row]
            for one in range(projects):
                down[one] -= times * weights[row, one]
    for one in range(projects):
        limit_up -= up[one] * (low[one] if up[one] > 0 else high[one])
        limit_down -= down[one] * (low[one] if down[one] > 0 else high[one])
    return limit_up < -_FEASIBLE or limit_down < -_FEASIBLE
