"""What a solver did not prove of a replan is brought nearer to what was released."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.scheduling.small import make_small

from fairlead.engines.scheduling import MeetingParams, solve
from fairlead.engines.scheduling.general.replan import bring_nearer
from fairlead.engines.scheduling.verification.rules import find_broken_rules


@pytest.mark.parametrize("kind", ["three in a row", "musts"])
def test_meetings_that_moved_for_nothing_go_back(kind: str) -> None:
    problem = make_small(kind, 40, 0)
    params = MeetingParams(polish=False)
    released = solve(problem, params=params).slot
    # As good a timetable, in which nothing is where it was.
    late = solve(problem, params=params, seed=1).slot
    assert (released != late).any()
    stays = np.arange(problem.slots) == released[:, None]
    found = bring_nearer(
        problem,
        [late],
        stays=stays,
        held_before=released >= 0,
        price=0.0,
        seed=0,
        is_over=lambda: False,
    )
    assert find_broken_rules(problem, found, only_held=True) == []
    weight, most = (float(problem.weight[slot >= 0].sum()) for slot in (found, released))
    assert weight == most
    assert (found == released).sum() > (late == released).sum()
