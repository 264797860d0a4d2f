"""Compiled loops over all pairs. They check nothing: `Problem` has.

Matrices are right x left, so that a row lies together in memory and the inner loops run over the
left side. Every kernel works on a range of rows or columns, so ranges can run side by side.
"""

from __future__ import annotations

import numba
import numpy as np

from fairlead.engines.matching.vectors import Bits, Flags, Floats, Ints, Kinds, Positions

# Equal scores are ordered by raising each by up to this share, different for each pair: nobody
# wins all ties.
TIE = 1e-5


@numba.njit(cache=True, nogil=True, fastmath={"reassoc", "contract", "arcp", "nsz"})
def score_rows(
    first: int,
    last: int,
    dense: Floats,
    indptr: Positions,
    indices: Ints,
    data: Floats,
    weight_forward: Floats,
    weight_backward: Floats,
    row: Ints,
    table_forward: Floats,
    table_backward: Floats,
    kind: Ints,
    gets: Floats,
    gives: Floats,
    left_forward: Floats,
    left_backward: Floats,
    right_forward: Floats,
    right_backward: Floats,
    left_organisation: Ints,
    right_organisation: Ints,
    left_free: Bits,
    right_free: Bits,
    forward: Floats,
    backward: Floats,
    stopped: Positions,
) -> None:
    """Fill rows of ``forward`` (left asks right) and ``backward`` (right asks left).

    A pair without a common free slot, or of one organisation, gets 0 both ways; ``stopped``
    counts them per row (column 0 organisation, column 1 slots).
    """
    count = forward.shape[1]
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
        got = gets[kind[j]]
        given = gives[kind[j]]
        for i in range(count):
            text = max(road[2, i], road[3, i])
            cooperation = max(got[i] * road[0, i], given[i] * road[1, i])
            ask[i] = (
                left_forward[i]
                + right_forward[j]
                + weight_forward[0] * road[0, i]
                + weight_forward[1] * road[1, i]
                + weight_forward[2] * text
                + weight_forward[3] * road[4, i]
                + weight_forward[4] * cooperation
            )
            answer[i] = (
                left_backward[i]
                + right_backward[j]
                + weight_backward[0] * road[1, i]
                + weight_backward[1] * road[0, i]
                + weight_backward[2] * text
                + weight_backward[3] * road[4, i]
                + weight_backward[4] * cooperation
            )
        for t in range(row.shape[1]):
            add_forward = table_forward[row[j, t]]
            add_backward = table_backward[row[j, t]]
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
                    ask[i] = -np.inf
                    answer[i] = -np.inf
                    stopped[j, 1] += 1
        for i in range(count):
            if left_organisation[i] == right_organisation[j]:
                ask[i] = -np.inf
                answer[i] = -np.inf
                stopped[j, 0] += 1
        for i in range(count):
            forward[j, i] = np.float32(1.0) / (np.float32(1.0) + np.exp(-ask[i]))
        for i in range(count):
            backward[j, i] = np.float32(1.0) / (np.float32(1.0) + np.exp(-answer[i]))


@numba.njit(cache=True, nogil=True, fastmath={"reassoc", "contract", "arcp", "nsz"})
def worth_rows(
    first: int, last: int, forward: Floats, backward: Floats, power: float, out: Floats
) -> None:
    """Fill rows of mutual ** power, 0 for a stopped pair."""
    whole = int(power + 0.5)  # not round: its errors in words take seconds to compile
    fast = abs(power - whole) < 1e-9 and 1 <= whole <= 16
    raised = np.float32(power)
    line = np.empty(forward.shape[1], dtype=np.float32)
    for j in range(first, last):
        for i in range(forward.shape[1]):
            p = forward[j, i]
            q = backward[j, i]
            line[i] = np.float32(2.0) * p * q / max(p + q, np.float32(1e-30))
        if fast:
            out[j] = line
            for _ in range(whole - 1):
                for i in range(forward.shape[1]):
                    out[j, i] *= line[i]
        else:
            for i in range(forward.shape[1]):
                out[j, i] = line[i] ** raised


@numba.njit(cache=True, nogil=True, fastmath={"reassoc", "contract", "arcp", "nsz"})
def price_rows(
    first: int,
    last: int,
    worth: Floats,
    left: Floats,
    right_mass: Floats,
    right: Floats,
    column: Floats,
) -> None:
    """Take one round for a range of right rows: their roots, and what they add to each left sum."""
    count = worth.shape[1]
    for j in range(first, last):
        total = np.float32(0.0)
        for i in range(count):
            total += worth[j, i] * left[i]
        s = np.float64(total) * 0.5
        m = np.float64(right_mass[j])
        value = np.float32(m / (np.sqrt(m + s * s) + s)) if m > 0 else np.float32(0.0)
        right[j] = value
        if value > 0:
            for i in range(count):
                column[i] += worth[j, i] * value


@numba.njit(cache=True, nogil=True)
def _tie(i: int, j: int, seed: int) -> np.float32:
    h = np.uint32(i) * np.uint32(0x9E3779B1) ^ np.uint32(j) * np.uint32(0x85EBCA77)
    h = np.uint32(h ^ np.uint32(seed)) * np.uint32(0xC2B2AE3D)
    h = np.uint32(h ^ (h >> np.uint32(15))) * np.uint32(0x27D4EB2F)
    h = np.uint32(h ^ (h >> np.uint32(13)))
    return np.float32(1.0) + np.float32(h >> np.uint32(8)) * np.float32(TIE / (1 << 24))


@numba.njit(cache=True, nogil=True)
def _push(score: Floats, index: Ints, size: int, value: np.float32, position: int) -> int:
    """Keep the best of what was seen in a heap whose root is the worst; return the new size."""
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
    hole = 0
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
def lists_of_right(
    first: int,
    last: int,
    forward: Floats,
    backward: Floats,
    left_factor: Floats,
    order: Ints,
    group: Ints,
    seed: int,
    score: Floats,
    index: Ints,
    size: Ints,
) -> None:
    """Fill the heaps of right rows with the best left profiles, one of each group.

    ``order`` lists the left positions that may be shown, group by group. Score is the mutual
    score times the factor the price leaves; a score of 0 is never pushed.
    """
    count = forward.shape[1]
    net = np.empty(count, dtype=np.float32)
    for j in range(first, last):
        for i in range(count):
            p = forward[j, i]
            q = backward[j, i]
            mutual = np.float32(2.0) * p * q / max(p + q, np.float32(1e-30))
            net[i] = mutual * left_factor[i] * _tie(i, j, seed)
        best = np.float32(0.0)
        who = -1
        filled = 0
        for o in range(len(order)):
            i = order[o]
            if net[i] > best:
                best = net[i]
                who = i
            if o + 1 == len(order) or group[order[o + 1]] != group[i]:
                if who >= 0 and (filled < score.shape[1] or best > score[j, 0]):
                    filled = _push(score[j], index[j], filled, best, who)
                best = np.float32(0.0)
                who = -1
        size[j] = filled


@numba.njit(cache=True, nogil=True, fastmath={"reassoc", "contract", "arcp", "nsz"})
def bars_of_right(
    first: int,
    last: int,
    forward: Floats,
    backward: Floats,
    order: Ints,
    group: Ints,
    room: int,
    bar: Floats,
) -> None:
    """Fill the mutual score of the ``room``-th best group of right rows, 0 when there are fewer."""
    count = forward.shape[1]
    mutual = np.empty(count, dtype=np.float32)
    best = np.empty(len(order), dtype=np.float32)
    top = np.empty(room, dtype=np.float32)
    unused = np.empty(room, dtype=np.int32)
    for j in range(first, last):
        for i in range(count):
            p = forward[j, i]
            q = backward[j, i]
            mutual[i] = np.float32(2.0) * p * q / max(p + q, np.float32(1e-30))
        groups = 0
        for o in range(len(order)):
            value = mutual[order[o]]
            if o == 0 or group[order[o - 1]] != group[order[o]]:
                best[groups] = value
                groups += 1
            elif value > best[groups - 1]:
                best[groups - 1] = value
        size = 0
        for g in range(groups):
            size = _push(top, unused, size, best[g], 0)
        bar[j] = top[0] if size == room else np.float32(0.0)


@numba.njit(cache=True, nogil=True, fastmath={"reassoc", "contract", "arcp", "nsz"})
def lists_of_left(
    first: int,
    last: int,
    forward: Floats,
    backward: Floats,
    right_factor: Floats,
    order: Ints,
    group: Ints,
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
    for o in range(len(order)):
        j = order[o]
        asks = forward[j, first:last]
        answers = backward[j, first:last]
        factor = right_factor[j]
        for c in range(width):
            p = asks[c]
            q = answers[c]
            mutual = np.float32(2.0) * p * q / max(p + q, np.float32(1e-30))
            net[c] = mutual * factor * _tie(first + c, j, seed)
        for c in range(width):
            if net[c] > best[c]:
                best[c] = net[c]
                who[c] = j
        if o + 1 == len(order) or group[order[o + 1]] != group[j]:
            for c in range(width):
                if best[c] > floor[c]:
                    i = first + c
                    size[i] = _push(score[i], index[i], int(size[i]), best[c], who[c])
                    if size[i] == room:
                        floor[c] = score[i, 0]
                best[c] = 0.0
                who[c] = -1


@numba.njit(cache=True, nogil=True)
def also_listed(offsets: Positions, partner: Ints, mine: Positions, theirs: Ints) -> Flags:
    """Return for entries (mine, theirs) whether the list of ``theirs`` holds ``mine``."""
    found = np.zeros(len(mine), dtype=np.bool_)
    for e in range(len(mine)):
        for place in range(offsets[theirs[e]], offsets[theirs[e] + 1]):
            if partner[place] == mine[e]:
                found[e] = True
                break
    return found


@numba.njit(cache=True, nogil=True)
def shared_features(
    one_indptr: Positions,
    one_indices: Ints,
    one_data: Floats,
    other_indptr: Positions,
    other_indices: Ints,
    other_data: Floats,
    one: Positions,
    other: Positions,
    product: Floats,
    feature: Ints,
) -> None:
    """Fill the inner product of row pairs and the feature that adds most to it (-1: none)."""
    for e in range(len(one)):
        a, a_end = one_indptr[one[e]], one_indptr[one[e] + 1]
        b, b_end = other_indptr[other[e]], other_indptr[other[e] + 1]
        most = np.float32(0.0)
        while a < a_end and b < b_end:
            left, right = one_indices[a], other_indices[b]
            if left == right:
                part = one_data[a] * other_data[b]
                product[e] += part
                if part > most:
                    most = part
                    feature[e] = left
            if left <= right:
                a += 1
            if right <= left:
                b += 1


@numba.njit(cache=True, nogil=True)
def best_offers(
    rows: Positions,
    need_indptr: Positions,
    need_indices: Ints,
    need_data: Floats,
    need_kinds: Kinds,
    offer_indptr: Positions,
    offer_indices: Ints,
    offer_data: Floats,
    offer_kinds: Kinds,
    owner: Ints,
    answers: Floats,
    cooperation: float,
    line: Floats,
    product: Floats,
    answer: Floats,
    offer: Ints,
    node: Ints,
) -> None:
    """Fill for every (need, maker) the offer with the largest product x (1 + weight x answer)."""
    for place in range(len(rows)):
        need = rows[place]
        for e in range(need_indptr[need], need_indptr[need + 1]):
            line[need_indices[e]] = need_data[e]
        for o in range(len(owner)):
            total = np.float32(0.0)
            most = np.float32(0.0)
            strongest = -1
            for e in range(offer_indptr[o], offer_indptr[o + 1]):
                part = line[offer_indices[e]] * offer_data[e]
                total += part
                if part > most:
                    most = part
                    strongest = offer_indices[e]
            if total <= 0:
                continue
            maker = owner[o]
            fit = answers[need_kinds[need], offer_kinds[o]]
            if total * (1 + cooperation * fit) > product[place, maker] * (
                1 + cooperation * answer[place, maker]
            ):
                product[place, maker] = total
                answer[place, maker] = fit
                offer[place, maker] = o
                node[place, maker] = strongest
        for e in range(need_indptr[need], need_indptr[need + 1]):
            line[need_indices[e]] = 0.0
