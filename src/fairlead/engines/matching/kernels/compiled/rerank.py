"""The loops of the final lists: several branches and economies, and places for newcomers."""

from __future__ import annotations

import numpy as np

from fairlead.engines.matching.kernels.compiled.marks import kernel
from fairlead.engines.matching.vectors import Flags, Floats, Ints


@kernel
def fill_diverse_rows(
    first: int,
    last: int,
    score: Floats,
    index: Ints,
    branch: Ints,
    country: Ints,
    keep: float,
    chosen_score: Floats,
    chosen: Ints,
) -> None:
    """Fill lists with entries of several branches and economies."""
    pool = index.shape[1]
    worth = np.empty(pool, dtype=np.float32)
    for r in range(first, last):
        for e in range(pool):
            worth[e] = score[r, e]
        for place in range(chosen.shape[1]):
            best = -1
            for e in range(pool):
                if index[r, e] >= 0 and worth[e] > 0 and (best < 0 or worth[e] > worth[best]):
                    best = e
            if best < 0:
                break
            who = index[r, best]
            chosen[r, place] = who
            chosen_score[r, place] = score[r, best]
            worth[best] = 0
            for e in range(pool):
                other = index[r, e]
                if other < 0:
                    continue
                if branch[who] >= 0 and branch[other] == branch[who]:
                    worth[e] *= keep
                if country[who] >= 0 and country[other] == country[who]:
                    worth[e] *= keep


@kernel
def admit_rows(
    first: int,
    last: int,
    score: Floats,
    index: Ints,
    fresh_score: Floats,
    fresh: Ints,
    newcomer: Flags,
    group: Ints,
    places: int,
) -> None:
    """Let newcomers take the weakest entries' places."""
    room = index.shape[1]
    for r in range(first, last):
        listed = 0
        have = 0
        while listed < room and index[r, listed] >= 0:
            have += newcomer[index[r, listed]]
            listed += 1
        for e in range(fresh.shape[1]):
            if have >= places or fresh[r, e] < 0:
                break
            known = False
            for place in range(listed):
                known |= group[index[r, place]] == group[fresh[r, e]]
            if known:
                continue
            if listed == room:
                out = listed - 1
                while out >= 0 and newcomer[index[r, out]]:
                    out -= 1
                if out < 0:
                    break
                for place in range(out, listed - 1):
                    index[r, place] = index[r, place + 1]
                    score[r, place] = score[r, place + 1]
                listed -= 1
            index[r, listed] = fresh[r, e]
            score[r, listed] = fresh_score[r, e]
            listed += 1
            have += 1
