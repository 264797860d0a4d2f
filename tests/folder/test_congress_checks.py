"""What is wrong with rooms, changes of the day and what happened at sessions is named."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.folder.lived import CONGRESS, PROGRAMMES, PROPOSED, at, join_lived

from fairlead.folder.checks import check_fair
from fairlead.folder.fair import Fair


def change(name: str, place: int, /, **cells: Any) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of a file with some cells of one of them changed."""
    rows = [dict(row) for row in (CONGRESS | PROGRAMMES | PROPOSED)[name]]
    rows[place] |= cells
    return {name: rows}


FAULTS: list[tuple[dict[str, list[dict[str, Any]]], str, str]] = [
    (change("rooms", 1, hall="9"), "hall", "the code of a hall"),
    (change("rooms", 1, name_ru="Зал"), "name_ru", "the name that the room has in sessions.csv"),
    (change("rooms", 1, name="Small hall"), "name", "each name once"),
    (change("room_hours", 0, room="Nowhere"), "room", "a room of sessions.csv or rooms.csv"),
    (change("room_hours", 0, closes=dt.time(9)), "closes", "another time than it opens"),
    (change("live_changes", 0, before="[1]"), "before", "an object with some of"),
    (change("live_changes", 0, after='{"date":"soon"}'), "after", "an object with some of"),
    (change("live_changes", 1, after='{"delay":9999}'), "after", "an object with some of"),
    (change("live_changes", 1, number=1), "session", "each session and number once"),
    (change("arrivals", 0, person="nobody"), "person", "row in people.csv"),
    (change("arrivals", 1, person="s1"), "session", "each session and person once"),
    (change("floor_questions", 0, votes=["nobody"]), "votes", "row in people.csv"),
    (change("floor_questions", 0, session="nothing"), "session", "row in sessions.csv"),
    (change("session_records", 0, session="nothing"), "session", "row in sessions.csv"),
    (change("followed", 0, session="nothing"), "session", "row in sessions.csv"),
    (change("stand_visits", 0, organisation="mine"), "organisation", "an exhibitor"),
    (change("stand_visits", 0, ends_at=at(8)), "ends_at", "an end after the beginning"),
    (change("programmes", 0, state="released"), "state", "one released version"),
    (change("programmes", 0, released_at=None), "released_at", "of what was released"),
    (change("programmes", 2, version=2), "version", "each version once"),
    (change("programme_sessions", 0, room=None), "date", "date, start and room, or none"),
    (change("programme_sessions", 0, room="Nowhere"), "room", "a room of sessions.csv"),
    (change("programme_sessions", 1, moderators=["s1"]), "moderators", "each person once"),
    (change("programme_sessions", 1, version=9), "version", "row in programmes.csv"),
    (change("calls", 0, closes_at=at(4)), "closes_at", "a time after it opens"),
    (change("calls", 1, title_ru=None), "title", "in one language at least"),
    (change("call_questions", 1, text_ru=None), "text", "in one language at least"),
    (change("call_criteria", 1, number=0), "call", "each call and number once"),
    (change("call_reviewers", 1, email="REVIEWER@example.org"), "email", "on line 2 already"),
    (change("session_proposals", 0, call="none"), "call", "row in calls.csv"),
    (change("session_proposals", 0, title=None, title_ru=None), "title", "at least"),
    (change("session_proposals", 0, submitted_at=None), "submitted_at", "when it was submitted"),
    (change("session_proposals", 0, answers='{"first": "x"}'), "answers", "numbers of the"),
    (change("session_proposals", 0, answers='{"0": 1}'), "answers", "an object of texts"),
    (change("proposed_speakers", 0, email="Vera@example.org"), "email", "small letters"),
    (change("proposal_reviews", 0, scores='{"0": 11}'), "scores", "numbers from 0 to 10"),
    (change("proposal_reviews", 0, scores=None), "scores", "numbers from 0 to 10"),
    (change("proposal_reviews", 1, scores='{"0": 1}'), "scores", "no scores"),
    (change("proposal_reviews", 1, reviewer="Reviewer@example.org"), "reviewer", "on line 2"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "field", "expected"), FAULTS)
def test_faults(
    small: Fair, rows: dict[str, list[dict[str, Any]]], field: str, expected: str
) -> None:
    (name,) = rows
    found = check_fair(join_lived(small, **rows))
    told = [one for one in found if one.file == f"{name}.csv"]
    assert told, found
    assert told[0].field == field
    assert expected in told[0].expected
    assert told[0].line >= 2


def test_who_is_beside_has_booked(small: Fair) -> None:
    sessions = join_lived(small).sessions.to_pylist()
    sessions[0]["beside"] = ["b1"]
    (problem,) = check_fair(join_lived(small, sessions=sessions))
    assert (problem.field, problem.expected) == ("beside", "expected who booked or waits")
