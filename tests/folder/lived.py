"""The small fair as it was lived: its timetables, who was at meetings, what came of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

from fairlead.folder.checks import check_fair
from fairlead.folder.fair import Fair
from fairlead.folder.fair_tables import build_table_of_rows
from fairlead.folder.json_kind import write_json


def at(hour: int, minute: int = 0, day: int = 8) -> dt.datetime:
    """Return a moment in the July of the small fair."""
    return dt.datetime(2024, 7, day, hour, minute, tzinfo=dt.UTC)


PARTIES: list[dict[str, Any]] = [
    {"request": "r3", "number": 3, "organisation": "pump", "attends": "u1", "answer": "accepted"},
    {"request": "r7", "number": 3, "organisation": "pump", "attends": "u1", "answer": "accepted"},
    {"request": "r7", "number": 4, "person": "v2", "answer": "pending"},
]
ROWS: dict[str, list[dict[str, Any]]] = {
    "check_ins": [
        {"request": "r1", "person": "v1", "begins_at": at(5), "side": "requester", "at": at(4, 55)},
        {"request": "r1", "person": "g1", "begins_at": at(5), "side": "recipient", "at": at(4, 58)},
        {"request": "r1", "person": "v1", "begins_at": at(7), "side": "requester", "at": at(6, 59)},
        {"request": "r3", "person": "u1", "begins_at": at(6), "side": "party", "party": 3,
         "at": at(6)},
        {"request": "r3", "person": "v2", "begins_at": at(6), "at": at(6, 1)},
    ],
    "no_shows": [
        {"request": "r8", "absent": ["b1", "c1"], "begins_at": at(8), "ends_at": at(8, 30),
         "by": "v3", "at": at(8, 12)},
    ],
    "outcomes": [
        {"request": "r1", "organisation": "gear", "interest": "strong", "next_step": "offer",
         "value": Decimal("250000.5"), "currency": "EUR", "by": "g1", "at": at(6)},
        {"request": "r1", "person": "v1", "interest": "some", "next_step": "nothing",
         "by": "v1", "at": at(6, 1)},
        {"request": "r3", "organisation": "pump", "interest": "none", "next_step": "nothing",
         "at": at(7)},
    ],
    "follow_ups": [
        {"request": "r1", "person": "g1", "number": 1, "text": "Send the drawings",
         "day": dt.date(2024, 7, 20), "made_at": at(6)},
        {"request": "r1", "person": "g1", "number": 2, "text": "=Call them",
         "day": dt.date(2024, 7, 12), "made_at": at(6, 2), "done_at": at(9, day=11),
         "reminded_at": at(5, day=12)},
    ],
    "started": [
        {"request": "r1", "kind": "project", "code": "plant", "by": "v1", "at": at(6, 5)},
        {"request": "r1", "kind": "consortium", "at": at(6, 6)},
    ],
    "request_limits": [
        {"role": "visitor", "a_day": 3, "open_at_once": 7},
        {"role": "press", "a_day": 0, "open_at_once": 0},
    ],
    "blocks": [{"person": "g1", "blocked": "v2"}, {"person": "v2", "blocked": "g1"}],
}  # fmt: skip
_RUN: dict[str, Any] = {
    "planned_at": at(9, day=1), "engine_version": "1.0", "parameters": '{"seconds":5}',
    "seed": "3", "input_digest": "ab" * 32, "status": "optimal", "summary": "2 of 3 requests held.",
    "said": write_json([{"text": "%(count)s request held.", "many": "%(count)s requests held.",
                         "count": 2, "values": {"count": 2}}]),
    "measure": "weight", "objective": 5.0, "bound": 5.5, "seconds": 0.25,
}  # fmt: skip


def _meet(
    version: int, request: str, slot: int, comes: str | None, day: int = 8, **more: Any
) -> dict[str, Any]:
    """Return a meeting of a version."""
    return {
        "version": version, "request": request, "date": dt.date(2024, 7, day), "slot": slot,
        "slots": 1, "representative": comes, **more,
    }  # fmt: skip


_GEAR: dict[str, Any] = {"place": "stand", "stand": "1-A1", "seat": 1}
VERSIONS: dict[str, list[dict[str, Any]]] = {
    "timetables": [
        {"version": 0, "state": "current", "origin": "planned"},
        {"version": 1, "state": "superseded", "released_at": at(9, day=2), "origin": "planned",
         **_RUN},
        {"version": 2, "state": "released", "released_at": at(9, day=3), "origin": "replanned",
         "made_from": 1, **_RUN, "said": None, "planned_at": at(8, day=3)},
        {"version": 3, "state": "draft", "origin": "restored", "made_from": 1},
    ],
    "meetings": [
        _meet(0, "r1", 1, "g1", **_GEAR),
        _meet(0, "r3", 3, "g2", attendees=["u1"], **_GEAR, locked="yes"),
        _meet(0, "r6", 5, "b1", day=9, place="online"),
        _meet(1, "r7", 1, None, **_GEAR),  # it was declined since
        _meet(1, "r1", 2, "g2", **_GEAR),
        _meet(2, "r1", 1, "g1", **_GEAR),
        _meet(2, "r3", 4, "g2", attendees=["u1"], **_GEAR),
        _meet(3, "r4", 2, "u1", day=9, place="table", table=2) | {"slots": 2},
    ],
    "unheld": [
        {"version": 1, "request": "r3", "reason": "no_room",
         "said": '["Nobody is free.","Move r1."]'},
        {"version": 3, "request": "r1", "reason": "changed_since"},
    ],
}  # fmt: skip
AT_TABLE: dict[str, Any] = {
    "date": "2024-07-09", "slot": 1, "slots": 2, "representative": "u1", "place": "table",
    "stand": None, "seat": None, "table": 1, "locked": False, "attendees": [],
}  # fmt: skip
_AT_STAND = AT_TABLE | {
    "slots": 1, "representative": "g2", "place": "stand", "stand": "1-A1", "seat": 1, "table": None,
    "attendees": ["u1"],
}  # fmt: skip
_LEFT = {"reason": "no_room", "said": ["Nobody is free.", "Move r1."]}


def _change(number: int, kind: str, request: str, before: Any, after: Any, **more: Any) -> Any:
    """Return a change of the draft: before and after it a meeting, or why there is none."""
    said = {
        name: write_json({"meeting": None, "unheld": None, **one})
        for name, one in (("before", before), ("after", after))
    }
    return {"version": 3, "number": number, "kind": kind, "request": request, **said, **more}


VERSIONS["draft_changes"] = [
    _change(2, "moved", "r4", {"meeting": AT_TABLE}, {"meeting": AT_TABLE | {"slot": 2,
            "table": 2}}, at=at(10, day=3)),
    _change(3, "added", "r3", {"unheld": _LEFT}, {"meeting": _AT_STAND}, at=at(11, day=3),
            undone="yes"),
    _change(4, "locked", "r3", {"meeting": _AT_STAND}, {"meeting": _AT_STAND | {"locked": True}},
            at=at(12, day=3), undone="yes"),
]  # fmt: skip
_MOVED = {"date": "2024-07-09", "start": "12:00:00", "end": "13:15:00"}
CONGRESS: dict[str, list[dict[str, Any]]] = {
    "rooms": [
        {"name": "Small hall", "name_ru": "Малый зал", "position": 0},
        {"name": "Main hall", "position": 1, "capacity": 400, "hall": "1",
         "features": ["stage", "interpretation"]},
    ],
    "room_hours": [
        {"room": "Main hall", "date": dt.date(2024, 7, 8), "opens": dt.time(9),
         "closes": dt.time(1)},
        {"room": "Main hall", "date": dt.date(2024, 7, 9), "opens": dt.time(8),
         "closes": dt.time(18)},
    ],
    "live_changes": [
        {"session": "power", "number": 1, "kind": "moved", "at": at(6),
         "before": write_json(_MOVED | {"room": "Small hall", "delay": 0,
                                        "room_name": {"en": "Small hall"}}),
         "after": write_json(_MOVED | {"room": "Main hall", "delay": 0})},
        {"session": "power", "number": 2, "kind": "late", "at": at(7),
         "before": write_json({"delay": 0}), "after": write_json({"delay": 15})},
    ],
    "arrivals": [
        {"session": "open", "person": "s1", "at": at(4, 50)},
        {"session": "open", "person": "v2", "at": at(5, 1)},
    ],
    "floor_questions": [
        {"session": "open", "number": 1, "person": "v2", "text": "Who trains the staff?",
         "state": "answered", "asked_at": at(5, 20), "votes": ["v3", "g1"]},
        {"session": "open", "number": 2, "text": "And who pays?", "state": "waiting",
         "asked_at": at(5, 30)},
        {"session": "power", "number": 1, "person": "v1", "text": "When?", "state": "hidden",
         "asked_at": at(7, 30)},
    ],
    "session_records": [
        {"session": "open", "summary": "It was opened.", "summary_ru": "Открыто.",
         "agreements": "One line\nand another", "published_at": at(9)},
    ],
    "followed": [
        {"person": "v1", "session": "power"},
        {"person": "v2", "session": "open"},
    ],
    "stand_visits": [
        {"person": "v2", "organisation": "chip", "starts_at": at(8), "ends_at": at(8, 15)},
    ],
}  # fmt: skip
_OPENING: dict[str, Any] = {
    "session": "open", "title": "Opening", "title_ru": "Открытие", "date": dt.date(2024, 7, 8),
    "start": dt.time(10), "minutes": 60, "room": "Main hall", "track": "Opening",
    "speakers": ["s1"],
}  # fmt: skip
PROGRAMMES: dict[str, list[dict[str, Any]]] = {
    "programmes": [
        {"version": 1, "state": "superseded", "released_at": at(9, day=1), "origin": "recorded"},
        {"version": 2, "state": "released", "released_at": at(9, day=2), "origin": "drafted",
         "made_from": 1},
        {"version": 3, "state": "draft", "origin": "restored", "made_from": 1},
    ],
    "programme_sessions": [
        {"version": 1} | _OPENING | {"partners": ["long-gone"], "locked": "yes"},
        {"version": 1, "session": "waits", "title": "To be scheduled", "minutes": 45,
         "moderators": ["g1"], "speakers": ["s1", "v2"], "expected": 40, "needs": ["stage"],
         "kind": "panel", "guid": "0c8b0cb4-6cf9-5ff8-928a-0a0f49558c48", "booking": "yes",
         "links": ["A study https://example.org/a"], "abstract": "Two lines\nof it"},
        {"version": 2} | _OPENING | {"room": "Small hall", "start": dt.time(10, 30)},
        {"version": 3} | _OPENING | {"minutes": 90, "locked": "yes"},
    ],
}  # fmt: skip
PROPOSED: dict[str, list[dict[str, Any]]] = {
    "calls": [
        {"id": "pitches", "title": "Pitches", "title_ru": "Питчи", "text": "Ten minutes\neach",
         "kinds": ["pitch", "panel"], "opens_at": at(5), "closes_at": at(5, day=20)},
        {"id": "nothing", "title_ru": "Без всего", "opens_at": at(5), "closes_at": at(6)},
    ],
    "call_questions": [
        {"call": "pitches", "number": 0, "text": "For whom?", "required": "yes"},
        {"call": "pitches", "number": 1, "text_ru": "Что нужно?"},
    ],
    "call_criteria": [
        {"call": "pitches", "number": 0, "name": "Novelty", "name_ru": "Новизна"},
        {"call": "pitches", "number": 1, "name": "Clearness"},
    ],
    "call_reviewers": [
        {"call": "pitches", "email": "reviewer@example.org"},
        {"call": "pitches", "email": "other@example.org"},
    ],
    "session_proposals": [
        {"id": "pr-gears", "call": "pitches", "author": "author@example.org", "state": "accepted",
         "title": "=Gears", "title_ru": "Шестерни", "text": "At home", "kind": "pitch",
         "level": "advanced", "language": "en", "minutes": 20,
         "answers": write_json({"0": "For makers,\n\"all\" of them", "1": ""}),
         "submitted_at": at(7), "decided_at": at(8), "words": "Bring a gear.",
         "session": "s-gone", "saved_at": at(8)},
        {"id": "pr-empty", "call": "pitches", "author": "author@example.org", "state": "draft",
         "minutes": 60, "saved_at": at(9)},
    ],
    "proposed_speakers": [
        {"proposal": "pr-gears", "email": "vera@example.org", "name": "Vera Example",
         "state": "confirmed", "account": "author@example.org", "asked_at": at(7, 1)},
        {"proposal": "pr-gears", "email": "ivan@example.org", "name": "Иван", "state": "invited",
         "asked_at": at(7, 2)},
    ],
    "proposal_reviews": [
        {"proposal": "pr-gears", "number": 1, "reviewer": "reviewer@example.org",
         "scores": write_json({"0": 10, "1": 0}), "comment": "Yes,\nbut", "given_at": at(7, 30)},
        {"proposal": "pr-gears", "number": 2, "reviewer": "other@example.org",
         "conflicted": "yes", "given_at": at(7, 40)},
        {"proposal": "pr-gears", "number": 3, "scores": write_json({"0": 3, "1": 4}),
         "given_at": at(7, 50)},
    ],
}  # fmt: skip
# What the day and people added to the sessions.
_ON_THE_DAY: dict[str, dict[str, Any]] = {
    "open": {"cancelled": None, "expected": 300, "needs": ["stage"], "capacity": 3,
             "booking": "yes", "invited": ["b1"], "booked": ["v1", "v2"], "waiting": ["v3"],
             "by_invitation": ["v2"], "beside": ["v1"]},
    "power": {"delay": 15},
}  # fmt: skip
_SPARE = {
    "id": "spare", "title": "Cancelled", "date": dt.date(2024, 7, 8), "start": dt.time(10),
    "end": dt.time(11), "room": "Main hall", "speakers": ["g1"], "cancelled": "yes",
}  # fmt: skip
_CANCELLED = {
    "id": "r8", "requester": "v3", "recipient": "bearing", "state": "cancelled", "slots": 1,
}  # fmt: skip


def join_lived(fair: Fair, **others: list[dict[str, Any]]) -> Fair:
    """Return the fair with these rows, or others for some files."""
    rows = {
        "requests": [*fair.requests.to_pylist(), _CANCELLED],
        "request_parties": PARTIES,
        **ROWS,
        **VERSIONS,
        **CONGRESS,
        **PROGRAMMES,
        **PROPOSED,
        "sessions": [*(row | _ON_THE_DAY[row["id"]] for row in fair.sessions.to_pylist()), _SPARE],
        **others,
    }
    languages = fair.settings.languages
    tables = {
        name: build_table_of_rows(name, listed, languages=languages)
        for name, listed in rows.items()
    }
    waits = replace(fair.settings.meetings, grace_minutes=15, release_by="itself", hall_minutes=0)
    return replace(fair, settings=replace(fair.settings, meetings=waits), **tables)


def assert_told(
    fair: Fair, rows: dict[str, list[dict[str, Any]]], field: str, expected: str
) -> None:
    """Expect a fault of the one file given to be named with its line, its field and what to do."""
    (name,) = rows
    found = check_fair(join_lived(fair, **rows))
    told = [one for one in found if one.file == f"{name}.csv"]
    assert told, found
    assert told[0].field == field
    assert expected in told[0].expected
    assert told[0].line >= 2
