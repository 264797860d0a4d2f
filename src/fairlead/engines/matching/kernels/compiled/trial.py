"""The loop in which lists are tried."""

from __future__ import annotations

import numpy as np

from fairlead.engines.matching.kernels.compiled.marks import kernel
from fairlead.engines.matching.kernels.records import TrialRows
from fairlead.engines.matching.vectors import Positions


@kernel
def hold_in_turn(fair: TrialRows, mine: Positions, theirs: Positions) -> int:
    """Return the meetings held when requests are answered as they come."""
    held = 0
    for place in range(fair.lists.shape[1]):
        share = np.float32(place + 1)
        for k in range(len(fair.owner)):
            if mine[k] <= 0:
                continue
            owner = fair.owner[k]
            candidate = np.int64(fair.lists[owner, place])
            if fair.look[place, k] >= fair.asks[owner, candidate] / share:
                continue
            if fair.answer[place, k] >= fair.answers[owner, candidate]:
                continue
            at = fair.first[k] + candidate
            if theirs[at] > 0:
                mine[k] -= 1
                theirs[at] -= 1
                held += 1
    return held
