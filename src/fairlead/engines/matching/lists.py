"""Ranked lists of both sides, as arrays with offsets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.matching.kernels.choose import PAIRS_AN_ENTRY, Kernels, choose_kernels
from fairlead.engines.matching.kernels.records import Heaps, ListRows, RankedRows
from fairlead.engines.matching.params import SINGLE
from fairlead.engines.matching.profiles import Profiles
from fairlead.engines.matching.score import Chances
from fairlead.engines.matching.vectors import Flags, Floats, Ints, Positions, Reals

_SPARE = 3
"""So many times the entries of a list are kept while all candidates are looked at."""


@dataclass(frozen=True, slots=True, eq=False)
class Lists:
    """The lists of one side: owner r has entries ``offsets[r]:offsets[r + 1]``, best first.

    partner: position on the other side. score: mutual score after price. mutual: harmonic
    mean of p (the owner asks) and q (the partner says yes). moved: places gained (positive) or
    lost among the entries because of price, diversity and exploration. brought: would not be on
    the list without them. drawn: the owner's profile says so little that the list is drawn, each
    place with chances by score.
    """

    offsets: Positions
    partner: Ints
    score: Floats
    mutual: Floats
    p: Floats
    q: Floats
    moved: Ints
    brought: Flags
    drawn: Flags

    def __len__(self) -> int:
        """Return the number of lists."""
        return len(self.offsets) - 1

    @property
    def owner(self) -> Positions:
        """Return the owner of every entry."""
        return np.repeat(np.arange(len(self)), np.diff(self.offsets))

    @property
    def rank(self) -> Positions:
        """Return every entry's rank, from 1."""
        return np.arange(len(self.partner)) - self.offsets[self.owner] + 1


@dataclass(frozen=True, slots=True, eq=False)
class ListCandidates:
    """Who may be on a list: positions in ``order``, group by group; of a group only one is listed.

    group, key: of everybody. alone: every group has one member.
    """

    order: Ints
    group: Ints
    key: Ints
    alone: bool

    def only(self, chosen: Flags) -> ListCandidates:
        """Return the chosen ones alone."""
        return replace(self, order=self.order[chosen[self.order]])


def group_shown(side: Profiles, *, several: bool) -> ListCandidates:
    """Return who may be on a list; ``several`` lets those of one organisation share it."""
    group = np.arange(len(side), dtype=np.int32) if several else side.organisation
    seen = np.flatnonzero(~side.hidden)
    order = seen[np.argsort(group[seen], kind="stable")].astype(np.int32)
    ordered = group[order]
    return ListCandidates(order, group, side.key, alone=not np.any(ordered[1:] == ordered[:-1]))


@dataclass(frozen=True, slots=True, eq=False)
class ChanceParams:
    """How chance enters lists: each owner's key and spread, and which scores are alike.

    A spread above 0 draws the whole list; it is that of the logarithm of the score: each place
    goes to a partner with a chance in proportion to score ^ (1 / spread). Of the other lists only
    who is on them is drawn, among scores that differ by less than the share ``near``.
    """

    seed: int
    spread: Floats
    key: Ints
    near: float


@dataclass(frozen=True, slots=True, eq=False)
class ListDemand:
    """What lists of one side are wanted: who may be on them at which price, and how many.

    room: entries, 0 for no lists. bar_room: entries of a list without a price, whose last one is
    the bar; 0 where it is not needed.
    """

    shown: ListCandidates
    factor: Reals
    drawn: ChanceParams
    room: int
    bar_room: int


@dataclass(frozen=True, slots=True, eq=False)
class BestLists:
    """The best entries of each owner, best first, owners x room, -1 where there is none.

    bar: the smallest mutual score that a full list of each owner would hold without price, less
    what is alike; of a drawn list it says nothing, and is -inf.
    """

    index: Ints
    score: Floats
    p: Floats
    q: Floats
    bar: Floats


def want_nothing(owners: int, candidates: int) -> ListDemand:
    """Return that no lists of a side are wanted."""
    none = np.empty(0, dtype=np.int32)
    shown = ListCandidates(
        none, np.zeros(candidates, np.int32), np.zeros(candidates, np.int32), alone=True
    )
    nobody = np.zeros(owners, dtype=np.int32)
    drawn = ChanceParams(0, np.zeros(owners, np.float32), nobody, 0.0)
    return ListDemand(shown, np.zeros(candidates), drawn, 0, 0)


def find_best(scores: Chances, left: ListDemand, right: ListDemand) -> tuple[BestLists, BestLists]:
    """Return the best entries of both sides' lists, in one pass over all pairs."""
    height, width = scores.shape
    kernels = choose_kernels(height * width)
    room = right.room
    ranked = RankedRows(
        np.full((height, room), -1, dtype=np.int32),
        np.full((height, room), -np.inf, dtype=np.float32),
        np.zeros((height, room), dtype=np.float32),
        np.zeros((height, room), dtype=np.float32),
        np.zeros(height, dtype=np.float32),
        right.bar_room,
    )
    rows, left_rows = _build_rows(right), _build_rows(left)
    order, edges = _order_rows(left_rows, height, parts=64)
    spare: list[Heaps] = []
    used: list[Heaps] = []

    def list_range(at: int, _: int) -> None:
        try:
            heaps = spare.pop()
        except IndexError:
            heaps = _make_heaps(width, left)
            used.append(heaps)
        first, last = int(edges[at]), int(edges[at + 1])
        scores.fill_lists(kernels, first, last, order, (rows, left_rows), ranked, heaps)
        spare.append(heaps)

    kernels.run_each(list_range, len(edges) - 1)
    found = _gather_heaps(scores, left, used) if left.room else _find_nothing(width)
    bar = _lower_bar(ranked.bar, right)
    return found, BestLists(ranked.who, ranked.score, ranked.p, ranked.q, bar)


def _order_rows(rows: ListRows, count: int, *, parts: int) -> tuple[Ints, Positions]:
    """Return the order in which rows are looked at, and ranges of it that end where groups do."""
    unseen = np.flatnonzero(rows.place < 0).astype(np.int32)
    order = np.concatenate([rows.order, unseen])
    group = rows.group[rows.order]
    last = np.flatnonzero(np.r_[group[1:] != group[:-1], np.full(min(len(group), 1), True)])
    ends = np.concatenate([last + 1, np.arange(len(rows.order) + 1, count + 1)]).astype(np.int64)
    cuts = np.linspace(0, count, min(parts, max(count, 1)) + 1)[1:]
    edges = ends[np.minimum(np.searchsorted(ends, cuts), len(ends) - 1)] if len(ends) else ends
    return order, np.unique(np.concatenate([[0], edges])).astype(np.int64)


def _make_heaps(owners: int, wanted: ListDemand) -> Heaps:
    shape = owners, wanted.room * _SPARE
    return Heaps(
        np.full(shape, -np.inf, dtype=np.float32),
        np.full(shape, -1, dtype=np.int32),
        np.zeros(owners, dtype=np.int32),
        np.zeros((owners, wanted.bar_room * _SPARE), dtype=np.float32),
        np.zeros(owners, dtype=np.int32),
        wanted.room,
        wanted.bar_room,
    )


def _gather_heaps(scores: Chances, wanted: ListDemand, used: Sequence[Heaps]) -> BestLists:
    """Return the lists of the left from those of each worker."""
    kernels = choose_kernels(scores.shape[0] * scores.shape[1])
    for heaps in used:
        kernels.run_in_ranges(partial(_trim, kernels, heaps), scores.shape[1])
    room = wanted.room
    net = np.concatenate([heaps.score[:, :room] for heaps in used], axis=1)
    place = np.concatenate([heaps.place[:, :room] for heaps in used], axis=1)
    best = _sort_rows(-net, place)[:, :room]
    net, place = np.take_along_axis(net, best, 1), np.take_along_axis(place, best, 1)
    index = np.full(place.shape, -1, dtype=np.int32)
    some = place >= 0
    index[some] = wanted.shown.order[place[some]]
    p, q = (np.zeros(index.shape, dtype=np.float32) for _ in range(2))
    owner = np.nonzero(some)[0].astype(np.int32)
    p[some], q[some] = scores.find_chances(owner, index[some])
    exact = compute_harmonic(p, q) * wanted.factor[index].astype(np.float32)
    score = np.where(wanted.drawn.spread[:, None] > 0, net, exact)
    score[~some] = -np.inf
    by_score = _sort_rows(-score, -net, place)
    index, score, p, q = (np.take_along_axis(x, by_score, 1) for x in (index, score, p, q))
    bar = np.zeros(len(index), dtype=np.float32)
    if wanted.bar_room:
        bars = np.concatenate([heaps.bar[:, : wanted.bar_room] for heaps in used], axis=1)
        at = bars.shape[1] - wanted.bar_room
        bar = np.partition(bars, at, axis=1)[:, at]
    return BestLists(index, score, p, q, _lower_bar(bar, wanted))


def _trim(kernels: Kernels, heaps: Heaps, first: int, last: int) -> None:
    kernels.trim_heaps(first, last, heaps)


def _sort_rows(*keys: NDArray[np.generic]) -> Positions:
    """Return the order of each row by the first key, then by the others."""
    order = np.argsort(keys[-1], axis=1, kind="stable")
    for key in keys[-2::-1]:
        again = np.argsort(np.take_along_axis(key, order, 1), axis=1, kind="stable")
        order = np.take_along_axis(order, again, 1)
    return order


def _find_nothing(owners: int) -> BestLists:
    nothing = np.empty((owners, 0), dtype=np.float32)
    bar = np.zeros(owners, dtype=np.float32)
    return BestLists(np.empty((owners, 0), np.int32), nothing, nothing, nothing, bar)


def _lower_bar(bar: Floats, wanted: ListDemand) -> Floats:
    if not wanted.bar_room:
        return np.full(len(bar), -np.inf, dtype=np.float32)
    # Scores that are alike are not brought by anything.
    lowered = bar * np.float32(1 - wanted.drawn.near - SINGLE)
    lowered[wanted.drawn.spread > 0] = -np.inf
    return lowered


def _build_rows(wanted: ListDemand) -> ListRows:
    shown, drawn = wanted.shown, wanted.drawn
    place = np.full(len(shown.group), -1, dtype=np.int32)
    place[shown.order] = np.arange(len(shown.order), dtype=np.int32)
    return ListRows(
        factor=np.where(place >= 0, wanted.factor, 0).astype(np.float32),
        order=shown.order,
        place=place,
        group=shown.group,
        alone=shown.alone,
        spread=drawn.spread,
        owner_key=drawn.key,
        key=shown.key,
        near=np.float32(drawn.near),
        seed=drawn.seed,
    )


def make_lists(
    index: Ints, score: Floats, p: Floats, q: Floats, bar: Floats, *, drawn: Flags
) -> Lists:
    """Return lists from matrices owners x places (index -1: no entry).

    ``bar`` is the smallest mutual score that each owner's list would hold without price, ``drawn``
    whose list was drawn.
    """
    used = index >= 0
    size = used.sum(axis=1)
    mutual, moved = compute_harmonic(p, q), np.empty(index.shape, dtype=np.int32)
    kernels = choose_kernels(index.size * PAIRS_AN_ENTRY)
    kernels.run_in_ranges(
        lambda first, last: kernels.fill_moves(first, last, index, mutual, moved), len(index)
    )
    brought = mutual < bar[:, None]
    whole = int(size.sum()) == index.size

    def take(column: NDArray[Any]) -> NDArray[Any]:
        return column.reshape(-1) if whole else column[used]

    return Lists(
        offsets=np.concatenate([[0], np.cumsum(size)]).astype(np.int64),
        partner=take(index),
        score=take(score),
        mutual=take(mutual),
        p=take(p),
        q=take(q),
        moved=take(moved),
        brought=take(brought),
        drawn=np.repeat(drawn, size),
    )


def put_first(lists: Lists, chosen: Flags) -> Lists:
    """Return the lists with the chosen entries before the others, each in their order.

    Drawn lists stay as they are drawn.
    """
    order = np.lexsort((np.arange(len(chosen)), ~chosen & ~lists.drawn, lists.owner))
    columns = ("partner", "score", "mutual", "p", "q", "moved", "brought", "drawn")
    return replace(lists, **{name: getattr(lists, name)[order] for name in columns})


def make_empty_lists(owners: int) -> Lists:
    """Return a list without entries for every owner."""
    nothing = _find_nothing(owners)
    return make_lists(
        nothing.index, nothing.score, nothing.p, nothing.q, nothing.bar,
        drawn=np.zeros(owners, bool),
    )  # fmt: skip


def compute_harmonic(p: Floats, q: Floats) -> Floats:
    """Return 2pq / (p + q), 0 where both are 0."""
    both: NDArray[np.float32] = p + q
    mean: Floats = np.divide(2 * p * q, both, out=np.zeros_like(both), where=both > 0)
    return mean
