"""How near two codes are, by the wider codes they share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.matching.codebook import BY_ITSELF, BY_LITTLE, BY_NUMBER, CodeBook
from fairlead.engines.matching.schemes import VAGUE, WIDE
from fairlead.engines.matching.vectors import Ints, Ranks

_AT_ONCE = 2_000_000


def meet_codes(
    book: CodeBook, sought: Ints, offered: Ints
) -> tuple[Ranks, NDArray[np.int32], NDArray[np.int8]]:
    """Return how near every offered code comes to every sought one, and where, sought x offered.

    The rank is 0 for nothing, else twice the nearness (1 of one kind, 2 similar, 3 the offer holds
    what is sought, 4 is part of it, 5 is the same), less one where versions or schemes were
    crossed; similar at most where a concordance says it of less than half. Of all that two codes
    share the narrowest counts, which is also the nearest; of rungs equally near the first of what
    is sought. Then that rung plus 1, 0 for none, and what is crossed for it.
    """
    shape = len(sought), len(offered)
    ranks, by = np.zeros(shape, dtype=np.int8), np.full(shape, BY_ITSELF, dtype=np.int8)
    rungs = np.zeros(shape, dtype=np.int32)
    ours, theirs = _Rungs(book, sought), _Rungs(book, offered)
    order = np.argsort(theirs.node, kind="stable")
    nodes, starts = np.unique(theirs.node[order], return_index=True)
    held = np.diff(starts, append=len(order))  # rungs of theirs at each node
    at = np.minimum(np.searchsorted(nodes, ours.node), max(len(nodes) - 1, 0))
    met = np.flatnonzero(nodes[at] == ours.node) if len(nodes) else np.empty(0, dtype=np.int64)
    first, counts = starts[at[met]], held[at[met]]
    ends = np.cumsum(counts)
    flat, begin = ranks.reshape(-1), 0
    while begin < len(met):  # some million pairs of rungs at a time
        done = int(ends[begin - 1]) if begin else 0
        end = max(int(np.searchsorted(ends, done + _AT_ONCE, side="right")), begin + 1)
        here = slice(begin, end)
        rung = np.repeat(met[here], counts[here])
        there = order[_spread(first[here], counts[here])]
        near = _rate(
            width=ours.width[rung],
            ours_on_top=ours.top[rung],
            theirs_on_top=theirs.top[there],
            by=ours.by[rung],
            their_by=theirs.by[there],
        )
        pair = ours.code[rung] * len(offered) + theirs.code[there]
        before = flat[pair]
        np.maximum.at(flat, pair, near)
        nearer = np.flatnonzero((near > before) & (near == flat[pair]))[::-1]
        # Of one pair the last is kept by numpy, so the first comes last.
        rung, there, pair = rung[nearer], there[nearer], pair[nearer]
        rungs.reshape(-1)[pair] = ours.rung[rung] + 1
        by.reshape(-1)[pair] = np.maximum(ours.by[rung], theirs.by[there])
        begin = end
    return ranks, rungs, by


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
    little = np.maximum(their_by, by) > BY_LITTLE
    near = np.where(little, np.where(near == 1, 0, np.minimum(near, 2)), near)
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
        self.by = ladders.by[self.rung]
        self.top = (self.rung == ladders.rung_start[of_way]) & ~ladders.loose[of_way]


def _spread(first: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the positions of runs that begin at ``first`` and are ``counts`` long."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    at: NDArray[np.int64] = np.repeat(first - (ends - counts), counts) + np.arange(total)
    return at
