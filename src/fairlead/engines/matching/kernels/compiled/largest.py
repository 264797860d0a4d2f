"""The largest of some numbers, by the order of their bits."""

from __future__ import annotations

import numpy as np

from fairlead.engines.matching.kernels.numbers import ONE, ZERO
from fairlead.engines.matching.vectors import Floats, Ints
from fairlead.engines.native.parts import part, part_of_its_own

COARSE = 1 << 16
"""Numbers whose bits are less than this apart differ by less than a percent."""


@part_of_its_own
def find_least(values: Floats, room: int, least: np.float32, step: int) -> np.float32:
    """Return the ``room``-th largest of values of 0 and more, of which there are as many or more.

    It is known to reach ``least``. Such numbers are ordered as their bits are; these are halved
    between, until they are less than ``step`` apart: with 1 the number is exact, with more smaller.
    """
    most = ZERO
    for x in range(len(values)):
        most = values[x] if values[x] > most else most
    low, high = (
        np.int64(np.float32(least).view(np.int32)),
        np.int64(np.float32(most).view(np.int32)) + 1,
    )
    while high - low > step:
        middle = (low + high) // 2
        value = np.int32(middle).view(np.float32)
        reached = 0
        for x in range(len(values)):
            reached += values[x] >= value
        if reached >= room:
            low = middle
        else:
            high = middle
    return np.int32(low).view(np.float32)


@part_of_its_own
def find_floor(values: Floats, room: int, lanes: Floats) -> np.float32:
    """Return what at least ``room`` of the values reach, near the most that can be said so.

    The largest of every so many values stand for themselves: the ``room``-th of these is one.
    """
    width = len(lanes)
    if len(values) < 2 * width or room > width:
        return ZERO
    lanes[:] = ZERO
    for begin in range(0, len(values) - width + 1, width):
        for k in range(width):
            value = values[begin + k]
            lanes[k] = value if value > lanes[k] else lanes[k]
    return find_least(lanes, room, ZERO, COARSE)


@part_of_its_own
def trim(score: Floats, place: Ints, size: np.int64, room: int) -> np.int64:
    """Keep the best ``room`` of entries in the order of places; return how many are left.

    Of two with the same score the one that comes first is the better.
    """
    if size <= room:
        return size
    least = find_least(score[:size], room, ZERO, 1)
    above = 0
    for e in range(size):
        above += score[e] > least
    same = room - above
    kept = np.int64(0)
    for e in range(size):
        equal = score[e] == least
        keep = (score[e] > least) | (equal & (same > 0))
        same -= equal
        score[kept] = score[e]
        place[kept] = place[e]
        kept += keep
    return kept


@part_of_its_own
def keep_from(values: Floats, floor: np.float32, more: np.float32, chosen: Ints) -> np.int64:
    """Fill in which values are above 0 and, times ``more``, reach the floor; return how many."""
    count = np.int64(0)
    for i in range(len(values)):
        chosen[count] = i
        count += (values[i] * more >= floor) & (values[i] > ZERO)
    return count


@part_of_its_own
def find_bar(mutual: Floats, room: int, least: np.float32, chosen: Ints, few: Floats,
              lanes: Floats) -> np.float32:  # fmt: skip
    """Return the ``room``-th largest of mutual scores, known to reach ``least``; 0 if too few."""
    floor = max(find_floor(mutual, room, lanes), least)
    count = keep_from(mutual, floor, ONE, chosen)
    if count < room:
        return ZERO
    for c in range(count):
        few[c] = mutual[chosen[c]]
    return find_least(few[:count], room, floor, 1)


@part
def find_smallest(values: Floats, size: np.int64) -> np.float32:
    least: np.float32 = values[0]
    for e in range(size):
        least = min(least, values[e])
    return least
