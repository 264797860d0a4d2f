"""A folder's meetings of persons, of three and more parties, of several slots, and its musts."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.csv as pa_csv
import pytest

from fairlead.chain.scheduling.replan_folder import explain_folder, replan_folder
from fairlead.chain.scheduling.staffing import assign_hosts, build_staffing
from fairlead.chain.scheduling.timetable import Timetable, schedule_meetings
from fairlead.chain.scheduling.verify_folder import verify_folder_timetable
from fairlead.folder.fair import Fair
from fairlead.folder.fair_tables import build_table_of_rows
from fairlead.folder.read import read_fair

SMALL = read_fair(Path(__file__).parents[2] / "folder" / "small")
DAYS = SMALL.settings.dates


def with_requests(rows: list[dict[str, Any]], parties: list[dict[str, Any]] | None = None) -> Fair:
    """Return the small fair, everybody free, with other requests and further parties."""
    numbered = [{"id": f"r{number}"} | row for number, row in enumerate(rows)]
    joined = [{"number": 3} | row for row in parties or []]
    return dataclasses.replace(
        SMALL,
        requests=build_table_of_rows("requests", numbered),
        request_parties=build_table_of_rows("request_parties", joined),
        availability=build_table_of_rows("availability", []),
    )


def hours(person: str, start: int, end: int, day: int = 0) -> dict[str, Any]:
    return {"person": person, "date": DAYS[day], "start": dt.time(start), "end": dt.time(end)}


def free(fair: Fair, *rows: dict[str, Any]) -> Fair:
    return dataclasses.replace(fair, availability=build_table_of_rows("availability", rows))


def solved(fair: Fair, tmp_path: Path) -> Timetable:
    """Return the timetable, which the verifier of folders finds right."""
    timetable = schedule_meetings(fair, seed=0)
    path = tmp_path / "timetable.csv"
    pa_csv.write_csv(timetable.meetings, path)
    found = verify_folder_timetable(fair, path)
    assert found.broken == []
    assert found.unheld == timetable.unheld.num_rows
    return timetable


def test_a_meeting_of_three_parties_books_all_their_people(tmp_path: Path) -> None:
    fair = with_requests(
        [{"requester": "v1", "recipient": "gear"}, {"requester": "v3", "recipient": "bearing"}],
        [
            {"request": "r0", "organisation": "bearing", "answer": "accepted"},
            {"request": "r0", "number": 4, "person": "u1", "answer": "accepted"},
            {"request": "r1", "person": "v2", "answer": "declined"},
        ],
    )
    fair = free(fair, hours("b1", 10, 11))
    rows = {row["request"]: row for row in solved(fair, tmp_path).meetings.to_pylist()}
    assert rows["r0"]["attendees"] == "b1|u1"
    assert rows["r1"]["attendees"] is None
    assert rows["r0"]["slot"] != rows["r1"]["slot"], "b1 is in both"


def test_two_persons_meet_at_the_stand_of_the_one_asked(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"requester": "v1", "person": "g1"},
        {"requester": "v2", "person": "v3", "place": "table"},
        {"requester": "v1", "person": "v3"},
    ]
    timetable = solved(with_requests(rows), tmp_path)
    found = {row["request"]: row for row in timetable.meetings.to_pylist()}
    assert (found["r0"]["stand"], found["r0"]["representative"]) == ("1-A1", "g1")
    assert (found["r1"]["table"], found["r1"]["representative"]) == (1, "v3")
    assert timetable.unheld.to_pylist() == [{"request": "r2", "reason": "no_stand"}]


def test_a_long_meeting_has_one_host_all_the_time(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"requester": "v1", "recipient": "gear", "slots": 2},
        {"requester": "v2", "recipient": "gear", "slots": 3},
        {"requester": "v3", "recipient": "gear"},
    ]
    fair = free(with_requests(rows), hours("g1", 10, 12), hours("g2", 11, 13))
    timetable = solved(fair, tmp_path)
    for row in timetable.meetings.to_pylist():
        start = dt.datetime.combine(DAYS[0], row["start"])
        minutes = (dt.datetime.combine(DAYS[0], row["end"]) - start).total_seconds() / 60
        assert minutes == 30 * row["slots"]
    assert timetable.meetings.num_rows >= 2


def test_hosts_of_long_meetings_are_told_apart_where_their_hours_differ() -> None:
    fair = free(SMALL, hours("g1", 10, 12), hours("g2", 11, 13))
    team = build_staffing(fair, ["gear"], asking=[], long={"gear"})["gear"]
    assert (team.capacity, team.hosts, team.apart) == (2, ("g1", "g2"), True)
    chosen = assign_hosts(team, [0, 2, 2, 4], days=[6, 6], lengths=[2, 2, 1, 2])
    assert chosen == ["g1", "g1", "g2", "g2"]
    many = build_staffing(fair, ["gear"], asking=[], long={"gear"}, few=False)["gear"]
    assert (many.capacity, many.hosts, many.apart) == (1, ("g1",), False)
    whole = build_staffing(free(SMALL), ["gear"], asking=[], long={"gear"})["gear"]
    assert whole.capacity == 2
    hosts = assign_hosts(
        whole,
        [0, 1, 2, 2],
        days=[6, 6],
        lengths=[2, 1, 3, 1],
        released=[(0, "g2"), (1, "g2"), (3, "g1"), None],
    )
    assert hosts[0] != hosts[1]
    assert hosts[2] != hosts[3]


def test_a_must_comes_before_any_number_of_others(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"requester": "v1", "recipient": one, "weight": 1000.0} for one in ("bearing", "pump")
    ]
    rows.append({"requester": "v1", "recipient": "gear", "preference": "must", "weight": 1.0})
    rows.append({"requester": "v1", "recipient": "chip", "slots": 2, "weight": 900.0})
    fair = free(with_requests(rows), hours("v1", 10, 11))
    timetable = solved(fair, tmp_path)
    assert "r2" in timetable.meetings["request"].to_pylist()
    assert timetable.meetings.num_rows == 2
    assert timetable.result is not None
    assert timetable.result.musts is not None
    assert (timetable.result.musts.held, str(timetable.result.status)) == (1, "optimal")


def test_who_is_named_by_the_exhibitor_receives(tmp_path: Path) -> None:
    rows = [{"requester": "v1", "recipient": "gear", "assigned": "g2"}]
    row = solved(with_requests(rows), tmp_path).meetings.to_pylist()[0]
    assert row["representative"] == "g2"


def test_why_and_replan_of_a_folder(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"requester": "v1", "recipient": "gear", "slots": 2},
        {"requester": "v2", "recipient": "pump", "place": "table"},
        {"requester": "v2", "person": "v1"},
    ]
    parties = [{"request": "r1", "organisation": "gear", "answer": "accepted"}]
    fair = with_requests(rows, parties)
    timetable = solved(fair, tmp_path)
    path = tmp_path / "timetable.csv"
    same = replan_folder(fair, path, price=0.0)
    assert (same.changes, same.fewest) == ([], True)
    assert [(one.request, one.why) for one in explain_folder(fair, path)] == [("r2", "no stand")]
    late = free(fair, hours("v1", 12, 13))
    plan = replan_folder(late, path, price=0.0)
    assert [change.request for change in plan.changes] == ["r0"]
    never = free(fair, hours("v1", 12, 13), hours("g1", 10, 11), hours("g2", 10, 11))
    gone = replan_folder(never, path, price=0.0)
    pa_csv.write_csv(gone.meetings, path)
    reasons = {one.request: one.words for one in explain_folder(never, path)}
    assert "never" in reasons["r0"]
    assert timetable.meetings.num_rows == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"slots": "1"}, "request r0: its slots are 2, got 1"),
        ({"slot": "6", "start": "12:30:00"}, "its 2 slots do not follow one another on its day"),
        ({"end": "10:30:00"}, "request r0: its last slot ends"),
        ({"attendees": ""}, "request r0 has 1 further parties, 0 come for them"),
        ({"attendees": "c1"}, "request r0: c1 is no exhibitor's person of bearing"),
        ({"attendees": "g1"}, "g1 is no exhibitor's person of bearing"),
    ],
)
def test_planted_faults_are_found(tmp_path: Path, change: dict[str, str], words: str) -> None:
    rows = [{"requester": "v1", "recipient": "gear", "slots": 2}]
    fair = with_requests(rows, [{"request": "r0", "organisation": "bearing"}])
    meetings = solved(fair, tmp_path).meetings
    values = {name: str(value or "") for name, value in meetings.to_pylist()[0].items()} | change
    path = tmp_path / "other.csv"
    path.write_text(",".join(values) + "\n" + ",".join(values.values()) + "\n")
    assert any(words in one for one in verify_folder_timetable(fair, path).broken)


def test_a_person_asked_is_the_one_who_comes(tmp_path: Path) -> None:
    fair = with_requests([{"requester": "v1", "person": "g1"}])
    meetings = solved(fair, tmp_path).meetings
    values = {name: str(value or "") for name, value in meetings.to_pylist()[0].items()}
    values["representative"] = "g2"
    path = tmp_path / "other.csv"
    path.write_text(",".join(values) + "\n" + ",".join(values.values()) + "\n")
    assert "request r0: g1 is asked, got g2" in verify_folder_timetable(fair, path).broken


def test_many_random_requests_of_all_kinds(tmp_path: Path) -> None:
    random = np.random.default_rng(3)
    everybody = ["v1", "v2", "v3", "s1", "u1", "g1", "b1"]
    own = {"u1": "pump", "g1": "gear", "b1": "bearing"}
    rows: list[dict[str, Any]] = []
    parties = []
    for number in range(40):
        who, other = random.choice(everybody, 2, replace=False).tolist()
        firm = str(random.choice(["gear", "bearing", "pump", "chip"]))
        if own.get(who) == firm:
            continue
        asked = {"recipient": firm} if random.random() < 0.7 else {"person": other}
        more = {
            "place": str(random.choice(["table", "online"])),
            "slots": int(random.choice([1, 1, 2])),
            "preference": str(random.choice(["must", "would_like", "would_like"])),
            "weight": float(random.integers(1, 4)),
        }
        rows.append({"id": f"r{number}", "requester": who} | asked | more)
        third = str(random.choice(everybody))
        if random.random() < 0.4 and third not in (who, other):
            parties.append({"request": f"r{number}", "person": third})
    timetable = solved(with_requests(rows, parties), tmp_path)
    assert timetable.step.status == "optimal"
