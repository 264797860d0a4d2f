"""Replanning: locked meetings stay, few others move, and what changed is said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.scheduling.makers import fair, random_fair

from fairlead.engines.scheduling import MeetingParams, Status, solve
from fairlead.engines.scheduling._reference import list_timetables
from fairlead.engines.scheduling.problem import Ints
from fairlead.engines.scheduling.replan import replan
from fairlead.engines.scheduling.verification.bound import find_false_claims

QUICK = MeetingParams(effort=2.0, comfort=5.0)


def test_without_changes_nothing_moves() -> None:
    problem = random_fair(2, requests=20)
    released = solve(problem, params=QUICK).slot
    plan = replan(problem, released)
    assert len(plan.moved) == len(plan.cancelled) == 0


def test_who_comes_late_is_met_later() -> None:
    released = np.array([0, 1], dtype=np.int32)
    late = fair([(0, 2), (1, 2)], off={0: [0]})
    plan = replan(late, released)
    assert plan.result.slot.tolist() == [2, 1]
    assert (plan.moved.tolist(), plan.cancelled.tolist(), plan.added.tolist()) == ([0], [], [])


def test_who_does_not_come_is_cancelled_and_the_rest_stays() -> None:
    plan = replan(fair([(0, 2), (1, 2)], off={0: [0, 1, 2]}), np.array([0, 1], dtype=np.int32))
    assert plan.cancelled.tolist() == [0]
    assert plan.result.slot.tolist() == [-1, 1]


def test_a_new_request_moves_another_only_when_it_is_worth_the_price() -> None:
    # Person 1 can only come in slot 0, where request 0 was released.
    problem = fair([(0, 2), (1, 2)], slots_per_day=(2,), off={1: [1]})
    released = np.array([0, -1], dtype=np.int32)
    cheap = replan(problem, released, price=0.5)
    assert (cheap.result.slot.tolist(), cheap.moved.tolist()) == ([1, 0], [0])
    dear = replan(problem, released, price=2.0)
    assert (dear.result.slot.tolist(), dear.moved.tolist()) == ([0, -1], [])


def test_a_locked_meeting_never_moves() -> None:
    problem = fair([(0, 2), (1, 2)], slots_per_day=(2,), off={1: [1]}, locked=[0, -1])
    plan = replan(problem, np.array([0, -1], dtype=np.int32), price=0.0)
    assert plan.result.slot.tolist() == [0, -1]


@given(st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_a_replanned_timetable_keeps_every_rule(seed: int) -> None:
    problem = random_fair(seed, requests=12)
    released = solve(problem, params=QUICK).slot
    random = np.random.default_rng(seed)
    fewer = problem.available & (random.random(problem.available.shape) < 0.8)
    changed = replace(problem, available=fewer)
    plan = replan(changed, released, seed=seed)
    assert find_false_claims(changed, plan.result) == []
    held = np.flatnonzero(released >= 0).tolist()
    possible = {r for r in held if changed.allowed(r).any()}
    assert plan.result.status == Status.OPTIMAL
    assert plan.fewest
    assert set(held) - possible <= set(plan.cancelled.tolist())


@given(st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_a_replan_is_the_best_by_weight_then_kept_then_moved(seed: int) -> None:
    problem = random_fair(seed, requests=5)
    released = solve(problem, params=QUICK).slot
    random = np.random.default_rng(seed)
    late = random.random(problem.available.shape) < 0.8
    changed = replace(problem, available=problem.available & late)

    def rank(slot: Ints) -> tuple[float, int, int]:
        both = (slot >= 0) & (released >= 0)
        weight = float(changed.weight[slot >= 0].sum())
        return weight, int(both.sum()), -int((slot[both] != released[both]).sum())

    plan = replan(changed, released)
    assert rank(plan.result.slot) == max(map(rank, list_timetables(changed)))


def test_a_shorter_event_moves_what_was_beyond_its_end() -> None:
    plan = replan(fair([(0, 1), (0, 2)]), np.array([3, 0], dtype=np.int32))
    assert (plan.moved.tolist(), plan.cancelled.tolist()) == ([0], [])
    assert plan.result.slot[1] == 0


def test_a_negative_slot_is_refused() -> None:
    with pytest.raises(ValueError, match="slots from 0, or -1"):
        replan(fair([(0, 1)]), np.array([-2], dtype=np.int32))


def test_tables_stay_what_they_were() -> None:
    problem = fair([(0, 1), (2, 3), (4, 5), (6, 7)], slots_per_day=(2,), tables=3)
    released = np.array([0, 0, 0, 1], dtype=np.int32)
    tables = np.array([2, 0, 1, 2], dtype=np.int32)
    plan = replan(problem, released, tables=tables)
    assert plan.result.table.tolist() == tables.tolist()
    assert len(plan.reseated) == len(plan.moved) == 0
    gone = replace(problem, available=problem.available & (np.arange(8) != 2)[:, None])
    assert replan(gone, released, tables=tables).result.table.tolist() == [2, -1, 1, 2]


def test_a_table_that_is_no_longer_there_is_told() -> None:
    problem = fair([(0, 1), (2, 3)], slots_per_day=(1,), tables=2)
    slots, tables = np.zeros(2, dtype=np.int32), np.array([2, 0], dtype=np.int32)
    plan = replan(problem, slots, tables=tables)
    assert plan.reseated.tolist() == [0]
    assert plan.result.table.tolist() == [1, 0]


def test_halves_of_a_weight_cost_no_meeting_its_slot() -> None:
    # Two timetables weigh 8; the one that leaves more where it was weighs no less by rounding.
    problem = random_fair(2419, requests=5)
    released = np.array([-1, 3, 3, 2, 1], dtype=np.int32)
    late = np.random.default_rng(2419).random(problem.available.shape) < 0.8
    changed = replace(problem, available=problem.available & late)
    plan = replan(changed, released)
    assert plan.result.weight == 8.0
    assert len(plan.moved) == 1


def test_a_new_meeting_that_lasts_takes_no_table_that_is_kept() -> None:
    # The new one is there in both slots; in the second somebody keeps the first table.
    problem = fair([(0, 1), (2, 3)], slots_per_day=(2,), tables=2, length=[1, 2])
    plan = replan(problem, np.array([1, -1]), tables=np.array([0, -1]))
    assert plan.result.table.tolist() == [0, 1]
    assert len(plan.reseated) == 0


def test_a_fair_of_many_requests_and_few_meetings_is_proved() -> None:
    # An exhibitor has three slots for 320 who ask, two of them for more; one it met stays away.
    visitors = range(1, 321)
    problem = fair([(n, 0) for n in visitors], slots_per_day=(3,), weight=[1.0] * 318 + [2.0, 2.0])
    away = problem.available.copy()
    away[1] = False
    released = np.full(320, -1)
    released[:3] = [0, 1, 2]
    plan = replan(replace(problem, available=away, must=np.arange(320) == 2), released)
    assert plan.fewest
    assert (plan.result.weight, plan.result.bound) == (5.0, 5.0)
    assert plan.result.slot[2] == 2


def test_a_new_meeting_that_lasts_takes_no_table_that_is_kept_beside_locked_ones() -> None:
    # One keeps the first table in slot 1; the new one would fit there best beside the locked.
    problem = fair(
        [(0, 1), (2, 3), (4, 5), (6, 7), (8, 9)],
        slots_per_day=(4,),
        tables=3,
        length=[1, 2, 2, 1, 1],
        locked=[-1, -1, -1, 2, 3],
        locked_table=[-1, -1, -1, 0, 1],
        off={4: [2, 3]},
    )
    plan = replan(problem, np.array([1, 0, -1, 2, 3]), tables=np.array([0, 2, -1, 0, 1]))
    assert plan.result.table.tolist() == [0, 2, 1, 0, 1]
    assert len(plan.reseated) == 0
