"""How evenly the lists spread attention: coverage, Gini, who is never shown, who is over-asked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fairlead.engines.matching.lists import Lists
from fairlead.engines.matching.vectors import Positions, Reals


@dataclass(frozen=True, slots=True, eq=False)
class Exposure:
    """How often the participants of one side are on the other side's lists.

    shown: lists each is on. asked: requests each may expect from them (the owners' chances, less
    the lower the rank: 1 / log2(rank + 1)). coverage: share shown at least once; never: the rest.
    gini: of ``shown``, 0 even to 1 all on one. most_to_mean: the most shown over the mean.
    """

    shown: Positions
    asked: Reals
    coverage: float
    never: float
    gini: float
    most_to_mean: float


def measure_exposure(lists: Lists, *, count: int, top: int | None = None) -> Exposure:
    """Return how the ``count`` participants of the other side are shown in the first ``top``."""
    rank = lists.rank
    seen = rank <= (top or len(lists.partner))
    partner = lists.partner[seen]
    shown = np.bincount(partner, minlength=count)
    asked = np.bincount(partner, weights=lists.p[seen] / np.log2(rank[seen] + 1), minlength=count)
    mean = float(shown.mean()) if count else 0.0
    covered = float(np.count_nonzero(shown) / count) if count else 0.0
    return Exposure(
        shown=shown,
        asked=asked.astype(np.float64),
        coverage=covered,
        never=1 - covered if count else 0.0,
        gini=compute_gini(shown),
        most_to_mean=float(shown.max(initial=0) / mean) if mean else 0.0,
    )


def compute_gini(amounts: ArrayLike) -> float:
    """Return the Gini coefficient of amounts that are not negative; 0 when there are none."""
    ordered = np.sort(np.asarray(amounts, dtype=np.float64))
    total = ordered.sum()
    if not len(ordered) or total <= 0:
        return 0.0
    place = np.arange(1, len(ordered) + 1)
    return float((2 * place - len(ordered) - 1) @ ordered / (len(ordered) * total))
