"""The loops that keep the best partners of everybody."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from fairlead.engines.matching.kernels.compiled.largest import (
    find_bar,
    find_floor,
    find_least,
    find_smallest,
    keep_from,
    trim,
)
from fairlead.engines.matching.kernels.compiled.market import score_row
from fairlead.engines.matching.kernels.compiled.marks import kernel
from fairlead.engines.matching.kernels.compiled.numbers import (
    compute_mutual,
    draw_factor,
    draw_lot,
)
from fairlead.engines.matching.kernels.numbers import INFINITE, ONE, SINGLE, STOPPED, ZERO
from fairlead.engines.matching.kernels.records import (
    Heaps,
    ListRows,
    MarketRows,
    MatrixRows,
    RankedRows,
)
from fairlead.engines.matching.vectors import Flags, Floats, Ints, Positions
from fairlead.engines.native.parts import part, part_of_its_own

MOST_LANES = 512
ABOUT = SINGLE(1 + 1e-5)
"""A product whose factors are multiplied in another order is less than this share larger."""


class Room(NamedTuple):
    """The room in which a range of rows is listed, for L left profiles."""

    mutual: Floats  # (L,) of the row
    lines: Floats  # (4, L) for the list of the row
    chosen: Ints  # (L + 1,)
    who: Ints  # (L + 1,)
    lanes: Floats
    own: Floats  # (4, L) floors of lists and bars, the best of the group in hand by both
    own_who: Ints  # (L,) who that best is
    touched: Ints  # (L,) for whom it is better than what they have
    better: Ints  # (L + 1,)
    unused: Ints


@part_of_its_own
def _take_best_of_groups(values: Floats, rows: ListRows, best: Floats, who: Ints) -> np.int64:
    """Fill the best of each group of candidates, and which it is; return how many groups."""
    order, group = rows.order, rows.group
    groups = np.int64(0)
    for o in range(len(order)):
        i = order[o]
        if o == 0 or group[order[o - 1]] != group[i]:
            best[groups] = values[i]
            who[groups] = i
            groups += 1
        elif values[i] > best[groups - 1]:
            best[groups - 1] = values[i]
            who[groups - 1] = i
    return groups


@part_of_its_own
def _rank_row(
    j: int, forward: Floats, backward: Floats, rows: ListRows, ranked: RankedRows, space: Room
) -> None:
    """Fill the list of right ``j``, best first."""
    mutual, chosen, who, lanes = space.mutual, space.chosen, space.who, space.lanes
    count = len(mutual)
    exact, values, net, shown = space.lines[0], space.lines[1], space.lines[2], space.lines[3]
    factor, key, place = rows.factor, rows.key, rows.place
    owner, room = rows.owner_key[j], ranked.who.shape[1]
    for i in range(count):
        exact[i] = mutual[i] * factor[i]
    drawn = rows.spread[j] > ZERO
    more = ONE + rows.near
    if rows.alone and not drawn:  # lots are drawn of those that may be listed alone
        floor = find_floor(exact, room, lanes)
        some = keep_from(exact, floor, more, chosen)
        for c in range(some):
            i = chosen[c]
            net[c] = exact[i] * draw_lot(owner, key[i], rows.seed, rows.near)
        if some > 2 * len(lanes):
            floor = find_floor(net[:some], room, lanes)
            few = keep_from(net[:some], floor, ONE, who)
            for c in range(few):
                net[c] = net[who[c]]
                chosen[c] = chosen[who[c]]
            some = few
    else:
        for i in range(count):
            values[i] = exact[i] * draw_lot(owner, key[i], rows.seed, rows.near)
        if drawn:
            for i in range(count):
                values[i] *= draw_factor(owner, key[i], rows.seed, rows.spread[j])
        groups = _take_best_of_groups(values, rows, net, who)
        floor = find_floor(net[:groups], room, lanes)
        some = keep_from(net[:groups], floor, ONE, chosen)
        for c in range(some):
            net[c] = net[chosen[c]]
            chosen[c] = who[chosen[c]]
    if some > room:
        least = find_least(net[:some], room, floor, 1)
        above = 0
        for c in range(some):
            above += net[c] > least
        for c in range(some):  # of equal ones those that come first
            before = 0
            if net[c] == least and above < room:
                for x in range(some):
                    before += (net[x] == least) & (place[chosen[x]] < place[chosen[c]])
            who[c] = (net[c] > least) | ((net[c] == least) & (above + before < room))
        kept = np.int64(0)
        for c in range(some):
            keep = who[c]
            net[kept] = net[c]
            chosen[kept] = chosen[c]
            kept += keep
        some = kept
    for c in range(some):
        shown[c] = net[c] if drawn else exact[chosen[c]]
        who[c] = 0
    for x in range(some):
        value = shown[x]
        for c in range(some):
            who[c] += np.int32(shown[c] < value)
    ranks = 0
    for c in range(some):
        ranks += who[c]
    if ranks < some * (some - 1) // 2:  # some are equal
        for c in range(some):
            for x in range(some):
                ahead = net[x] > net[c] or (
                    net[x] == net[c] and place[chosen[x]] < place[chosen[c]]
                )
                who[c] += np.int32(shown[x] == shown[c] and ahead)
    least = ONE
    for c in range(some):
        i, rank = chosen[c], who[c]
        ranked.who[j, rank] = i
        ranked.score[j, rank] = shown[c]
        ranked.p[j, rank] = backward[i]
        ranked.q[j, rank] = forward[i]
        least = min(least, mutual[i])
    if ranked.bar_room > 0:
        known = least if some >= ranked.bar_room else ZERO
        if rows.alone:
            for i in range(count):
                values[i] = mutual[i] if place[i] >= 0 else ZERO
            bar = find_bar(values, ranked.bar_room, known, chosen, net, lanes)
        else:
            groups = _take_best_of_groups(mutual, rows, values, who)
            bar = find_bar(values[:groups], ranked.bar_room, known, chosen, net, lanes)
        ranked.bar[j] = bar


@part_of_its_own
def _add_to_heaps(
    j: int, at: int, rows: ListRows, heaps: Heaps, space: Room, count: np.int64
) -> np.int64:
    """Take right ``j``, the candidate at place ``at``, up into the lists of the left.

    Those that it is better for are touched; return how many. At the end of a group its best are
    pushed.
    """
    own, mutual, who, touched = space.own, space.mutual, space.own_who, space.touched
    floor, bar_floor, best, bar_best = own[0], own[1], own[2], own[3]
    width = len(mutual)
    factor, key = rows.factor[j], rows.key[j]
    most = factor * (ONE + rows.near) * ABOUT
    better = space.better
    hits = np.int64(0)
    for i in range(width):
        better[hits] = i
        hits += (mutual[i] * most > floor[i]) | (mutual[i] > bar_floor[i])
    for hit in range(hits):
        i = better[hit]
        untouched = best[i] == ZERO and bar_best[i] == ZERO
        if mutual[i] * most > floor[i]:
            lot = draw_lot(rows.owner_key[i], key, rows.seed, rows.near)
            net = mutual[i] * factor * lot
            if rows.spread[i] > ZERO:
                net *= draw_factor(rows.owner_key[i], key, rows.seed, rows.spread[i])
            if net > best[i]:
                best[i] = net
                who[i] = at
        if mutual[i] > bar_floor[i]:
            bar_best[i] = max(bar_best[i], mutual[i])
        if untouched and (best[i] > ZERO or bar_best[i] > ZERO):
            touched[count] = i
            count += 1
    if at + 1 < len(rows.order) and rows.group[rows.order[at + 1]] == rows.group[j]:
        return count
    for c in range(count):
        i = touched[c]
        if best[i] > floor[i] or (best[i] > ZERO and rows.spread[i] > ZERO):
            size = np.int64(heaps.size[i])
            heaps.score[i, size] = best[i]
            heaps.place[i, size] = who[i]
            size += 1
            if size == heaps.score.shape[1]:
                size = trim(heaps.score[i], heaps.place[i], size, heaps.room)
                if rows.spread[i] == ZERO:
                    floor[i] = find_smallest(heaps.score[i], size)
            heaps.size[i] = size
        if bar_best[i] > bar_floor[i]:
            size = np.int64(heaps.bar_size[i])
            heaps.bar[i, size] = bar_best[i]
            size += 1
            if size == heaps.bar.shape[1]:
                size = trim(heaps.bar[i], space.unused, size, heaps.bar_room)
                bar_floor[i] = find_smallest(heaps.bar[i], size)
            heaps.bar_size[i] = size
        best[i] = ZERO
        bar_best[i] = ZERO
    return np.int64(0)


@kernel
def trim_heaps(first: int, last: int, heaps: Heaps) -> None:
    """Keep the best of each left profile alone."""
    unused = np.empty(max(heaps.bar.shape[1], 1), dtype=np.int32)
    for i in range(first, last):
        heaps.size[i] = trim(heaps.score[i], heaps.place[i], np.int64(heaps.size[i]), heaps.room)
        heaps.score[i][heaps.size[i] :] = STOPPED
        heaps.place[i][heaps.size[i] :] = -1
        heaps.bar_size[i] = trim(heaps.bar[i], unused, np.int64(heaps.bar_size[i]), heaps.bar_room)
        heaps.bar[i][heaps.bar_size[i] :] = ZERO


def _make_room(left_rows: ListRows, ranked: RankedRows, heaps: Heaps) -> Room:
    """Return the room in which a range of rows is listed, its floors not found yet."""
    width = len(left_rows.owner_key)
    room = max(ranked.who.shape[1], ranked.bar_room)
    lanes = 16
    while lanes < 2 * room and lanes < MOST_LANES:
        lanes *= 2
    return Room(
        np.empty(width, dtype=np.float32),
        np.empty((4, width), dtype=np.float32),
        np.empty(width + 1, dtype=np.int32),
        np.empty(width + 1, dtype=np.int32),
        np.empty(lanes, dtype=np.float32),
        np.zeros((4, width), dtype=np.float32),
        np.empty(width, dtype=np.int32),
        np.empty(width, dtype=np.int32),
        np.empty(width + 1, dtype=np.int32),
        np.empty(max(heaps.bar.shape[1], 1), dtype=np.int32),
    )


@part
def _find_floors(left_rows: ListRows, heaps: Heaps, room: Room) -> None:
    """Fill what is to be beaten on the lists of the left that are full."""
    for i in range(len(left_rows.owner_key)):
        if heaps.size[i] >= heaps.room and left_rows.spread[i] == ZERO:
            room.own[0, i] = find_least(heaps.score[i][: heaps.size[i]], heaps.room, ZERO, 1)
        if heaps.bar_room == 0:
            room.own[1, i] = INFINITE
        elif heaps.bar_size[i] >= heaps.bar_room:
            bars = heaps.bar[i][: heaps.bar_size[i]]
            room.own[1, i] = find_least(bars, heaps.bar_room, ZERO, 1)


@part
def _list_row(
    j: int, forward: Floats, backward: Floats, rows: ListRows, left_rows: ListRows,
    ranked: RankedRows, heaps: Heaps, room: Room, count: np.int64,
) -> np.int64:  # fmt: skip
    """List right ``j``, and take it up into the lists of the left; return who is touched."""
    mutual = room.mutual
    for i in range(len(mutual)):
        mutual[i] = compute_mutual(forward[i], backward[i])
    if ranked.who.shape[1] > 0:
        _rank_row(j, forward, backward, rows, ranked, room)
    at = left_rows.place[j]
    if at < 0 or heaps.room == 0:
        return count
    return _add_to_heaps(j, at, left_rows, heaps, room, count)


def fill_lists_of_market(
    first: int, last: int, order: Ints, market: MarketRows, rows: ListRows, left_rows: ListRows,
    ranked: RankedRows, heaps: Heaps, counts: Positions,
) -> None:  # fmt: skip
    """Fill lists of both sides, chances found on the way."""
    room = _make_room(left_rows, ranked, heaps)
    _list_market(first, last, order, market, rows, left_rows, ranked, heaps, counts, room)


@kernel
def _list_market(
    first: int, last: int, order: Ints, market: MarketRows, rows: ListRows, left_rows: ListRows,
    ranked: RankedRows, heaps: Heaps, counts: Positions, room: Room,
) -> None:  # fmt: skip
    road = np.empty((8, len(left_rows.owner_key)), dtype=np.float32)
    _find_floors(left_rows, heaps, room)
    touched = np.int64(0)
    for r in range(first, last):
        j = order[r]
        score_row(market, j, road, road[6], road[7], counts[j])
        touched = _list_row(j, road[6], road[7], rows, left_rows, ranked, heaps, room, touched)


def fill_lists_of_matrix(
    first: int, last: int, order: Ints, matrix: MatrixRows, rows: ListRows, left_rows: ListRows,
    ranked: RankedRows, heaps: Heaps,
) -> None:  # fmt: skip
    """Fill lists of both sides, of chances that are there."""
    room = _make_room(left_rows, ranked, heaps)
    _list_matrix(first, last, order, matrix, rows, left_rows, ranked, heaps, room)


@kernel
def _list_matrix(
    first: int, last: int, order: Ints, matrix: MatrixRows, rows: ListRows, left_rows: ListRows,
    ranked: RankedRows, heaps: Heaps, room: Room,
) -> None:  # fmt: skip
    _find_floors(left_rows, heaps, room)
    touched = np.int64(0)
    for r in range(first, last):
        j = order[r]
        touched = _list_row(
            j, matrix.forward[j], matrix.backward[j], rows, left_rows, ranked, heaps, room, touched
        )


@kernel
def fill_moves(first: int, last: int, index: Ints, mutual: Floats, moved: Ints) -> None:
    """Fill the places that entries gained or lost against the order of mutual scores."""
    width = index.shape[1]
    for r in range(first, last):
        for place in range(width):
            value = mutual[r, place] if index[r, place] >= 0 else STOPPED
            rank = 0
            for x in range(width):
                other = mutual[r, x] if index[r, x] >= 0 else STOPPED
                rank += (other > value) | ((other == value) & (x < place))
            moved[r, place] = rank - place


@kernel
def fill_also_listed(
    offsets: Positions, partner: Ints, mine: Positions, theirs: Ints, found: Flags
) -> None:
    """Fill for entries (mine, theirs) whether the list of ``theirs`` holds ``mine``."""
    for e in range(len(mine)):
        for place in range(offsets[theirs[e]], offsets[theirs[e] + 1]):
            if partner[place] == mine[e]:
                found[e] = True
                break
