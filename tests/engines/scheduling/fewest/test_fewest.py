"""Every request in the fewest slots or days: known answers, brute force, another solver."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.engines.scheduling.general.makers import general_fair
from tests.engines.scheduling.makers import fair, random_fair

from fairlead.engines.scheduling import MeetingParams, Problem, Proof, Result, Status
from fairlead.engines.scheduling._reference import list_timetables
from fairlead.engines.scheduling.fewest.solve import solve_fewest
from fairlead.engines.scheduling.result import Unit
from fairlead.engines.scheduling.verification.bound import check_claims

QUICK = MeetingParams(effort=2.0, comfort=5.0)
PETERSEN = [
    *((i, (i + 1) % 5) for i in range(5)),
    *((i, i + 5) for i in range(5)),
    *((5 + i, 5 + (i + 2) % 5) for i in range(5)),
]


def solved(
    problem: Problem, unit: Unit = "slots", proving: float = 20.0, person: int | None = None
) -> Result:
    params = replace(QUICK, proving=proving)
    result = solve_fewest(problem, unit=unit, person=person, params=params)
    findings = check_claims(problem, result, seconds=60.0)
    assert (findings.false, findings.unchecked) == ([], [])
    return result


def count(result: Result) -> tuple[Status, int, int]:
    assert result.fewest is not None
    return result.status, result.fewest.used, result.fewest.bound


def test_seven_who_all_meet_need_seven_slots_though_each_has_six_meetings() -> None:
    everybody = list(combinations(range(7), 2))
    result = solved(fair(everybody, slots_per_day=(9,)))
    assert count(result) == (Status.OPTIMAL, 7, 7)
    none = solved(fair(everybody, slots_per_day=(6,)))
    assert none.status == Status.INFEASIBLE
    assert none.reason == "of 21 requests at most 18 can be held together"


def test_what_counting_does_not_see_a_solver_proves() -> None:
    result = solved(fair(PETERSEN, slots_per_day=(3, 3)))
    assert count(result) == (Status.OPTIMAL, 4, 4)
    assert result.fewest is not None
    assert result.fewest.proof == Proof.UNSATISFIABILITY
    assert count(solved(fair(PETERSEN, slots_per_day=(2, 2, 2)), "days"))[1:] == (2, 2)


def test_tables_and_hours_count() -> None:
    pairs = [(0, 1), (2, 3), (4, 5), (6, 7)]
    assert count(solved(fair(pairs, slots_per_day=(6,), tables=2)))[1] == 2
    assert count(solved(fair(pairs, slots_per_day=(6,), off={0: [0, 1, 2, 3, 4]})))[1] == 1
    apart = fair(pairs, slots_per_day=(3,), off={0: [1, 2], 2: [0, 2]})
    assert count(solved(apart))[1] == 2


def test_no_requests_need_no_slots() -> None:
    assert count(solved(fair([], people=2))) == (Status.OPTIMAL, 0, 0)


def test_what_is_required_is_so_in_the_fewest_slots_too() -> None:
    problem = fair([(0, 1), (0, 2)], least_required=True, least=[2, 1, 1])
    assert count(solved(problem)) == (Status.OPTIMAL, 2, 2)
    assert solved(replace(problem, least=np.array([3, 1, 1]))).status == Status.INFEASIBLE


def test_whoever_comes_to_a_meeting_beside_two_is_not_the_one_that_is_counted() -> None:
    problem = fair([(0, 1), (0, 2), (0, 3)], slots_per_day=(4,), people=5, further=[(1, 4)])
    assert count(solved(problem)) == (Status.OPTIMAL, 3, 3)


def test_where_none_is_found_what_must_be_held_is_still_said() -> None:
    triangle = fair([(0, 1), (1, 2), (2, 0)], slots_per_day=(2,), must=[True, False, False])
    assert solved(triangle, proving=0.0).status == Status.UNKNOWN
    assert solved(triangle).status == Status.INFEASIBLE


def test_one_person_has_all_meetings_on_the_fewest_days() -> None:
    # Person 0 is asked four times and the others meet on both days.
    pairs = [(0, 1), (0, 2), (0, 3), (1, 2), (3, 4), (3, 5)]
    problem = fair(pairs, slots_per_day=(3, 3), off={4: [0, 1, 2], 5: [3, 4, 5]})
    assert count(solved(problem, "days")) == (Status.OPTIMAL, 2, 2)
    result = solved(problem, "days", person=0)
    assert count(result) == (Status.OPTIMAL, 1, 1)
    late = fair(pairs[:3], slots_per_day=(3, 3), off={1: [3, 4, 5], 2: [0, 1, 2]})
    result = solved(late, "days", person=0)
    assert count(result) == (Status.OPTIMAL, 2, 2)
    assert result.fewest is not None
    one = replace(result, fewest=replace(result.fewest, used=1, bound=1))
    assert check_claims(late, one).false == ["2 days are used, the result says 1"]
    nobody = replace(result, fewest=replace(result.fewest, person=9))
    assert check_claims(late, nobody).false == ["there is no person 9"]
    with pytest.raises(ValueError, match="a person from 0 to 3, got 4"):
        solve_fewest(late, person=4)


def find_fewest(problem: Problem, unit: Unit, person: int | None = None) -> int | None:
    """Return the fewest units by looking at every timetable, None where none holds all."""
    units = problem.day if unit == "days" else np.arange(problem.slots)
    node = problem.participant
    found = []
    for slot in list_timetables(problem):
        if (slot >= 0).all():
            taken = [
                units[t]
                for r, first in enumerate(slot.tolist())
                if person is None or node[person] in node[problem.parties(r)]
                for t in range(first, problem.find_ends(r)[first])
            ]
            found.append(len(set(taken)))
    return min(found, default=None)


@pytest.mark.parametrize("proving", [0.0, 20.0])
@given(
    seed=st.integers(0, 10_000),
    general=st.booleans(),
    unit=st.sampled_from(["slots", "days"]),
    person=st.none() | st.integers(0, 3),
)
@example(seed=274, general=True, unit="slots", person=None)
@settings(max_examples=15, deadline=None)
def test_the_fewest_against_every_timetable(
    proving: float, seed: int, *, general: bool, unit: Unit, person: int | None
) -> None:
    problem = general_fair(seed, requests=4) if general else random_fair(seed, requests=4)
    person = person if person is None or person < problem.people else None
    result = solved(problem, unit, proving=proving, person=person)
    best = find_fewest(problem, unit, person)
    if proving:
        assert (best is None) == (result.status == Status.INFEASIBLE)
        assert best is None or count(result) == (Status.OPTIMAL, best, best)
    elif best is None:
        assert result.held == 0
    elif result.fewest is not None and result.held:
        assert result.fewest.bound <= best <= result.fewest.used


def test_planted_faults_are_found() -> None:
    problem = fair(PETERSEN, slots_per_day=(6,))
    result = solved(problem)
    assert result.fewest is not None

    def plant(result: Result, **lie: object) -> str:
        assert result.fewest is not None
        told = replace(result, fewest=replace(result.fewest, **lie))  # type: ignore[arg-type]
        return " | ".join(check_claims(problem, told, seconds=60.0).false)

    assert "4 slots are used, the result says 5" in plant(result, used=5)
    assert "4 slots are not the bound 5" in plant(result, bound=5)
    assert "found one in 4" in plant(result, used=4, bound=5)
    assert "3 slots are needed, the result says 4" in plant(result, certificate=None)
    gone = replace(result, slot=np.where(np.arange(15) == 3, -1, result.slot))
    assert "1 requests are not held" in " | ".join(check_claims(problem, gone).false)
