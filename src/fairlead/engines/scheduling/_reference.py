"""The slow, obvious way: every timetable of a tiny problem, one by one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from fairlead.engines.scheduling.problem import Ints, Problem
from fairlead.engines.scheduling.verification.measures import measure_timetable
from fairlead.engines.scheduling.verification.rules import find_broken_rules

MOST = 300_000


def list_timetables(problem: Problem) -> Iterator[Ints]:
    """Yield every timetable that keeps every rule; raises `ValueError` beyond a tiny problem.

    A rule that is broken stays broken when meetings are added, so a partial timetable that breaks
    one is left at once.
    """
    choices = [[-1, *np.flatnonzero(problem.allowed(r)).tolist()] for r in range(problem.requests)]
    if np.prod([float(len(c)) for c in choices]) > MOST:
        raise ValueError(f"Expected a problem of at most {MOST} timetables.")
    slot = np.full(problem.requests, -1, dtype=np.int32)

    def place(request: int) -> Iterator[Ints]:
        if request == problem.requests:
            if not find_broken_rules(problem, slot):
                yield slot.copy()
            return
        for choice in choices[request]:
            slot[request] = choice
            if not find_broken_rules(problem, slot, only_held=True):
                yield from place(request + 1)
        slot[request] = -1

    yield from place(0)


def find_best_timetable(problem: Problem) -> Ints | None:
    """Return a timetable of the greatest weight, of these the fewest breaks, then the shortest
    waiting and walking; None when the locks cannot be kept."""
    best: Ints | None = None
    best_key = (0.0, 0.0, 0.0, 0.0)
    for slot in list_timetables(problem):
        found = measure_timetable(problem, slot)
        key = (found.weight, float(-found.breaks), float(-found.waiting), -found.walking)
        if best is None or key > best_key:
            best, best_key = slot, key
    return best
