"""Rooms of the congress, and what happened at its sessions, out of the database."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import pyarrow as pa
from django.db.models import Exists, OuterRef

from fairlead.apps.attendance.models import (
    Arrival,
    FloorQuestion,
    QuestionVote,
    SessionRecord,
)
from fairlead.apps.congress.models import LiveChange, Room, RoomHours, Session
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import FollowedSession, Visit
from fairlead.apps.transfer.gathering.columns import tabulate
from fairlead.folder.json_kind import write_json


def gather_congress(edition: Edition) -> dict[str, pa.Table]:
    """Return the tables by the files' names; ten queries."""
    languages = edition.languages
    names = _name_rooms(edition)
    arrived = Arrival.objects.filter(session__edition=edition).order_by("pk")
    followed = FollowedSession.objects.filter(session__edition=edition).order_by("pk")
    visits = Visit.objects.filter(participation__edition=edition).order_by("pk")
    records = SessionRecord.objects.filter(session__edition=edition).order_by("session_id")
    return {
        "rooms": _gather_rooms(edition),
        "room_hours": _gather_hours(edition, names),
        "live_changes": _gather_changes(edition, names),
        "arrivals": tabulate(
            "arrivals",
            ("session", "person", "at"),
            arrived.values_list("session__code", "participation__code", "at"),
            languages,
        ),
        "floor_questions": _gather_questions(edition),
        "session_records": tabulate(
            "session_records",
            ("session", "summary", "agreements", "published_at"),
            records.values_list("session__code", "summary", "agreements", "published_at"),
            languages,
        ),
        "followed": tabulate(
            "followed",
            ("person", "session"),
            followed.values_list("participation__code", "session__code"),
            languages,
        ),
        "stand_visits": tabulate(
            "stand_visits",
            ("person", "organisation", "starts_at", "ends_at"),
            visits.values_list(
                "participation__code", "exhibitor__organisation__code", "starts_at", "ends_at"
            ),
            languages,
        ),
    }


def _name_rooms(edition: Edition) -> dict[int, str]:
    """Return the name of each room in the edition's own language."""
    own = edition.languages[0]
    rows = Room.objects.filter(edition=edition).values_list("pk", "name")
    return {pk: str(name.in_language(own)) for pk, name in rows}


def _gather_rooms(edition: Edition) -> pa.Table:
    """Return the rooms of which more is known than that a session is in them."""
    own = edition.languages[0]
    rows = Room.objects.filter(edition=edition).annotate(
        used=Exists(Session.objects.filter(room=OuterRef("pk"))),
        timed=Exists(RoomHours.objects.filter(room=OuterRef("pk"))),
    )
    told = [
        (name, position, capacity, hall, features)
        for used, timed, name, position, capacity, hall, features in rows.values_list(
            "used", "timed", "name", "position", "capacity", "hall__code", "features"
        )
        if not used or timed or position or capacity or hall or features
    ]
    told.sort(key=lambda row: (row[1], row[0].in_language(own)))
    names = ("name", "position", "capacity", "hall", "features")
    return tabulate("rooms", names, told, edition.languages)


def _gather_hours(edition: Edition, names: dict[int, str]) -> pa.Table:
    rows = RoomHours.objects.filter(room__edition=edition)
    told = sorted(
        (names[room], *times) for room, *times in rows.values_list(
            "room_id", "date", "opens", "closes"
        )
    )  # fmt: skip
    return tabulate("room_hours", ("room", "date", "opens", "closes"), told, edition.languages)


def _gather_changes(edition: Edition, names: dict[int, str]) -> pa.Table:
    rows = LiveChange.objects.filter(session__edition=edition).order_by("pk")
    told = [
        (*plain, *(write_json(_name_room(one, names)) for one in said))
        for *plain, before, after in rows.values_list(
            "session__code", "number", "kind", "at", "before", "after"
        )
        for said in [(before, after)]
    ]
    columns = ("session", "number", "kind", "at", "before", "after")
    return tabulate("live_changes", columns, told, edition.languages)


def _name_room(said: dict[str, Any], names: dict[int, str]) -> dict[str, Any]:
    """Return what a change says with the room by its name, as far as it is there."""
    if "room_id" not in said:
        return said
    rest = {name: value for name, value in said.items() if name != "room_id"}
    return rest | {"room": names.get(said["room_id"])}


def _gather_questions(edition: Edition) -> pa.Table:
    """Return the questions; who asked without the name stays unnamed here, too."""
    votes: defaultdict[int, list[str]] = defaultdict(list)
    cast = QuestionVote.objects.filter(question__session__edition=edition).order_by("pk")
    for question, person in cast.values_list("question_id", "participation__code"):
        votes[question].append(person)
    rows = FloorQuestion.objects.filter(session__edition=edition).order_by("pk")
    count: Counter[str] = Counter()
    told = []
    for pk, session, person, named, *others in rows.values_list(
        "pk", "session__code", "participation__code", "named", "text", "state", "asked_at"
    ):
        count[session] += 1
        told.append((session, count[session], person if named else None, *others, votes[pk]))
    columns = ("session", "number", "person", "text", "state", "asked_at", "votes")
    return tabulate("floor_questions", columns, told, edition.languages)
