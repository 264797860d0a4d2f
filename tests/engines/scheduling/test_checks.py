"""A problem that makes no sense is refused by an error that names the element."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.engines.scheduling.makers import fair

from fairlead.engines.scheduling import MeetingParams, Status, Stop, solve
from fairlead.engines.scheduling.checks import check
from fairlead.engines.scheduling.exact import BreakParams
from fairlead.engines.scheduling.replan import replan
from fairlead.engines.scheduling.verification.bound import find_false_claims

TWO = [(0, 2), (1, 2)]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"a": [0, 9]}, "a of request 1 to be a person from 0 to 2, got 9"),
        ({"weight": [1.0, -2.0]}, "weight of request 1 to be from 0 to 1e.09, got -2"),
        ({"weight": [1.0, float("nan")]}, "weight of request 1"),
        ({"weight": [1e308, 1e308]}, "weight of request 0"),
        ({"a": [2, 1]}, "two different participants in request 0"),
        ({"capacity": [1, 0, 1]}, "capacity >= 1, got 0 for person 1"),
        ({"host": [1, 2]}, "host of request 0 to be 0, 2, -1"),
        ({"session": [0, 1]}, "session of request 1 from 0 to 0, got 1"),
        ({"locked": [0, 3]}, "locked slot of request 1 from 0 to 2, got 3"),
        ({"precedences": [[0, 1], [1, 0]]}, "one direction, got requests 1, 0, 1 in a circle"),
        ({"precedences": [[0, 0]]}, "precedence 0 between two requests"),
        ({"precedences": [[0, 5]]}, "precedence 0 between requests 0 to 1"),
        ({"walk": [[0, 1], [2, 0]]}, r"walk\[h1\]\[h2\] to equal"),
        ({"walk": [[0]], "hall": [0, 0, 1]}, "hall of person 2 from 0 to 0"),
        ({"calendar": [4, 1, 4]}, "share a calendar"),
        ({"tables": -1}, "tables >= 0"),
        ({"fairness": -1}, "fairness >= 0"),
        ({"max_per_day": 0}, "max_per_day >= 1"),
        ({"slots_per_day": (2,)}, "available of shape"),
    ],
)
def test_an_element_is_named(change: dict[str, Any], message: str) -> None:
    arrays: dict[str, Any] = {
        name: np.array(v) if isinstance(v, list) else v for name, v in change.items()
    }
    with pytest.raises(ValueError, match=message):
        check(replace(fair(TWO), **arrays))


def test_a_lock_needs_both_there() -> None:
    result = solve(fair(TWO, off={0: [1]}, locked=[1, -1]))
    assert result.status == Status.INFEASIBLE
    assert "request 0: person 0 is not available in slot 1" in result.reason


def test_an_unknown_objective_is_refused() -> None:
    with pytest.raises(ValueError, match='objective "meetings" or "breaks"'):
        solve(fair(TWO), objective="beauty")  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [-1.0, float("nan")])
def test_a_limit_that_would_never_end_a_run_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="Expected seconds >= 0"):
        Stop(seconds=value)
    with pytest.raises(ValueError, match="Expected gap >= 0"):
        Stop(gap=value)
    with pytest.raises(ValueError, match="Expected effort >= 0"):
        MeetingParams(effort=value)
    with pytest.raises(ValueError, match="Expected share from 0 to 1"):
        MeetingParams(share=value)
    with pytest.raises(ValueError, match="Expected cold above 0"):
        MeetingParams(cold=value)


def test_settings_of_the_other_objective_are_refused() -> None:
    with pytest.raises(ValueError, match="Expected MeetingParams"):
        solve(fair([(0, 1)]), params=BreakParams())
    with pytest.raises(ValueError, match="Expected BreakParams"):
        solve(fair([(0, 1)]), objective="breaks", params=MeetingParams())


def test_locks_that_cannot_all_be_kept_leave_no_timetable() -> None:
    problem = fair([(0, 2), (1, 2)], locked=[0, 0])
    for objective in ("meetings", "breaks"):
        result = solve(problem, objective=objective)
        assert (result.status, result.held) == (Status.INFEASIBLE, 0)
        assert "person 2 is in 2 meetings in slot 0" in result.reason
        assert find_false_claims(problem, result) == []
    false = replace(solve(fair([(0, 2), (1, 2)])), status=Status.INFEASIBLE)
    assert find_false_claims(fair([(0, 2), (1, 2)]), false) != []
    with pytest.raises(ValueError, match="the locks cannot all be kept"):
        replan(problem, np.zeros(2, dtype=np.int32))


def test_a_circle_of_orders_is_named_in_their_direction() -> None:
    pairs = [[0, 1], [1, 2], [2, 0]]
    with pytest.raises(ValueError, match="got requests 1, 2, 0, 1 in a circle"):
        check(fair([(0, 1), (2, 3), (4, 5)], precedences=pairs))
