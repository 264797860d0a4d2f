"""The final list: several branches and economies instead of one, and places for newcomers."""

from __future__ import annotations

import numba
import numpy as np

from fairlead.engines.matching.profiles import Profiles
from fairlead.engines.matching.score import run_in_ranges
from fairlead.engines.matching.vectors import Flags, Floats, Ints


def diversify_lists(
    score: Floats, index: Ints, side: Profiles, *, top: int, diversity: float
) -> tuple[Floats, Ints]:
    """Return the first ``top`` entries of each pool, chosen one after another.

    Each choice is the largest score x (1 - diversity)^(earlier entries of the same branch +
    earlier entries of the same economy). Scores and positions: owners x places, best first.
    """
    room = min(top, index.shape[1])
    if diversity == 0:
        return score[:, :room], index[:, :room]
    chosen_score = np.full((len(index), room), -np.inf, dtype=np.float32)
    chosen = np.full((len(index), room), -1, dtype=np.int32)
    run_in_ranges(
        lambda first, last: _diversify_rows(
            first, last, score, index, side.branch, side.country, 1 - diversity,
            chosen_score, chosen,
        ),
        len(index),
    )  # fmt: skip
    return chosen_score, chosen


@numba.njit(cache=True, nogil=True)
def _diversify_rows(
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
    pool = index.shape[1]
    for r in range(first, last):
        worth = score[r].copy()
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


def admit_newcomers(
    score: Floats,
    index: Ints,
    fresh_score: Floats,
    fresh: Ints,
    newcomer: Flags,
    *,
    group: Ints,
    places: int,
) -> tuple[Floats, Ints]:
    """Return lists in which at least ``places`` entries are newcomers, as far as there are any.

    The weakest others give way to the best newcomers of whose ``group`` nobody is listed yet; the
    order of the rest stays, newcomers come last.
    """
    out_score, out = score.copy(), index.copy()
    run_in_ranges(
        lambda first, last: _admit_rows(
            first, last, out_score, out, fresh_score, fresh, newcomer, group, places
        ),
        len(index),
    )
    return out_score, out


@numba.njit(cache=True, nogil=True)
def _admit_rows(
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
