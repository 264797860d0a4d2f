"""The goes of a solver at a small problem, and what is gained where they prove nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from benchmarks.scheduling.small import make_small

from fairlead.engines.scheduling import MeetingParams, Progress, Stop, solve
from fairlead.engines.scheduling.bookings import Bookings
from fairlead.engines.scheduling.general.neighbourhoods import improve
from fairlead.engines.scheduling.general.place import place_greedily
from fairlead.engines.scheduling.problem import Floats
from fairlead.engines.scheduling.prove_weight import prove_weight
from fairlead.engines.scheduling.verification.bound import find_false_claims
from fairlead.engines.scheduling.verification.rules import find_broken_rules
from fairlead.engines.scheduling.weight_model import WeightModel

BRIEF = 0.01
"""Of the solver's work: too little to prove anything here."""


@pytest.mark.parametrize("kind", ["precedences", "lengths"])
def test_neighbourhoods_go_on_where_the_solver_ends(kind: str) -> None:
    problem = make_small(kind, 60, 0)
    start = place_greedily(problem, problem.weight)
    model = WeightModel(problem)
    value = np.repeat(problem.weight[:, None], problem.slots, axis=1)
    never = lambda: False  # noqa: E731
    alone = model.maximise(value, start=start, stop=never, seed=0, effort=((2, BRIEF),))
    found = prove_weight(
        problem,
        WeightModel(problem),
        problem.weight,
        order=problem.weight,
        start=start,
        stop=never,
        seed=0,
        work=BRIEF,
    )
    best = solve(problem, params=MeetingParams(polish=False))
    before, after = (float(problem.weight[one.slot >= 0].sum()) for one in (alone, found))
    assert before < after <= best.weight <= found.bound
    assert find_broken_rules(problem, found.slot) == []


@pytest.mark.parametrize("kind", ["all rules", "least meetings", "musts"])
def test_what_comes_first_stays_first_where_the_solver_ends(kind: str) -> None:
    problem = make_small(kind, 60, 1)
    brief = solve(problem, params=MeetingParams(polish=False, proving=BRIEF))
    best = solve(problem, params=MeetingParams(polish=False))
    assert find_false_claims(problem, brief) == []
    if brief.musts is not None and best.musts is not None:
        assert brief.musts.weight <= best.musts.weight <= brief.musts.bound


def test_a_time_limit_is_not_used_up_before_the_proof_begins() -> None:
    problem = replace(make_small("most a day", 113, 2), max_in_row=1)
    stages: set[str] = set()

    def tell(now: Progress) -> bool:
        stages.add(now.stage)
        return False

    params = MeetingParams(polish=False, share=1.0)
    found = solve(problem, stop=Stop(seconds=30.0, callback=tell), params=params)
    assert "annealing" in stages
    assert (found.status, found.proof) == ("optimal", "branch_and_bound")


def test_neighbourhoods_grow_where_they_are_as_good_as_they_can_be() -> None:
    problem = make_small("lengths", 150, 0)
    bookings = Bookings(problem)
    bookings.become(place_greedily(problem, problem.weight))
    sizes: list[int] = []

    def value(requests: list[int]) -> Floats:
        if 1 < len(requests) < problem.requests:  # a neighbourhood, not one or all of them
            sizes.append(len(requests))
        return np.repeat(problem.weight[requests][:, None], problem.slots, axis=1)

    tried = iter(range(40))
    improve(
        bookings,
        value,
        seed=0,
        is_over=lambda: next(tried, None) is None,
        tell=lambda: None,
        timed=True,
    )
    assert sizes[-1] > sizes[0]
