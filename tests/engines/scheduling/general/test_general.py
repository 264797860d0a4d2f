"""Meetings of three and more, of several slots, musts first: known answers and brute force."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.engines.scheduling.general.makers import general_fair
from tests.engines.scheduling.makers import fair, random_fair

from fairlead.engines.scheduling import (
    MeetingParams,
    PriceCertificate,
    Problem,
    Progress,
    Result,
    Status,
    Stop,
    solve,
)
from fairlead.engines.scheduling._reference import list_timetables
from fairlead.engines.scheduling.problem import Ints
from fairlead.engines.scheduling.verification.bound import check_claims, find_false_claims
from fairlead.engines.scheduling.verification.measures import measure_timetable
from fairlead.engines.scheduling.verification.rules import find_missing

QUICK = MeetingParams(effort=2.0, comfort=5.0)


def solved(problem: Problem, **more: Any) -> Result:
    result = solve(problem, params=replace(QUICK, **more))
    assert find_false_claims(problem, result) == []
    return result


def test_a_meeting_of_three_needs_all_three() -> None:
    # Person 2 is free in slot 1 only, person 3 has another wish that can wait.
    problem = fair([(0, 1), (3, 1)], off={2: [0, 2]}, people=4, further=[[0, 2], [0, 3]])
    result = solved(problem)
    assert (result.slot[0], result.held) == (1, 2)
    assert result.slot[1] != 1


def test_two_firms_and_a_delegation_keep_others_from_all_of_them() -> None:
    problem = fair([(0, 1), (2, 3)], slots_per_day=(1,), people=4, further=[[0, 2]])
    assert solved(problem).held == 1


def test_a_long_meeting_takes_slots_one_after_another() -> None:
    problem = fair([(0, 1), (0, 2)], length=[2, 1], off={1: [0]})
    assert solved(problem).slot.tolist() == [1, 0]


def test_a_long_meeting_runs_over_no_night() -> None:
    problem = fair([(0, 1)], slots_per_day=(1, 1), length=[2])
    assert solved(problem).held == 0


def test_a_long_meeting_runs_over_no_pause() -> None:
    times: dict[str, Any] = {"slot_begin": [600, 630, 720, 750], "slot_minutes": [30, 30, 30, 30]}
    problem = fair([(0, 1)], slots_per_day=(4,), length=[2], off={0: [0]}, **times)
    assert solved(problem).slot.tolist() == [2]


def test_slots_of_unequal_length_hold_as_many_minutes_as_asked() -> None:
    # 40 minutes fit into the long slot alone, or into two short ones.
    times: dict[str, Any] = {"slot_begin": [600, 620, 640], "slot_minutes": [20, 20, 40]}
    problem = fair([(0, 1), (0, 2)], minutes=[40, 40], **times)
    result = solved(problem)
    assert sorted(result.slot.tolist()) == [0, 2]
    assert solved(replace(problem, minutes=np.array([60, 0]))).slot.tolist() == [1, 0]


def test_a_table_is_kept_as_long_as_the_meeting_lasts() -> None:
    problem = fair([(0, 1), (2, 3), (4, 5)], slots_per_day=(2,), tables=2, length=[2, 1, 1])
    result = solved(problem)
    assert result.held == 3
    long, one, two = result.table.tolist()
    assert long not in (one, two)


def test_online_needs_no_table_and_no_walk_however_long() -> None:
    walk = np.array([[0, 1], [1, 0]])
    problem = fair(
        [(0, 1), (0, 2)], hall=[-1, 0, 1], walk=walk, host=[1, -2], length=[1, 2], tables=0
    )
    assert solved(problem).held == 2
    assert solved(replace(problem, host=np.array([1, 2]))).held == 1


def test_a_limit_for_one_person() -> None:
    requests = [(0, 1), (0, 2), (3, 1), (3, 2)]
    problem = fair(requests, slots_per_day=(3, 3), person_day=[1, -1, -1, -1])
    assert solved(problem).held == 4
    assert solved(replace(problem, person_most=np.array([1, -1, -1, -1]))).held == 3
    own = replace(problem, max_per_day=1, person_day=np.array([-1, 2, 2, -1]))
    assert solved(replace(own, slots_per_day=(6,))).held == 2
    assert solved(replace(own, slots_per_day=(6,), person_day=np.array([0, 2, 2, 2]))).held == 2


def test_a_limit_holds_for_each_representative_a_day_and_for_all_in_all() -> None:
    requests = [(n, 4) for n in range(4)]
    problem = fair(requests, slots_per_day=(2,), capacity=[1, 1, 1, 1, 2])
    assert solved(replace(problem, person_day=np.array([-1, -1, -1, -1, 1]))).held == 2
    assert solved(replace(problem, person_most=np.array([-1, -1, -1, -1, 3]))).held == 3


def test_no_number_of_others_makes_up_for_a_must() -> None:
    requests = [(0, 1), *((0, n) for n in range(2, 5))]
    problem = fair(
        requests,
        off={1: [1, 2], 2: [1, 2], 3: [0, 2], 4: [0, 1]},
        weight=[1.0, 1e9, 1.0, 1.0],
        must=[True, False, False, False],
    )
    result = solved(problem)
    assert result.slot.tolist() == [0, -1, 1, 2]
    assert result.musts is not None
    assert (result.musts.held, result.musts.bound, result.status) == (1, 1.0, Status.OPTIMAL)


def rank(problem: Problem, slot: Ints) -> tuple[float, int, float]:
    found = measure_timetable(problem, slot)
    missing = sum(missing for *_, missing in find_missing(problem, slot))
    return found.musts, -missing, found.weight


@pytest.mark.parametrize("proving", [0.0, 20.0])
@given(seed=st.integers(0, 10_000))
@example(seed=6545)  # all must be held, and somebody is to have a meeting at least
@settings(max_examples=15, deadline=None)
def test_the_best_timetable_and_its_bounds_against_brute_force(seed: int, proving: float) -> None:
    problem = general_fair(seed)
    result = solve(problem, seed=seed, params=replace(QUICK, proving=proving))
    assert find_false_claims(problem, result) == []
    best = max(rank(problem, slot) for slot in list_timetables(problem))
    found = rank(problem, result.slot)
    if proving or result.status == Status.OPTIMAL:
        assert (found, result.status) == (best, Status.OPTIMAL)
    assert found <= best
    if result.musts is not None:
        assert result.musts.bound >= best[0] - 1e-9
    if result.leasts is not None:
        assert found[0] < best[0] or result.leasts.bound <= -best[1] <= result.leasts.total
    if found[:2] == best[:2]:
        assert result.bound >= best[2] - 1e-9


@given(st.integers(0, 10_000))
@settings(max_examples=8, deadline=None)
def test_another_solver_agrees_with_every_proof(seed: int) -> None:
    problem = general_fair(seed, requests=8)
    result = solve(problem, params=QUICK)
    findings = check_claims(problem, result, seconds=60.0)
    assert (findings.false, findings.unchecked) == ([], [])


@given(st.integers(0, 10_000))
@settings(max_examples=8, deadline=None)
def test_a_problem_of_two_people_and_one_slot_is_worth_the_same_both_ways(seed: int) -> None:
    problem = random_fair(seed, requests=8)
    every = replace(problem, must=np.ones(problem.requests, dtype=np.bool_))
    one, two = solved(problem), solved(every)
    assert one.weight == pytest.approx(two.weight)
    assert two.musts is not None
    assert two.musts.weight == pytest.approx(two.weight)


def planted(problem: Problem, result: Result, **lie: Any) -> str:
    return " | ".join(find_false_claims(problem, replace(result, **lie)))


def test_planted_faults_are_found() -> None:
    problem = fair(
        [(0, 1), (2, 3)],
        slots_per_day=(3, 1),
        people=5,
        further=[[0, 4], [1, 4]],
        length=[2, 1],
        must=[False, True],
        tables=1,
        person_most=[-1, -1, -1, -1, 2],
        off={3: [1]},
    )
    result = solved(problem)
    assert result.held == 2

    def at(*slots: int, table: tuple[int, int] = (0, 0)) -> str:
        slot, seats = (np.array(one, dtype=np.int32) for one in (slots, table))
        return planted(problem, result, slot=slot, table=seats)

    assert "does not end before a pause or the night" in at(2, 0)
    assert "person 4 is in 2 meetings in slot 2" in at(1, 2)
    assert "both at table 0 in slot 2" in at(1, 2)
    assert "person 3 is not available in slot 1" in at(2, 1)
    strict = replace(problem, person_most=np.array([-1, -1, -1, -1, 1]))
    assert "person 4 has 2 meetings in all, at most 1" in " ".join(
        find_false_claims(strict, result)
    )
    assert result.musts is not None
    lower = replace(result.musts, bound=0.0, weight=0.0, held=0)
    assert "of what must be held 1 are" in planted(problem, result, musts=lower)
    silent = planted(problem, result, musts=None)
    assert "the result states nothing about what must be held" in silent
    with_none = replace(result.musts, requested=3)
    assert "the result says 3" in planted(problem, result, musts=with_none)


def medium_fair(seed: int, *, requests: int) -> Problem:
    """Return a fair above what a solver proves, with long and large meetings and musts."""
    random = np.random.default_rng(seed)
    hosts, visitors = requests // 30, requests // 5
    people = hosts + visitors
    a = (hosts + random.integers(0, visitors, requests)).astype(np.int32)
    b = random.integers(0, hosts, requests).astype(np.int32)
    wide = np.flatnonzero(random.random(requests) < 0.08)
    third = hosts + random.integers(0, visitors, len(wide))
    further = np.stack([wide, third], axis=1)[third != a[wide]]
    return Problem(
        slots_per_day=(12, 12),
        capacity=random.integers(1, 3, people).astype(np.int32),
        available=random.random((people, 24)) < 0.6,
        a=a,
        b=b,
        weight=random.integers(1, 4, requests).astype(float),
        host=np.where(random.random(requests) < 0.7, b, -1),
        tables=requests // 40,
        further=further,
        length=np.where(random.random(requests) < 0.1, 2, 1),
        must=random.random(requests) < 0.1,
        max_per_day=5,
        person_most=np.where(random.random(people) < 0.1, 3, -1),
    )


def test_above_the_solvers_size_every_claim_holds() -> None:
    problem = medium_fair(1, requests=420)
    result = solve(problem, params=replace(QUICK, effort=0.5))
    assert find_false_claims(problem, result) == []
    assert result.musts is not None
    assert result.musts.held >= 0.9 * result.musts.requested
    assert result.gap < 0.05
    assert isinstance(result.certificate, PriceCertificate)
    lie = replace(result, bound=result.weight, certificate=result.certificate)
    if result.bound > result.weight:
        assert any("certificate proves" in words for words in find_false_claims(problem, lie))


def test_a_limit_and_musts_alone_are_searched_as_everything_else() -> None:
    plain = replace(
        medium_fair(2, requests=420),
        further=np.empty((0, 2), dtype=np.int32),
        length=np.ones(420, dtype=np.int32),
    )
    result = solve(plain, params=replace(QUICK, effort=0.5))
    assert find_false_claims(plain, result) == []
    assert result.musts is not None
    assert result.musts.bound >= result.musts.weight


def test_ctrl_c_returns_a_timetable_that_keeps_every_rule() -> None:
    def interrupt(progress: Progress) -> bool:
        raise KeyboardInterrupt

    problem = general_fair(5, requests=30)
    result = solve(problem, stop=Stop(callback=interrupt))
    assert result.interrupted
    assert find_false_claims(problem, result) == []


def test_the_published_problem_is_of_two_people_and_one_slot() -> None:
    with pytest.raises(ValueError, match='request 0 with the objective "breaks"'):
        solve(fair([(0, 1)], length=[2]), objective="breaks")
    with pytest.raises(ValueError, match="no limit of person 1"):
        solve(fair([(0, 1)], person_most=[-1, 3]), objective="breaks")
