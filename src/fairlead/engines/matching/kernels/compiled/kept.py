"""The loop over kept lists in which one candidate moves."""

from __future__ import annotations

import numpy as np

from fairlead.engines.matching.kernels.compiled.marks import kernel
from fairlead.engines.matching.kernels.numbers import INFINITE, LEAST, STOPPED, ZERO
from fairlead.engines.matching.kernels.records import KeptRows
from fairlead.engines.matching.vectors import Flags, Floats, Ints, Positions
from fairlead.engines.native.parts import part, part_of_its_own
from fairlead.engines.native.words import fetch

_LINE = 16  # numbers of four bytes that memory brings at a time


@kernel
def move_entries(
    first: int, last: int, candidate: int, rows: KeptRows, rank: Positions, score: Floats,
    p: Floats, q: Floats, top: int, moved: Flags,
) -> None:  # fmt: skip
    """Take a candidate out of lists and put it where its new scores belong.

    Of the owners of a word, first to last, only those are looked at whom it leaves or may enter.
    """
    for word in range(first, last):
        begin, end = word * 64, min(word * 64 + 64, len(score))
        there, entering = np.int64(rows.listed[candidate, word]), 0
        for o in range(begin, end):
            entering += score[o] >= rows.least[o]
        if there == 0 and entering == 0:
            continue
        for o in range(begin, end):
            if (there >> (o - begin)) & 1 == 1 or score[o] >= rows.least[o]:
                _fetch_lists(rows, o)
        for o in range(begin, end):
            was = int((there >> (o - begin)) & 1)
            if was == 1 or score[o] >= rows.least[o]:
                _move_entry(o, candidate, was, rows, rank, score, p, q, top, moved)


@part
def _fetch_lists(rows: KeptRows, o: int) -> None:
    """Have an owner's list brought near: the lists of a word's owners come at the same time."""
    for at in range(0, rows.who.shape[1], _LINE):
        fetch(rows.who[o], at)
        fetch(rows.score[o], at)
        if rows.p.shape[1] > 0:
            fetch(rows.p[o], at)
            fetch(rows.q[o], at)


@part_of_its_own
def _move_entry(
    o: int, candidate: int, was: int, rows: KeptRows, rank: Positions, score: Floats, p: Floats,
    q: Floats, top: int, moved: Flags,
) -> None:  # fmt: skip
    """Take a candidate out of an owner's list, if it was there, and put it where it belongs."""
    who, held = rows.who[o], rows.score[o]
    room, count = len(who), int(rows.size[o])
    gap = count
    if was == 1:
        gap = 0
        for x in range(count):  # a sum, which is found for several at once
            gap += x if who[x] == candidate else 0
        moved[o] |= gap < top
    others, value = count - was, score[o]
    least = count - 1 - was * int(gap == count - 1)  # the last of the others
    enters = rows.whole[o] or (others > 0 and value >= held[max(least, 0)])
    at = 0
    if value > ZERO and enters:
        for x in range(count):
            at += held[x] > value
        if was == 1 and held[gap] > value:
            at -= 1
        while at < others:  # of equal ones the first in rank is ahead
            x = at + was * int(at >= gap)
            if held[x] != value or rank[who[x]] > rank[candidate]:
                break
            at += 1
        if others == room:
            rows.whole[o] = False
        enters = at < others or rows.whole[o]
    else:
        enters = False
    if enters:
        if others == room:
            _take_off(rows, int(who[room - 1]), o)
        _shift(rows, o, min(gap, room - 1), at)
        who[at], held[at] = candidate, value
        if rows.p.shape[1] > 0:
            rows.p[o, at], rows.q[o, at] = p[o], q[o]
        word = o >> 6
        rows.listed[candidate, word] = np.int64(rows.listed[candidate, word]) | (1 << (o & 63))
        count = min(others + 1, room)
        moved[o] |= at < top
    elif was == 1:
        _shift(rows, o, gap, others)
        who[others], held[others] = -1, STOPPED
        if rows.p.shape[1] > 0:
            rows.p[o, others], rows.q[o, others] = ZERO, ZERO
        _take_off(rows, candidate, o)
        count = others
    rows.size[o] = count
    if rows.whole[o]:
        rows.least[o] = LEAST
    else:
        rows.least[o] = held[count - 1] if count > 0 else INFINITE


@part
def _take_off(rows: KeptRows, candidate: int, o: int) -> None:
    """Note that an owner does not list a candidate."""
    word = o >> 6
    rows.listed[candidate, word] = np.int64(rows.listed[candidate, word]) & ~(1 << (o & 63))


@part_of_its_own
def _shift(rows: KeptRows, o: int, gap: int, to: int) -> None:
    """Move the gap in an owner's list to another place, and what is between by one."""
    _shift_ints(rows.who[o], gap, to)
    _shift_floats(rows.score[o], gap, to)
    if rows.p.shape[1] > 0:
        _shift_floats(rows.p[o], gap, to)
        _shift_floats(rows.q[o], gap, to)


@part
def _shift_ints(line: Ints, gap: int, to: int) -> None:
    for e in range(gap, to):
        line[e] = line[e + 1]
    for e in range(gap, to, -1):
        line[e] = line[e - 1]


@part
def _shift_floats(line: Floats, gap: int, to: int) -> None:
    for e in range(gap, to):
        line[e] = line[e + 1]
    for e in range(gap, to, -1):
        line[e] = line[e - 1]
