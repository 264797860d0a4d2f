"""The best partners of everybody, for all owners at once."""

from __future__ import annotations

from typing import cast

import numpy as np

from fairlead.engines.matching.kernels.numbers import STOPPED
from fairlead.engines.matching.kernels.plain.market import score_some
from fairlead.engines.matching.kernels.plain.numbers import compute_mutual, draw_factors, draw_lots
from fairlead.engines.matching.kernels.records import (
    Heaps,
    ListRows,
    MarketRows,
    MatrixRows,
    RankedRows,
)
from fairlead.engines.matching.vectors import Flags, Floats, Ints, Positions


def fill_lists_of_market(
    first: int, last: int, order: Ints, market: MarketRows, rows: ListRows, left_rows: ListRows,
    ranked: RankedRows, heaps: Heaps, counts: Positions,
) -> None:  # fmt: skip
    """Fill lists of both sides, chances found on the way."""
    here = order[first:last]
    forward, backward = score_some(market, here, counts)
    _list_rows(here, forward, backward, rows, left_rows, ranked, heaps)


def fill_lists_of_matrix(
    first: int, last: int, order: Ints, matrix: MatrixRows, rows: ListRows, left_rows: ListRows,
    ranked: RankedRows, heaps: Heaps,
) -> None:  # fmt: skip
    """Fill lists of both sides, of chances that are there."""
    here = order[first:last]
    chances = matrix.forward[here], matrix.backward[here]
    _list_rows(here, *chances, rows, left_rows, ranked, heaps)


def _list_rows(
    here: Ints, forward: Floats, backward: Floats, rows: ListRows, left_rows: ListRows,
    ranked: RankedRows, heaps: Heaps,
) -> None:  # fmt: skip
    """List the right rows ``here``, and take them up into the lists of the left."""
    mutual = compute_mutual(forward, backward)
    if ranked.who.shape[1]:
        _rank_rows(here, forward, backward, mutual, rows, ranked)
    some = left_rows.place[here] >= 0
    if heaps.room and some.any():
        _add_to_heaps(here[some], np.ascontiguousarray(mutual[some].T), left_rows, heaps)


def _rank_rows(
    here: Ints,
    forward: Floats,
    backward: Floats,
    mutual: Floats,
    rows: ListRows,
    ranked: RankedRows,
) -> None:
    """Fill the lists of right rows, best first."""
    owner = np.arange(len(here))
    net = _draw_net(mutual[:, rows.order], here, rows.order, rows)
    best, place = _take_best_of_groups(net, rows, rows.order)
    listed, size = _mark_best(best, ranked.who.shape[1])
    at, groups = np.nonzero(listed)
    index = rows.order[place[groups] if place.ndim == 1 else place[at, groups]]
    won = best[at, groups]
    exact = mutual[at, index] * rows.factor[index]
    shown = np.where(rows.spread[here[at]] > 0, won, exact)
    sort = np.lexsort((rows.place[index], -won, -shown, at))
    rank = np.arange(len(at)) - np.repeat(np.cumsum(size) - size, size)
    to = here[at], rank
    index, at = index[sort], at[sort]
    ranked.who[to] = index
    ranked.score[to] = shown[sort]
    ranked.p[to] = backward[at, index]
    ranked.q[to] = forward[at, index]
    if ranked.bar_room:
        best, _ = _take_best_of_groups(mutual[:, rows.order], rows, rows.order)
        ranked.bar[here] = 0
        if best.shape[1] >= ranked.bar_room:
            least = best.shape[1] - ranked.bar_room
            ranked.bar[here[owner]] = np.partition(best, least, axis=1)[:, least]


def _add_to_heaps(here: Ints, mutual: Floats, rows: ListRows, heaps: Heaps) -> None:
    """Take candidates up into the lists of the left; mutual scores owners x candidates."""
    owners = np.arange(len(mutual), dtype=np.int32)
    net = _draw_net(mutual, owners, here, rows)
    best, place = _take_best_of_groups(net, rows, here)
    place = np.broadcast_to(rows.place[here[place]], best.shape)
    by_place = np.argsort(heaps.place, axis=1, kind="stable")
    score = np.concatenate([np.take_along_axis(heaps.score, by_place, 1), best], axis=1)
    places = np.concatenate([np.take_along_axis(heaps.place, by_place, 1), place], axis=1)
    listed, size = _mark_best(score, heaps.room)
    at, entry = np.nonzero(listed)
    to = at, np.arange(len(at)) - np.repeat(np.cumsum(size) - size, size)
    kept = score[at, entry], places[at, entry]
    heaps.score[:], heaps.place[:] = STOPPED, -1
    heaps.score[to], heaps.place[to] = kept
    heaps.size[:] = size
    room = heaps.bar_room
    if room:
        best, _ = _take_best_of_groups(mutual, rows, here)
        values = np.concatenate([heaps.bar, best], axis=1)
        heaps.bar[:, :room] = np.partition(values, values.shape[1] - room, axis=1)[:, -room:]
        heaps.bar_size[:] = room


def trim_heaps(_first: int, _last: int, _heaps: Heaps) -> None:
    """Keep the best of each left profile alone: nothing else is kept here."""


def _draw_net(mutual: Floats, owners: Ints, candidates: Ints, rows: ListRows) -> Floats:
    """Return mutual scores after price, times the lots, owners x candidates."""
    owner, key = rows.owner_key[owners, None], rows.key[candidates][None, :]
    net = mutual * rows.factor[candidates] * draw_lots(owner, key, rows.seed, rows.near)
    spread = rows.spread[owners]
    drawn = np.flatnonzero(spread > 0)
    if len(drawn):
        net[drawn] *= draw_factors(owner[drawn], key, rows.seed, spread[drawn, None])
    return net


def fill_moves(first: int, last: int, index: Ints, mutual: Floats, moved: Ints) -> None:
    """Fill the places that entries gained or lost against the order of mutual scores."""
    here = slice(first, last)
    value = np.where(index[here] >= 0, mutual[here], STOPPED)
    by_mutual = np.argsort(-value, axis=1, kind="stable")
    own = np.arange(index.shape[1])[None, :]
    place = np.empty_like(by_mutual)
    np.put_along_axis(place, by_mutual, np.broadcast_to(own, by_mutual.shape), axis=1)
    moved[here] = place - own


def _take_best_of_groups(values: Floats, rows: ListRows, candidates: Ints) -> tuple[Floats, Ints]:
    """Return the best of each group of candidates, owners x groups, and which it is."""
    count = values.shape[1]
    if rows.alone or count == 0:
        return values, np.arange(count, dtype=np.int32)
    group = rows.group[candidates]
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
