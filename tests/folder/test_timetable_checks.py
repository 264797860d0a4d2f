"""What is wrong with versions of the timetable is named, row by row."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from tests.folder.lived import AT_TABLE, VERSIONS, assert_told, at, join_lived

from fairlead.folder.checks import check_fair
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.json_kind import write_json
from fairlead.folder.read import read_fair
from fairlead.folder.write import write_fair


def change(name: str, place: int, /, **cells: Any) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of a file with some cells of one of them changed."""
    rows = [dict(row) for row in VERSIONS[name]]
    rows[place] |= cells
    return {name: rows}


SAID = '[{"text":"%(count)s of %(many)s","many":"","count":1,"values":{"count":1}}]'
FAULTS: list[tuple[dict[str, list[dict[str, Any]]], str, str]] = [
    (change("timetables", 0, state="draft"), "state", "current for version 0"),
    (change("timetables", 3, version=2), "version", "each version once"),
    (change("timetables", 1, state="released"), "state", "one released version"),
    (change("timetables", 1, released_at=None), "released_at", "of what was released"),
    (change("timetables", 3, released_at=at(9)), "released_at", "of what was released"),
    (change("timetables", 1, made_from=1), "made_from", "none of a version that is planned"),
    (change("timetables", 2, made_from=None), "made_from", "the version it was made of"),
    (change("timetables", 1, seed=None), "seed", "what the run recorded"),
    (change("timetables", 3, bound=5.0), "bound", "nothing without planned_at"),
    (change("timetables", 1, parameters="[1]"), "parameters", "an object"),
    (change("timetables", 1, said="[1]"), "said", "a list of sentences"),
    (change("timetables", 1, said=SAID), "said", "a list of sentences"),
    (change("unheld", 0, said='{"a":1}'), "said", "a list of texts"),
    (change("unheld", 0, version=7), "version", "row in timetables.csv"),
    (change("meetings", 0, request="r4"), "request", "an accepted request"),
    (change("meetings", 0, request="r9"), "request", "row in requests.csv"),
    (change("meetings", 0, representative="b1"), "representative", "a person of gear"),
    (change("meetings", 0, stand="1-A2"), "stand", "the stand of gear"),
    (change("meetings", 0, seat=None), "seat", "the seat of a meeting at a stand"),
    (change("meetings", 2, stand="1-A2"), "stand", "no stand of a meeting online"),
    (change("meetings", 7, table=3), "table", "a table from 1 to 2"),
    (change("meetings", 7, slot=6), "slot", "a slot of the 6 of that day"),
    (change("meetings", 0, slot=7), "slot", "a slot of the 6 of that day"),
    (change("meetings", 0, slot=4), "slot", "a time at which v1 is there"),
    (change("meetings", 1, slot=1), "slot", "one meeting of this place at a time, see line 2"),
    (change("meetings", 2, date=dt.date(2024, 7, 8), slot=3), "slot",
     "one meeting of u1 at a time, see line 3"),
]  # fmt: skip


def moved(**cells: Any) -> str:
    """Return what a draft said of a request, with some cells of its meeting changed."""
    return write_json({"meeting": AT_TABLE | cells, "unheld": None})


def left(**cells: Any) -> str:
    """Return why a draft had no meeting of a request, with some cells changed."""
    return write_json({"meeting": None, "unheld": {"reason": "no_room", "said": []} | cells})


UNDOABLE = [
    ("[]", "an object with meeting and unheld"),
    ('{"meeting":null}', "an object with meeting and unheld"),
    ('{"meeting":[1],"unheld":null}', "a meeting with date"),
    ('{"meeting":null,"unheld":"x"}', "unheld with reason"),
    (left(reason=""), "a reason in a word"),
    (left(reason="x" * 201), "a reason in a word"),
    (left(said="x"), "a list of texts"),
    (left(said=[1]), "a list of texts"),
    (moved(slot=True), "a slot and how many it lasts"),
    (moved(slots=0), "a slot and how many it lasts"),
    (moved(slot=6), "slots of that day"),
    (moved(date="2024-07-19"), "a day of the fair"),
    (moved(date="=1"), "a day of the fair"),
    (moved(attendees="u1"), "a list of attendees"),
    (moved(locked="yes"), "whether it is locked"),
    (moved(attendees=["nobody"]), "persons in people.csv"),
    (moved(attendees=[["u1"]]), "persons in people.csv"),
    (moved(representative="nobody"), "persons in people.csv"),
    (moved(place="moon"), "as the place"),
    (moved(place=["table"]), "as the place"),
    (moved(stand="1-A1"), "the stand and the seat of a meeting at one"),
    (moved(table=3), "one of the fair's tables"),
    (moved(table=2**70), "one of the fair's tables"),
    (moved(place="stand", table=None, stand="9", seat=1), "a stand in stands.csv"),
    (moved(place="stand", table=None, stand="1-A1", seat=0), "a seat from 1"),
]


@pytest.mark.parametrize(("said", "expected"), UNDOABLE)
def test_what_no_draft_could_take_back(small: Fair, said: str, expected: str) -> None:
    assert_told(small, change("draft_changes", 0, after=said), "after", expected)


def test_changes_are_of_drafts_and_undone_from_the_last(small: Fair) -> None:
    of_released = change("draft_changes", 0, version=2)
    assert_told(small, of_released, "version", "expected a draft, the version is released")
    assert_told(small, change("draft_changes", 2, undone=None), "undone", "expected yes")


@pytest.mark.parametrize(("rows", "field", "expected"), FAULTS)
def test_faults(
    small: Fair, rows: dict[str, list[dict[str, Any]]], field: str, expected: str
) -> None:
    assert_told(small, rows, field, expected)


def test_old_versions_may_hold_what_holds_no_more(small: Fair) -> None:
    assert check_fair(join_lived(small)) == []


@pytest.mark.parametrize("seed", ["0", "-1", str(2**63 - 1), str(1 - 2**63)])
def test_every_seed_that_a_run_can_have_loads_back(small: Fair, tmp_path: Path, seed: str) -> None:
    write_fair(join_lived(small, **change("timetables", 1, seed=seed)), tmp_path)
    assert seed in read_fair(tmp_path).timetables["seed"].to_pylist()


@pytest.mark.parametrize("seed", ["1.5", str(2**63), "seven", "+-1"])
def test_what_is_no_seed_is_named(small: Fair, tmp_path: Path, seed: str) -> None:
    write_fair(join_lived(small, **change("timetables", 1, seed=seed)), tmp_path)
    with pytest.raises(InvalidInput, match=r"seed.*expected a whole number of at most 9223372036"):
        read_fair(tmp_path)
