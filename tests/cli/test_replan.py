"""`fairlead replan` and `fairlead why`, as a user types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.test_schedule import fairlead

PROBLEM = {
    "format": "fairlead-meetings/1",
    "slots_per_day": [3],
    "tables": 1,
    "people": [{}, {}, {}, {"unavailable": [2]}],
    "requests": [[0, 1, 1, 0, 0], [0, 2, 1, 0, 0], [0, 3, 1, 0, 0], [1, 2, 1, -1, 0]],
}
RELEASED = "meeting,slot,place\n0,0,stand 0\n1,1,stand 0\n"


@pytest.fixture
def problem(tmp_path: Path) -> Path:
    path = tmp_path / "fair.json"
    path.write_text(json.dumps(PROBLEM))
    return path


@pytest.fixture
def released(tmp_path: Path) -> Path:
    path = tmp_path / "released.csv"
    path.write_text(RELEASED)
    return path


def test_a_late_person_moves_one_meeting(problem: Path, released: Path, tmp_path: Path) -> None:
    late = [{}, {"unavailable": [0]}, {}, {"unavailable": [0, 1, 2]}]
    problem.write_text(json.dumps(PROBLEM | {"people": late}))
    out = tmp_path / "now.csv"
    ran = fairlead("replan", problem, released, "-o", out, "--price", "2")
    assert ran.returncode == 0
    assert ran.stdout.splitlines()[:6] == [
        "moved     meeting 0 from slot 0 to slot 2",
        "held      2 of 4",
        "weight    2, at most 3 is possible",
        "gap       33.3333 %",
        "breaks    0",
        "changed   1, proved the fewest",
    ]
    assert fairlead("verify", problem, out).returncode == 0
    # A new meeting is worth moving another for, at the usual price.
    found = json.loads(fairlead("replan", problem, released, "--json").stdout)
    assert (found["moved"], found["cancelled"], found["added"]) == ([0, 1], [], [3])


def test_who_does_not_come_is_cancelled(problem: Path, released: Path) -> None:
    people = [{}, {"unavailable": [0, 1, 2]}, {}, {}]
    problem.write_text(json.dumps(PROBLEM | {"people": people}))
    ran = fairlead("replan", problem, released)
    assert ran.stdout.startswith("cancelled meeting 0, was in slot 0\n")
    assert "added     meeting 2 in slot" in ran.stdout


def test_why_a_meeting_has_no_slot(problem: Path, released: Path) -> None:
    ran = fairlead("why", problem, released, "--meeting", "2")
    assert ran.stdout == (
        "2: Person 0 has a meeting in every slot that both could take (slots 0-1). "
        "Possible: Slot 0, if request 0 (weight 1) made way, or another representative.\n"
    )
    found = json.loads(fairlead("why", problem, released, "--meeting", "3", "--json").stdout)
    assert (found["why"], found["slot"]) == ("there is room", 2)
    assert [line[:2] for line in fairlead("why", problem, released).stdout.splitlines()] == [
        "2:",
        "3:",
    ]


def test_a_published_file_counts_from_one(tmp_path: Path) -> None:
    forum, timetable = tmp_path / "f.dzn", tmp_path / "t.csv"
    forum.write_text(
        "nBusiness = 3; nMeetings = 2; nTables = 1; nTotalSlots = 2; nMorningSlots = 1;\n"
        "requested = [| 1, 2, 3 | 1, 3, 3 |];\nforbidden = [{}, {}, {2}];\n"
    )
    timetable.write_text("meeting,slot,place\n1,1,table 1\n")
    ran = fairlead("why", forum, timetable)
    assert ran.stdout == (
        "2: Person 1 has a meeting in every slot that both could take (slot 1). "
        "Possible: Slot 1, if request 1 (weight 1) made way, or another representative.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--meeting", "0"), "expected a meeting that the timetable does not hold"),
        (("--meeting", "9"), "expected a meeting from 0 to 3"),
    ],
)
def test_a_wrong_meeting_is_said(
    problem: Path, released: Path, arguments: tuple[str, str], message: str
) -> None:
    ran = fairlead("why", problem, released, *arguments)
    assert ran.returncode == 2
    assert message in ran.stderr


@pytest.mark.parametrize("command", ["replan", "why"])
def test_a_folder_that_is_not_there_is_named(command: str, tmp_path: Path) -> None:
    ran = fairlead(command, tmp_path / "fiar")
    assert ran.returncode == 2
    assert "fiar: expected a fair's folder or this file, it is missing" in ran.stderr


def test_a_timetable_of_another_problem_is_refused(problem: Path, released: Path) -> None:
    released.write_text("meeting,slot,place\n0,0,stand 0\n1,0,stand 0\n")
    ran = fairlead("why", problem, released)
    assert ran.returncode == 2
    assert "keeps every rule: person 0 is in 2 meetings in slot 0" in ran.stderr
