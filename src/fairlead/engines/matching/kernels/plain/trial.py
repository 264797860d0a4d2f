"""Requests of one place at once, in which lists are tried."""

from __future__ import annotations

import numpy as np

from fairlead.engines.matching.kernels.plain.numbers import find_firsts
from fairlead.engines.matching.kernels.records import TrialRows
from fairlead.engines.matching.vectors import Positions


def hold_in_turn(fair: TrialRows, mine: Positions, theirs: Positions) -> int:
    """Return the meetings held when requests are answered as they come."""
    held = 0
    for place in range(fair.lists.shape[1]):
        candidate = fair.lists[fair.owner, place]
        asks = fair.asks[fair.owner, candidate] / np.float32(place + 1)
        asking = np.flatnonzero((fair.look[place] < asks) & (mine > 0))
        owner, asked = fair.owner[asking], candidate[asking]
        willing = fair.answer[place, asking] < fair.answers[owner, asked]
        asking, at = asking[willing], (asked + fair.first[asking])[willing]
        order = np.argsort(at, kind="stable")
        asking, at = asking[order], at[order]
        met = np.arange(len(at)) - find_firsts(at) < theirs[at]
        mine[asking[met]] -= 1
        theirs -= np.bincount(at[met], minlength=len(theirs))
        held += int(met.sum())
    return held
