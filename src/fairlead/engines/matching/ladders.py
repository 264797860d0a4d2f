"""How near two codes are, by the wider codes they share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.matching.codebook import BY_ITSELF, BY_NUMBER, CodeBook
from fairlead.engines.matching.schemes import VAGUE, WIDE
from fairlead.engines.matching.vectors import Ints, Ranks

_AT_ONCE = 2_000_000


def rank_codes(book: CodeBook, sought: Ints, offered: Ints) -> Ranks:
    """Return how near every offered code comes to every sought one, sought x offered.

    0 for nothing, else twice the nearness (1 of one kind, 2 similar, 3 the offer holds what is
    sought, 4 is part of it, 5 is the same), less one where versions or schemes were crossed. Of
    all that two codes share the narrowest counts, which is also the nearest.
    """
    ranks = np.zeros((len(sought), len(offered)), dtype=np.int8)
    ours, theirs = _list_rungs(book, sought), _list_rungs(book, offered)
    nodes, starts = _group_by_node(theirs.node)
    at = np.minimum(np.searchsorted(nodes, ours.node), max(len(nodes) - 1, 0))
    met = np.flatnonzero(nodes[at] == ours.node) if len(nodes) else np.empty(0, dtype=np.int64)
    first, counts = starts.first[at[met]], np.diff(starts.first)[at[met]]
    ends = np.cumsum(counts)
    flat, begin = ranks.reshape(-1), 0
    while begin < len(met):  # some million pairs of rungs at a time
        done = int(ends[begin - 1]) if begin else 0
        end = max(int(np.searchsorted(ends, done + _AT_ONCE, side="right")), begin + 1)
        here = slice(begin, end)
        rung = np.repeat(met[here], counts[here])
        there = starts.order[_spread(first[here], counts[here])]
        near = _rate(
            width=ours.width[rung],
            ours_on_top=ours.top[rung],
            theirs_on_top=theirs.top[there],
            by=ours.by[rung],
            their_by=theirs.by[there],
        )
        np.maximum.at(flat, ours.code[rung] * len(offered) + theirs.code[there], near)
        begin = end
    return ranks


def _rate(
    *,
    width: NDArray[np.int8],
    ours_on_top: NDArray[np.bool_],
    theirs_on_top: NDArray[np.bool_],
    by: NDArray[np.int8],
    their_by: NDArray[np.int8],
) -> Ranks:
    """Return the ranks of codes that meet at rungs, broadcast."""
    below = np.where(theirs_on_top, 3, 2)
    near = np.where(width == VAGUE, 0, np.where(width == WIDE, 1, below))
    near = np.where(ours_on_top, np.where(theirs_on_top, 5, 4), near)
    crossed = np.maximum(their_by, by) > BY_ITSELF
    twice = (their_by > BY_ITSELF) & (by > BY_ITSELF)
    apart = twice & ~((their_by == BY_NUMBER) & (by == BY_NUMBER))
    return np.where(apart | (near == 0), 0, 2 * near - crossed).astype(np.int8)


class _Rungs:
    """The rungs of chosen codes, one a row: ``code`` is a position among the chosen."""

    def __init__(self, book: CodeBook, codes: Ints) -> None:
        ladders = book.ladders
        ways = np.diff(ladders.start)[codes]
        way = _spread(ladders.start[codes], ways)
        sizes = np.diff(ladders.rung_start)[way]
        self.rung = _spread(ladders.rung_start[way], sizes)
        of_way = np.repeat(way, sizes)
        self.code = np.repeat(np.repeat(np.arange(len(codes)), ways), sizes)
        self.node, self.width = ladders.node[self.rung], ladders.width[self.rung]
        self.by = ladders.by[of_way]
        self.top = (self.rung == ladders.rung_start[of_way]) & ~ladders.loose[of_way]


def _list_rungs(book: CodeBook, codes: Ints) -> _Rungs:
    return _Rungs(book, codes)


def _spread(first: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the positions of runs that begin at ``first`` and are ``counts`` long."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    at: NDArray[np.int64] = np.repeat(first - (ends - counts), counts) + np.arange(total)
    return at


class _Groups:
    """Rows sorted into groups: group g is ``order[first[g]:first[g + 1]]``."""

    def __init__(self, order: NDArray[np.int64], first: NDArray[np.int64]) -> None:
        self.order, self.first = order, first


def _group_by_node(node: Ints) -> tuple[Ints, _Groups]:
    order = np.argsort(node, kind="stable")
    nodes, first = np.unique(node[order], return_index=True)
    return nodes, _Groups(order, np.append(first, len(node)))


def find_meetings(
    book: CodeBook, sought: Ints, offered: Ints
) -> tuple[NDArray[np.int64], NDArray[np.int8]]:
    """Return the rung at which each pair of codes meets nearest, and what is crossed for it.

    The pairs are ``sought[k]`` with ``offered[k]``; a pair that does not meet has rung -1. Of rungs
    equally near the first of what is sought counts.
    """
    rungs = np.full(len(sought), -1, dtype=np.int64)
    crossed = np.full(len(sought), BY_ITSELF, dtype=np.int8)
    ours, theirs = _list_rungs(book, sought), _list_rungs(book, offered)
    counts = np.bincount(theirs.code, minlength=len(offered))
    first = np.cumsum(counts) - counts
    # Every rung of a sought code beside every rung of the offered one, pair after pair.
    beside = counts[ours.code]
    i = np.repeat(np.arange(len(ours.code)), beside)
    j = _spread(first[ours.code], beside)
    same = ours.node[i] == theirs.node[j]
    i, j = i[same], j[same]
    ranks = _rate(
        width=ours.width[i],
        ours_on_top=ours.top[i],
        theirs_on_top=theirs.top[j],
        by=ours.by[i],
        their_by=theirs.by[j],
    )
    pair = ours.code[i]
    best = np.zeros(len(sought), dtype=np.int8)
    np.maximum.at(best, pair, ranks)
    nearest = np.flatnonzero((ranks == best[pair]) & (ranks > 0))
    met, at = np.unique(pair[nearest], return_index=True)
    i, j = i[nearest[at]], j[nearest[at]]
    rungs[met] = ours.rung[i]
    crossed[met] = np.maximum(ours.by[i], theirs.by[j])
    return rungs, crossed
