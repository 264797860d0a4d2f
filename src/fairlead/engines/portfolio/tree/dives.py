"""Good choices soon: dives from a relaxation, and exchanges of one project for one or two."""

from __future__ import annotations

import numpy as np

from fairlead.engines.native.parts import part
from fairlead.engines.portfolio.tree.marks import kernel
from fairlead.engines.portfolio.tree.nodes import weigh_sides, write_choice
from fairlead.engines.portfolio.tree.tableau import (
    OPTIMAL,
    Floats,
    Ints,
    States,
    load,
    reoptimise,
)

_WHOLE = 1e-9
_ROOM = 1e-12  # rounding of a sum of scaled weights


@kernel
def dive(
    weights: Floats,
    limits: Floats,
    worths: Floats,
    stat: States,
    low: Floats,
    high: Floats,
    noise: Floats,
    choice: States,
    work: Ints,
) -> bool:
    """Settle a divided project at a time on its cheaper side; return whether a choice is left.

    The one whose sides differ most in what they cost at least is next, times its ``noise``.
    """
    rows, projects = weights.shape[0], weights.shape[1]
    tableau, right = np.empty((rows + 1, projects)), np.empty(rows + 1)
    outside, inside = np.empty(projects, dtype=np.int64), np.empty(rows, dtype=np.int64)
    value, sides, last = np.empty(rows), np.empty(2), np.empty(1, dtype=np.int64)
    columns = load(weights, limits, worths, stat, low, high, tableau, right, outside, inside, value)
    for _ in range(projects + 1):
        ended = reoptimise(
            tableau, columns, right, outside, inside, value, stat, low, high, 1_000, last
        )
        work[0] += 1
        if ended != OPTIMAL:
            return False
        best, most, takes = -1, -1.0, False
        for row in range(rows):
            one = inside[row]
            if one < projects and _WHOLE < value[row] < 1 - _WHOLE:
                weigh_sides(tableau, columns, outside, stat, low, high, row, value[row], sides)
                differ = abs(min(sides[0], 1.0) - min(sides[1], 1.0)) * noise[one]
                if differ > most:
                    best, most, takes = one, differ, sides[1] <= sides[0]
        if best < 0:
            write_choice(inside, value, stat, low, high, choice)
            return True
        low[best] = 1.0 if takes else 0.0
        high[best] = low[best]
    return False


@part
def _fits(one: int, by_project: Floats, room: Floats) -> bool:
    fits = True
    for row in range(len(room)):
        fits = fits and by_project[one, row] <= room[row]
        if not fits:
            break
    return fits


@part
def _fit_both(one: int, two: int, by_project: Floats, room: Floats) -> bool:
    fits = True
    for row in range(len(room)):
        fits = fits and by_project[one, row] + by_project[two, row] <= room[row]
        if not fits:
            break
    return fits


@kernel
def improve(
    by_project: Floats,
    limits: Floats,
    worths: Floats,
    held: States,
    order: Ints,
    choice: States,
    passes: int,
) -> None:
    """Take what fits, and exchange one project for one or two, while that is worth more.

    ``by_project``: (projects, rows). ``order``: projects by falling worth.
    """
    projects, rows = by_project.shape[0], by_project.shape[1]
    room, wider = np.empty(rows), np.empty(rows)
    pair = np.empty(2, dtype=np.int64)
    for row in range(rows):
        room[row] = limits[row] + _ROOM
        for one in range(projects):
            if choice[one] == 1:
                room[row] -= by_project[one, row]
    for _ in range(passes):
        for place in range(projects):
            one = order[place]
            if worths[one] > _WHOLE and choice[one] == 0 and _fits(one, by_project, room):
                choice[one] = 1
                for row in range(rows):
                    room[row] -= by_project[one, row]
        better = False
        for leaves in range(projects):
            if choice[leaves] == 0 or held[leaves] == 1:
                continue
            for row in range(rows):
                wider[row] = room[row] + by_project[leaves, row]
            pair[0], pair[1] = -1, -1
            _find_better(by_project, worths, order, choice, wider, worths[leaves], pair)
            came, also = pair[0], pair[1]
            if came < 0:
                continue
            better = True
            choice[leaves], choice[came] = 0, 1
            if also >= 0:
                choice[also] = 1
            for row in range(rows):
                room[row] = wider[row] - by_project[came, row]
                if also >= 0:
                    room[row] -= by_project[also, row]
        if not better:
            return


@part
def _find_better(
    by_project: Floats,
    worths: Floats,
    order: Ints,
    choice: States,
    room: Floats,
    price: float,
    pair: Ints,
) -> None:
    """Put one project, or two, that fit and are worth more than ``price``, in ``pair``."""
    for first in range(len(order)):
        one = order[first]
        if worths[one] <= _WHOLE or 2 * worths[one] <= price + _WHOLE:
            return
        if choice[one] == 1 or not _fits(one, by_project, room):
            continue
        if worths[one] > price + _WHOLE:
            pair[0] = one
            return
        for second in range(first + 1, len(order)):
            two = order[second]
            if worths[one] + worths[two] <= price + _WHOLE:
                break
            if choice[two] == 0 and _fit_both(one, two, by_project, room):
                pair[0], pair[1] = one, two
                return
