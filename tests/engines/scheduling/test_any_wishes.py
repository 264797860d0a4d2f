"""Any wishes together, on fairs so small that every timetable is tried."""

from __future__ import annotations

import json
from itertools import product
from typing import Any

import numpy as np
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from tests.engines.scheduling.brute_force import Timetable, TinyFair

from fairlead.engines.scheduling import solve
from fairlead.engines.scheduling.checks import check, find_lock_conflict
from fairlead.engines.scheduling.explain import explain_unscheduled
from fairlead.engines.scheduling.fewest.solve import solve_fewest
from fairlead.engines.scheduling.formats.meetings_json import parse_json
from fairlead.engines.scheduling.problem import Ints, Problem
from fairlead.engines.scheduling.reasons import Why
from fairlead.engines.scheduling.replan import replan
from fairlead.engines.scheduling.result import Unit
from fairlead.engines.scheduling.verification.bound import find_false_claims
from fairlead.engines.scheduling.verification.rules import find_broken_rules

Draw = Any


def sometimes(draw: Draw, one_in: int = 3) -> bool:
    return bool(draw(st.integers(1, one_in)) == one_in)


def draw_people(draw: Draw, count: int, slots: int) -> list[dict[str, Any]]:
    away = st.lists(st.integers(0, slots - 1), max_size=2, unique=True)
    few = st.integers(1, 2)
    people: list[dict[str, Any]] = []
    for _ in range(count):
        one: dict[str, Any] = {"unavailable": draw(away)}
        for name in ("max_per_day", "max_meetings"):
            if sometimes(draw, 6):
                one[name] = draw(few)
        if sometimes(draw, 4):
            one["min_meetings"] = draw(st.integers(1, min(2, one.get("max_meetings", 2))))
        if sometimes(draw, 4):
            by_day = st.dictionaries(st.just("0"), st.integers(1, 2), min_size=1)
            one["min_per_day"] = draw(st.one_of(st.just(1), by_day))
        for name in ("hall", "organisation"):
            if sometimes(draw):
                one[name] = draw(st.integers(0, 1))
        kind = draw(st.sampled_from(["one", "one", "rest", "several", "several", "team", "team"]))
        if kind == "rest":
            one["rest"] = draw(few)
        if kind == "several":
            room = st.dictionaries(
                st.integers(0, slots - 1).map(str), st.integers(0, 2), max_size=2
            )
            one |= {"capacity": 2, "capacity_by_slot": draw(room)}
        if kind == "team":
            own = st.fixed_dictionaries(
                {"unavailable": away},
                optional={"rest": st.just(1), "max_per_day": st.just(1), "max_meetings": few},
            )
            one["representatives"] = draw(st.lists(own, min_size=2, max_size=2))
        people.append(one)
    return people


@st.composite
def tiny_fairs(draw: Draw) -> dict[str, Any]:
    """Return the JSON of a fair of at most four requests in which any wish may be said."""
    days = draw(st.sampled_from([[4], [2, 2], [3, 1]]))
    slots, count = sum(days), draw(st.integers(3, 5))
    pair = st.lists(st.integers(0, count - 1), min_size=2, max_size=2, unique=True)
    pairs = draw(st.lists(pair, min_size=2, max_size=4))
    requests = [
        [a, b, draw(st.sampled_from([1, 1, 2, 3])), draw(st.sampled_from([-1, -1, b, -2])), 0]
        for a, b in pairs
    ]
    numbers = range(len(requests))
    tables = draw(st.integers(0, 2))
    said: dict[str, Any] = {
        "format": "fairlead-meetings/1",
        "slots_per_day": days,
        "tables": tables,
        "people": draw_people(draw, count, slots),
        "requests": requests,
        "once_per_pair": sometimes(draw, 6),
        "min_meetings_required": sometimes(draw, 6),
    }
    for at, person in enumerate(said["people"]):
        mine = [r for r in numbers if at in pairs[r]]
        for one in person.get("representatives", ()) if mine else ():
            one["avoids"] = draw(st.lists(st.sampled_from(mine), max_size=2, unique=True))
    some = [str(r) for r in numbers if sometimes(draw)]
    if sometimes(draw):
        third = {r: draw(st.integers(0, count - 1)) for r in some}
        said["further"] = {r: [one] for r, one in third.items() if one not in pairs[int(r)]}
    if sometimes(draw):
        said["length"] = {str(r): 2 for r in numbers if sometimes(draw, 2)}
    if sometimes(draw, 4):
        said |= draw_times(draw, days, some)
    if sometimes(draw):
        said["must"] = [r for r in numbers if sometimes(draw, 2)]
    if sometimes(draw, 4):
        at = draw(st.integers(0, slots - 1))
        said["tables_by_slot"] = {str(at): draw(st.integers(0, tables))}
    if tables and sometimes(draw):
        shared = [str(r) for r in numbers if requests[r][3] == -1]
        said["locked_table"] = {r: draw(st.integers(0, tables - 1)) for r in shared}
    if sometimes(draw, 6):
        said["locked"] = {"0": draw(st.integers(0, slots - 1))}
    if sometimes(draw, 4):
        said["precedences"] = [[0, 1]]
    for name in ("max_in_row", "max_per_day"):
        if sometimes(draw, 6):
            said[name] = draw(st.integers(1, 2))
    if sometimes(draw, 4):
        said["walk"] = [[0, 1], [1, 0]]
    return said


def draw_times(draw: Draw, days: list[int], some: list[str]) -> dict[str, Any]:
    times = []
    for size in days:
        begin = 540
        for _ in range(size):
            lasts = draw(st.sampled_from([20, 30]))
            times.append([begin, lasts])
            begin += lasts + draw(st.sampled_from([0, 0, 15]))
    return {"slot_times": times, "minutes": {r: draw(st.sampled_from([30, 40])) for r in some}}


def read(said: dict[str, Any]) -> Problem:
    problem = parse_json(json.dumps(said))
    try:
        check(problem)
    except ValueError:
        assume(condition=False)
    return problem


def read_slots(slot: Ints) -> Timetable:
    return {request: at for request, at in enumerate(slot.tolist()) if at >= 0}


@given(tiny_fairs())
@settings(max_examples=25, deadline=None)
def test_the_verifier_takes_what_keeps_every_wish_and_nothing_else(said: dict[str, Any]) -> None:
    problem, fair = read(said), TinyFair(said)
    for slots in product(range(-1, problem.slots), repeat=problem.requests):
        timetable = {request: at for request, at in enumerate(slots) if at >= 0}
        broken = find_broken_rules(problem, np.array(slots, dtype=np.int32))
        assert fair.is_right(timetable) == (not broken), (timetable, broken)


ALL_MUST: dict[str, Any] = {
    "format": "fairlead-meetings/1",
    "slots_per_day": [4],
    "tables": 1,
    "people": [{"min_meetings": 1}, {"max_meetings": 1}, {}],
    "requests": [[0, 1, 1, -1, 0], [0, 1, 1, -1, 0], [1, 2, 2, -1, 0]],
    "once_per_pair": False,
    "min_meetings_required": False,
    "must": [0, 1, 2],
}


@given(tiny_fairs())
@example(ALL_MUST)
@settings(max_examples=100, deadline=None)
def test_no_timetable_is_better_than_the_one_found(said: dict[str, Any]) -> None:
    problem, fair = read(said), TinyFair(said)
    result, best = solve(problem), fair.find_best()
    if best is None:
        assert result.status == "infeasible"
        return
    timetable = read_slots(result.slot)
    assert fair.is_right(timetable)
    assert (result.status, fair.find_key(timetable)) == ("optimal", best[0])
    assert find_false_claims(problem, result) == []


@given(tiny_fairs(), st.lists(st.integers(-1, 3), min_size=4, max_size=4))
@settings(max_examples=50, deadline=None)
def test_no_replan_keeps_more_of_what_was_released(said: dict[str, Any], slots: list[int]) -> None:
    problem, fair = read(said), TinyFair(said)
    assume(not find_lock_conflict(problem))
    before = np.array(slots[: problem.requests], dtype=np.int32)
    released = read_slots(before)

    def rank(one: Timetable) -> tuple[object, int, int]:
        kept = [request for request in released if request in one]
        stay = sum(released[request] == one[request] for request in kept)
        return fair.find_key(one), len(kept), stay - len(kept)

    every = list(fair.list_timetables())
    if not every:
        try:
            assert replan(problem, before).result.status == "infeasible"
        except ValueError as refused:
            assert "Expected a problem with a timetable" in str(refused)  # noqa: PT017  either is right
        return
    plan = replan(problem, before)
    now = read_slots(plan.result.slot)
    assert fair.is_right(now)
    assert rank(now) == max(rank(one) for one in every)


@given(tiny_fairs(), st.sampled_from(["slots", "days"]), st.sampled_from([None, 0]))
@settings(max_examples=50, deadline=None)
def test_no_timetable_of_all_uses_fewer_slots_or_days(
    said: dict[str, Any], unit: Unit, person: int | None
) -> None:
    problem, fair = read(said), TinyFair(said)
    assume(not find_lock_conflict(problem))
    assume(not (problem.least_required and problem.day_least.any()))
    whole = [one for one in fair.list_timetables() if len(one) == problem.requests]
    result = solve_fewest(problem, unit=unit, person=person)
    if not whole:
        assert result.status == "infeasible"
        return
    found = read_slots(result.slot)
    assert (result.status, fair.is_right(found), len(found)) == ("optimal", True, len(whole[0]))
    least = min(fair.count_used(one, unit, person) for one in whole)
    assert fair.count_used(found, unit, person) == least
    assert find_false_claims(problem, result) == []


@given(tiny_fairs(), st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_there_is_said_to_be_room_exactly_where_there_is(said: dict[str, Any], random: Any) -> None:
    problem, fair = read(said), TinyFair(said)
    every = list(fair.list_timetables())
    assume(every)
    timetable = random.choice(every)
    slot = np.array([timetable.get(r, -1) for r in range(problem.requests)], dtype=np.int32)
    for reason in explain_unscheduled(problem, slot):
        fits = [
            at for at in range(problem.slots) if fair.is_right({**timetable, reason.request: at})
        ]
        assert (reason.why == Why.ROOM) == bool(fits)
        assert reason.why != Why.ROOM or reason.slot in fits
