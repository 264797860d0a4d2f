"""The loops that keep the best partners of everybody."""

from __future__ import annotations

import numba
import numpy as np

from fairlead.engines.matching.kernels.market import compute_mutual
from fairlead.engines.matching.vectors import Flags, Floats, Ints, Positions


@numba.njit(cache=True, nogil=True)
def _mix_bits(i: int, j: int, seed: int) -> np.uint32:
    """Return 24 bits that look drawn, always the same for the same numbers."""
    h = np.uint32(i) * np.uint32(0x9E3779B1) ^ np.uint32(j) * np.uint32(0x85EBCA77)
    h = np.uint32(h ^ np.uint32(seed)) * np.uint32(0xC2B2AE3D)
    h = np.uint32(h ^ (h >> np.uint32(15))) * np.uint32(0x27D4EB2F)
    h = np.uint32(h ^ (h >> np.uint32(13)))
    return h >> np.uint32(8)


@numba.njit(cache=True, nogil=True)
def _draw_lot(owner: int, partner: int, seed: int, near: np.float32) -> np.float32:
    """Return from 1 to 1 + ``near``, another number for each pair."""
    return np.float32(1.0) + np.float32(_mix_bits(owner, partner, seed)) * near / np.float32(
        1 << 24
    )


@numba.njit(cache=True, nogil=True)
def _draw(owner: int, partner: int, seed: int, spread: np.float32) -> np.float32:
    """Return exp(spread x G), G from Gumbel: the largest score x draw is a draw by score."""
    # 23 bits: a half more than 24 could be rounded up to a share of 1, which has no logarithm.
    bits = _mix_bits(owner, partner, ~seed) >> np.uint32(1)
    share = (np.float32(bits) + np.float32(0.5)) / np.float32(1 << 23)
    draw: np.float32 = np.exp(-spread * np.log(-np.log(share)))
    return draw


@numba.njit(cache=True, nogil=True)
def _push(
    score: Floats, index: Ints, size: np.int64, value: np.float32, position: np.int64
) -> np.int64:
    """Keep the best of what was seen in a heap whose root is the worst; return the new size.

    Called with whole numbers of 64 bits only, so that it is compiled once.
    """
    room = len(score)
    if size < room:
        child = size
        size += 1
        while child > 0:
            parent = (child - 1) // 2
            if score[parent] <= value:
                break
            score[child] = score[parent]
            index[child] = index[parent]
            child = parent
        score[child] = value
        index[child] = position
        return size
    if value <= score[0]:
        return size
    hole = np.int64(0)
    while True:
        child = 2 * hole + 1
        if child >= room:
            break
        if child + 1 < room and score[child + 1] < score[child]:
            child += 1
        if score[child] >= value:
            break
        score[hole] = score[child]
        index[hole] = index[child]
        hole = child
    score[hole] = value
    index[hole] = position
    return size


@numba.njit(cache=True, nogil=True, fastmath={"reassoc", "contract", "arcp", "nsz"})
def fill_lists_of_right(
    first: int,
    last: int,
    forward: Floats,
    backward: Floats,
    left_factor: Floats,
    order: Ints,
    group: Ints,
    alone: bool,  # noqa: FBT001
    spread: Floats,
    owner_key: Ints,
    key: Ints,
    near: np.float32,
    seed: int,
    score: Floats,
    index: Ints,
    size: Ints,
) -> None:
    """Fill the heaps of right rows with the best left profiles, one of each group.

    ``order`` lists the left positions that may be shown, group by group; ``alone`` says that
    every group has one. Score is the mutual score times the factor the price leaves, times the
    lot of the pair, times a draw for rows with a ``spread``; a score of 0 is never pushed. Lots
    and draws go by the keys of both.
    """
    count = forward.shape[1]
    net = np.empty(count, dtype=np.float32)
    for j in range(first, last):
        for i in range(count):
            worth = compute_mutual(forward[j, i], backward[j, i]) * left_factor[i]
            net[i] = worth * _draw_lot(owner_key[j], key[i], seed, near)
        if spread[j] > 0:
            for i in range(count):
                net[i] *= _draw(owner_key[j], key[i], seed, spread[j])
        best = np.float32(0.0)
        who = -1
        filled = np.int64(0)
        if alone:
            for o in range(len(order)):
                i = order[o]
                if net[i] > best:
                    filled = _push(score[j], index[j], filled, net[i], np.int64(i))
                    if filled == score.shape[1]:
                        best = score[j, 0]
            size[j] = filled
            continue
        for o in range(len(order)):
            i = order[o]
            if net[i] > best:
                best = net[i]
                who = i
            if o + 1 == len(order) or group[order[o + 1]] != group[i]:
                if who >= 0 and (filled < score.shape[1] or best > score[j, 0]):
                    filled = _push(score[j], index[j], filled, best, np.int64(who))
                best = np.float32(0.0)
                who = -1
        size[j] = filled


@numba.njit(cache=True, nogil=True, fastmath={"reassoc", "contract", "arcp", "nsz"})
def fill_bars_of_right(
    first: int,
    last: int,
    forward: Floats,
    backward: Floats,
    order: Ints,
    group: Ints,
    alone: bool,  # noqa: FBT001
    room: int,
    bar: Floats,
) -> None:
    """Fill the mutual score of the ``room``-th best group of right rows, 0 when there are fewer."""
    count = forward.shape[1]
    worth = np.empty(count, dtype=np.float32)
    best = np.empty(len(order), dtype=np.float32)
    top = np.empty(room, dtype=np.float32)
    unused = np.empty(room, dtype=np.int32)
    for j in range(first, last):
        for i in range(count):
            worth[i] = compute_mutual(forward[j, i], backward[j, i])
        if alone:
            least = np.float32(0.0)
            size = np.int64(0)
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
        size = np.int64(0)
        for g in range(groups):
            size = _push(top, unused, size, best[g], np.int64(0))
        bar[j] = top[0] if size == room else np.float32(0.0)


@numba.njit(cache=True, nogil=True, fastmath={"reassoc", "contract", "arcp", "nsz"})
def fill_lists_of_left(
    first: int,
    last: int,
    forward: Floats,
    backward: Floats,
    right_factor: Floats,
    order: Ints,
    group: Ints,
    spread: Floats,
    owner_key: Ints,
    key: Ints,
    near: np.float32,
    seed: int,
    score: Floats,
    index: Ints,
    size: Ints,
) -> None:
    """Fill the heaps of left columns ``first`` to ``last`` with the best right profiles."""
    width = last - first
    best = np.zeros(width, dtype=np.float32)
    net = np.empty(width, dtype=np.float32)
    who = np.full(width, -1, dtype=np.int32)
    floor = np.full(width, -np.inf, dtype=np.float32)
    room = score.shape[1]
    some = False
    for i in range(first, last):
        some |= spread[i] > 0
    for o in range(len(order)):
        j = order[o]
        asks = forward[j, first:last]
        answers = backward[j, first:last]
        factor = right_factor[j]
        for c in range(width):
            worth = compute_mutual(asks[c], answers[c]) * factor
            net[c] = worth * _draw_lot(owner_key[first + c], key[j], seed, near)
        if some:
            for c in range(width):
                if spread[first + c] > 0:
                    net[c] *= _draw(owner_key[first + c], key[j], seed, spread[first + c])
        for c in range(width):
            if net[c] > best[c]:
                best[c] = net[c]
                who[c] = j
        if o + 1 == len(order) or group[order[o + 1]] != group[j]:
            for c in range(width):
                if best[c] > floor[c]:
                    i = first + c
                    size[i] = _push(
                        score[i], index[i], np.int64(size[i]), best[c], np.int64(who[c])
                    )
                    if size[i] == room:
                        floor[c] = score[i, 0]
                best[c] = 0.0
                who[c] = -1


@numba.njit(cache=True, nogil=True)
def find_also_listed(offsets: Positions, partner: Ints, mine: Positions, theirs: Ints) -> Flags:
    """Return for entries (mine, theirs) whether the list of ``theirs`` holds ``mine``."""
    found = np.zeros(len(mine), dtype=np.bool_)
    for e in range(len(mine)):
        for place in range(offsets[theirs[e]], offsets[theirs[e] + 1]):
            if partner[place] == mine[e]:
                found[e] = True
                break
    return found
