"""The search of a programme: annealing over places, compiled.

A move takes a session to a place it may have. One that is in the way, there or by a person both
need, and is not fixed takes the place that becomes free, where that may be, or is left without one.
Moves that break a hard rule are not made.
"""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

_Ints = NDArray[np.int64]
_Floats = NDArray[np.float64]


@numba.njit(cache=True)
def _overlap(one: int, at: int, other: int, start: _Ints, lengths: _Ints) -> bool:
    return bool(at < start[other] + lengths[other] and start[other] < at + lengths[one])


@numba.njit(cache=True)
def _find_cost(
    one: int, at: int, start: _Ints, lengths: _Ints, begins: _Ints, near: _Ints, weights: _Floats
) -> float:
    """Return what a session at a time costs by those that are at the same time."""
    cost = 0.0
    for place in range(begins[one], begins[one + 1]):
        other = near[place]
        if start[other] >= 0 and _overlap(one, at, other, start, lengths):
            cost += weights[place]
    return cost


@numba.njit(cache=True)
def _find_torn(
    one: int,
    at: int,
    in_room: int,
    start: _Ints,
    room: _Ints,
    lengths: _Ints,
    halls: _Ints,
    way: int,
    begins: _Ints,
    shared: _Ints,
) -> int:
    """Return the session for which a person would have to be in two places, or on the way.

    -1 where there is none, -2 where there are several.
    """
    torn = -1
    for place in range(begins[one], begins[one + 1]):
        other = shared[place]
        if start[other] < 0 or other == torn:
            continue
        gap = max(start[other] - at - lengths[one], at - start[other] - lengths[other])
        if gap < (way if halls[in_room] != halls[room[other]] else 0):
            if torn >= 0:
                return -2
            torn = other
    return torn


@numba.njit(cache=True)
def _mark(taken: NDArray[np.int32], one: int, room: int, at: int, length: int, value: int) -> None:
    for step in range(at, at + length):
        if value < 0:
            if taken[room, step] == one:
                taken[room, step] = -1
        else:
            taken[room, step] = value


@numba.njit(cache=True)
def anneal(
    iterations: int,
    hot: float,
    cold: float,
    seed: int,
    start: _Ints,
    room: _Ints,
    taken: NDArray[np.int32],
    best_start: _Ints,
    best_room: _Ints,
    worth: _Floats,
    lengths: _Ints,
    values: _Floats,
    fit: _Floats,
    allowed: NDArray[np.bool_],
    free: _Ints,
    option_begins: _Ints,
    options: NDArray[np.int32],
    halls: _Ints,
    way: int,
    soft_begins: _Ints,
    soft_near: _Ints,
    soft_weights: _Floats,
    hard_begins: _Ints,
    hard_near: _Ints,
) -> None:
    """Search on from where ``start`` and ``room`` are; ``worth`` is the value now and the best."""
    np.random.seed(seed)
    steps = allowed.shape[2]
    now, best = worth[0], worth[1]
    cooling = (cold / hot) ** (1.0 / max(1, iterations))
    heat = hot
    for _ in range(iterations):
        heat *= cooling
        one = free[np.random.randint(len(free))]
        many = option_begins[one + 1] - option_begins[one]
        if many == 0:
            continue
        option = options[option_begins[one] + np.random.randint(many)]
        to_room, to = option // steps, option % steps
        from_room, at = room[one], start[one]
        if at == to and from_room == to_room:
            continue
        length = lengths[one]
        # Who is there; two are too many to be moved at once.
        other = -1
        crowded = False
        for step in range(to, to + length):
            there = taken[to_room, step]
            if there >= 0 and there != one and there != other:
                if other >= 0 or there >= len(lengths):
                    crowded = True
                    break
                other = there
        if crowded:
            continue
        # Out with both, what they brought and cost goes; then in again.
        change = 0.0
        if at >= 0:
            change -= values[one] - fit[one, from_room]
            change += _find_cost(one, at, start, lengths, soft_begins, soft_near, soft_weights)
            start[one] = -1
        other_at, other_room = -1, -1
        if other >= 0:
            other_at, other_room = start[other], room[other]
            change -= values[other] - fit[other, other_room]
            change += _find_cost(
                other, other_at, start, lengths, soft_begins, soft_near, soft_weights
            )
            start[other] = -1
        torn = _find_torn(
            one, to, to_room, start, room, lengths, halls, way, hard_begins, hard_near
        )
        if torn >= 0 and other < 0 and taken[room[torn], start[torn]] < len(lengths):
            other, torn = torn, -1
            other_at, other_room = start[other], room[other]
            change -= values[other] - fit[other, other_room]
            change += _find_cost(
                other, other_at, start, lengths, soft_begins, soft_near, soft_weights
            )
            start[other] = -1
        possible = torn == -1
        moved = False
        if possible:
            change += values[one] - fit[one, to_room]
            change -= _find_cost(one, to, start, lengths, soft_begins, soft_near, soft_weights)
            start[one], room[one] = to, to_room
            if other >= 0 and at >= 0 and allowed[other, from_room, at]:
                fits = True
                for step in range(at, at + lengths[other]):
                    there = taken[from_room, step]
                    if there >= 0 and there not in (one, other):
                        fits = False
                        break
                    if from_room == to_room and to <= step < to + length:
                        fits = False
                        break
                if (
                    fits
                    and _find_torn(
                        other,
                        at,
                        from_room,
                        start,
                        room,
                        lengths,
                        halls,
                        way,
                        hard_begins,
                        hard_near,
                    )
                    == -1
                ):
                    change += values[other] - fit[other, from_room]
                    change -= _find_cost(
                        other, at, start, lengths, soft_begins, soft_near, soft_weights
                    )
                    start[other], room[other] = at, from_room
                    moved = True
        if possible and (change >= 0.0 or np.random.random() < np.exp(change / heat)):
            if at >= 0:
                _mark(taken, one, from_room, at, length, -1)
            if other >= 0:
                _mark(taken, other, other_room, other_at, lengths[other], -1)
            _mark(taken, one, to_room, to, length, one)
            if moved:
                _mark(taken, other, from_room, at, lengths[other], other)
            now += change
            if now > best + 1e-9:
                best = now
                best_start[:] = start
                best_room[:] = room
        else:
            start[one], room[one] = at, from_room
            if other >= 0:
                start[other], room[other] = other_at, other_room
    worth[0], worth[1] = now, best
