"""Representatives with their own hours: read, chosen, written, verified, kept by a replan."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.chain.scheduling.problem_file import (
    ScheduleFile,
    read_schedule_file,
    solve_schedule_file,
)
from fairlead.chain.scheduling.replan import replan_file
from fairlead.chain.scheduling.timetable_file import (
    list_timetable_rows,
    verify_timetable,
    write_timetable,
)
from fairlead.engines.scheduling import MeetingParams
from fairlead.engines.scheduling import solve as solve_engine
from fairlead.engines.scheduling.bookings import Bookings
from fairlead.engines.scheduling.explain import Why, explain_unscheduled
from fairlead.engines.scheduling.formats.meetings_json import parse_json
from fairlead.engines.scheduling.formats.write_meetings_json import write_json
from fairlead.engines.scheduling.representatives import assign_representatives, find_hours
from fairlead.engines.scheduling.verification.bound import check_claims
from fairlead.engines.scheduling.verification.representatives import find_wrong_representatives
from fairlead.engines.scheduling.verification.rules import find_broken_rules
from fairlead.folder.input_errors import InvalidInput

STAND = {"representatives": [{"unavailable": [2]}, {"unavailable": [0]}]}
"""In three slots one, two, one of them."""


def write_problem(folder: Path, host: dict[str, Any], *, guests: int = 4, **more: Any) -> Path:
    path = folder / "problem.json"
    people = [host, *({} for _ in range(guests))]
    requests = [[guest, 0, 1, 0, 0] for guest in range(1, guests + 1)]
    document = {"format": "fairlead-meetings/1", "slots_per_day": [3], "people": people}
    path.write_text(json.dumps(document | {"requests": requests} | more))
    return path


def solve(file: ScheduleFile, folder: Path) -> Path:
    timetable = folder / "timetable.csv"
    write_timetable(timetable, list_timetable_rows(file, solve_schedule_file(file)))
    return timetable


def test_a_stand_holds_as_many_meetings_as_representatives_are_there(tmp_path: Path) -> None:
    file = read_schedule_file(write_problem(tmp_path, STAND, guests=5))
    result = solve_schedule_file(file)
    assert (result.held, result.bound) == (4, 4)
    assert np.bincount(result.slot[result.slot >= 0]).tolist() == [1, 2, 1]
    text = solve(file, tmp_path).read_text().splitlines()
    assert text[0] == "meeting,slot,place,representatives"
    chosen: dict[str, list[str]] = {row.split(",")[1]: [] for row in text[1:]}
    for row in text[1:]:
        chosen[row.split(",")[1]].append(row.split(",")[3])
    assert {slot: sorted(who) for slot, who in chosen.items()} == {
        "0": ["0 of 0"],
        "1": ["0 of 0", "1 of 0"],
        "2": ["1 of 0"],
    }
    assert verify_timetable(file, tmp_path / "timetable.csv").broken == []


def test_who_is_not_there_or_at_two_meetings_is_found(tmp_path: Path) -> None:
    file = read_schedule_file(write_problem(tmp_path, STAND))
    timetable = solve(file, tmp_path)
    text = timetable.read_text()
    timetable.write_text(text.replace("1 of 0", "0 of 0"))
    broken = verify_timetable(file, timetable).broken
    assert any("representative 0 of person 0 is not there in slot 2" in words for words in broken)
    assert any("representative 0 of person 0 is at request" in words for words in broken)
    timetable.write_text(text.replace("0 of 0", ""))
    broken = verify_timetable(file, timetable).broken
    assert any("has no representative of person 0" in words for words in broken)
    timetable.write_text(text.replace("0 of 0", "0 of 0 and 0 of 1 and 0 of 99"))
    broken = verify_timetable(file, timetable).broken
    for person in (1, 99):
        assert any(f"has a representative of person {person}, who is" in words for words in broken)
    timetable.write_text(text.replace("0 of 0", "1 of 0 and 0 of 0"))
    broken = verify_timetable(file, timetable).broken
    assert any("expected one representative of person 0, got 0 of 0 again" in b for b in broken)
    timetable.write_text(text.replace("0 of 0", "0 0"))
    with pytest.raises(InvalidInput, match="expected representatives such as 0 of 3"):
        verify_timetable(file, timetable)


def test_a_replan_keeps_who_was_there_and_says_who_is_not(tmp_path: Path) -> None:
    both: dict[str, Any] = {"representatives": [{}, {}]}
    file = read_schedule_file(write_problem(tmp_path, both, guests=2, locked={"0": 1, "1": 1}))
    timetable = solve(file, tmp_path)
    timetable.write_text("meeting,slot,place,representatives\n0,1,stand 0,0:1\n1,1,stand 0,0:0\n")
    plan = replan_file(file, timetable, price=0.0)
    assert plan.changes == []
    assert plan.chosen == {(0, 0): 1, (1, 0): 0}
    ill = {"representatives": [{}, {"unavailable": [0, 1]}]}
    changed = read_schedule_file(write_problem(tmp_path, ill, guests=2))
    plan = replan_file(changed, timetable, price=0.0)
    assert [(change.kind, change.meeting) for change in plan.changes] == [("moved", 0)]
    other = {"representatives": [{}, {"unavailable": [1]}, {}]}
    changed = read_schedule_file(write_problem(tmp_path, other, guests=2))
    plan = replan_file(changed, timetable, price=0.0)
    assert [(c.kind, c.meeting, c.representatives) for c in plan.changes] == [
        ("reseated", 0, "2 of 0")
    ]


@pytest.mark.parametrize(
    ("host", "more", "words"),
    [
        ({"representatives": []}, {}, "people[0].representatives: expected a list of objects"),
        (STAND | {"capacity": 2}, {}, "people[0].capacity: expected nothing beside"),
        (STAND | {"calendar": 1}, {}, "people[0].calendar: expected no calendar"),
        ({"representatives": [{"off": [1]}]}, {}, "people[0].representatives[0]: expected an obj"),
        ({"representatives": [{"unavailable": [9]}]}, {}, "representatives[0].unavailable"),
        ({"representatives": [{"rest": -1}]}, {}, "people[0].representatives[0].rest: expected"),
        (
            {"representatives": [{}] * 2_001},
            {"slots_per_day": [10_000]},
            "representatives times slots <= 20000000, got 20010000",
        ),
        (STAND | {"rest": 1}, {}, "none of more than one meeting at once"),
    ],
)
def test_what_makes_no_sense_is_refused(
    tmp_path: Path, host: dict[str, Any], more: dict[str, Any], words: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_schedule_file(write_problem(tmp_path, host, **more))
    assert words in str(refused.value)


def test_a_column_of_representatives_is_of_who_has_some(tmp_path: Path) -> None:
    file = read_schedule_file(write_problem(tmp_path, {"capacity": 2}))
    timetable = tmp_path / "timetable.csv"
    timetable.write_text("meeting,slot,place,representatives\n0,0,stand 0,0:0\n")
    with pytest.raises(InvalidInput, match="without representatives: nobody has any in problem"):
        verify_timetable(file, timetable)


@pytest.mark.parametrize("host", [{"capacity": 1}, {"representatives": [{"unavailable": [1]}]}])
def test_a_replan_takes_a_timetable_of_representatives_who_are_gone(
    tmp_path: Path, host: dict[str, Any]
) -> None:
    timetable = solve(read_schedule_file(write_problem(tmp_path, STAND, guests=4)), tmp_path)
    now = host | {"unavailable": [0, 2]}
    changed = read_schedule_file(write_problem(tmp_path, now, guests=4))
    plan = replan_file(changed, timetable, price=0.5)
    held = int((plan.result.slot >= 0).sum())
    assert held == (1 if "capacity" in host else 0)
    assert [change.kind for change in plan.changes] == ["cancelled"] * (4 - held)


def test_each_has_no_more_meetings_a_day_or_in_a_row_than_allowed(tmp_path: Path) -> None:
    host: dict[str, Any] = {"representatives": [{}, {"unavailable": [1, 2]}]}
    file = read_schedule_file(write_problem(tmp_path, host, guests=4))
    assert solve_schedule_file(file).held == 4
    # Twice a day each would be four: the second is there in one slot only.
    file = read_schedule_file(write_problem(tmp_path, host, guests=4, max_per_day=2))
    result = solve_schedule_file(file)
    assert (result.held, result.bound, str(result.status)) == (3, 3, "optimal")
    timetable = solve(file, tmp_path)
    assert verify_timetable(file, timetable).broken == []
    rows = "0,0,stand 0\n1,1,stand 0\n2,2,stand 0\n"
    timetable.write_text("meeting,slot,place\n" + rows.replace("2,2", "3,2"))
    assert verify_timetable(file, timetable).broken == []
    timetable.write_text("meeting,slot,place\n3,0,stand 0\n" + rows)
    (words,) = verify_timetable(file, timetable).broken
    assert words == "the representatives of person 0 cannot share its 4 meetings on day 0"
    who = "meeting,slot,place,representatives\n0,0,stand 0,0 of 0\n1,1,stand 0,0 of 0\n"
    timetable.write_text(who + "2,2,stand 0,0 of 0\n")
    broken = verify_timetable(file, timetable).broken
    assert "representative 0 of person 0 has 3 meetings on day 0, at most 2 are allowed" in broken
    file = read_schedule_file(write_problem(tmp_path, host, guests=4, max_in_row=1))
    assert solve_schedule_file(file).held == 3
    broken = verify_timetable(file, timetable).broken
    assert any("more than 1 meetings without a pause from slot 0 on" in words for words in broken)


def test_the_lightest_meetings_that_cannot_be_shared_make_way(tmp_path: Path) -> None:
    host: dict[str, Any] = {"representatives": [{}, {"unavailable": [1, 2]}]}
    problem = read_schedule_file(write_problem(tmp_path, host, max_per_day=2)).problem
    bookings = Bookings(problem)
    bookings.become(np.array([0, 0, 1, 2], dtype=np.int32))
    bookings.leave_out_unshared(np.array([4.0, 3.0, 1.0, 2.0]))
    assert bookings.slot.tolist() == [0, 0, -1, 2]


def test_why_nobody_is_left_for_a_meeting(tmp_path: Path) -> None:
    host: dict[str, Any] = {"representatives": [{}, {"unavailable": [1, 2]}]}
    problem = read_schedule_file(write_problem(tmp_path, host, max_per_day=2)).problem
    (reason,) = explain_unscheduled(problem, np.array([0, 0, 1, -1], dtype=np.int32))
    assert reason.why == Why.REPRESENTATIVES
    assert reason.words.startswith("No representative of person 0 is left for it in slot 2")


@given(st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_representatives_share_long_meetings_as_the_verifier_says(seed: int) -> None:
    random = np.random.default_rng(seed)
    hours = random.random((int(random.integers(1, 4)), 5)) < 0.75
    away: list[dict[str, Any]] = [{"unavailable": np.flatnonzero(~one).tolist()} for one in hours]
    for one in away if random.random() < 0.6 else ():
        for key, two in {"max_per_day": (0, 3), "max_meetings": (0, 4), "rest": (0, 3)}.items():
            if random.random() < 0.5:
                one[key] = int(random.integers(*two))
    document: dict[str, Any] = {
        "format": "fairlead-meetings/1",
        "slots_per_day": [3, 2],
        "people": [{"representatives": away}, *({} for _ in range(3))],
        "requests": [[guest, 0, int(random.integers(1, 4)), 0, 0] for guest in range(1, 4)],
        "length": {str(r): int(random.choice([1, 1, 2, 3])) for r in range(3)},
    }
    if random.random() < 0.5:
        document["max_per_day"] = int(random.integers(1, 3))
    if random.random() < 0.3:
        document["max_in_row"] = int(random.integers(1, 3))
    problem = parse_json(json.dumps(document))
    assert write_json(parse_json(write_json(problem))) == write_json(problem)
    result = solve_schedule_file(ScheduleFile("", problem, "meetings", 0))
    assert str(result.status) == "optimal"
    options = [[-1, *np.flatnonzero(problem.allowed(r)).tolist()] for r in range(3)]
    best = max(
        float(problem.weight[np.array(slot) >= 0].sum())
        for slot in product(*options)
        if not find_broken_rules(problem, np.array(slot, dtype=np.int32))
    )
    assert result.weight == best
    findings = check_claims(problem, result, seconds=20.0)
    assert (findings.false, findings.unchecked) == ([], [])
    chosen = assign_representatives(problem, result.slot)
    assert find_wrong_representatives(problem, result.slot, chosen) == []
    # Above the size that a solver proves, in four steps.
    quick = solve_engine(problem, params=MeetingParams(proving=0.0))
    assert find_broken_rules(problem, quick.slot) == []
    assert quick.weight <= best <= quick.bound


def test_each_has_its_own_limits(tmp_path: Path) -> None:
    host: dict[str, Any] = {"representatives": [{"max_per_day": 1}, {"rest": 1}]}
    file = read_schedule_file(write_problem(tmp_path, host))
    result = solve_schedule_file(file)
    # The second has slots 0 and 2, the first any one.
    assert (result.held, result.bound, str(result.status)) == (3, 3, "optimal")
    assert verify_timetable(file, solve(file, tmp_path)).broken == []
    timetable = tmp_path / "wrong.csv"
    timetable.write_text(
        "meeting,slot,place,representatives\n0,0,stand 0,0 of 0\n1,1,stand 0,1 of 0\n"
        "2,2,stand 0,1 of 0\n3,1,stand 0,0 of 0\n"
    )
    broken = verify_timetable(file, timetable).broken
    assert "representative 0 of person 0 has 2 meetings on day 0, at most 1 are allowed" in broken
    assert (
        "representative 1 of person 0 has less than 1 slots of rest between request 1 and request 2"
        in broken
    )
    seldom: dict[str, Any] = {"representatives": [{"max_meetings": 1}, {"max_meetings": 2}]}
    file = read_schedule_file(write_problem(tmp_path, seldom, slots_per_day=[2, 2]))
    assert solve_schedule_file(file).held == 3
    broken = verify_timetable(file, write_all(tmp_path, [0, 1, 2, 3])).broken
    assert "the representatives of person 0 cannot share its 4 meetings of all days" in broken


def test_the_longest_rest_ends_with_the_day(tmp_path: Path) -> None:
    host: dict[str, Any] = {"representatives": [{"rest": 2_000_000_000}, {"max_per_day": 1}]}
    file = read_schedule_file(write_problem(tmp_path, host, slots_per_day=[2, 2]))
    result = solve_schedule_file(file)
    assert (result.held, str(result.status)) == (4, "optimal")
    assert verify_timetable(file, solve(file, tmp_path)).broken == []


def test_breaks_are_closed_within_the_limits_of_representatives(tmp_path: Path) -> None:
    hosts: list[dict[str, Any]] = [
        {"representatives": [{"max_per_day": 1}]},
        {"representatives": [{"rest": 1}, {"unavailable": [0]}]},
    ]
    document = {
        "format": "fairlead-meetings/1",
        "slots_per_day": [4, 4],
        "people": [*hosts, {}, {}],
        "requests": [[2, 0, 1, 0, 0], [3, 0, 1, 0, 0], *[[2, 1, 1, 1, 0], [3, 1, 1, 1, 0]] * 2],
        "locked": {"2": 0, "3": 1, "4": 2, "5": 3},
    }
    path = tmp_path / "problem.json"
    path.write_text(json.dumps(document))
    file = read_schedule_file(path)
    # Each of the two first would close a break on day 0, and one of them may.
    assert solve_schedule_file(file).held == 6
    assert verify_timetable(file, solve(file, tmp_path)).broken == []


def write_all(folder: Path, slots: list[int]) -> Path:
    path = folder / "all.csv"
    rows = [f"{request},{slot},stand 0" for request, slot in enumerate(slots)]
    path.write_text("\n".join(["meeting,slot,place", *rows]))
    return path


def test_the_old_notation_of_representatives_is_read(tmp_path: Path) -> None:
    file = read_schedule_file(write_problem(tmp_path, STAND, guests=2, locked={"0": 1, "1": 1}))
    timetable = tmp_path / "timetable.csv"
    timetable.write_text("meeting,slot,place,representatives\n0,1,stand 0,0:1\n1,1,stand 0,0:0\n")
    assert verify_timetable(file, timetable).broken == []


@given(st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_there_is_always_somebody(seed: int) -> None:
    random = np.random.default_rng(seed)
    count, slots = int(random.integers(1, 4)), 5
    steady = random.random() < 0.5
    hours = random.random((count, slots)) < 0.7
    hours = np.broadcast_to(hours[0], hours.shape) if steady else hours
    away = [{"unavailable": np.flatnonzero(~there).tolist()} for there in hours]
    lengths = {str(r): int(random.integers(1, 4)) for r in range(9)} if steady else {}
    document = {
        "format": "fairlead-meetings/1",
        "slots_per_day": [3, 2],
        "people": [{"representatives": away}, *({} for _ in range(9))],
        "requests": [[guest, 0, 1, 0, 0] for guest in range(1, 10)],
        "length": lengths,
    }
    problem = parse_json(json.dumps(document))
    assert write_json(parse_json(write_json(problem))) == write_json(problem)
    if len(problem.on_duty):
        assert (find_hours(problem)[0] == hours).all()
    result = solve_schedule_file(ScheduleFile("", problem, "meetings", 0))
    chosen = assign_representatives(problem, result.slot)
    assert find_wrong_representatives(problem, result.slot, chosen) == []
    if not steady:
        assert result.held == min(9, int(hours.sum()))


def test_representatives_of_whom_nobody_is_ever_there_hold_nothing(tmp_path: Path) -> None:
    host: dict[str, Any] = {
        "representatives": [
            {"max_per_day": 1, "unavailable": [0, 1, 2]},
            {"unavailable": [0, 1, 2]},
        ]
    }
    file = read_schedule_file(write_problem(tmp_path, host))
    assert solve_schedule_file(file).held == 0
    assert verify_timetable(file, solve(file, tmp_path)).broken == []
