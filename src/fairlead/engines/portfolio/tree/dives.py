"""Good choices soon: dives from a relaxation, and exchanges of one project for one or two."""

from __future__ import annotations

import numba
import numpy as np

from fairlead.engines.portfolio.tree.nodes import read_choice, weigh_sides
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


@numba.njit(cache=True, nogil=True, error_model="numpy")
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
    rows, projects = weights.shape
    store, right = np.empty((rows + 1) * projects), np.empty(rows + 1)
    outside, inside = np.empty(projects, np.int64), np.empty(rows, np.int64)
    value = np.empty(rows)
    tableau = load(weights, limits, worths, stat, low, high, store, right, outside, inside, value)
    for _ in range(projects + 1):
        ended, _, _ = reoptimise(tableau, right, outside, inside, value, stat, low, high, 1_000)
        work[0] += 1
        if ended != OPTIMAL:
            return False
        best, most, takes = -1, -1.0, False
        for row in range(rows):
            one = inside[row]
            if one < projects and _WHOLE < value[row] < 1 - _WHOLE:
                down, up = weigh_sides(tableau, outside, stat, low, high, row, value[row])
                differ = abs(min(down, 1.0) - min(up, 1.0)) * noise[one]
                if differ > most:
                    best, most, takes = one, differ, up <= down
        if best < 0:
            read_choice(inside, value, stat, low, high, choice)
            return True
        low[best] = high[best] = 1.0 if takes else 0.0
    return False


@numba.njit(cache=True, nogil=True, error_model="numpy")
def _fits(one: int, by_project: Floats, room: Floats) -> bool:
    fits = True
    for row in range(len(room)):
        fits = fits and by_project[one, row] <= room[row]
        if not fits:
            break
    return fits


@numba.njit(cache=True, nogil=True, error_model="numpy")
def _fit_both(one: int, two: int, by_project: Floats, room: Floats) -> bool:
    fits = True
    for row in range(len(room)):
        fits = fits and by_project[one, row] + by_project[two, row] <= room[row]
        if not fits:
            break
    return fits


@numba.njit(cache=True, nogil=True, error_model="numpy")
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
    projects, rows = by_project.shape
    room, wider = np.empty(rows), np.empty(rows)
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
            came, also = _find_better(by_project, worths, order, choice, wider, worths[leaves])
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


@numba.njit(cache=True, nogil=True, error_model="numpy")
def _find_better(
    by_project: Floats, worths: Floats, order: Ints, choice: States, room: Floats, price: float
) -> tuple[int, int]:
    """Return one project, or two, that fit and are worth more than ``price``; -1 for none."""
    for first in range(len(order)):
        one = order[first]
        if worths[one] <= _WHOLE or 2 * worths[one] <= price + _WHOLE:
            return -1, -1
        if choice[one] == 1 or not _fits(one, by_project, room):
            continue
        if worths[one] > price + _WHOLE:
            return one, -1
        for second in range(first + 1, len(order)):
            two = order[second]
            if worths[one] + worths[two] <= price + _WHOLE:
                break
            if choice[two] == 0 and _fit_both(one, two, by_project, room):
                return one, two
    return -1, -1
