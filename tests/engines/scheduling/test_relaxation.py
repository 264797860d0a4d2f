"""The linear program beside another solver's, written from the rules of the verification."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from benchmarks.scheduling.fairs import make_fair
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp
from tests.engines.scheduling.makers import random_fair

from fairlead.engines.scheduling import MeetingParams, Problem, Progress, Status, Stop, solve
from fairlead.engines.scheduling.bounds import bound_by_relaxation
from fairlead.engines.scheduling.relaxation import Relaxation, RelaxationRun
from fairlead.engines.scheduling.result import PriceCertificate
from fairlead.engines.scheduling.search.open_state import open_state
from fairlead.engines.scheduling.search.state import State
from fairlead.engines.scheduling.verification.bound import find_false_claims
from fairlead.engines.scheduling.verification.prices import bound_of_prices
from fairlead.engines.scheduling.verification.rule_matrix import Rules

ALONE = MeetingParams(polish=False)


def relaxed(problem: Problem, seconds: float = np.inf) -> tuple[State, Relaxation | None]:
    state = open_state(problem, seed=1)
    run = RelaxationRun(state, seconds=seconds)
    run.begin()
    return state, run.result()


def optimum(problem: Problem) -> float:
    """Return the value of the linear program as another solver finds it."""
    rules = Rules(problem)
    matrix, least, most = rules.build()
    worth = problem.weight[[request for request, _ in rules.columns]]
    found = milp(-worth, constraints=LinearConstraint(matrix, least, most), bounds=Bounds(0, 1))
    assert found.x is not None
    return float(worth @ found.x)


@given(st.integers(0, 100_000), st.booleans())
@settings(max_examples=60, deadline=None)
def test_its_prices_add_up_to_the_optimum(seed: int, limits: bool) -> None:  # noqa: FBT001
    problem = random_fair(seed, requests=14)
    most = np.arange(problem.people, dtype=np.int32) % 3 - 1
    if not limits:
        most[:] = -1
    # Thirds keep sums from being rounded to whole weights; what is no part of it stays out.
    problem = replace(
        problem,
        weight=problem.weight / 3,
        precedences=np.empty((0, 2), dtype=np.int32),
        walk=np.zeros_like(problem.walk),
        max_in_row=None,
        person_most=most,
    )
    state, found = relaxed(problem)
    if not len(Rules(problem).columns):
        return
    assert found is not None
    assert found.optimal
    bound = bound_by_relaxation(problem, state, state, found)
    assert bound.value == pytest.approx(optimum(problem), abs=1e-6)
    prices = PriceCertificate(found.price, found.table)
    assert bound_of_prices(problem, prices) == pytest.approx(bound.value, abs=1e-6)


@given(st.integers(0, 100_000))
@settings(max_examples=40, deadline=None)
def test_it_bounds_the_best_timetable_under_every_rule(seed: int) -> None:
    problem = random_fair(seed, requests=30)
    best = solve(problem, params=ALONE)
    state, found = relaxed(problem)
    if found is not None:
        assert bound_by_relaxation(problem, state, state, found).value >= best.weight - 1e-9


@pytest.mark.parametrize("both", [False, True])
def test_short_stays_are_proved(both: bool) -> None:  # noqa: FBT001
    problem = make_fair(3_000, exhibitors=75, visitors=1_500, seed=3, window=6, both=both)
    result = solve(problem, params=ALONE)
    assert (result.status, find_false_claims(problem, result)) == (Status.OPTIMAL, [])


def test_beside_the_annealing_it_ends_the_run() -> None:
    problem = make_fair(3_000, exhibitors=60, visitors=1_200, seed=3, patchy=0.5)
    result = solve(problem, stop=Stop(seconds=60), params=ALONE)
    assert (result.status, find_false_claims(problem, result)) == (Status.OPTIMAL, [])
    assert result.runtime < 50


def test_what_is_known_when_it_is_stopped_is_a_bound() -> None:
    problem = make_fair(20_000, exhibitors=400, visitors=8_000, seed=3, window=6)
    state = open_state(problem, seed=1)
    run = RelaxationRun(state, seconds=60)
    run.begin()
    run.wait(0.7)
    run.end()
    found = run.result()
    if found is not None:
        bound = bound_by_relaxation(problem, state, state, found)
        assert bound.value >= solve(problem, params=MeetingParams(polish=False, effort=0)).weight


def test_it_is_stopped_when_the_time_of_the_weight_is_up() -> None:
    problem = make_fair(40_000, exhibitors=800, visitors=16_000, seed=3, patchy=0.5)
    stages: list[str] = []

    def has_come_to_comfort(progress: Progress) -> bool:
        stages.append(progress.stage)
        return progress.stage == "breaks"

    # Two seconds for the weight; the program takes longer, and would end with a proof.
    stop = Stop(seconds=500, callback=has_come_to_comfort)
    result = solve(problem, stop=stop, params=MeetingParams(share=0.004))
    assert (result.status, stages[-1]) == (Status.FEASIBLE, "breaks")


ENDED_EARLY = """
from benchmarks.scheduling.fairs import make_fair
from fairlead.engines.scheduling.relaxation import RelaxationRun
from fairlead.engines.scheduling.search.open_state import open_state

problem = make_fair(20_000, exhibitors=400, visitors=8_000, seed=3, window=6)
run = RelaxationRun(open_state(problem, seed=1), seconds=60)
run.begin()
while run._solver is None:
    run.wait(0.01)
run.wait(0.1)
run.end()
"""


def test_python_can_end_after_it_was_stopped() -> None:
    root = Path(__file__).parents[3]
    subprocess.run([sys.executable, "-c", ENDED_EARLY], check=True, cwd=root)
