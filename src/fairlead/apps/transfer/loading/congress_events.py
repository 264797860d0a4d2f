"""Facts of rooms, and what happened at sessions, into the database."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.apps.attendance.models import (
    Arrival,
    FloorQuestion,
    QuestionVote,
    SessionRecord,
)
from fairlead.apps.congress.models import LiveChange, Room, RoomHours
from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.copy_rows import Column, copy_rows, write_array_column
from fairlead.apps.meetings.models import FollowedSession, Visit
from fairlead.apps.transfer.loading.load_context import Load
from fairlead.apps.transfer.loading.partnership import lay_out_plain
from fairlead.apps.transfer.loading.sheets import Sheet, load_sheet
from fairlead.apps.transfer.loading.update_rows import update_rows


def load_congress_events(load: Load) -> None:
    """Write what is known of rooms, and what happened at sessions and besides them."""
    _load_room_facts(load)
    _load_hours(load)
    for sheet in SHEETS:
        load_sheet(load, sheet)
    _load_votes(load)
    _load_records(load)


def find_rooms(load: Load) -> dict[str, int]:
    """Return the ids of the edition's rooms by their names in its own language."""
    own = load.fair.settings.languages[0]
    rows = Room.objects.filter(edition=load.edition).values_list("name", "pk")
    return {str(name.in_language(own)): pk for name, pk in rows}


def _load_room_facts(load: Load) -> None:
    """Give every room what is known of it; a room without a row has its name alone."""
    rows = load.fair.rooms
    if load.touched is None and not rows.num_rows:
        return
    rooms = find_rooms(load)
    halls = dict(
        zip((one.code for one in load.fair.settings.halls), load.ids["halls"].to_pylist(),
            strict=True)
    )  # fmt: skip
    known = {one["name"]: one for one in rows.to_pylist()}
    nothing = {"position": 0, "capacity": None, "hall": None, "features": None}
    facts = [known.get(name, nothing) for name in rooms]
    features = pa.array([one["features"] for one in facts], pa.list_(pa.string()))
    columns: dict[str, Column] = {
        "id": pa.array(rooms.values(), pa.int64()),
        "position": pa.array([one["position"] for one in facts], pa.int64()),
        "capacity": pa.array([one["capacity"] for one in facts], pa.int64()),
        "hall_id": pa.array([halls.get(one["hall"]) for one in facts], pa.int64()),
        "features": write_array_column(features),
    }
    update_rows(load.cursor, "congress_room", columns)


def _load_hours(load: Load) -> None:
    """Write when rooms are open; those of a room that has others now are rewritten."""
    rooms, names = find_rooms(load), ("room", "date", "opens", "closes")
    said = set(zip(*(load.fair.room_hours[name].to_pylist() for name in names), strict=True))
    wanted = {(rooms[room], *times) for room, *times in said}
    held = RoomHours.objects.filter(room__edition=load.edition)
    there = {
        tuple(row): pk for pk, *row in held.values_list("pk", "room", "date", "opens", "closes")
    }
    held.filter(pk__in=[pk for row, pk in there.items() if row not in wanted]).delete()
    RoomHours.objects.bulk_create(
        RoomHours(room_id=room, date=date, opens=opens, closes=closes)
        for room, date, opens, closes in sorted(wanted - there.keys())
    )


def _lay_out_changes(load: Load) -> dict[str, Column]:
    rows, rooms = load.fair.live_changes, find_rooms(load)

    def number(texts: Column) -> Iterator[str]:
        for text in texts.to_pylist():
            said = json.loads(text)
            if "room" in said:
                said["room_id"] = rooms.get(said.pop("room"))
            yield json.dumps(said, ensure_ascii=False)

    return {
        "session_id": load.refer(rows["session"], "sessions"),
        **lay_out_plain(rows, "number", "kind", "at"),
        "before": pa.array(number(rows["before"]), pa.string()),
        "after": pa.array(number(rows["after"]), pa.string()),
    }


def _lay_out_arrivals(load: Load) -> dict[str, Column]:
    rows = load.fair.arrivals
    return {
        "session_id": load.refer(rows["session"], "sessions"),
        "participation_id": load.refer(rows["person"], "people"),
        "at": rows["at"],
    }


def _lay_out_questions(load: Load) -> dict[str, Column]:
    """Return the columns; who asked without the name, and is known here, stays who asked."""
    rows = load.fair.floor_questions
    unnamed = {
        (session, number): person
        for session, number, _pk, person in _list_questions(load)
        if person is not None
    }
    keys = zip(rows["session"].to_pylist(), rows["number"].to_pylist(), strict=True)
    people = load.refer(rows["person"], "people").to_pylist()
    named = rows["person"].is_valid().combine_chunks()
    askers = [
        person if person is not None else unnamed.get(key)
        for key, person in zip(keys, people, strict=True)
    ]
    return {
        "session_id": load.refer(rows["session"], "sessions"),
        "participation_id": pa.array(askers, pa.int64()),
        "named": named,
        **lay_out_plain(rows, "text", "state", "asked_at"),
    }


def _list_questions(load: Load) -> Iterator[tuple[str, int, int, int | None]]:
    """Yield session, number and id of each question here, and who asked it without the name."""
    rows = FloorQuestion.objects.filter(session__edition=load.edition).order_by("pk")
    count: Counter[str] = Counter()
    for session, pk, person, named in rows.values_list(
        "session__code", "pk", "participation_id", "named"
    ):
        count[session] += 1
        yield session, count[session], pk, None if named else person


def _load_votes(load: Load) -> None:
    rows = load.fair.floor_questions
    if not rows.num_rows:
        return
    ids = {(session, number): pk for session, number, pk, _person in _list_questions(load)}
    people = dict(
        zip(load.fair.people["id"].to_pylist(), load.ids["people"].to_pylist(), strict=True)
    )
    columns = (rows[name].to_pylist() for name in ("session", "number", "votes"))
    wanted = {
        (ids[session, number], people[person]): None
        for session, number, votes in zip(*columns, strict=True)
        for person in votes or ()
    }
    held = QuestionVote.objects.filter(question__session__edition=load.edition)
    there = {
        (question, person): pk
        for pk, question, person in held.values_list("pk", "question_id", "participation_id")
    }
    held.filter(pk__in=[pk for vote, pk in there.items() if vote not in wanted]).delete()
    fresh = [vote for vote in wanted if vote not in there]
    columns_of = {
        "question_id": pa.array([question for question, _ in fresh], pa.int64()),
        "participation_id": pa.array([person for _, person in fresh], pa.int64()),
    }
    copy_rows(load.cursor, "attendance_questionvote", columns_of)


def _load_records(load: Load) -> None:
    """Write what came of sessions; each is the session's own row."""
    rows = load.fair.session_records
    ids = load.refer(rows["session"], "sessions").to_pylist()
    held = SessionRecord.objects.filter(session__edition=load.edition)
    there = set(held.values_list("pk", flat=True))
    touched = [True] * rows.num_rows if load.touched is None else load.touched["session_records"]
    fresh = pa.array(
        [bool(one) or pk not in there for pk, one in zip(ids, touched, strict=True)], pa.bool_()
    )
    written = pc.filter(pa.array(ids, pa.int64()), fresh).to_pylist()
    kept = set(ids) - set(written)
    if there - kept:
        held.filter(pk__in=there - kept).delete()
    texts = load.texts("session_records", "summary", "agreements")
    columns: dict[str, Column] = {
        "session_id": pa.array(ids, pa.int64()),
        **texts,
        "published_at": rows["published_at"].combine_chunks(),
    }
    copy_rows(
        load.cursor,
        "attendance_sessionrecord",
        {name: pc.filter(column, fresh) for name, column in columns.items()},
    )


def _lay_out_followed(load: Load) -> dict[str, Column]:
    rows = load.fair.followed
    return {
        "participation_id": load.refer(rows["person"], "people"),
        "session_id": load.refer(rows["session"], "sessions"),
    }


def _lay_out_visits(load: Load) -> dict[str, Column]:
    rows = load.fair.stand_visits
    known = dict(
        Exhibitor.objects.filter(edition=load.edition).values_list("organisation__code", "pk")
    )
    return {
        "participation_id": load.refer(rows["person"], "people"),
        "exhibitor_id": pa.array([known[one] for one in rows["organisation"].to_pylist()]),
        **lay_out_plain(rows, "starts_at", "ends_at"),
    }


_OF = "session__edition"
SHEETS = (
    Sheet("live_changes", LiveChange, ("session__code", "number"), _lay_out_changes,
          edition=_OF, is_recorded=True),
    Sheet("arrivals", Arrival, ("session__code", "participation__code"), _lay_out_arrivals,
          edition=_OF, is_recorded=True),
    Sheet("floor_questions", FloorQuestion, ("session__code",), _lay_out_questions,
          edition=_OF, counts=True),
    Sheet("followed", FollowedSession, ("participation__code", "session__code"),
          _lay_out_followed, edition=_OF),
    Sheet("stand_visits", Visit,
          ("participation__code", "exhibitor__organisation__code", "starts_at"),
          _lay_out_visits, edition="participation__edition"),
)  # fmt: skip
