"""The loop over kept lists in which one candidate moves."""

from __future__ import annotations

import numpy as np

from fairlead.engines.matching.kernels.compiled.marks import kernel
from fairlead.engines.matching.kernels.numbers import STOPPED, ZERO
from fairlead.engines.matching.kernels.records import KeptRows
from fairlead.engines.matching.vectors import Flags, Floats, Positions


@kernel
def move_entries(
    first: int, last: int, candidate: int, rows: KeptRows, rank: Positions, score: Floats,
    p: Floats, q: Floats, top: int, moved: Flags, lacking: Flags,
) -> None:  # fmt: skip
    """Take a candidate out of lists and put it where its new scores belong."""
    room = rows.who.shape[1]
    for o in range(first, last):
        who, held = rows.who[o], rows.score[o]
        count = np.int64(rows.size[o])
        there = 0
        for e in range(room):
            there += who[e] == candidate
        if there > 0:
            at = np.int64(0)
            while who[at] != candidate:
                at += 1
            moved[o] |= at < top
            for e in range(at, count - 1):
                who[e], held[e] = who[e + 1], held[e + 1]
                rows.p[o, e], rows.q[o, e] = rows.p[o, e + 1], rows.q[o, e + 1]
            count -= 1
            who[count], held[count] = -1, STOPPED
            rows.p[o, count], rows.q[o, count] = ZERO, ZERO
        value = score[o]
        reaches = rows.whole[o] or (count > 0 and value >= held[count - 1])
        if value > ZERO and reaches:
            at = count
            while at > 0 and (
                held[at - 1] < value
                or (held[at - 1] == value and rank[who[at - 1]] > rank[candidate])
            ):
                at -= 1
            full = count == room
            if full:
                rows.whole[o] = False
            if at < count or (rows.whole[o] and not full):
                for e in range(min(count, room - 1), at, -1):
                    who[e], held[e] = who[e - 1], held[e - 1]
                    rows.p[o, e], rows.q[o, e] = rows.p[o, e - 1], rows.q[o, e - 1]
                who[at], held[at] = candidate, value
                rows.p[o, at], rows.q[o, at] = p[o], q[o]
                count = min(count + 1, room)
                moved[o] |= at < top
        rows.size[o] = count
        lacking[o] |= (there > 0) & (count < top) & (not rows.whole[o])
