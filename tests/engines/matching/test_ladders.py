"""Where two codes meet, against trying every rung of one beside every rung of the other."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.engines.matching.codebook import BY_ITSELF, CodeBook, Link, build_codebook
from fairlead.engines.matching.ladders import _rate, _Rungs, meet_codes

CODES = ("HS:84", "HS:8407", "HS:840734", "HS:840820", "HS:8542", "HS:854231", "CPV:34311000",
         "CPV:34311100", "ISIC:2910", "HS2017:854231", "HS2017:840734")  # fmt: skip
LINKS = [Link("HS:840734", "CPV:34311000"), Link("ISIC:2910", "HS:8407")]


def find_slowly(book: CodeBook, sought: int, offered: int) -> tuple[int, int]:
    best, found = 0, (-1, BY_ITSELF)
    ours = _Rungs(book, np.array([sought], np.int32))
    theirs = _Rungs(book, np.array([offered], np.int32))
    for i in range(len(ours.node)):
        for j in range(len(theirs.node)):
            if ours.node[i] != theirs.node[j]:
                continue
            rank = _rate(
                width=ours.width[i : i + 1],
                ours_on_top=ours.top[i : i + 1],
                theirs_on_top=theirs.top[j : j + 1],
                by=ours.by[i : i + 1],
                their_by=theirs.by[j : j + 1],
            )[0]
            if rank > best:
                best, found = rank, (int(ours.rung[i]), int(max(ours.by[i], theirs.by[j])))
    return found


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.sampled_from(CODES), min_size=1, max_size=8, unique=True),
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=12),
)
def test_pairs_meet_where_one_by_one_they_do(
    codes: list[str], drawn: list[tuple[int, int]]
) -> None:
    book = build_codebook(codes, concordance=LINKS)
    size = len(book.codes)
    every = np.arange(size, dtype=np.int32)
    ranks, rungs, crossed = meet_codes(book, every, every)
    for one, two in drawn:
        at = one % size, two % size
        rung, by = find_slowly(book, *at)
        assert (rungs[at] - 1, crossed[at]) == (rung, by)
        assert bool(ranks[at]) == (rung >= 0)
