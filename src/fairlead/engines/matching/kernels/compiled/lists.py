"""The loops that keep the best partners of everybody."""

from __future__ import annotations

import numpy as np

from fairlead.engines.matching.kernels.compiled.numbers import (
    compile_kernel,
    compute_mutual,
    draw_factor,
    draw_lot,
)
from fairlead.engines.matching.kernels.records import Heaps, ListRows
from fairlead.engines.matching.vectors import Flags, Floats, Ints, Positions


@compile_kernel
def _push(
    score: Floats, place: Ints, size: np.int64, value: np.float32, position: np.int64
) -> np.int64:
    """Keep the best of what was seen in a heap whose root is the worst; return the new size.

    Positions come in rising; of two with the same score the earlier is the better. Called with
    whole numbers of 64 bits only, so that it is compiled once.
    """
    room = len(score)
    if size < room:
        child = size
        size += 1
        while child > 0:
            parent = (child - 1) // 2
            if score[parent] < value:
                break
            score[child] = score[parent]
            place[child] = place[parent]
            child = parent
        score[child] = value
        place[child] = position
        return size
    if value <= score[0]:
        return size
    hole = np.int64(0)
    while True:
        child = 2 * hole + 1
        if child >= room:
            break
        other = child + 1
        if other < room and (
            score[other] < score[child]
            or (score[other] == score[child] and place[other] > place[child])
        ):
            child = other
        if score[child] >= value:
            break
        score[hole] = score[child]
        place[hole] = place[child]
        hole = child
    score[hole] = value
    place[hole] = position
    return size


@compile_kernel
def fill_lists_of_right(
    first: int, last: int, forward: Floats, backward: Floats, rows: ListRows, heaps: Heaps
) -> None:
    """Fill the heaps of right rows with the best left profiles."""
    count = forward.shape[1]
    factor, order, group, key = rows.factor, rows.order, rows.group, rows.key
    room = heaps.score.shape[1]
    net = np.empty(count, dtype=np.float32)
    for j in range(first, last):
        owner, score, place = rows.owner_key[j], heaps.score[j], heaps.place[j]
        for i in range(count):
            worth = compute_mutual(forward[j, i], backward[j, i]) * factor[i]
            net[i] = worth * draw_lot(owner, key[i], rows.seed, rows.near)
        if rows.spread[j] > 0:
            for i in range(count):
                net[i] *= draw_factor(owner, key[i], rows.seed, rows.spread[j])
        best = np.float32(0.0)
        who = -1
        filled = np.int64(0)
        if rows.alone:
            for o in range(len(order)):
                value = net[order[o]]
                if value > best:
                    filled = _push(score, place, filled, value, np.int64(o))
                    if filled == room:
                        best = score[0]
            heaps.size[j] = filled
            continue
        for o in range(len(order)):
            i = order[o]
            if net[i] > best:
                best = net[i]
                who = o
            if o + 1 == len(order) or group[order[o + 1]] != group[i]:
                if who >= 0 and (filled < room or best > score[0]):
                    filled = _push(score, place, filled, best, np.int64(who))
                best = np.float32(0.0)
                who = -1
        heaps.size[j] = filled


@compile_kernel
def fill_bars_of_right(
    first: int,
    last: int,
    forward: Floats,
    backward: Floats,
    rows: ListRows,
    room: int,
    floor: Floats,
    bar: Floats,
) -> None:
    """Fill the mutual score of the ``room``-th best group of right rows."""
    count = forward.shape[1]
    order, group = rows.order, rows.group
    worth = np.empty(count, dtype=np.float32)
    best = np.empty(len(order), dtype=np.float32)
    top = np.empty(room, dtype=np.float32)
    unused = np.empty(room, dtype=np.int32)
    for j in range(first, last):
        for i in range(count):
            worth[i] = compute_mutual(forward[j, i], backward[j, i])
        least = floor[j]
        size = np.int64(0)
        if least > 0:  # as many as there is room for are at least that good
            for place in range(room):
                top[place] = least
            size = np.int64(room)
        if rows.alone:
            for o in range(len(order)):
                value = worth[order[o]]
                if value > least:
                    size = _push(top, unused, size, value, np.int64(0))
                    if size == room:
                        least = top[0]
            bar[j] = least
            continue
        groups = 0
        for o in range(len(order)):
            value = worth[order[o]]
            if o == 0 or group[order[o - 1]] != group[order[o]]:
                best[groups] = value
                groups += 1
            elif value > best[groups - 1]:
                best[groups - 1] = value
        for g in range(groups):
            size = _push(top, unused, size, best[g], np.int64(0))
        bar[j] = top[0] if size == room else np.float32(0.0)


@compile_kernel
def fill_lists_of_left(
    first: int, last: int, forward: Floats, backward: Floats, rows: ListRows, heaps: Heaps
) -> None:
    """Fill the heaps of left columns ``first`` to ``last`` with the best right profiles."""
    width = last - first
    order, group, key = rows.order, rows.group, rows.key
    spread, owner = rows.spread[first:last], rows.owner_key[first:last]
    best = np.zeros(width, dtype=np.float32)
    net = np.empty(width, dtype=np.float32)
    who = np.full(width, -1, dtype=np.int32)
    floor = np.zeros(width, dtype=np.float32)
    room = heaps.score.shape[1]
    some = False
    for c in range(width):
        some |= spread[c] > 0
    for o in range(len(order)):
        j = order[o]
        asks = forward[j, first:last]
        answers = backward[j, first:last]
        factor = rows.factor[j]
        for c in range(width):
            worth = compute_mutual(asks[c], answers[c]) * factor
            net[c] = worth * draw_lot(owner[c], key[j], rows.seed, rows.near)
        if some:
            for c in range(width):
                if spread[c] > 0:
                    net[c] *= draw_factor(owner[c], key[j], rows.seed, spread[c])
        for c in range(width):
            if net[c] > best[c]:
                best[c] = net[c]
                who[c] = o
        if o + 1 == len(order) or group[order[o + 1]] != group[j]:
            for c in range(width):
                if best[c] > floor[c]:
                    i = first + c
                    heaps.size[i] = _push(
                        heaps.score[i],
                        heaps.place[i],
                        np.int64(heaps.size[i]),
                        best[c],
                        np.int64(who[c]),
                    )
                    if heaps.size[i] == room:
                        floor[c] = heaps.score[i, 0]
                best[c] = 0.0
                who[c] = -1


@compile_kernel
def fill_also_listed(
    offsets: Positions, partner: Ints, mine: Positions, theirs: Ints, found: Flags
) -> None:
    """Fill for entries (mine, theirs) whether the list of ``theirs`` holds ``mine``."""
    for e in range(len(mine)):
        for place in range(offsets[theirs[e]], offsets[theirs[e] + 1]):
            if partner[place] == mine[e]:
                found[e] = True
                break
