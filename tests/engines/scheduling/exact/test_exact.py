"""The exact search agrees with trying every timetable, and keeps every rule."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.scheduling.exact.makers import forum, problems, without

from fairlead.engines.scheduling import Problem, Progress, Proof, Refutation, Status, Stop
from fairlead.engines.scheduling.exact import BreakParams, search, solve_breaks
from fairlead.engines.scheduling.exact._reference import find_fewest_breaks_by_trying
from fairlead.engines.scheduling.exact.bound import is_impossible
from fairlead.engines.scheduling.exact.encoding import ask
from fairlead.engines.scheduling.exact.forum import open_forum
from fairlead.engines.scheduling.exact.solvers import Answer, Hunt, Way
from fairlead.engines.scheduling.verification.bound import check_claims, find_false_claims
from fairlead.engines.scheduling.verification.measures import measure_timetable
from fairlead.engines.scheduling.verification.rules import find_broken_rules

HERE = BreakParams(workers=0)


def test_meetings_that_can_follow_one_another_have_no_break() -> None:
    result = solve_breaks(forum([(0, 1), (0, 2), (0, 3)], 5), params=HERE)
    assert (result.status, result.breaks) == (Status.OPTIMAL, 0)
    assert result.proof == Proof.BREAK_BOUND
    slots = sorted(result.slot.tolist())
    assert slots == list(range(slots[0], slots[0] + 3))


def test_a_slot_forbidden_in_the_middle_costs_one_break() -> None:
    problem = without(forum([(0, 1), (0, 2)], 3), (0, 1))
    result = solve_breaks(problem, params=HERE)
    assert (result.breaks, result.bound, result.proof) == (1, 1.0, Proof.BREAK_BOUND)


def test_breaks_that_only_appear_together_are_proved_by_prices() -> None:
    # One table: 0-1 and 2-3 twice each, with 0-1 held at the ends only.
    problem = forum([(0, 1), (2, 3), (0, 2)], 4, tables=1)
    problem = replace(problem, locked=np.array([0, 1, -1], dtype=np.int32))
    problem = without(problem, (2, 2))
    result = solve_breaks(problem, params=HERE)
    assert result.breaks == find_fewest_breaks_by_trying(problem) == 2
    assert result.proof == Proof.PRICE_CERTIFICATE


def test_counting_sees_more_meetings_than_slots() -> None:
    result = solve_breaks(forum([(0, 1), (0, 2), (0, 3)], 2), params=HERE)
    assert (result.status, result.proof, result.held) == (Status.INFEASIBLE, Proof.COUNTING, 0)


@pytest.mark.parametrize("slots", [1_100, 1_099])
def test_counting_takes_a_fair_of_a_thousand_slots(slots: int) -> None:
    meetings = [(0, other) for other in range(1, 1_101)]
    assert is_impossible(open_forum(forum(meetings, slots, tables=9))) == (slots < 1_100)


def test_a_triangle_does_not_fit_two_slots() -> None:
    result = solve_breaks(forum([(0, 1), (1, 2), (2, 0)], 2), params=HERE)
    assert result.status == Status.INFEASIBLE
    assert result.proof == Proof.UNSATISFIABILITY
    assert isinstance(result.certificate, Refutation)
    assert result.certificate.at_most == -1


def test_without_time_nothing_is_known_but_the_bound() -> None:
    problem = without(forum([(0, 1), (0, 2)], 3), (0, 1))
    result = solve_breaks(problem, stop=Stop(seconds=0.0))
    assert (result.status, result.bound, result.held) == (Status.UNKNOWN, 1.0, 0)


def test_a_callback_ends_the_run() -> None:
    seen: list[Progress] = []

    def enough(progress: Progress) -> bool:
        seen.append(progress)
        return True

    triangle = forum([(0, 1), (1, 2), (2, 0)], 2)
    result = solve_breaks(triangle, stop=Stop(callback=enough), params=HERE)
    assert len(seen) == 1
    assert result.status in (Status.UNKNOWN, Status.INFEASIBLE)


def test_ctrl_c_returns_what_is_known() -> None:
    def interrupt(_: Progress) -> bool:
        raise KeyboardInterrupt

    result = solve_breaks(forum([(0, 1)], 2), stop=Stop(callback=interrupt), params=HERE)
    assert result.interrupted
    assert result.held == 1


def test_processes_answer_as_this_process_does() -> None:
    problem = without(forum([(0, 1), (1, 2), (2, 0), (0, 3)], 4), (0, 1))
    own, other = solve_breaks(problem, params=HERE), solve_breaks(problem)
    assert (own.status, own.breaks) == (other.status, other.breaks)
    again = solve_breaks(problem)
    assert np.array_equal(other.slot, again.slot)


def test_fewer_than_no_workers_is_refused() -> None:
    with pytest.raises(ValueError, match="workers >= 0, got -1"):
        BreakParams(workers=-1)


@settings(max_examples=150, deadline=None)
@given(problem=problems(), seed=st.integers(0, 3))
def test_the_search_agrees_with_trying_every_timetable(problem: Problem, seed: int) -> None:
    expected = find_fewest_breaks_by_trying(problem)
    result = solve_breaks(problem, seed=seed, params=HERE)
    if expected is None:
        assert result.status == Status.INFEASIBLE
        return
    assert (result.status, result.breaks, result.bound) == (Status.OPTIMAL, expected, expected)
    assert find_broken_rules(problem, result.slot, result.table, all_held=True) == []
    assert measure_timetable(problem, result.slot).breaks == expected
    assert find_false_claims(problem, result) == []


@pytest.mark.parametrize("first", [0, 1])
def test_no_timetable_at_all_is_not_taken_back_by_an_answer_of_the_same_moment(first: int) -> None:
    # Two hunts answer at once: none with any number of breaks, and none with at most two.
    problem = forum([(0, 1), (1, 2), (2, 0)], 2)
    run = search._open(problem, stop=Stop(), seed=0, params=HERE)
    question = ask(run.forum, 2, fewest=run.fewest, seed=0)
    answers = [
        Answer(Hunt(Way.ANY, question, (None,)), None, None),
        Answer(Hunt(Way.RISE, question, (2,)), 2, None),
    ]
    for at in (first, 1 - first):
        search._learn(run, answers[at])
    result = search._build_result(run, 0.0)
    assert result.status == Status.INFEASIBLE
    assert isinstance(result.certificate, Refutation)
    assert result.certificate.at_most == -1
    assert check_claims(problem, result, seconds=60.0).false == []
