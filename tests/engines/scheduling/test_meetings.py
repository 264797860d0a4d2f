"""Objective "meetings": known answers, every rule, and the tiny cases by brute force."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.scheduling.makers import fair, random_fair

from fairlead.engines.scheduling import (
    MeetingParams,
    Problem,
    Progress,
    Proof,
    Result,
    Status,
    Stop,
    solve,
)
from fairlead.engines.scheduling._reference import find_best_timetable
from fairlead.engines.scheduling.bounds import find_weight_step
from fairlead.engines.scheduling.result import End
from fairlead.engines.scheduling.verification.bound import check_claims, find_false_claims
from fairlead.engines.scheduling.verification.measures import measure_timetable
from fairlead.engines.scheduling.verification.prices import bound_of_prices
from fairlead.engines.scheduling.verification.weight import find_highest_weight

QUICK = MeetingParams(effort=2.0, comfort=20.0)


def solved(problem: Problem, seed: int = 0) -> Result:
    result = solve(problem, seed=seed, params=QUICK)
    assert find_false_claims(problem, result) == []
    return result


def test_all_meetings_are_held_when_there_is_room() -> None:
    result = solved(fair([(0, 3), (1, 3), (2, 3)]))
    assert (result.status, result.held, result.breaks) == (Status.OPTIMAL, 3, 0)


def test_the_heavier_request_is_held_when_one_slot_is_left() -> None:
    result = solved(fair([(0, 2), (1, 2)], slots_per_day=(1,), weight=[1.0, 2.0]))
    assert result.slot.tolist() == [-1, 0]
    assert (result.status, result.bound) == (Status.OPTIMAL, 2.0)


def test_others_move_to_make_room() -> None:
    # Person 1 can only meet in slot 0, so 0 must leave it; any first choice of 0 is repaired.
    problem = fair([(0, 2), (1, 2)], slots_per_day=(2,), off={1: [1]})
    assert solved(problem).slot.tolist() == [1, 0]


def test_a_stand_hosts_as_many_as_it_has_representatives() -> None:
    problem = fair([(0, 3), (1, 3), (2, 3)], slots_per_day=(1,), capacity=[1, 1, 1, 2])
    assert solved(problem).held == 2


def test_a_capacity_beyond_all_need_costs_nothing() -> None:
    problem = fair([(0, 2), (1, 2)], slots_per_day=(1,), capacity=[1, 1, 2_000_000_000])
    assert solved(problem).held == 2


def test_people_of_one_calendar_are_booked_together() -> None:
    problem = fair([(0, 2), (1, 3)], slots_per_day=(1,), calendar=[-1, -1, 4, 4])
    assert solved(problem).held == 1


def test_tables_are_shared_by_slot() -> None:
    problem = fair([(0, 3), (1, 4), (2, 5)], slots_per_day=(2,), tables=1)
    result = solved(problem)
    assert result.held == 2
    assert sorted(result.table.tolist()) == [-1, 0, 0]


def test_no_tables_no_meetings_at_tables() -> None:
    result = solved(fair([(0, 1)], host=[-1]))
    assert (result.held, result.status) == (0, Status.OPTIMAL)


def test_online_needs_no_place() -> None:
    assert solved(fair([(0, 1)], host=[-2])).held == 1


def test_a_locked_meeting_stays_however_light() -> None:
    problem = fair([(0, 2), (1, 2)], slots_per_day=(1,), weight=[0.0, 9.0], locked=[0, -1])
    assert solved(problem).slot.tolist() == [0, -1]


def test_precedence_holds_when_both_are_held() -> None:
    problem = fair([(0, 2), (1, 2)], slots_per_day=(2,), precedences=np.array([[1, 0]]))
    assert solved(problem).slot.tolist() == [1, 0]


def test_a_session_limits_the_slots() -> None:
    problem = fair([(0, 1)], session=[1], sessions=np.array([[False, False, True]]))
    assert solved(problem).slot.tolist() == [2]


def test_most_meetings_per_day() -> None:
    requests = [(0, 1), (0, 2), (0, 3), (0, 4)]
    assert solved(fair(requests, slots_per_day=(3, 3), max_per_day=1)).held == 2


def test_most_meetings_in_a_row() -> None:
    requests = [(0, 1), (0, 2), (0, 3)]
    assert sorted(solved(fair(requests, max_in_row=1)).slot.tolist()) == [-1, 0, 2]


def test_a_walk_needs_empty_slots() -> None:
    walk = np.array([[0, 1], [1, 0]])
    problem = fair([(0, 1), (0, 2)], slots_per_day=(2,), hall=[-1, 0, 1], walk=walk)
    assert solved(problem).held == 1
    near = replace(problem, hall=np.array([-1, 1, 1], dtype=np.int32))
    assert solved(near).held == 2


def test_the_same_organisations_meet_once() -> None:
    problem = fair([(0, 2), (1, 3)], organisation=[5, 5, 6, 6], once_per_pair=True)
    assert solved(problem).held == 1
    assert solved(replace(problem, once_per_pair=False)).held == 2


def test_breaks_and_walking_are_least_at_the_same_weight() -> None:
    requests = [(0, 1), (0, 2), (0, 3), (0, 4)]
    problem = fair(requests, slots_per_day=(6,), hall=[-1, 0, 1, 0, 1])
    result = solved(problem)
    assert (result.held, result.breaks, result.walking) == (4, 0, 1.0)


@pytest.mark.parametrize("days", [(70,), (62, 62), (1,) * 5])
def test_days_of_any_length(days: tuple[int, ...]) -> None:
    visitors = min(sum(days), 40)
    problem = fair([(n, visitors) for n in range(visitors)], slots_per_day=days)
    result = solved(problem)
    assert result.held == min(visitors, sum(days))
    assert result.breaks == measure_timetable(problem, result.slot).breaks


@pytest.mark.parametrize("proving", [0.0, 20.0])
@given(seed=st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_weight_and_bound_against_brute_force(seed: int, proving: float) -> None:
    problem = random_fair(seed)
    result = solve(problem, seed=seed, params=replace(QUICK, proving=proving))
    assert find_false_claims(problem, result) == []
    best = find_best_timetable(problem)
    assert best is not None
    weight = measure_timetable(problem, best).weight
    assert result.weight == pytest.approx(weight)
    assert result.bound >= weight - 1e-9
    if proving or result.status == Status.OPTIMAL:
        assert result.bound == pytest.approx(weight)


@pytest.mark.parametrize("seed", [289, 540, 725, 1166, 1278, 1492])
def test_held_meetings_change_places_where_rules_tie_them_together(seed: int) -> None:
    # In each a precedence or a walk leaves a request out until two held meetings change slots
    # at once, though neither gains by it.
    problem = random_fair(seed)
    best = find_best_timetable(problem)
    assert best is not None
    result = solved(problem)
    assert (result.status, result.weight) == (
        Status.OPTIMAL,
        measure_timetable(problem, best).weight,
    )


def test_who_has_a_break_does_not_wait_longer_than_needed() -> None:
    # Person 2 meets one who is there in slot 0 alone, and one who comes in slot 2.
    problem = fair([(0, 2), (1, 2)], slots_per_day=(10,), off={0: [*range(1, 10)], 1: [0, 1]})
    result = solved(problem)
    assert (result.slot.tolist(), result.breaks, result.waiting) == ([0, 2], 1, 1)


@pytest.mark.parametrize("seed", range(6))
def test_waiting_is_the_shortest_there_is_where_breaks_are_fewest(seed: int) -> None:
    random = np.random.default_rng(seed)
    off = {n: np.flatnonzero(random.random(7) < 0.5).tolist() for n in range(4)}
    problem = fair([(0, 4), (1, 4), (2, 4), (3, 4)], slots_per_day=(7,), off=off)
    best = find_best_timetable(problem)
    assert best is not None
    figures, result = measure_timetable(problem, best), solved(problem)
    assert (result.weight, result.breaks) == (figures.weight, figures.breaks)
    assert result.waiting == figures.waiting


@pytest.mark.parametrize(("seed", "weight"), [(178, 19.5), (441, 20.5)])
def test_held_meetings_change_places_without_rules_too(seed: int, weight: float) -> None:
    # The weights are those of an integer program of the same fair, solved to the end.
    assert solved(random_fair(seed, requests=12, changing=False)).weight == weight


def test_without_a_limit_comfort_goes_on_while_it_gains() -> None:
    random = np.random.default_rng(0)
    pairs = sorted({(int(a), 40 + int(b)) for a, b in random.integers(0, 40, (400, 2))})
    off = {n: np.flatnonzero(random.random(24) < 0.2).tolist() for n in range(80)}
    problem = fair(pairs, slots_per_day=(12, 12), off=off)
    brief, whole = solve(problem, params=MeetingParams(goes=1)), solve(problem)
    assert whole.weight == brief.weight
    assert whole.breaks < brief.breaks
    assert whole.ended in (End.NO_GAIN, End.WORK)


def test_a_run_says_why_it_ended() -> None:
    crowded = random_fair(3, requests=40)
    assert solve(fair([(0, 1)])).ended == End.NO_GAIN
    assert solve(crowded, stop=Stop(seconds=0)).ended == End.TIME
    assert solve(crowded, stop=Stop(callback=lambda _: True)).ended == End.ASKED


def test_no_search_and_no_comfort_may_be_asked_for() -> None:
    problem = random_fair(3, requests=40)
    result = solve(problem, params=MeetingParams(effort=0, comfort=0, proving=0, priced=0))
    assert result.held > 0
    assert result.weight < result.bound
    assert find_false_claims(problem, result) == []


@given(st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_an_added_table_never_loses_weight_when_proved(seed: int) -> None:
    problem = random_fair(seed, requests=12)
    less, more = solved(problem), solved(replace(problem, tables=problem.tables + 1))
    if more.status == Status.OPTIMAL:
        assert more.weight >= less.weight - 1e-9


@given(st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_relabelling_people_changes_no_proved_value(seed: int) -> None:
    problem = random_fair(seed, requests=10)
    order = np.random.default_rng(seed).permutation(problem.people)
    place = np.argsort(order)
    other = replace(
        problem,
        reduced=np.column_stack([place[problem.reduced[:, 0]], problem.reduced[:, 1:]]),
        a=place[problem.a].astype(np.int32),
        b=place[problem.b].astype(np.int32),
        host=np.where(problem.host >= 0, place[np.maximum(problem.host, 0)], problem.host),
        **{
            name: getattr(problem, name)[order]
            for name in ("capacity", "available", "hall", "calendar", "organisation")
        },
    )
    one, two = solved(problem), solved(other)
    if one.status == two.status == Status.OPTIMAL:
        assert one.weight == pytest.approx(two.weight)


def test_a_certificate_that_proves_less_is_found_out() -> None:
    problem = fair([(0, 2), (1, 2)], slots_per_day=(1,))
    result = solved(problem)
    assert result.certificate is not None
    lie = replace(result, bound=result.bound - 1)
    assert any("certificate proves" in claim for claim in find_false_claims(problem, lie))
    assert bound_of_prices(problem, result.certificate) == pytest.approx(result.bound)  # type: ignore[arg-type]


def test_the_same_seed_gives_the_same_timetable() -> None:
    problem = random_fair(3, requests=40)
    assert solved(problem, seed=5).slot.tolist() == solved(problem, seed=5).slot.tolist()


def test_the_callback_is_told_and_can_stop() -> None:
    seen: list[Progress] = []

    def stop_at_once(progress: Progress) -> bool:
        seen.append(progress)
        return True

    result = solve(random_fair(1, requests=30), stop=Stop(callback=stop_at_once))
    assert len(seen) == 1
    assert seen[0].weight <= seen[0].bound
    assert find_false_claims(random_fair(1, requests=30), result) == []


def test_ctrl_c_returns_the_best_so_far() -> None:
    def interrupt(progress: Progress) -> bool:
        raise KeyboardInterrupt

    problem = random_fair(1, requests=30)
    result = solve(problem, stop=Stop(callback=interrupt))
    assert result.interrupted
    assert result.held > 0
    assert find_false_claims(problem, result) == []


def test_nothing_asked_nothing_held() -> None:
    problem = Problem(
        slots_per_day=(2,),
        capacity=np.ones(1, dtype=np.int32),
        available=np.ones((1, 2), dtype=np.bool_),
        a=np.empty(0, dtype=np.int32),
        b=np.empty(0, dtype=np.int32),
        weight=np.empty(0),
        host=np.empty(0, dtype=np.int32),
        tables=0,
    )
    result = solve(problem)
    assert (result.held, result.status, result.gap) == (0, Status.OPTIMAL, 0.0)


def test_people_of_one_table_keep_it_from_slot_to_slot() -> None:
    # Person 0 has three meetings in a row, each time beside others who come and go.
    problem = fair(
        [(1, 2), (0, 3), (0, 4), (5, 6), (0, 7), (8, 9)], tables=2, locked=[0, 0, 1, 1, 2, 2]
    )
    table = solved(problem).table
    assert len({int(table[r]) for r in (1, 2, 4)}) == 1


def test_whole_weights_prove_what_lies_less_than_one_below_a_bound() -> None:
    assert find_weight_step(np.array([4.0, 6.0])) == 2.0
    assert find_weight_step(np.array([4.0, 6.5])) == 0.0
    assert find_weight_step(np.zeros(0)) == 0.0


def test_a_solver_proves_a_small_fair_that_prices_do_not() -> None:
    # Seven people who all meet one another in six slots: a round of three pairs each, 18 of 21.
    pairs = [(a, b) for b in range(7) for a in range(b)]
    problem = fair(pairs, slots_per_day=(6,), tables=10)
    result = solved(problem)
    assert (result.status, result.held, result.bound) == (Status.OPTIMAL, 18, 18.0)
    assert result.proof == Proof.BRANCH_AND_BOUND
    findings = check_claims(problem, result, seconds=60.0)
    assert (findings.false, findings.unchecked) == ([], [])
    assert "HiGHS" in findings.shown[0]
    assert check_claims(problem, result).unchecked == [
        "No timetable weighs more than 18: no time was given"
    ]
    claim = replace(result, bound=17.0, held=17, weight=17.0)
    assert any(
        "found one of 18" in words for words in check_claims(problem, claim, seconds=60).false
    )


@given(st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_another_solver_agrees_with_every_proof(seed: int) -> None:
    problem = random_fair(seed, requests=8)
    found = find_highest_weight(problem, seconds=60.0)
    best = solved(problem).weight
    assert found == pytest.approx((best, best))
    assert find_highest_weight(problem, seconds=60.0, above=best) == (-np.inf, best)
    if best:
        worse = find_highest_weight(problem, seconds=60.0, above=best - 0.5)
        assert worse == pytest.approx((best, best))
