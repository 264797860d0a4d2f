"""Rest after meetings, locked tables, and room that changes by slot: known answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.engines.scheduling.makers import fair

from fairlead.engines.scheduling import MeetingParams, Problem, Result, solve
from fairlead.engines.scheduling.checks import check
from fairlead.engines.scheduling.explain import Why, explain_unscheduled
from fairlead.engines.scheduling.formats.errors import FormatError
from fairlead.engines.scheduling.formats.meetings_json import parse_json
from fairlead.engines.scheduling.formats.write_meetings_json import write_json
from fairlead.engines.scheduling.replan import replan
from fairlead.engines.scheduling.verification.bound import check_claims
from fairlead.engines.scheduling.verification.rules import find_broken_rules

QUICK = MeetingParams(effort=2.0, comfort=5.0)


def solved(problem: Problem) -> Result:
    result = solve(problem, params=QUICK)
    findings = check_claims(problem, result, seconds=60.0)
    assert (findings.false, findings.unchecked) == ([], [])
    assert write_json(parse_json(write_json(problem))) == write_json(problem)
    return result


def explain(problem: Problem, *slots: int) -> tuple[Why, str]:
    found = explain_unscheduled(problem, np.array(slots, dtype=np.int32))[0]
    return found.why, found.words


def broken(problem: Problem, slots: list[int], tables: list[int] | None = None) -> str:
    seats = None if tables is None else np.array(tables, dtype=np.int32)
    return " | ".join(find_broken_rules(problem, np.array(slots, dtype=np.int32), seats))


def test_who_rests_has_empty_slots_after_each_meeting_of_a_day() -> None:
    pairs = [(0, n) for n in range(1, 5)]
    problem = fair(pairs, slots_per_day=(4, 3), rest=[1, 0, 0, 0, 0])
    result = solved(problem)
    assert result.held == 4
    assert sorted(result.slot.tolist()) == [0, 2, 4, 6] or set(result.slot.tolist()) > {4, 6}
    assert solved(replace(problem, rest=np.array([2, 0, 0, 0, 0]))).held == 3
    assert "person 0 has 0 slots of rest between request 0 and request 1" in broken(
        problem, [0, 1, -1, -1]
    )
    assert explain(problem, 1, 5, -1, 3)[0] == Why.REST
    assert "Person 0 rests 1 slots after a meeting" in explain(problem, 1, 5, -1, 3)[1]


def test_a_rest_of_one_is_that_of_all_who_share_a_calendar() -> None:
    pairs = [(1, 2), (1, 3), (1, 4)]
    calendar = [7, 7, -1, -1, -1]
    problem = fair(pairs, slots_per_day=(5,), calendar=calendar, rest=[1, 0, 0, 0, 0])
    result = solved(problem)
    assert sorted(result.slot.tolist()) == [0, 2, 4]
    assert "rests 1 slots after a meeting" in explain(problem, 1, 4, -1)[1]


def test_a_rest_comes_after_the_whole_of_a_long_meeting() -> None:
    problem = fair([(0, 1), (0, 2)], slots_per_day=(4,), length=[2, 1], rest=[1, 0, 0])
    result = solved(problem)
    assert result.held == 2
    first, second = result.slot.tolist()
    assert second - first - 2 >= 1 or first - second - 1 >= 1


def test_a_locked_table_is_that_of_one_meeting_at_a_time() -> None:
    pairs = [(0, 1), (2, 3), (4, 5)]
    problem = fair(pairs, slots_per_day=(2,), tables=3, locked_table=[2, 2, -1])
    result = solved(problem)
    assert result.held == 3
    assert result.table[:2].tolist() == [2, 2]
    assert result.slot[0] != result.slot[1]
    one = replace(problem, slots_per_day=(1,), available=problem.available[:, :1])
    assert solved(one).held == 2
    assert "requests 0 and 1 are locked to table 2 in slot 0" in broken(problem, [0, 0, 1])
    assert "request 0 is locked to table 2, got table 1" in broken(problem, [0, 1, 1], [1, 2, 0])
    assert explain(one, 0, -1, 0) == (
        Why.TABLES,
        "It is locked to table 2, where request 0 is in slot 0.",
    )


def test_a_long_meeting_has_one_table_beside_those_that_are_locked_to_some() -> None:
    pairs = [(0, 1), (2, 3), (4, 5)]
    long: dict[str, Any] = {"length": [1, 1, 2], "locked_table": [0, 1, -1]}
    problem = fair(pairs, slots_per_day=(3,), tables=2, **long)
    result = solved(problem)
    assert result.held == 3
    # Two slots are enough for each of the tables, and not for the long meeting beside both.
    brief = replace(problem, slots_per_day=(2,), available=problem.available[:, :2])
    assert solved(brief).held == 2
    assert "of several slots of day 0 find no tables" in broken(brief, [0, 1, 0])
    assert "requests 0 and 2 are both at table 0" in broken(brief, [0, 1, 0], [0, 1, 0])
    why, words = explain(brief, 0, 1, -1)
    assert why == Why.TABLES
    assert "no table is left for all slots" in words


def test_one_table_serves_who_is_locked_to_it_and_a_long_meeting() -> None:
    problem = fair([(0, 1), (2, 3)], tables=1, length=[1, 2], locked_table=[0, -1])
    result = solved(problem)
    assert (result.held, result.table.tolist()) == (2, [0, 0])
    late = replace(problem, available=problem.available & ~np.eye(4, 3, dtype=np.bool_))
    plan = replan(late, result.slot, tables=result.table)
    assert broken(late, plan.result.slot.tolist(), plan.result.table.tolist()) == ""


def test_a_meeting_by_minutes_leaves_locked_tables_also_where_one_slot_is_enough() -> None:
    problem = fair(
        [(0, 1), (2, 3)],
        slots_per_day=(2,),
        tables=2,
        locked=[-1, 1],
        locked_table=[0, -1],
        slot_begin=[540, 560],
        slot_minutes=[20, 30],
        minutes=[0, 30],
    )
    result = solved(problem)
    assert (int(result.slot[1]), int(result.table[1])) == (1, 1)


def test_replanning_keeps_a_locked_table_and_a_rest() -> None:
    pairs = [(0, 1), (0, 2), (3, 4)]
    problem = fair(
        pairs, slots_per_day=(5,), tables=2, locked_table=[1, 1, 1], rest=[1, 0, 0, 0, 0]
    )
    result = solved(problem)
    late = replace(problem, available=problem.available & (np.arange(5) >= 1))
    plan = replan(late, result.slot, tables=result.table)
    assert plan.result.held == 3
    assert find_broken_rules(late, plan.result.slot, plan.result.table) == []
    assert plan.fewest


def test_room_that_changes_by_slot() -> None:
    pairs = [(n, 4) for n in range(4)]
    room = fair(pairs, slots_per_day=(2,), capacity=[1, 1, 1, 1, 2], reduced=[[4, 0, 1]])
    assert solved(room).held == 3
    assert "person 4 is in 2 meetings in slot 0, at most 1 at once" in broken(room, [0, 0, 1, 1])
    assert "has a meeting in every slot" in explain(room, 0, 1, 1, -1)[1]
    pairs = [(0, 1), (2, 3), (4, 5), (6, 7)]
    tables = fair(pairs, slots_per_day=(2,), tables=3, table_room=[1, 2])
    assert solved(tables).held == 3
    assert "slot 0 has 2 meetings at shared tables, there are 1" in broken(tables, [0, 0, 1, 1])
    assert explain(tables, 0, 1, 1, -1)[1].endswith("all 1 tables are taken then.")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"reduced": [[0, 0, 0]]}, "1 to 2 meetings at once for person 0 in slot 0, got 0"),
        ({"reduced": [[0, 9, 1]]}, r"slot of reduced\[0\], got 9"),
        ({"table_room": [1]}, "table_room for each slot, got 1"),
        ({"table_room": [1, 2, 5]}, "0 to 4 tables in slot 2, got 5"),
        ({"rest": [1, 0]}, "rest of 0 or more for person 0, and none of more than one meeting"),
        ({"rest": [0, -1]}, "rest of 0 or more for person 1"),
        ({"locked_table": [4]}, "request 0, locked to table 4, to be at one of 4 shared"),
    ],
)
def test_what_makes_no_sense_is_refused(more: dict[str, Any], words: str) -> None:
    problem = fair([(0, 1)], tables=4, **({"capacity": [2, 1]} | more))
    with pytest.raises(ValueError, match=words):
        check(problem)


HEAD = (
    '{"format": "fairlead-meetings/1", "slots_per_day": [2], "tables": 1, '
    '"requests": [[0, 1, 1, -1, 0]], '
)


@pytest.mark.parametrize(
    ("text", "element"),
    [
        ('"people": [{"rest": -1}, {}]}', "people[0].rest"),
        ('"people": [{"capacity_by_slot": {"2": 1}}, {}]}', 'people[0].capacity_by_slot["2"]'),
        ('"people": [{"capacity_by_slot": {"0": 2}}, {}]}', 'people[0].capacity_by_slot["0"]'),
        ('"people": [{}, {}], "tables_by_slot": {"0": 2}}', 'tables_by_slot["0"]'),
        ('"people": [{}, {}], "tables_by_slot": [1, 1]}', "tables_by_slot"),
        ('"people": [{}, {}], "locked_table": {"1": 0}}', 'locked_table["1"]'),
    ],
)
def test_what_is_wrong_in_a_file_is_named(text: str, element: str) -> None:
    with pytest.raises(FormatError) as error:
        parse_json(HEAD + text)
    assert error.value.element == element


def test_no_room_in_a_slot_is_not_there() -> None:
    people = '"people": [{"capacity_by_slot": {"0": 0}}, {}]}'
    assert parse_json(HEAD + people).available.tolist() == [[False, True], [True, True]]
