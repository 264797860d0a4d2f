"""Such meetings replanned, explained, and read from a file."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.scheduling.general.makers import general_fair
from tests.engines.scheduling.general.test_general import medium_fair
from tests.engines.scheduling.makers import fair

from fairlead.engines.scheduling import MeetingParams, Problem, solve
from fairlead.engines.scheduling._reference import list_timetables
from fairlead.engines.scheduling.checks import check
from fairlead.engines.scheduling.explain import Why, explain_unscheduled
from fairlead.engines.scheduling.formats.errors import FormatError
from fairlead.engines.scheduling.formats.meetings_json import parse_json
from fairlead.engines.scheduling.formats.write_meetings_json import write_json
from fairlead.engines.scheduling.problem import Ints
from fairlead.engines.scheduling.replan import replan
from fairlead.engines.scheduling.verification.bound import find_false_claims
from fairlead.engines.scheduling.verification.rules import find_broken_rules, find_missing

QUICK = MeetingParams(effort=2.0, comfort=5.0)


@given(st.integers(0, 10_000))
@settings(max_examples=12, deadline=None)
def test_a_replan_is_the_best_by_musts_weight_kept_moved(seed: int) -> None:
    problem = general_fair(seed, requests=5)
    released = solve(problem, params=QUICK).slot
    random = np.random.default_rng(seed)
    changed = replace(
        problem, available=problem.available & (random.random(problem.available.shape) < 0.8)
    )

    def rank(slot: Ints) -> tuple[float, int, float, int, int]:
        held, both = slot >= 0, (slot >= 0) & (released >= 0)
        musts = float(changed.weight[held & changed.must].sum())
        moved = int((slot[both] != released[both]).sum())
        missing = sum(missing for *_, missing in find_missing(changed, slot))
        return musts, -missing, float(changed.weight[held].sum()), int(both.sum()), -moved

    plan = replan(changed, released)
    assert find_false_claims(changed, plan.result) == []
    assert plan.fewest
    assert rank(plan.result.slot) == max(map(rank, list_timetables(changed)))


def test_a_large_replan_keeps_what_still_fits() -> None:
    problem = medium_fair(3, requests=420)
    released = solve(problem, params=replace(QUICK, effort=0.0)).slot
    ill = int(problem.a[np.flatnonzero(released >= 0)[0]])
    away = problem.available.copy()
    away[ill] = False
    changed = replace(problem, available=away)
    plan = replan(changed, released)
    assert find_false_claims(changed, plan.result) == []
    gone = {r for r in range(problem.requests) if ill in problem.parties(r)}
    assert set(np.flatnonzero(released >= 0).tolist()) & gone <= set(plan.cancelled.tolist())
    assert len(plan.moved) + len(plan.cancelled) < 0.1 * int((released >= 0).sum())


@given(st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_room_is_said_exactly_where_there_is_room(seed: int) -> None:
    problem = general_fair(seed, requests=10)
    slot = solve(problem, params=replace(QUICK, polish=False)).slot.copy()
    slot[np.flatnonzero((slot >= 0) & (problem.locked < 0))[::2]] = -1
    for found in explain_unscheduled(problem, slot):
        fits = []
        for choice in np.flatnonzero(problem.allowed(found.request)).tolist():
            trial = slot.copy()
            trial[found.request] = choice
            if not find_broken_rules(problem, trial):
                fits.append(choice)
        assert (found.why == Why.ROOM) == bool(fits)
        if fits:
            assert found.slot in fits


def explain(problem: Problem, *slots: int) -> tuple[Why, str]:
    found = explain_unscheduled(problem, np.array(slots, dtype=np.int32))[0]
    return found.why, found.words


def test_reasons_name_the_third_person_and_the_length() -> None:
    three = fair([(0, 1), (2, 3)], slots_per_day=(1,), people=4, further=[[0, 2]])
    assert explain(three, -1, 0) == (
        Why.ONE_FULL,
        "Person 2 has a meeting in every slot that all could begin in (slot 0).",
    )
    long = fair([(0, 1)], length=[2], off={0: [1]})
    assert explain(long, -1) == (
        Why.NEVER_TOGETHER,
        "All of them are there in slots 0, 2, and never for 2 slots one after another.",
    )
    limited = fair([(0, 1), (0, 2)], person_most=[1, -1, -1], length=[1, 2])
    assert explain(limited, 0, -1)[1] == "Person 0 has 1 meetings in all, the most allowed."
    plain = fair([(0, 1), (0, 2)], person_day=[1, -1, -1])
    assert explain(plain, 0, -1)[0] == Why.LIMIT


@given(st.integers(0, 10_000))
@settings(max_examples=12, deadline=None)
def test_a_file_gives_the_same_problem_back(seed: int) -> None:
    problem = general_fair(seed)
    again = parse_json(write_json(problem))
    check(again)
    for field in fields(Problem):
        one, two = getattr(problem, field.name), getattr(again, field.name)
        assert np.array_equal(one, two) if isinstance(one, np.ndarray) else one == two


HEAD = (
    '{"format": "fairlead-meetings/1", "slots_per_day": [2], "people": [{}, {}, {}], '
    '"requests": [[0, 1, 1, 1, 0]], '
)


@pytest.mark.parametrize(
    ("text", "element"),
    [
        ('"further": {"1": [2]}}', 'further["1"]'),
        ('"further": {"0": 2}}', 'further["0"]'),
        ('"length": {"0": 0}}', 'length["0"]'),
        ('"length": {"0": 3}}', 'length["0"]'),
        ('"minutes": [20]}', "minutes"),
        ('"must": [1]}', "must[0]"),
        ('"must": [true]}', "must[0]"),
        ('"slot_times": [[600, 20]]}', "slot_times"),
        ('"slot_times": [[600, 20], [620]]}', "slot_times[1]"),
    ],
)
def test_what_is_wrong_in_a_file_is_named(text: str, element: str) -> None:
    with pytest.raises(FormatError) as error:
        parse_json(HEAD + text)
    assert error.value.element == element


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (fair([(0, 1)], further=[[0, 1]]), "Expected different participants in request 0"),
        (fair([(0, 1)], further=[[0, 7]]), "further people of request 0 from 0 to 1"),
        (fair([(0, 1)], further=[[3, 1]]), "further people of requests from 0 to 0"),
        (fair([(0, 1)], length=[0]), "length of request 0 >= 1"),
        (fair([(0, 1)], minutes=[20]), "times of the slots"),
        (fair([(0, 1)], slot_begin=[600, 610, 640], slot_minutes=[20] * 3), "slot 1 to begin when"),
        (fair([(0, 1)], slot_begin=[600], slot_minutes=[20]), "slot_begin for each of 3 slots"),
        (fair([(0, 1)], person_day=[-2, 1]), "person_day >= 0 or -1 for person 0"),
    ],
)
def test_what_makes_no_sense_is_refused(problem: Problem, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        check(problem)
