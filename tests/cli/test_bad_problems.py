"""Files of meetings that make no sense: each is refused by its place, and nothing is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.engines.scheduling.makers import FORUM
from typer.testing import CliRunner

from fairlead.cli.main import build_app
from fairlead.folder.input_errors import InvalidInput

NAN, INF = float("nan"), float("inf")
FAIR: dict[str, Any] = {
    "format": "fairlead-meetings/1",
    "slots_per_day": [3, 3],
    "tables": 2,
    "people": [{}, {}, {}, {}],
    "requests": [[0, 1, 1, -1, 0], [1, 2, 2, -1, 0], [2, 3, 1, 3, 0]],
}
TEXT = json.dumps(FAIR)

TEXTS: list[tuple[str, str]] = [
    ("", "p.json:1: expected JSON: Expecting value; is the file cut?"),
    (" \n \n", "p.json:3: expected JSON: Expecting value"),
    (TEXT[:90], "p.json:1: expected JSON: "),
    (json.dumps(FAIR, indent=1)[:90], "p.json:8: expected JSON: "),
    ("[]", "p.json: format: expected an object"),
    (TEXT + "x", "p.json:1: expected JSON: one object and nothing after it"),
    (TEXT + "\n" + TEXT, "p.json:2: expected JSON: one object and nothing after it"),
    (TEXT.replace("]]", "]],", 1), "p.json:1: expected JSON: "),
    (TEXT.replace('"tables"', '"tables": 2, "tables"'), "tables: expected each key of an object o"),
    (TEXT.replace("{}", '{"hall": 1, "hall": 0}', 1), "hall: expected each key of an object once"),
    (TEXT.replace('"tables": 2', '"tables": ' + "9" * 5_000), "tables: expected a whole number"),
]
CHANGES: list[tuple[dict[str, Any], str]] = [
    ({"format": "fairlead-meetings/2"}, "format: expected an object"),
    ({"table": 1}, "table: expected one of distance, fairness"),
    ({"slots_per_day": [3, True]}, "slots_per_day[1]: expected a whole number"),
    ({"slots_per_day": [3, -1]}, "slots_per_day[1]: expected a whole number"),
    ({"tables": None}, "tables: expected a whole number from 0"),
    ({"tables": 1.0}, "tables: expected a whole number from 0"),
    ({"tables": NAN}, "tables: expected a whole number from 0 to 2000000000, got nan"),
    ({"tables": 1e308}, "tables: expected a whole number from 0 to 2000000000, got 1e+308"),
    ({"people": {}}, "people: expected a list"),
    ({"people": [{"hal": 1}, {}, {}, {}]}, "people[0]: expected an object with calendar"),
    ({"people": [{}, None, {}, {}]}, "people[1]: expected an object with calendar"),
    ({"people": [{"rest": -1}, {}, {}, {}]}, "people[0].rest: expected a whole number from 0"),
    ({"people": [{"min_per_day": -1}, {}, {}, {}]}, "people[0].min_per_day: expected a whole nu"),
    ({"people": [{"min_per_day": 1.0}, {}, {}, {}]}, "people[0].min_per_day: expected a whole nu"),
    ({"people": [{"min_per_day": True}, {}, {}, {}]}, "people[0].min_per_day: expected a whole nu"),
    ({"people": [{"min_per_day": "1"}, {}, {}, {}]}, "people[0].min_per_day: expected a whole nu"),
    ({"people": [{"min_per_day": [1, 1]}, {}, {}, {}]}, "people[0].min_per_day: expected a whole"),
    ({"people": [{"min_per_day": NAN}, {}, {}, {}]}, "people[0].min_per_day: expected a whole nu"),
    ({"people": [{"min_per_day": {"2": 1}}, {}, {}, {}]}, 'min_per_day["2"]: expected a day from'),
    ({"people": [{"min_per_day": {"00": 1}}, {}, {}, {}]}, 'min_per_day["00"]: expected a day fr'),
    ({"people": [{"min_per_day": {"0": None}}, {}, {}, {}]}, 'min_per_day["0"]: expected a whole'),
    ({"people": [{"min_per_day": 10**12}, {}, {}, {}]}, "people[0].min_per_day: expected a whole"),
    (
        {"people": [{"min_per_day": 2, "max_per_day": 1}, {}, {}, {}]},
        "least meetings of person 0 on day 0 from 0 to the most a day, got 2",
    ),
    (
        {"people": [{"representatives": [{"avoids": 0}]}, {}, {}, {}]},
        "avoids: expected a list of re",
    ),
    ({"people": [{"representatives": [{"avoids": [9]}]}, {}, {}, {}]}, "avoids: expected a whole"),
    (
        {"people": [{"representatives": [{"avoids": [NAN]}]}, {}, {}, {}]},
        "avoids: expected a whole",
    ),
    ({"people": [{"avoids": [0]}, {}, {}, {}]}, "people[0]: expected an object with calendar"),
    (
        {"people": [{"representatives": [{"avoids": [2]}]}, {}, {}, {}]},
        "representative 0 of person 0 to avoid meetings of that person, got request 2",
    ),
    ({"people": [{"unavailable": [6]}, {}, {}, {}]}, "people[0].unavailable: expected slots fr"),
    ({"people": [{"unavailable": "0"}, {}, {}, {}]}, "people[0].unavailable: expected a list"),
    ({"people": [{"representatives": 2}, {}, {}, {}]}, "people[0].representatives: expected a l"),
    ({"people": [{"capacity_by_slot": {"00": 0}}, {}, {}, {}]}, 'by_slot["00"]: expected a slot'),
    ({"requests": {"0": [0, 1, 1, -1, 0]}}, "requests: expected a list"),
    ({"requests": [["0", "1", "1", "-1", "0"]]}, "requests[0]: expected five numbers"),
    ({"requests": [[0, True, 1, -1, 0]]}, "requests[0]: expected five numbers"),
    ({"requests": [[0, 1, None, -1, 0]]}, "requests[0]: expected five numbers"),
    ({"requests": [[0, 1, 1, -1]]}, "requests[0]: expected five numbers"),
    ({"requests": [[[0], [1], [1], [-1], [0]]]}, "requests[0]: expected five numbers"),
    ({"requests": [[[0, 1, 1, -1, 0]]]}, "requests[0]: expected five numbers"),
    ({"requests": [[0, 1, 10**350, -1, 0]]}, "requests[0]: expected five numbers"),
    ({"requests": [[0, 1.5, 1, -1, 0]]}, "requests[0]: expected whole numbers but for the weig"),
    ({"requests": [[NAN, 1, 1, -1, 0]]}, "requests[0]: expected whole numbers but for the weig"),
    ({"requests": [[0, 1, NAN, -1, 0]]}, "weight of request 0 to be from 0 to 1e+09, got nan"),
    ({"requests": [[0, 1, INF, -1, 0]]}, "weight of request 0 to be from 0 to 1e+09, got inf"),
    ({"requests": [[0, 1, 1e308, -1, 0]]}, "weight of request 0 to be from 0 to 1e+09, got 1e+"),
    ({"requests": [[0, 1, -1, -1, 0]]}, "weight of request 0 to be from 0 to 1e+09, got -1"),
    ({"requests": [[0, 9, 1, -1, 0]]}, "b of request 0 to be a person from 0 to 3, got 9"),
    ({"requests": [[0, 1, 1, 2, 0]]}, "host of request 0 to be 0, 1, -1"),
    ({"locked": {"0": 6}}, 'locked["0"]: expected a whole number from 0 to 5, got 6'),
    ({"locked": {"00": 1}}, 'locked["00"]: expected a request from 0 to 2'),
    ({"locked": [1]}, "locked: expected an object"),
    ({"locked_table": {"0": 2}}, "request 0, locked to table 2, to be at one of 2 shared tables"),
    ({"must": [3]}, "must[0]: expected a whole number from 0 to 2, got 3"),
    ({"further": {"0": [1]}}, "different participants in request 0, got person 1"),
    ({"length": {"0": 0}}, 'length["0"]: expected a whole number from 1 to 6, got 0'),
    ({"minutes": {"0": 30}}, "times of the slots, as a request has minutes"),
    ({"slot_times": [[0, 30]]}, "slot_times: expected the times of 6 slots, got 1"),
    ({"tables_by_slot": {"0": 3}}, 'tables_by_slot["0"]: expected a whole number from 0 to 2'),
    ({"precedences": [[0, 1], [1, 2], [2, 0]]}, "requests 1, 2, 0, 1 in a circle"),
    ({"precedences": [[0, 0]]}, "precedence 0 between two requests, got 0 twice"),
    ({"walk": [0]}, "walk[0]: expected a square table of numbers, 1 in this row"),
    ({"walk": [[[0], [1]], [[1], [0]]]}, "walk[0]: expected a square table of numbers"),
    ({"walk": [[0, 1], ["1", 0]]}, "walk[1]: expected a square table of numbers"),
    ({"walk": [[0, 10**350], [10**350, 0]]}, "walk[0]: expected a square table of numbers"),
    ({"walk": [[0, 1e308], [1e308, 0]]}, "walk: expected whole numbers of slots"),
    ({"distance": [[0, NAN], [NAN, 0]]}, "distance from 0 to 1e+09, got nan"),
    ({"distance": [[0, INF], [INF, 0]]}, "distance from 0 to 1e+09, got 0 to inf"),
    ({"distance": [[0, 1e308], [1e308, 0]]}, "distance from 0 to 1e+09, got 0 to 1e+308"),
    ({"distance": [[0, -1], [-1, 0]]}, "distance from 0 to 1e+09, got -1 to 0"),
    ({"fairness": -1}, "fairness: expected a whole number from 0"),
    ({"min_meetings_required": 1}, "min_meetings_required: expected true or false, got 1"),
]
FORUMS: list[tuple[str, str, str]] = [
    (FORUM, "", "p.dzn: nBusiness: expected a whole number"),
    (FORUM[60:], "", "is the file cut?"),
    ("{1}];", "{1}]", 'p.dzn:15: precedences: expected ";" after the value'),
    ("% a forum", "\x00", "p.dzn:1: '\\x00': expected a character"),
    ("nTables = 1;", "nTables = 1; nTables = 2;", "p.dzn:4: nTables: expected each name once, got"),
    ("forbidden", "forbiden", "p.dzn:10: forbiden: expected forbidden"),
    ("nTables = 1", "nTables = 1.5", "p.dzn:4: '.': expected a character"),
    ("nTables = 1", "nTables = 1e308", "p.dzn:4: nTables: expected"),
    ("nTables = 1", "nTables = nan", "p.dzn:4: nan: expected a number"),
    ("nTables = 1", "nTables = -1", "p.dzn:4: nTables: expected from 0 to 1000000, got -1"),
    ("nTables = 1", "nTables = [1]", "p.dzn:4: nTables: expected a whole number"),
    ("nTables = 1", "nTables = " + "9" * 5_000, "p.dzn:4: 99999999999999999999...: expected"),
    ("nBusiness = 3", "nBusiness = 0", "p.dzn:2: nBusiness: expected from 1 to 1000000, got 0"),
    ("nMorningSlots = 2", "nMorningSlots = 5", "p.dzn:6: nMorningSlots: expected at most nTotalSl"),
    ("nMeetings = 2", "nMeetings = 3", "p.dzn:7: requested: expected nMeetings = 3 rows of 3"),
    ("|2, 3,3,", "|2, 99999999999,3", "p.dzn:8: requested: expected a participant from 1 to 3 i"),
    ("|2, 3,3,", "|2, -3,3", "p.dzn:8: requested: expected a participant from 1 to 3 in meeting 2"),
    ("|2, 3,3,", "|2, 2,3", "p.dzn:8: requested: expected two different participants in meeting 2"),
    ("|2, 3,3,", "|2, 3,4", "p.dzn:8: requested: expected session 1, 2 or 3 in meeting 2, got 4"),
    ("|2, 3,3,", "|2, {3},3", "p.dzn:8: requested: expected three numbers in meeting 2"),
    ("2,1,\n|2,", "2,\n|1,2,", "p.dzn:7: requested: expected three numbers in meeting 1, got 2"),
    ("1,\n|2, 3,3", "1, |2, 9,3", "p.dzn:7: requested: expected a participant from 1 to 3 in mee"),
    ("{4}", "{5}", "p.dzn:11: forbidden: expected slots from 1 to 4, got 5 for participant 2"),
    ("{4}", "{-4}", "p.dzn:11: forbidden: expected slots from 1 to 4, got -4 for participant 2"),
    ("{4}", "{{4}}", "p.dzn:11: forbidden: expected slots from 1 to 4, got a set for participa"),
    ("{4},", "", "p.dzn:10: forbidden: expected a list of 3 sets, got 2"),
    ("[0,3]", "[3]", "p.dzn:13: fixed: expected a list of 2 slots, got 1"),
    ("[0,3]", "[0,5]", "p.dzn:13: fixed: expected slots from 0 to 4, got 5 for meeting 2"),
    ("[0,3]", "[0,-1]", "p.dzn:13: fixed: expected slots from 0 to 4, got -1 for meeting 2"),
    ("[0,3]", "[{},3]", "p.dzn:13: fixed: expected slots from 0 to 4, got a set for meeting 1"),
    ("[0,3]", "3", "p.dzn:13: fixed: expected a list of 2 slots"),
    ("{1}]", "{3}]", "p.dzn:15: precedences: expected meetings from 1 to 2, got 3 for meeting 2"),
    ("{1}]", "{-1}]", "p.dzn:15: precedences: expected meetings from 1 to 2, got -1 for meeting"),
    ("{1}]", "{2}]", "p.dzn:15: precedences: expected meeting 2 after others, got it before its"),
    ("[{},\n{1}]", "[{2},\n{1}]", "requests 1, 2, 1 in a circle"),
]
ROWS: list[tuple[str, str]] = [
    ("", 't.csv: expected the header "meeting,slot,place"'),
    ("0,1,table 0\n", 't.csv: expected the header "meeting,slot,place"'),
    ("meeting,slot,slot\n0,1,1\n", 't.csv: expected the header "meeting,slot,place"'),
    ("meeting,slot,place\n0,1\n", "t.csv:2: expected 3 values, got 2"),
    ("meeting,slot,place\n0,1,table 0,x\n", "t.csv:2: expected 3 values, got 4"),
    ("meeting,slot,place\nnan,1,table 0\n", 't.csv:2: meeting "nan": expected a number'),
    ("meeting,slot,place\n0,1e308,table 0\n", 't.csv:2: slot "1e308": expected a number'),
    ("meeting,slot,place\n0,1,tab", 't.csv:2: place "tab": expected a place such as table 4'),
    ("meeting,slot,place\n0,1,table x\n", 't.csv:2: place "table x": expected a place such as'),
    ('meeting,slot,place\n0,1,"table 0', "t.csv:2: expected rows of CSV: "),
]


def refuse(folder: Path, name: str, text: str, *command: str) -> str:
    """Return what is said of a bad file; nothing else is left in its folder."""
    (folder / name).write_text(text)
    before = sorted(folder.iterdir())
    ran = CliRunner().invoke(build_app(["schedule", "replan", "verify"]), list(command))
    assert isinstance(ran.exception, InvalidInput), ran.output
    assert ran.output == ""
    assert sorted(folder.iterdir()) == before
    return str(ran.exception)


def schedule(folder: Path, name: str, text: str) -> str:
    paths = [str(folder / one) for one in (name, "out.csv", "proof.json")]
    options = (paths[0], "-o", paths[1], "--proof", paths[2])
    said = refuse(folder, name, text, "schedule", *options)
    assert refuse(folder, name, text, "schedule", *options, "--json") == said
    return said


@pytest.mark.parametrize(("text", "said"), TEXTS)
def test_a_text_that_is_no_problem_is_refused(text: str, said: str, tmp_path: Path) -> None:
    assert said in schedule(tmp_path, "p.json", text)


@pytest.mark.parametrize(("change", "said"), CHANGES)
def test_a_value_that_makes_no_sense_is_named(
    change: dict[str, Any], said: str, tmp_path: Path
) -> None:
    assert said in schedule(tmp_path, "p.json", json.dumps(FAIR | change))


@pytest.mark.parametrize(("old", "new", "said"), FORUMS)
def test_a_forum_that_makes_no_sense_says_its_line(
    old: str, new: str, said: str, tmp_path: Path
) -> None:
    assert said in schedule(tmp_path, "p.dzn", FORUM.replace(old, new, 1))


@pytest.mark.parametrize(("text", "said"), ROWS)
@pytest.mark.parametrize("command", ["verify", "replan", "why"])
def test_a_file_that_is_no_timetable_is_refused(
    command: str, text: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "p.json").write_text(TEXT)
    paths = [str(tmp_path / one) for one in ("p.json", "t.csv")]
    found = refuse(tmp_path, "t.csv", text, command, *paths)
    assert found.startswith(said)


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("p.json", json.dumps(FAIR | {"locked": {"0": 1, "1": 1}}), "person 1 is in 2 meetings in"),
        ("p.dzn", FORUM.replace("[0,3]", "[2,1]"), "request 1 in slot 2 is not before request 2"),
    ],
)
def test_locks_that_contradict_leave_no_timetable(
    name: str, text: str, reason: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text)
    out = tmp_path / "out.csv"
    command = ["schedule", str(tmp_path / name), "--json", "-o", str(out)]
    ran = CliRunner().invoke(build_app(["schedule"]), command)
    found = json.loads(ran.stdout)
    assert (ran.exit_code, found["status"], out.exists()) == (0, "infeasible", False)
    assert reason in found["reason"]


def test_more_tables_than_there_are_meetings_cost_nothing(tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text(json.dumps(FAIR | {"tables": 2_000_000_000}))
    command = ["schedule", str(tmp_path / "p.json"), "--json"]
    ran = CliRunner().invoke(build_app(["schedule"]), command)
    assert json.loads(ran.stdout)["held"] == 3
