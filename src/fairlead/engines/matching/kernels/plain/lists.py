"""The best partners of everybody, for all owners at once."""

from __future__ import annotations

from typing import cast

import numpy as np

from fairlead.engines.matching.kernels.plain.numbers import compute_mutual, draw_factors, draw_lots
from fairlead.engines.matching.kernels.records import Heaps, ListRows
from fairlead.engines.matching.vectors import Flags, Floats, Ints, Positions


def fill_lists_of_right(
    first: int, last: int, forward: Floats, backward: Floats, rows: ListRows, heaps: Heaps
) -> None:
    """Fill the heaps of right rows with the best left profiles."""
    mutual = compute_mutual(forward[first:last], backward[first:last])
    _fill_heaps(first, last, mutual[:, rows.order], rows, heaps)


def fill_lists_of_left(
    first: int, last: int, forward: Floats, backward: Floats, rows: ListRows, heaps: Heaps
) -> None:
    """Fill the heaps of left columns ``first`` to ``last`` with the best right profiles."""
    mutual = compute_mutual(forward[:, first:last], backward[:, first:last])
    _fill_heaps(first, last, np.ascontiguousarray(mutual[rows.order].T), rows, heaps)


def fill_bars_of_right(
    first: int,
    last: int,
    forward: Floats,
    backward: Floats,
    rows: ListRows,
    room: int,
    _floor: Floats,
    bar: Floats,
) -> None:
    """Fill the mutual score of the ``room``-th best group of right rows."""
    mutual = compute_mutual(forward[first:last], backward[first:last])
    best, _ = _take_best_of_groups(mutual[:, rows.order], rows)
    if best.shape[1] < room:
        bar[first:last] = 0.0
    else:
        bar[first:last] = np.partition(best, best.shape[1] - room, axis=1)[:, -room]


def _fill_heaps(first: int, last: int, mutual: Floats, rows: ListRows, heaps: Heaps) -> None:
    """Fill the heaps of owners with the mutual scores of ``rows.order``, owners x candidates."""
    owner, key = rows.owner_key[first:last, None], rows.key[rows.order][None, :]
    net = mutual * rows.factor[rows.order] * draw_lots(owner, key, rows.seed, rows.near)
    spread = rows.spread[first:last]
    drawn = np.flatnonzero(spread > 0)
    if len(drawn):
        net[drawn] *= draw_factors(owner[drawn], key, rows.seed, spread[drawn, None])
    best, place = _take_best_of_groups(net, rows)
    listed, size = _mark_best(best, heaps.score.shape[1])
    owners, groups = np.nonzero(listed)
    at = first + owners, np.arange(len(owners)) - np.repeat(np.cumsum(size) - size, size)
    heaps.score[at] = best[owners, groups]
    heaps.place[at] = place[groups] if place.ndim == 1 else place[owners, groups]
    heaps.size[first:last] = size
    full = np.flatnonzero(size == heaps.score.shape[1])
    worst = heaps.score[first + full].argmin(axis=1)
    for column in (heaps.score, heaps.place):  # the root of a heap is its worst
        there = column[first + full, worst]
        column[first + full, worst] = column[first + full, 0]
        column[first + full, 0] = there


def _take_best_of_groups(values: Floats, rows: ListRows) -> tuple[Floats, Ints]:
    """Return the best of each group, owners x groups, and its place in ``rows.order``."""
    count = values.shape[1]
    if rows.alone or count == 0:
        return values, np.arange(count, dtype=np.int32)
    group = rows.group[rows.order]
    starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
    best: Floats = np.maximum.reduceat(values, starts, axis=1)
    is_best = values == np.repeat(best, np.diff(np.r_[starts, count]), axis=1)
    place = np.where(is_best, np.arange(count, dtype=np.int32), np.int32(count))
    return best, cast("Ints", np.minimum.reduceat(place, starts, axis=1))


def _mark_best(values: Floats, room: int) -> tuple[Flags, Positions]:
    """Return the ``room`` largest of each row that are above 0, and how many there are.

    Of equal ones the first.
    """
    listed = values > 0
    if values.shape[1] > room:
        least = np.partition(values, values.shape[1] - room, axis=1)[:, -room, None]
        above = values > least
        equal = values == least
        left = room - above.sum(axis=1, keepdims=True)
        listed &= above | (equal & (np.cumsum(equal, axis=1) <= left))
    return listed, listed.sum(axis=1)


def fill_also_listed(
    offsets: Positions, partner: Ints, mine: Positions, theirs: Ints, found: Flags
) -> None:
    """Fill for entries (mine, theirs) whether the list of ``theirs`` holds ``mine``."""
    width = int(max(partner.max(initial=-1), mine.max(initial=-1))) + 1
    owner = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
    found[:] = np.isin(theirs.astype(np.int64) * width + mine, owner * width + partner)
