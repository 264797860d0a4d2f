"""Meetings that people are to have at least: asked for, or required."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.scheduling.general.makers import general_fair
from tests.engines.scheduling.makers import fair

from fairlead.engines.scheduling import MeetingParams, Problem, Result, Status, solve
from fairlead.engines.scheduling._reference import list_timetables
from fairlead.engines.scheduling.checks import check
from fairlead.engines.scheduling.formats.meetings_json import parse_json
from fairlead.engines.scheduling.formats.write_meetings_json import write_json
from fairlead.engines.scheduling.replan import replan
from fairlead.engines.scheduling.verification.bound import check_claims
from fairlead.engines.scheduling.verification.rules import find_broken_rules

QUICK = MeetingParams(effort=2.0, comfort=5.0)
# Person 2 has two slots: a heavy request, and light ones of two who are to meet somebody.
WANTED = fair([(0, 2), (1, 2), (3, 2)], slots_per_day=(2,), weight=[5.0, 1.0, 1.0])


def solved(problem: Problem) -> Result:
    result = solve(problem, params=QUICK)
    findings = check_claims(problem, result, seconds=60.0)
    assert (findings.false, findings.unchecked) == ([], [])
    assert write_json(parse_json(write_json(problem))) == write_json(problem)
    return result


def told(result: Result) -> tuple[Status, float, int, int]:
    assert result.leasts is not None
    return result.status, result.weight, result.leasts.total, result.leasts.bound


def test_what_is_missing_is_little_before_weight_is_large() -> None:
    assert solved(WANTED).weight == 6
    one = replace(WANTED, least=np.array([0, 1, 0, 0]))
    assert told(solved(one)) == (Status.OPTIMAL, 6.0, 0, 0)
    two = replace(WANTED, least=np.array([0, 1, 0, 1]))
    assert told(solved(two)) == (Status.OPTIMAL, 2.0, 0, 0)
    three = replace(WANTED, least=np.array([1, 1, 0, 1]))
    result = solved(three)
    assert told(result) == (Status.OPTIMAL, 6.0, 1, 1)
    must = replace(two, must=np.array([True, False, False]))
    assert told(solved(must)) == (Status.OPTIMAL, 6.0, 1, 1)
    many = replace(WANTED, least=np.array([4, 0, 3, 0]))
    assert told(solved(many)) == (Status.OPTIMAL, 6.0, 4, 4)


def test_what_is_required_is_there_or_there_is_no_timetable() -> None:
    required = replace(WANTED, least_required=True, must=np.array([True, False, False]))
    fits = solved(replace(required, least=np.array([0, 1, 0, 1])))
    assert told(fits) == (Status.OPTIMAL, 2.0, 0, 0)
    problem = replace(required, least=np.array([1, 1, 0, 1]))
    none = solved(problem)
    assert (none.status, none.held) == (Status.INFEASIBLE, 0)
    assert none.reason.startswith("1 of the meetings that people must have are missing at least: ")
    assert "person 0 has 0 meetings in all, at least 1 are needed" in find_broken_rules(
        problem, np.array([-1, 0, 1])
    )
    with pytest.raises(ValueError, match="Expected a problem with a timetable: 1 of the meetings"):
        replan(problem, np.array([0, 1, -1]))


def test_a_replan_leaves_as_little_missing() -> None:
    problem = replace(WANTED, least=np.array([0, 1, 0, 1]))
    plan = replan(problem, np.array([0, 1, -1]))
    assert plan.result.slot.tolist() == [-1, 1, 0]
    assert plan.fewest


@given(st.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_required_meetings_against_every_timetable(seed: int) -> None:
    problem = replace(general_fair(seed), least_required=True)
    result = solved(problem)
    possible = any(True for _ in list_timetables(problem))
    assert possible == (result.status == Status.OPTIMAL)


def test_a_large_fair_gives_people_their_least_where_it_can() -> None:
    random = np.random.default_rng(5)
    pairs = sorted({(int(n), 150 + int(random.integers(20))) for n in np.repeat(range(150), 4)})
    weight = random.integers(1, 10, len(pairs)).astype(float).tolist()
    problem = fair(pairs, slots_per_day=(12,), weight=weight)
    least = np.zeros(problem.people, dtype=np.int32)
    least[:150] = 1
    without = solve(problem, params=QUICK)
    result = solve(replace(problem, least=least), params=QUICK)
    assert len(pairs) > 300
    assert check_claims(replace(problem, least=least), result).false == []
    assert result.leasts is not None
    met = np.bincount(problem.a[without.slot >= 0], minlength=150)
    assert (met == 0).sum() > 5
    assert result.leasts.total <= 1


def test_planted_faults_are_found() -> None:
    problem = replace(WANTED, least=np.array([1, 1, 0, 1]))
    result = solved(problem)
    assert result.leasts is not None

    def plant(**lie: object) -> str:
        assert result.leasts is not None
        forged = replace(result.leasts, **lie)  # type: ignore[arg-type]
        told = replace(result, leasts=forged)
        return " | ".join(check_claims(problem, told, seconds=60.0).false)

    assert "the result says [(1, -1, 2)]" in plant(missing=((1, -1, 2),))
    assert "not the bound 2" in plant(bound=2)
    assert "HiGHS found one with 1" in plant(bound=2)
    assert "nothing shows that 1 meetings are missing" in plant(certificate=None)
    assert "not 7" in plant(asked=7)
    silent = check_claims(problem, replace(result, leasts=None)).false
    assert any("the result states nothing about the meetings" in words for words in silent)
    with pytest.raises(ValueError, match="least meetings of person 1 from 0 to the most, got 1"):
        check(replace(problem, person_most=np.array([-1, 0, -1, -1])))


@pytest.mark.parametrize("required", [False, True])
def test_comfort_takes_no_meeting_from_the_day_for_which_it_is_owed(required: bool) -> None:  # noqa: FBT001  a parameter
    said = {
        "format": "fairlead-meetings/1",
        "slots_per_day": [3, 2],
        "tables": 0,
        "people": [
            {"min_per_day": {"1": 1}},
            {"unavailable": [1, 2, 3, 4]},
            {"unavailable": [0, 2, 3]},
            {"unavailable": [0, 1, 3, 4]},
        ],
        "requests": [[0, 1, 1, -2, 0], [0, 2, 1, -2, 0], [0, 3, 1, -2, 0]],
        "min_meetings_required": required,
    }
    result = solve(parse_json(json.dumps(said)))
    assert (result.status, result.slot.tolist(), result.breaks) == ("optimal", [0, 4, 2], 1)
