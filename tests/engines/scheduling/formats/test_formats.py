"""The `.dzn` and JSON formats: what they say, and what is wrong with a broken one."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.scheduling.makers import FORUM, random_fair

from fairlead.engines.scheduling import Problem
from fairlead.engines.scheduling.checks import check
from fairlead.engines.scheduling.formats.dzn import parse_dzn
from fairlead.engines.scheduling.formats.errors import FormatError
from fairlead.engines.scheduling.formats.meetings_json import FORMAT, parse_json
from fairlead.engines.scheduling.formats.write_meetings_json import write_json

JSON: dict[str, Any] = {
    "format": "fairlead-meetings/1",
    "slots_per_day": [2, 2],
    "tables": 3,
    "people": [{"hall": 1, "capacity": 2, "unavailable": [0]}, {"hall": None}, {}],
    "requests": [[0, 1, 1.5, 0, 0], [1, 2, 1, -1, 1]],
    "sessions": [[0, 1]],
    "walk": [[0, 1], [1, 0]],
    "locked": {"1": 1},
    "precedences": [[0, 1]],
}


def same(one: Problem, two: Problem) -> bool:
    return all(np.array_equal(getattr(one, name), getattr(two, name)) for name in Problem.__slots__)


def test_the_published_format() -> None:
    problem = parse_dzn(FORUM)
    assert (problem.people, problem.requests, problem.slots, problem.tables) == (3, 2, 4, 1)
    assert problem.allowed(0).tolist() == [True, True, False, False]
    assert problem.allowed(1).tolist() == [False, False, True, False]
    assert problem.locked.tolist() == [-1, 2]
    assert problem.precedences.tolist() == [[0, 1]]
    assert problem.fairness == 2


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("nTables = 1;", "", "nTables: a whole number"),
        ("nTables = 1;", "nTables = -1;", "line 4: nTables: from 0 to 1000000, got -1"),
        ("|2, 3,3,", "|2, 9,3,", "line 8: requested: a participant from 1 to 3 in meeting 2"),
        ("|2, 3,3,", "|2, 3,7,", "session 1, 2 or 3 in meeting 2"),
        ("nMeetings = 2;", "nMeetings = 3;", "3 rows of 3, got 2"),
        ("{4}", "{5}", "slots from 1 to 4, got 5 for participant 2"),
        ("{1}];", "{1", "is the file cut"),
        ("fixed = [0,3];", "fixed = [0,3]", '";" after the value'),
        ("% a forum", "\x00", "a character of the .dzn format"),
        ("% a forum", "deep = " + "[" * 5_000 + "]" * 5_000 + ";", "lists of a few levels"),
    ],
)
def test_a_broken_file_says_where(old: str, new: str, message: str) -> None:
    with pytest.raises(FormatError) as caught:
        parse_dzn(FORUM.replace(old, new))
    assert message in str(caught.value)


def test_more_people_and_slots_than_there_is_memory_for_are_refused_unread() -> None:
    huge = FORUM.replace("nBusiness = 3;", "nBusiness = 1000000;")
    huge = huge.replace("nTotalSlots = 4;", "nTotalSlots = 900000;")
    with pytest.raises(ValueError, match="at most 10000 slots, got 900000"):
        parse_dzn(huge)
    people = ", ".join(["{}"] * 60_000)
    text = (
        f'{{"format": "{FORMAT}", "slots_per_day": [9000], "people": [{people}], "requests": []}}'
    )
    with pytest.raises(ValueError, match="people times slots <= 500000000, got 540000000"):
        parse_json(text)
    text = json.dumps(JSON | {"slots_per_day": [9_000], "sessions": [[]] * 60_000})
    with pytest.raises(FormatError, match="at most 55555 sessions, got 60000"):
        parse_json(text)


def test_every_published_file_is_read(shared_data: Path) -> None:
    with (shared_data / "b2bsp" / "optima.csv").open() as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 19
    for row in rows:
        problem = parse_dzn((shared_data / "b2bsp" / row["file"]).read_text())
        check(problem)
        found = (problem.people, problem.requests, problem.slots, problem.tables)
        assert found == tuple(
            int(row[name]) for name in ("participants", "meetings", "slots", "tables")
        )


def test_the_json_format() -> None:
    problem = parse_json(json.dumps(JSON))
    check(problem)
    assert problem.capacity.tolist() == [2, 1, 1]
    assert problem.hall.tolist() == [1, -1, -1]
    assert problem.weight.tolist() == [1.5, 1.0]
    assert problem.allowed(1).tolist() == [False, True, False, False]


@given(st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_json_gives_the_same_problem_back(seed: int) -> None:
    problem = random_fair(seed)
    assert same(parse_json(write_json(problem)), problem)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": "other"}, "format: an object with"),
        ({"colour": 1}, "colour: one of"),
        ({"slots_per_day": []}, "slots_per_day: 1 to 10000 slots"),
        ({"slots_per_day": [-1]}, "slots_per_day[0]: a whole number from 1"),
        ({"slots_per_day": [10**12]}, "slots_per_day[0]: a whole number"),
        ({"tables": "many"}, "tables: a whole number"),
        ({"people": [3]}, "people[0]: an object with"),
        ({"people": [{"capacity": 0}]}, "people[0].capacity: a whole number from 1"),
        ({"people": [{"unavailable": [4]}]}, "people[0].unavailable: slots from 0 to 3, got 4"),
        ({"requests": [[0, 1, 1, 0, 0], [0, 1]]}, "requests[1]: five numbers"),
        ({"requests": [[0, 1, "x", 0, 0]]}, "requests[0]: five numbers"),
        ({"requests": [[0.5, 1, 1, 0, 0]]}, "requests[0]: whole numbers but for the weight"),
        ({"sessions": [[9]]}, "sessions[0]: slots from 0 to 3, got 9"),
        ({"walk": [[0, 1]]}, "walk[0]: a square table"),
        ({"walk": [[0, 1e300], [1e300, 0]]}, "walk: whole numbers of slots"),
        ({"locked": {"7": 1}}, 'locked["7"]: a request from 0 to 1'),
        ({"locked": {"0": 4}}, 'locked["0"]: a whole number from 0 to 3, got 4'),
        ({"precedences": [[0]]}, "precedences[0]: two requests"),
    ],
)
def test_a_broken_json_names_the_element(change: dict[str, Any], message: str) -> None:
    with pytest.raises(FormatError) as caught:
        parse_json(json.dumps({**JSON, **change}))
    assert message in str(caught.value)


def test_half_a_json_says_the_line() -> None:
    text = json.dumps(JSON, indent=1)
    with pytest.raises(FormatError, match="is the file cut"):
        parse_json(text[: len(text) // 2])


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    for parse in (parse_dzn, parse_json):
        with pytest.raises(FormatError):
            parse(text)
