"""Annealing of a timetable that a solver does not prove at once."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.scheduling.small import make_small

from fairlead.engines.scheduling import MeetingParams
from fairlead.engines.scheduling.anneal import anneal_while_gaining
from fairlead.engines.scheduling.general.place import place_greedily
from fairlead.engines.scheduling.search.open_state import open_state
from fairlead.engines.scheduling.verification.rules import find_broken_rules


@pytest.mark.parametrize("kind", ["precedences", "walks", "locks"])
def test_annealing_gains_and_breaks_no_rule(kind: str) -> None:
    problem = make_small(kind, 120, 2)
    start = place_greedily(problem, problem.weight)
    state = open_state(problem, seed=0)
    told: list[float] = []

    def is_over(weight: float) -> bool:
        told.append(weight)
        return False

    slot = anneal_while_gaining(problem, state, start, MeetingParams(), is_over=is_over)
    before, after = (float(problem.weight[one >= 0].sum()) for one in (start, slot))
    assert before < after == max(told)
    assert (state.slot == slot).all()
    assert find_broken_rules(problem, slot) == []


def test_annealing_ends_when_told_with_the_best_so_far() -> None:
    problem = make_small("walks", 120, 2)
    start = np.full(problem.requests, -1, dtype=np.int32)
    state = open_state(problem, seed=0)
    told: list[float] = []

    def is_over(weight: float) -> bool:
        told.append(weight)
        return True

    slot = anneal_while_gaining(problem, state, start, MeetingParams(), is_over=is_over)
    assert told == [float(problem.weight[slot >= 0].sum())]
