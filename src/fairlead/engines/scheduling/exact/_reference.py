"""The fewest breaks by trying every timetable: slow, obvious, for tests."""

from __future__ import annotations

from itertools import product

import numpy as np

from fairlead.engines.scheduling.problem import Problem
from fairlead.engines.scheduling.verification.measures import measure_timetable
from fairlead.engines.scheduling.verification.rules import find_broken_rules


def find_fewest_breaks_by_trying(problem: Problem) -> int | None:
    """Return the fewest breaks of a timetable that holds every meeting, None without any."""
    best: int | None = None
    choices = [np.flatnonzero(problem.allowed(r)).tolist() for r in range(problem.requests)]
    for slots in product(*choices):
        slot = np.array(slots, dtype=np.int32)
        if find_broken_rules(problem, slot, all_held=True):
            continue
        breaks = measure_timetable(problem, slot).breaks
        best = breaks if best is None else min(best, breaks)
    return best
