"""The timetable of a fair's folder, checked from its tables."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pytest

from fairlead.chain.scheduling.timetable import schedule_meetings
from fairlead.chain.scheduling.verify_folder import verify_folder_timetable
from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.read import read_fair

SMALL = read_fair(Path(__file__).parents[2] / "folder" / "small")


@pytest.fixture(scope="module")
def right() -> str:
    """Return the CSV text of a right timetable."""
    meetings = schedule_meetings(SMALL, seed=0).meetings
    rows = [meetings.column_names]
    rows += [["" if v is None else str(v) for v in row.values()] for row in meetings.to_pylist()]
    return "".join(",".join(row) + "\n" for row in rows)


def broken(text: str, tmp_path: Path) -> list[str]:
    path = tmp_path / "timetable.csv"
    path.write_text(text)
    return verify_folder_timetable(SMALL, path).broken


def changed(text: str, request_id: str, **values: str) -> str:
    """Return the timetable with other values in the row of one request."""
    header, *rows = [line.split(",") for line in text.splitlines()]
    for row in rows:
        if row[0] == request_id:
            for name, value in values.items():
                row[header.index(name)] = value
    return "".join(",".join(row) + "\n" for row in [header, *rows])


def value(text: str, request_id: str, name: str) -> str:
    header, *rows = [line.split(",") for line in text.splitlines()]
    return next(row[header.index(name)] for row in rows if row[0] == request_id)


def test_a_right_timetable_breaks_nothing(right: str, tmp_path: Path) -> None:
    path = tmp_path / "timetable.csv"
    pa_csv.write_csv(schedule_meetings(SMALL, seed=0).meetings, path)
    found = verify_folder_timetable(SMALL, path)
    assert (found.broken, found.unheld, found.requested) == ([], 0, 6)
    assert broken(right, tmp_path) == []
    path.write_text("".join(line + "\n" for line in right.splitlines() if line[:3] != "r4,"))
    found = verify_folder_timetable(SMALL, path)
    assert (found.broken, found.unheld) == ([], 1)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"slot": "2"}, "request r1 is locked to 2024-07-08 slot 1, got 2024-07-08 slot 2"),
        ({"recipient": "pump"}, "request r1: its recipient is gear, got pump"),
        ({"requester": "v3"}, "request r1: its requester is v1, got v3"),
        ({"representative": "v2"}, "request r1: v2 is no exhibitor's person of gear"),
        ({"representative": ""}, "request r1: nobody is no exhibitor's person of gear"),
        ({"table": "3"}, "request r1 has a table that it does not use"),
        ({"request": "r7"}, "request r7 is held, and declined"),
        ({"request": "r9"}, "request r9 is not in requests.csv"),
        ({"request": "r2"}, "request r2 is held 2 times"),
        ({"start": "23:00:00"}, "got 23:00:00"),
    ],
)
def test_a_wrong_row_is_said(
    right: str, tmp_path: Path, values: dict[str, str], words: str
) -> None:
    assert any(words in rule for rule in broken(changed(right, "r1", **values), tmp_path))


def test_a_locked_request_must_be_held_where_somebody_could(right: str, tmp_path: Path) -> None:
    without = "".join(line + "\n" for line in right.splitlines() if line[:3] != "r1,")
    assert broken(without, tmp_path) == [
        "request r1 is locked to 2024-07-08 slot 1, and is not held"
    ]
    people = SMALL.people.filter(pc.not_equal(SMALL.people["organisation"], "gear"))
    fair = dataclasses.replace(SMALL, people=people)
    path = tmp_path / "nobody.csv"
    pa_csv.write_csv(schedule_meetings(fair, seed=0).meetings, path)
    found = verify_folder_timetable(fair, path)
    assert (found.broken, found.unheld) == ([], 2)


def test_nobody_is_in_two_meetings(right: str, tmp_path: Path) -> None:
    at = {name: value(right, "r2", name) for name in ("date", "slot", "start", "end")}
    found = broken(changed(right, "r1", **at), tmp_path)
    assert any(rule.startswith("v1 is in 2 meetings in ") for rule in found)


def test_a_table_must_be_there(right: str, tmp_path: Path) -> None:
    most = SMALL.settings.meetings.tables
    found = broken(changed(right, "r4", table=str(most + 1)), tmp_path)
    assert found == [f"request r4 has no table from 1 to {most}"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("meeting,slot,place\n", "there is no column request"),
        ("", "there is no column request"),
    ],
)
def test_another_file_is_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        broken(text, tmp_path)


@pytest.mark.parametrize("values", [{"date": "1999-01-01"}, {"date": "x"}, {"slot": "0"}])
def test_a_slot_must_exist(right: str, tmp_path: Path, values: dict[str, str]) -> None:
    with pytest.raises(InvalidInput, match=r"timetable\.csv:\d: (date|slot)"):
        broken(changed(right, "r1", **values), tmp_path)
