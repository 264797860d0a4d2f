"""The verifier finds each broken rule on its own, and counts what it should."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.engines.scheduling.makers import fair

from fairlead.engines.scheduling.verification.measures import measure_timetable
from fairlead.engines.scheduling.verification.rules import find_broken_rules

PAIRS = [(0, 2), (1, 2)]
WALK = np.array([[0, 1], [1, 0]])


@pytest.mark.parametrize(
    ("slots", "more", "message"),
    [
        ([0, 0], {}, "person 2 is in 2 meetings in slot 0, at most 1 at once"),
        ([0, 7], {}, "request 1 is in slot 7, which does not exist"),
        ([0, 1], {"off": {1: [1]}}, "request 1: person 1 is not available in slot 1"),
        ([0, 1], {"session": [1, 0], "sessions": WALK[:1, [0, 1, 0]] > 0}, "outside session 1"),
        ([0, 1], {"locked": [2, -1]}, "request 0 is locked to slot 2, got slot 0"),
        ([-1, 1], {"locked": [2, -1]}, "request 0 is locked to slot 2, and is not held"),
        ([0, 1], {"max_per_day": 1}, "person 2 has 2 meetings on day 0, at most 1"),
        ([0, 1], {"max_in_row": 1}, "person 2 has 2 meetings in slots 0 to 1"),
        ([1, 0], {"precedences": np.array([[0, 1]])}, "request 0 in slot 1 is not before"),
        ([0, 1], {"organisation": [4, 4, 5], "once_per_pair": True}, "which meet once"),
        ([0, 1], {"hall": [0, 1, -1], "host": [0, 1], "walk": WALK}, "walks from hall 0"),
    ],
)
def test_a_broken_rule_is_said(slots: list[int], more: dict[str, Any], message: str) -> None:
    broken = find_broken_rules(fair(PAIRS, **more), np.array(slots, dtype=np.int32))
    assert len(broken) == 1
    assert message in broken[0]


def test_tables() -> None:
    problem = fair([(0, 1), (2, 3)], tables=1)
    slot = np.zeros(2, dtype=np.int32)
    assert "there are 1" in find_broken_rules(problem, slot)[0]
    more = fair([(0, 1), (2, 3)], tables=2)
    assert "both at table 0" in find_broken_rules(more, slot, np.zeros(2, dtype=np.int32))[0]
    assert find_broken_rules(more, slot, np.array([1, 0], dtype=np.int32)) == []


def test_every_meeting_must_be_held_in_the_published_problem() -> None:
    assert find_broken_rules(fair(PAIRS), np.array([0, -1]), all_held=True) == [
        "request 1 is not held"
    ]


def test_breaks_end_with_the_day() -> None:
    requests = [(0, 1), (0, 2), (0, 3)]
    problem = fair(requests, slots_per_day=(3, 3), hall=[-1, 0, 1, 0])
    found = measure_timetable(problem, np.array([0, 2, 5], dtype=np.int32))
    assert (found.held, found.breaks, found.spread, found.walking) == (3, 1, 1, 1.0)
    one_day = fair(requests, slots_per_day=(6,))
    assert measure_timetable(one_day, np.array([0, 2, 5], dtype=np.int32)).breaks == 2
