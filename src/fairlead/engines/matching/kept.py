"""Lists that are kept with some entries more, so that a candidate may come, leave or move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.matching.kernels.choose import uses_compiled
from fairlead.engines.matching.kernels.numbers import INFINITE, LEAST
from fairlead.engines.matching.kernels.records import KeptRows
from fairlead.engines.matching.vectors import Bits, Flags, Floats, Ints, Positions


@dataclass(frozen=True, slots=True, eq=False)
class Arrivals:
    """A candidate's new scores with owners: 0 where it may not be listed; one row an owner."""

    owner: Ints
    score: Floats
    p: Floats
    q: Floats


class KeptLists:
    """The best candidates of each owner, one of a group, by falling score: owners x room.

    size: how many of an owner's entries are known to be its best. whole: no others are above 0.
    least: the least score that enters an owner's list. listed: of each candidate a bit for each
    owner on whose list it is. p, q: without columns where chances are not kept. Of equal scores
    the first in ``rank`` (of candidates) is the better.
    """

    def __init__(self, who: Ints, score: Floats, p: Floats, q: Floats, *, rank: Positions) -> None:
        self.who, self.score, self.p, self.q, self.rank = who, score, p, q, rank
        self.size: Ints = (who >= 0).sum(axis=1).astype(np.int32)
        self.whole: Flags = self.size < who.shape[1]
        self.least: Floats = np.empty(len(who), dtype=np.float32)
        self.listed: Bits = np.zeros((len(rank), (len(who) + 63) // 64), dtype=np.uint64)
        everybody = np.arange(len(who))
        self._find_least(everybody)
        for place in range(who.shape[1]):
            self._note(who[:, place], everybody)

    def move(self, candidate: int, new: Arrivals, *, top: int) -> Positions:
        """Put a candidate where its new scores with all owners belong.

        Return whose first ``top`` entries changed.
        """
        row, place = self.find(candidate)
        self.remove(row, place)
        came, there = self.insert(candidate, new)
        return np.concatenate([row[place < top], came[there < top]])

    def get_rows(self) -> KeptRows:
        """Return the lists as kernels take them."""
        return KeptRows(
            self.who, self.score, self.p, self.q, self.size, self.whole, self.least, self.listed
        )

    def _note(self, who: Ints, row: Positions, *, off: bool = False) -> None:
        """Note that owners list candidates, or ``off`` that they do not; -1 is nobody."""
        row, who = row[who >= 0], who[who >= 0]
        bit = np.uint64(1) << (row & 63).astype(np.uint64)
        at = who, row >> 6
        if off:
            np.bitwise_and.at(self.listed, at, ~bit)
        else:
            np.bitwise_or.at(self.listed, at, bit)

    def _find_least(self, row: NDArray[np.integer]) -> None:
        """Find again the least scores that enter the lists of owners."""
        size = self.size[row]
        last = np.where(size > 0, self.score[row, np.maximum(size - 1, 0)], INFINITE)
        self.least[row] = np.where(self.whole[row], LEAST, last)

    def _columns(self) -> tuple[Ints | Floats, ...]:
        every = self.who, self.score, self.p, self.q
        return every if self.p.shape[1] else every[:2]

    def find(self, candidate: int) -> tuple[Positions, Positions]:
        """Return who has a candidate among the entries, and at which place."""
        at = np.flatnonzero(self.who.reshape(-1) == candidate)
        return np.divmod(at, self.who.shape[1])

    def remove(self, row: Positions, place: Positions) -> None:
        """Take an entry out of each row."""
        if not len(row):
            return
        room = self.who.shape[1]
        self._note(self.who[row, place], row, off=True)
        to = np.arange(room - 1)[None, :]
        source = to + (to >= place[:, None])
        for column, nothing in zip(self._columns(), (-1, -np.inf, 0, 0), strict=False):
            column[row, : room - 1] = np.take_along_axis(column[row], source, 1)
            column[row, room - 1] = nothing
        self.size[row] -= 1
        self._find_least(row)

    def insert(self, candidate: int, new: Arrivals) -> tuple[Positions, Positions]:
        """Put a candidate where it belongs; return into which rows it came, and at which place.

        Below the last entry that is known it is left out: others may be between.
        """
        room = self.who.shape[1]
        size = self.size[new.owner]
        last = self.score[new.owner, np.maximum(size - 1, 0)]
        known = (size > 0) & (new.score >= last)
        some = np.flatnonzero((new.score > 0) & (known | self.whole[new.owner]))
        row, score = new.owner[some], new.score[some, None]
        held, who = self.score[row], self.who[row]
        ahead = (held > score) | (
            (held == score) & (self.rank[np.maximum(who, 0)] < self.rank[candidate])
        )
        place = (ahead & (who >= 0)).sum(axis=1)
        full = self.size[row] == room
        self.whole[row[full]] = False
        reached = row
        fits = (place < self.size[row]) | (self.whole[row] & ~full)
        row, place, some = row[fits], place[fits], some[fits]
        source = np.arange(room)[None, :]
        source = source - (source > place[:, None])
        out = self.who[row, room - 1]
        self._note(np.where(self.size[row] == room, out, -1), row, off=True)
        self._note(np.full(len(row), candidate), row)
        values = (candidate, new.score[some], new.p[some], new.q[some])
        for column, value in zip(self._columns(), values, strict=False):
            column[row] = np.take_along_axis(column[row], source, 1)
            column[row, place] = value
        self.size[row] = np.minimum(self.size[row] + 1, room)
        self._find_least(reached)
        return row, place

    def set_row(self, row: int, who: Ints, score: Floats, p: Floats, q: Floats) -> None:
        """Let an owner's list be another, given best first."""
        count = len(who)
        here = np.full(self.who.shape[1], row)
        self._note(self.who[row], here, off=True)
        self._note(who, here[:count])
        for column, value, nothing in zip(
            self._columns(), (who, score, p, q), (-1, -np.inf, 0, 0), strict=False
        ):
            column[row, :count] = value
            column[row, count:] = nothing
        self.size[row] = count
        self.whole[row] = count < self.who.shape[1]
        self._find_least(np.array([row]))

    def lacks(self, row: NDArray[np.integer], count: int) -> Flags:
        """Return which rows know fewer entries than ``count`` though there may be more."""
        found: Flags = (self.size[row] < count) & ~self.whole[row]
        return found


def move_in_all(
    lists: Sequence[KeptLists], candidate: int, new: Sequence[Arrivals], *, top: int
) -> list[Positions]:
    """Move a candidate in several kinds of lists of the same owners, as `KeptLists.move` does."""
    if not uses_compiled(lists[0].who.size):
        return [kept.move(candidate, one, top=top) for kept, one in zip(lists, new, strict=True)]
    from fairlead.engines.matching.kernels import compiled

    rows = [kept.get_rows() for kept in lists]
    count, words = len(lists[0].who), lists[0].listed.shape[1]
    moved = np.zeros((len(lists), count), dtype=np.bool_)

    def move(at: int, _: int) -> None:
        which, half = divmod(at, 2)
        one, middle = new[which], words // 2
        first, last = (0, middle) if half == 0 else (middle, words)
        compiled.move_entries(
            first, last, candidate, rows[which], lists[which].rank, one.score, one.p, one.q, top,
            moved[which],
        )  # fmt: skip

    compiled.run_each(move, 2 * len(lists))
    return [np.flatnonzero(changed) for changed in moved]
