"""How near two codes are, by the wider codes they share."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.matching.codebook import BY_ITSELF, BY_NUMBER, CodeBook
from fairlead.engines.matching.schemes import VAGUE, WIDE
from fairlead.engines.matching.vectors import Ints, Ranks


def rank_codes(book: CodeBook, sought: Ints, offered: Ints) -> Ranks:
    """Return how near every offered code comes to every sought one, sought x offered.

    0 for nothing, else twice the nearness (1 of one kind, 2 similar, 3 the offer holds what is
    sought, 4 is part of it, 5 is the same), less one where versions or schemes were crossed. Of
    all that two codes share the narrowest counts, which is also the nearest.
    """
    ranks = np.zeros((len(sought), len(offered)), dtype=np.int8)
    ours, theirs = _list_rungs(book, sought), _list_rungs(book, offered)
    nodes, starts = _group_by_node(theirs.node)
    for rung in range(len(ours.node)):
        at = np.searchsorted(nodes, ours.node[rung])
        if at == len(nodes) or nodes[at] != ours.node[rung]:
            continue
        there = starts.order[starts.first[at] : starts.first[at + 1]]
        near = _rate(
            width=int(ours.width[rung]),
            ours_on_top=bool(ours.top[rung]),
            theirs_on_top=theirs.top[there],
            by=int(ours.by[rung]),
            their_by=theirs.by[there],
        )
        np.maximum.at(ranks[ours.code[rung]], theirs.code[there], near)
    return ranks


def _rate(
    *,
    width: int,
    ours_on_top: bool,
    theirs_on_top: NDArray[np.bool_],
    by: int,
    their_by: NDArray[np.int8],
) -> Ranks:
    """Return the ranks of codes that meet at one rung."""
    if ours_on_top:
        near = np.where(theirs_on_top, 5, 4)
    elif width == VAGUE:
        near = np.zeros(len(theirs_on_top), dtype=np.int64)
    elif width == WIDE:
        near = np.ones(len(theirs_on_top), dtype=np.int64)
    else:
        near = np.where(theirs_on_top, 3, 2)
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


@lru_cache(maxsize=4_096)
def _list_own_rungs(book: CodeBook, code: int) -> _Rungs:
    return _list_rungs(book, np.array([code], np.int32))


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


def find_meeting(book: CodeBook, sought: int, offered: int) -> tuple[int, int]:
    """Return the rung at which two codes that meet do so nearest, and what is crossed for it."""
    best, found = 0, (-1, BY_ITSELF)
    ours, theirs = _list_own_rungs(book, sought), _list_own_rungs(book, offered)
    for i, j in _list_shared(ours, theirs):
        rank = int(
            _rate(
                width=int(ours.width[i]),
                ours_on_top=bool(ours.top[i]),
                theirs_on_top=theirs.top[j : j + 1],
                by=int(ours.by[i]),
                their_by=theirs.by[j : j + 1],
            )[0]
        )
        if rank > best:
            best, found = rank, (int(ours.rung[i]), max(int(ours.by[i]), int(theirs.by[j])))
    return found


def _list_shared(ours: _Rungs, theirs: _Rungs) -> Iterator[tuple[int, int]]:
    for i in range(len(ours.node)):
        for j in range(len(theirs.node)):
            if ours.node[i] == theirs.node[j]:
                yield i, j
