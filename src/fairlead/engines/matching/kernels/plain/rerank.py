"""The final lists of all owners at once: several branches and economies, places for newcomers."""

from __future__ import annotations

import numpy as np

from fairlead.engines.matching.vectors import Flags, Floats, Ints


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
    here, used = index[first:last], index[first:last] >= 0
    worth = np.where(used, score[first:last], np.float32(0))
    for place in range(chosen.shape[1]):
        best = worth.argmax(axis=1)
        row = np.flatnonzero(worth[np.arange(len(here)), best] > 0)
        if not len(row):
            return
        best = best[row]
        who = here[row, best]
        chosen[first + row, place] = who
        chosen_score[first + row, place] = score[first + row, best]
        worth[row, best] = 0
        for kind in (branch, country):
            alike = used[row] & (kind[who, None] >= 0) & (kind[here[row]] == kind[who, None])
            less = (worth[row].astype(np.float64) * keep).astype(np.float32)
            worth[row] = np.where(alike, less, worth[row])


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
        listed = [int(who) for who in index[r] if who >= 0]
        scores = score[r, : len(listed)].tolist()
        have = int(newcomer[listed].sum())
        for who, value in zip(fresh[r].tolist(), fresh_score[r].tolist(), strict=True):
            if have >= places or who < 0:
                break
            if any(group[other] == group[who] for other in listed):
                continue
            if len(listed) == room:
                out = [at for at, other in enumerate(listed) if not newcomer[other]]
                if not out:
                    break
                listed.pop(out[-1])
                scores.pop(out[-1])
            listed.append(who)
            scores.append(value)
            have += 1
        index[r, : len(listed)] = listed
        score[r, : len(listed)] = scores
