"""Ranked lists of both sides, as arrays with offsets."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.matching.kernels.choose import choose_kernels
from fairlead.engines.matching.kernels.records import Heaps, ListRows
from fairlead.engines.matching.params import SINGLE
from fairlead.engines.matching.profiles import Profiles
from fairlead.engines.matching.score import Scores
from fairlead.engines.matching.vectors import Flags, Floats, Ints, Positions, Reals

_PAIRS_AS_LONG = 8
"""Pairs of a whole market that take as long as one entry of a list."""


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
class Shown:
    """Who may be on a list: positions in ``order``, group by group; of a group only one is listed.

    group, key: of everybody. alone: every group has one member.
    """

    order: Ints
    group: Ints
    key: Ints
    alone: bool

    def only(self, chosen: Flags) -> Shown:
        """Return the chosen ones alone."""
        return replace(self, order=self.order[chosen[self.order]])


def group_shown(side: Profiles, *, several: bool) -> Shown:
    """Return who may be on a list; ``several`` lets those of one organisation share it."""
    group = np.arange(len(side), dtype=np.int32) if several else side.organisation
    seen = np.flatnonzero(~side.hidden)
    order = seen[np.argsort(group[seen], kind="stable")].astype(np.int32)
    ordered = group[order]
    return Shown(order, group, side.key, alone=not np.any(ordered[1:] == ordered[:-1]))


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


def list_best_of_left(
    scores: Scores, factor: Reals, *, shown: Shown, room: int, drawn: ChanceParams
) -> Heaps:
    """Return the best right profiles of every left one."""
    width = scores.forward.shape[1]
    heaps, rows = _empty(width, min(room, len(shown.order))), _build_rows(factor, shown, drawn)
    kernels = choose_kernels(scores.forward.size)
    kernels.run_in_ranges(
        lambda first, last: kernels.fill_lists_of_left(
            first, last, scores.forward, scores.backward, rows, heaps
        ),
        width,
        parts=max(2, width // 1024),
    )
    return heaps


def list_best_of_right(
    scores: Scores, factor: Reals, *, shown: Shown, room: int, drawn: ChanceParams
) -> Heaps:
    """Return the best left profiles of every right one."""
    height = scores.forward.shape[0]
    heaps, rows = _empty(height, min(room, len(shown.order))), _build_rows(factor, shown, drawn)
    kernels = choose_kernels(scores.forward.size)
    kernels.run_in_ranges(
        lambda first, last: kernels.fill_lists_of_right(
            first, last, scores.forward, scores.backward, rows, heaps
        ),
        height,
        parts=64,
    )
    return heaps


def find_bars(
    scores: Scores, *, shown: Shown, room: int, drawn: ChanceParams, of_left: bool, floor: Floats
) -> Floats:
    """Return the smallest mutual score that a full list of each owner would hold without price.

    It is known to be above ``floor``, where that is above 0. Of a drawn list it says nothing, and
    is -inf.
    """
    factor = np.ones(scores.forward.shape[0 if of_left else 1])
    exact = replace(drawn, spread=np.zeros_like(drawn.spread), near=0.0)
    if of_left:
        heaps = list_best_of_left(scores, factor, shown=shown, room=room, drawn=exact)
        full = heaps.size == heaps.score.shape[1]
        bar = np.where(full, heaps.score[:, 0], 0).astype(np.float32)
    else:
        bar = np.zeros(scores.forward.shape[0], dtype=np.float32)
        rows = _build_rows(factor, shown, exact)
        kernels = choose_kernels(scores.forward.size)
        kernels.run_in_ranges(
            lambda first, last: kernels.fill_bars_of_right(
                first, last, scores.forward, scores.backward, rows, room, floor, bar
            ),
            len(bar),
            parts=64,
        )
    bar *= np.float32(1 - drawn.near - SINGLE)  # scores that are alike are not brought by anything
    bar[drawn.spread > 0] = -np.inf
    return bar


def _build_rows(factor: Reals, shown: Shown, drawn: ChanceParams) -> ListRows:
    return ListRows(
        factor=factor.astype(np.float32),
        order=shown.order,
        group=shown.group,
        alone=shown.alone,
        spread=drawn.spread,
        owner_key=drawn.key,
        key=shown.key,
        near=np.float32(drawn.near),
        seed=drawn.seed,
    )


def _empty(owners: int, room: int) -> Heaps:
    room = max(room, 1)
    return Heaps(
        np.full((owners, room), -np.inf, dtype=np.float32),
        np.full((owners, room), -1, dtype=np.int32),
        np.zeros(owners, dtype=np.int32),
    )


def find_listed(heaps: Heaps, shown: Shown) -> Ints:
    """Return the positions in heaps, owners x room, -1 where empty."""
    if not len(shown.order):
        return heaps.place
    return np.where(heaps.place >= 0, shown.order[heaps.place], np.int32(-1))


def sort_heaps(heaps: Heaps, index: Ints, exact: Floats, *, spread: Floats) -> tuple[Floats, Ints]:
    """Return scores and indices best first, equal ones by lot; -inf and -1 where empty.

    ``exact`` are the scores of ``index`` without lots, which order all but drawn lists, those of
    owners with a ``spread``.
    """
    score = np.where(spread[:, None] > 0, heaps.score, exact)
    score[index < 0] = -np.inf
    order = np.lexsort((heaps.place, -heaps.score, -score), axis=1)
    return np.take_along_axis(score, order, axis=1), np.take_along_axis(index, order, axis=1)


def make_lists(
    index: Ints,
    score: Floats,
    p: Floats,
    q: Floats,
    *,
    bar: Floats,
    drawn: Flags,
) -> Lists:
    """Return lists from matrices owners x places (index -1: no entry).

    ``bar`` is the smallest mutual score that each owner's list would hold without price, ``drawn``
    whose list was drawn.
    """
    used = index >= 0
    mutual, moved = np.empty_like(p), np.empty(index.shape, dtype=np.int32)

    def fill_rows(first: int, last: int) -> None:
        here = slice(first, last)
        mutual[here] = compute_harmonic(p[here], q[here])
        by_mutual = np.argsort(-np.where(used[here], mutual[here], -np.inf), axis=1, kind="stable")
        place = np.empty_like(by_mutual)
        np.put_along_axis(place, by_mutual, np.arange(index.shape[1])[None, :], axis=1)
        moved[here] = place - np.arange(index.shape[1])[None, :]

    choose_kernels(index.size * _PAIRS_AS_LONG).run_in_ranges(fill_rows, len(index))
    offsets = np.concatenate([[0], np.cumsum(used.sum(axis=1))]).astype(np.int64)
    return Lists(
        offsets=offsets,
        partner=index[used],
        score=score[used],
        mutual=mutual[used],
        p=p[used],
        q=q[used],
        moved=moved[used],
        brought=(mutual < bar[:, None])[used],
        drawn=np.repeat(drawn, used.sum(axis=1)),
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
    index, score = np.empty((owners, 0), np.int32), np.empty((owners, 0), np.float32)
    return make_lists(
        index,
        score,
        score,
        score,
        bar=np.zeros(owners, np.float32),
        drawn=np.zeros(owners, bool),
    )


def compute_harmonic(p: Floats, q: Floats) -> Floats:
    """Return 2pq / (p + q), 0 where both are 0."""
    both: NDArray[np.float32] = p + q
    mean: Floats = np.divide(2 * p * q, both, out=np.zeros_like(both), where=both > 0)
    return mean
