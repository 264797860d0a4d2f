"""Every reason a request can have, and the remedy that would mend it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.scheduling.makers import fair, random_fair

from fairlead.engines.scheduling import MeetingParams, solve
from fairlead.engines.scheduling.explain import Reason, Why, explain_unscheduled
from fairlead.engines.scheduling.verification.rules import find_broken_rules


def reason(slots: list[int], requests: list[tuple[int, int]], **more: Any) -> Reason:
    problem = fair(requests, **more)
    return explain_unscheduled(problem, np.array(slots, dtype=np.int32))[0]


def test_never_there_together() -> None:
    found = reason([-1], [(0, 1)], slots_per_day=(2,), off={0: [0], 1: [1]})
    assert found.why == Why.NEVER_TOGETHER
    assert found.words == "Person 0 is there in slot 1, person 1 in slot 0: never together."
    assert found.remedy == "Person 1 comes in slot 1."


@pytest.mark.parametrize(
    ("off", "remedy", "slot"),
    [
        ({0: [0, 1]}, "Person 0 comes in slot 0.", 0),
        ({1: [0, 1]}, "Person 1 comes in slot 0.", 0),
        ({0: [0, 1], 1: [0, 1]}, "Persons 0 and 1 come in slot 0.", 0),
    ],
)
def test_who_never_comes_is_named_in_the_same_words(
    off: dict[int, list[int]], remedy: str, slot: int
) -> None:
    found = reason([-1], [(0, 1)], slots_per_day=(2,), off=off)
    assert (found.why, found.remedy, found.slot) == (Why.NEVER_TOGETHER, remedy, slot)


def test_who_should_come_is_told_a_slot_of_the_session() -> None:
    session = {"session": [1], "sessions": np.array([[False, True, True]])}
    found = reason([-1], [(0, 1)], slots_per_day=(3,), off={0: [1, 2], 1: [0, 1]}, **session)
    assert (found.remedy, found.slot) == ("Person 0 comes in slot 2.", 2)


def test_both_full() -> None:
    found = reason([-1, 0, 0], [(0, 1), (0, 2), (3, 1)], slots_per_day=(1,))
    assert found.why == Why.BOTH_FULL
    assert (
        found.remedy
        == "Slot 0, if requests 1 and 2 (weight 2) made way, or another representative."
    )


def test_one_full() -> None:
    found = reason([-1, 0], [(0, 1), (2, 1)], slots_per_day=(1,))
    assert found.why == Why.ONE_FULL
    assert "Person 1 has a meeting in every slot" in found.words


def test_free_but_never_at_once() -> None:
    found = reason([-1, 0, 1], [(0, 1), (0, 2), (3, 1)], slots_per_day=(2,))
    assert found.why == Why.NEVER_FREE_TOGETHER


def test_no_table_left() -> None:
    found = reason([-1, 0], [(0, 1), (2, 3)], slots_per_day=(1,), tables=1)
    assert (found.why, found.remedy) == (Why.TABLES, "One more table in slot 0.")


def test_a_limit_is_reached() -> None:
    found = reason([-1, 0], [(0, 1), (0, 2)], slots_per_day=(2,), max_per_day=1)
    assert (found.why, found.remedy) == (Why.LIMIT, "A limit of 2 meetings a day for person 0.")
    found = reason([-1, 0], [(0, 1), (0, 2)], slots_per_day=(2,), max_in_row=1)
    assert found.why == Why.LIMIT


def test_too_far_to_walk() -> None:
    walk = np.array([[0, 1], [1, 0]])
    found = reason([-1, 0], [(0, 1), (0, 2)], slots_per_day=(2,), hall=[-1, 0, 1], walk=walk)
    assert found.why == Why.WALK


def test_the_order_would_break() -> None:
    order = np.array([[1, 0]])
    found = reason([-1, 1], [(0, 1), (2, 3)], slots_per_day=(2,), precedences=order)
    assert found.why == Why.ORDER


def test_the_organisations_meet_already() -> None:
    same = {"organisation": [5, 6, 5, 6], "once_per_pair": True}
    assert reason([-1, 0], [(0, 1), (2, 3)], **same).why == Why.MEET_ALREADY


def test_a_held_request_has_no_reason() -> None:
    with pytest.raises(ValueError, match="got 0, which is held"):
        explain_unscheduled(fair([(0, 1)]), np.array([0]), np.array([0]))


@given(st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_room_is_said_exactly_where_there_is_room(seed: int) -> None:
    problem = random_fair(seed, requests=12)
    slot = solve(problem, params=MeetingParams(effort=1.0, polish=False)).slot.copy()
    held = np.flatnonzero((slot >= 0) & (problem.locked < 0))
    slot[held[::2]] = -1
    for found in explain_unscheduled(problem, slot):
        fits = []
        for choice in np.flatnonzero(problem.allowed(found.request)):
            trial = slot.copy()
            trial[found.request] = choice
            if not find_broken_rules(problem, trial):
                fits.append(int(choice))
        assert (found.why == Why.ROOM) == bool(fits)
        if fits:
            assert found.slot in fits
