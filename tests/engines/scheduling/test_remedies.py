"""What a remedy says is enough: once it is all done, the request can be held in its slot."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.scheduling.general.makers import general_fair
from tests.engines.scheduling.makers import fair, random_fair

from fairlead.engines.scheduling import MeetingParams, Problem, solve
from fairlead.engines.scheduling.explain import Reason, explain_unscheduled
from fairlead.engines.scheduling.problem import Bools, Ints
from fairlead.engines.scheduling.verification.rules import find_broken_rules

ROUGH = MeetingParams(effort=1.0, proving=0.0, polish=False)


def share_calendar(problem: Problem, person: int) -> Bools:
    same: Bools = problem.participant == problem.participant[person]
    return same


def apply(problem: Problem, reason: Reason, slot: Ints) -> list[str]:
    """Return the rules that are broken where everything of a remedy is done."""
    trial = slot.copy()
    for words in reason.remedy.removesuffix(".").split("; and "):
        text = words.lower()
        numbers = [int(number) for number in re.findall(r"\d+", text)]
        if "made way" in text:
            trial[[int(n) for n in re.findall(r"\d+", text.split("request")[1].split("(")[0])]] = -1
        elif text.startswith("request"):
            trial[numbers[0]] = -1
        elif text.startswith("one more table"):
            room = problem.tables_by_slot.copy()
            room[numbers[0]] += 1
            problem = replace(problem, tables=problem.tables + 1, table_room=room)
        elif "meetings a day" in text:
            most = np.where(share_calendar(problem, numbers[1]), numbers[0], problem.person_day)
            problem = replace(problem, person_day=most)
        elif "meetings in all" in text:
            most = np.where(share_calendar(problem, numbers[1]), numbers[0], problem.person_most)
            problem = replace(problem, person_most=most)
        elif "longer row" in text:
            problem = replace(problem, max_in_row=None)
        elif "session" in text:
            session = problem.session.copy()
            session[reason.request] = 0
            problem = replace(problem, session=session)
        elif text.startswith("person"):
            there = problem.available.copy()
            who, when = (re.findall(r"\d+", part) for part in text.split(" come"))
            there[[int(n) for n in who], int(when[0]) : int(when[-1]) + 1] = True
            problem = replace(problem, available=there)
        elif text.startswith("allow more"):
            problem = replace(problem, once_per_pair=False)
        else:
            assert text.startswith("hold it"), text
    trial[reason.request] = reason.slot
    return find_broken_rules(problem, trial, only_held=True)


@given(st.integers(0, 10_000), st.booleans())
@settings(max_examples=12, deadline=None)
def test_a_remedy_is_enough(seed: int, general: bool) -> None:  # noqa: FBT001  (drawn)
    problem = (general_fair if general else random_fair)(seed, requests=12)
    slot = solve(problem, params=ROUGH).slot
    for reason in explain_unscheduled(problem, slot):
        if reason.slot >= 0:
            assert apply(problem, reason, slot) == [], reason


def test_who_meets_already_needs_a_free_slot_too() -> None:
    problem = fair([(0, 1), (1, 0)], slots_per_day=(1,), organisation=[0, 1], once_per_pair=True)
    found = explain_unscheduled(problem, np.array([0, -1], dtype=np.int32))[0]
    assert found.remedy == "Allow more than one meeting; and request 0 in another slot."
    assert found.slot == 0


def test_who_is_never_together_is_told_what_would_do() -> None:
    problem = fair(
        [(0, 1)], slots_per_day=(4,), off={0: [0, 1], 1: [3], 2: [2, 3]}, people=3,
        further=[(0, 2)], length=[2],
    )  # fmt: skip
    found = explain_unscheduled(problem, np.array([-1], dtype=np.int32))[0]
    assert found.remedy == "Person 0 comes in slots 0-1."
    assert found.slot == 0


def test_limits_of_the_person_and_of_its_representatives_are_told_apart() -> None:
    problem = fair(
        [(0, 1), (0, 2)], slots_per_day=(2,), person_most=[1, -1, -1],
        on_duty=[(0, 0, 0), (0, 0, 1)], duty_limits=[(0, 0, 2, 2, 0)],
    )  # fmt: skip
    now = np.array([0, -1], dtype=np.int32)
    found = explain_unscheduled(problem, now)[0]
    assert found.remedy == "A limit of 2 meetings in all for person 0."
    of_each = replace(problem, duty_limits=np.array([(0, 0, 2, 1, 0)]))
    found = explain_unscheduled(of_each, now)[0]
    assert found.remedy == (
        "A limit of 2 meetings in all for person 0, and a higher one of a representative."
    )
    alone = replace(of_each, person_most=np.array([-1, -1, -1]))
    found = explain_unscheduled(alone, now)[0]
    assert found.remedy == "A higher limit in all of a representative of person 0."


def test_everything_in_the_way_is_named() -> None:
    problem = fair([(0, 1), (0, 2)], slots_per_day=(1,), tables=1, person_most=[1, -1, -1])
    found = explain_unscheduled(problem, np.array([0, -1], dtype=np.int32))[0]
    assert found.remedy == "Slot 0, if request 0 (weight 1) made way, or another representative."
    apart = fair(
        [(0, 1), (2, 3)], slots_per_day=(1,), tables=1, person_most=[-1, -1, 0, -1], people=4
    )
    found = explain_unscheduled(apart, np.array([0, -1], dtype=np.int32))[0]
    assert found.remedy == (
        "One more table in slot 0; and a limit of 1 meetings in all for person 2."
    )


@pytest.mark.parametrize("length", [1, 2])
def test_a_meeting_of_the_same_two_makes_way_once(length: int) -> None:
    problem = fair([(0, 1), (0, 1)], slots_per_day=(length,), length=[length, length])
    found = explain_unscheduled(problem, np.array([0, -1], dtype=np.int32))[0]
    assert found.remedy.startswith("Slot 0, if request 0 (weight 1) made way")
