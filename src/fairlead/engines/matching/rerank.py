"""The final list: several branches and economies instead of one, and places for newcomers."""

from __future__ import annotations

import numpy as np

from fairlead.engines.matching.kernels.choose import PAIRS_AN_ENTRY, choose_kernels
from fairlead.engines.matching.profiles import Profiles
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
    kernels = choose_kernels(index.size * PAIRS_AN_ENTRY)
    kernels.run_in_ranges(
        lambda first, last: kernels.fill_diverse_rows(
            first, last, score, index, side.branch, side.country, 1 - diversity,
            chosen_score, chosen,
        ),
        len(index),
    )  # fmt: skip
    return chosen_score, chosen


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
    kernels = choose_kernels(index.size * PAIRS_AN_ENTRY)
    kernels.run_in_ranges(
        lambda first, last: kernels.admit_rows(
            first, last, out_score, out, fresh_score, fresh, newcomer, group, places
        ),
        len(index),
    )
    return out_score, out
