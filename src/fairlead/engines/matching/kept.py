"""Lists that are kept with some entries more, so that a candidate may come, leave or move."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fairlead.engines.matching.kernels.choose import uses_compiled
from fairlead.engines.matching.kernels.records import KeptRows
from fairlead.engines.matching.vectors import Flags, Floats, Ints, Positions


@dataclass(frozen=True, slots=True, eq=False)
class Arrivals:
    """A candidate's new scores with owners: 0 where it may not be listed."""

    owner: Ints
    score: Floats
    p: Floats
    q: Floats


class KeptLists:
    """The best candidates of each owner, one of a group, by falling score: owners x room.

    size: how many of an owner's entries are known to be its best. whole: no others are above 0.
    Of equal scores the first in ``rank`` (of candidates) is the better.
    """

    def __init__(self, who: Ints, score: Floats, p: Floats, q: Floats, *, rank: Positions) -> None:
        self.who, self.score, self.p, self.q, self.rank = who, score, p, q, rank
        self.size: Ints = (who >= 0).sum(axis=1).astype(np.int32)
        self.whole: Flags = self.size < who.shape[1]

    def move(self, candidate: int, new: Arrivals, *, top: int) -> tuple[Positions, Positions]:
        """Put a candidate where its new scores with all owners belong.

        Return whose first ``top`` entries changed, and who knows fewer entries than that now.
        """
        if not uses_compiled(self.who.size):
            row, place = self.find(candidate)
            self.remove(row, place)
            came, there = self.insert(candidate, new)
            changed = np.concatenate([row[place < top], came[there < top]])
            return changed, self.lacks(row, top)
        from fairlead.engines.matching.kernels import compiled

        moved, lacking = (np.zeros(len(self.who), dtype=np.bool_) for _ in range(2))
        rows = KeptRows(self.who, self.score, self.p, self.q, self.size, self.whole)
        compiled.run_in_ranges(
            lambda first, last: compiled.move_entries(
                first, last, candidate, rows, self.rank, new.score, new.p, new.q, top,
                moved, lacking,
            ),
            len(self.who),
            parts=2,
        )  # fmt: skip
        return np.flatnonzero(moved), np.flatnonzero(lacking)

    def _columns(self) -> tuple[Ints | Floats, ...]:
        return self.who, self.score, self.p, self.q

    def find(self, candidate: int) -> tuple[Positions, Positions]:
        """Return who has a candidate among the entries, and at which place."""
        at = np.flatnonzero(self.who.reshape(-1) == candidate)
        return np.divmod(at, self.who.shape[1])

    def remove(self, row: Positions, place: Positions) -> None:
        """Take an entry out of each row."""
        if not len(row):
            return
        room = self.who.shape[1]
        to = np.arange(room - 1)[None, :]
        source = to + (to >= place[:, None])
        for column, nothing in zip(self._columns(), (-1, -np.inf, 0, 0), strict=True):
            column[row, : room - 1] = np.take_along_axis(column[row], source, 1)
            column[row, room - 1] = nothing
        self.size[row] -= 1

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
        fits = (place < self.size[row]) | (self.whole[row] & ~full)
        row, place, some = row[fits], place[fits], some[fits]
        source = np.arange(room)[None, :]
        source = source - (source > place[:, None])
        values = (candidate, new.score[some], new.p[some], new.q[some])
        for column, value in zip(self._columns(), values, strict=True):
            column[row] = np.take_along_axis(column[row], source, 1)
            column[row, place] = value
        self.size[row] = np.minimum(self.size[row] + 1, room)
        return row, place

    def set_row(self, row: int, who: Ints, score: Floats, p: Floats, q: Floats) -> None:
        """Let an owner's list be another, given best first."""
        count = len(who)
        for column, value, nothing in zip(
            self._columns(), (who, score, p, q), (-1, -np.inf, 0, 0), strict=True
        ):
            column[row, :count] = value
            column[row, count:] = nothing
        self.size[row] = count
        self.whole[row] = count < self.who.shape[1]

    def lacks(self, row: Positions, count: int) -> Positions:
        """Return which rows know fewer entries than ``count`` though there may be more."""
        return row[(self.size[row] < count) & ~self.whole[row]]
