"""Everything that people fill of the congress goes with the fair's folder, or is said not to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps

from fairlead.apps.congress.models import SessionText
from fairlead.folder.schemas import BY_NAME

_TEXTS = {field.name: field.name for field in SessionText._meta.get_fields()}
_ROOM = ("name", "position", "capacity", "hall", "features")
# By model: the file that carries its rows, and by field the columns that say it.
CARRIED: dict[str, tuple[str, dict[str, str]]] = {
    "Room": ("rooms", {name: name for name in _ROOM}),
    "RoomHours": ("room_hours", {name: name for name in ("room", "date", "opens", "closes")}),
    "Session": (
        "sessions",
        {
            **_TEXTS, "code": "id", "date": "date", "start": "start", "end": "end", "room": "room",
            "delay": "delay", "cancelled": "cancelled", "speakers": "speakers",
        },
    ),
    "Speaker": (
        "sessions",
        {
            "session": "id", "participation": "speakers", "position": "speakers",
            "moderates": "moderators",
        },
    ),
    "LiveChange": (
        "live_changes",
        {name: name for name in ("session", "number", "kind", "before", "after", "at")},
    ),
    "Programme": (
        "programmes",
        {name: name for name in ("version", "state", "released_at", "origin", "made_from")},
    ),
    "PlannedSession": (
        "programme_sessions",
        {
            **_TEXTS, "programme": "version", "code": "session", "date": "date", "start": "start",
            "minutes": "minutes", "room": "room", "locked": "locked", "speakers": "speakers",
        },
    ),
    "PlannedSpeaker": (
        "programme_sessions",
        {
            "session": "session", "participation": "speakers", "position": "speakers",
            "moderates": "moderators",
        },
    ),
    "Seat": (
        "sessions",
        {
            "session": "id", "participation": "booked", "state": "waiting",
            "invited": "by_invitation", "beside": "beside", "asked_at": "waiting",
        },
    ),
    "Arrival": ("arrivals", {"session": "session", "participation": "person", "at": "at"}),
    "FloorQuestion": (
        "floor_questions",
        {
            "session": "session", "participation": "person", "text": "text", "named": "person",
            "state": "state", "asked_at": "asked_at",
        },
    ),
    "QuestionVote": ("floor_questions", {"question": "number", "participation": "votes"}),
    "SessionRecord": (
        "session_records",
        {name: name for name in ("session", "summary", "agreements", "published_at")},
    ),
    "Call": (
        "calls",
        {"code": "id"} | {n: n for n in ("title", "text", "kinds", "opens_at", "closes_at")},
    ),
    "CallQuestion": (
        "call_questions",
        {"call": "call", "position": "number", "text": "text", "required": "required"},
    ),
    "Criterion": ("call_criteria", {"call": "call", "position": "number", "name": "name"}),
    "Reviewer": ("call_reviewers", {"call": "call", "account": "email"}),
    "Proposal": (
        "session_proposals",
        {
            "code": "id", "account": "author",
            **{
                name: name
                for name in (
                    "call", "state", "title", "text", "kind", "level", "language", "minutes",
                    "answers", "submitted_at", "decided_at", "words", "session", "saved_at",
                )
            },
        },
    ),
    "ProposalSpeaker": (
        "proposed_speakers",
        {name: name for name in ("proposal", "name", "email", "account", "state", "asked_at")},
    ),
    "Review": (
        "proposal_reviews",
        {
            "proposal": "proposal", "account": "reviewer", "scores": "scores",
            "comment": "comment", "conflicted": "conflicted", "given_at": "given_at",
        },
    ),
}  # fmt: skip
# Why a field, or a whole model, is in no file.
_ACCOUNT = "accounts are the installation's, and stand in its audit"
LEFT: dict[str, str] = {
    "ProposalSpeaker.token": "a secret of the site; who is asked has it in a mail",
    "Review.mean": "worked out of the scores",
    "ProgrammeStep": "what can be undone stays where it was done: decision 0531",
    "SeatCount": "counted by the database from the places",
    "LiveChange.account": _ACCOUNT,
    "Arrival.account": _ACCOUNT,
    "Programme.run": "runs are the installation's",
    "Programme.stamp": "drawn anew with every change",
    "Programme.taken": "what the draft was brought up to, noted anew where it is loaded",
    "PlannedSession.base": "what holds where the draft is loaded, noted anew: decision 0531",
}
_ALWAYS = ("id", "edition")


def list_fields() -> Iterator[tuple[str, str]]:
    """Yield every model of the congress with each of its fields."""
    for app in ("congress", "attendance", "proposals"):
        for model in apps.get_app_config(app).get_models():
            for field in model._meta.get_fields():
                if field.concrete and field.name not in _ALWAYS:
                    yield model.__name__, field.name


@pytest.mark.parametrize(("model", "field"), sorted(list_fields()))
def test_what_is_filled_is_in_the_folder_or_has_a_reason(model: str, field: str) -> None:
    is_left = model in LEFT or f"{model}.{field}" in LEFT
    file, columns = CARRIED.get(model, ("", {}))
    assert (field in columns) != is_left, f"{model}.{field}: carry it, or say why it is left"
    if not is_left:
        assert columns[field] in {one.name for one in BY_NAME[file].fields}


def test_every_reason_is_about_something() -> None:
    known = set(list_fields())
    models = {model for model, _ in known}
    for one in LEFT:
        model, _, field = one.partition(".")
        assert (model, field) in known if field else model in models, one
