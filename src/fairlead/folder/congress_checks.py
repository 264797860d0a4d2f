"""Rules of rooms, of what changed on the day, and of what happened at sessions."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from fairlead.folder import bounds
from fairlead.folder.input_errors import InputError
from fairlead.folder.tables import Tables


def check_congress(tables: Tables) -> Iterator[InputError]:
    """Yield faults of the congress: rooms without hall or name, changes that change nothing."""
    yield from _check_rooms(tables)
    yield from _check_programmes(tables)
    for name in ("before", "after"):
        for row, text in enumerate(tables.column("live_changes", name)):
            if text is not None and not _is_change(json.loads(text)):
                expected = (
                    "expected an object with some of delay, cancelled, date, start, end, room"
                )
                yield tables.problem("live_changes", row, name, expected, text[:100])
    stands = tables.pair("organisations", "id", "stand")
    columns = (
        tables.column("stand_visits", one) for one in ("organisation", "starts_at", "ends_at")
    )
    for row, (firm, begins, ends) in enumerate(zip(*columns, strict=True)):
        if firm in stands and stands[firm] is None:
            expected = "expected an exhibitor: this organisation has no stand"
            yield tables.problem("stand_visits", row, "organisation", expected, firm)
        if begins is not None and ends is not None and ends <= begins:
            expected = "expected an end after the beginning"
            yield tables.problem("stand_visits", row, "ends_at", expected, ends)


def _check_rooms(tables: Tables) -> Iterator[InputError]:
    """Yield rooms in halls that are not there, with other names than in sessions, and hours."""
    table, sessions = tables.table("rooms"), tables.table("sessions")
    halls = {hall.code for hall in tables.settings.halls} if tables.settings else None
    for row, hall in enumerate(tables.column("rooms", "hall")):
        if hall is not None and halls is not None and hall not in halls:
            expected = "expected the code of a hall in fair.toml"
            yield tables.problem("rooms", row, "hall", expected, hall)
    own = sessions["room"].to_pylist()
    for name in (one for one in table.column_names if one.startswith("name_")):
        there = f"room_{name.removeprefix('name_')}"
        called = dict(zip(own, sessions[there].to_pylist(), strict=True))
        for row, (room, said) in enumerate(
            zip(table["name"].to_pylist(), table[name].to_pylist(), strict=True)
        ):
            if room is not None and room in called and called[room] != said:
                expected = f"expected the name that the room has in sessions.csv, {called[room]}"
                yield tables.problem("rooms", row, name, expected, said or "")
    known = {*own, *table["name"].to_pylist()}
    columns = (tables.column("room_hours", one) for one in ("room", "opens", "closes"))
    for row, (room, opens, closes) in enumerate(zip(*columns, strict=True)):
        if room is not None and room not in known:
            expected = "expected a room of sessions.csv or rooms.csv"
            yield tables.problem("room_hours", row, "room", expected, room)
        if opens is not None and opens == closes:
            expected = "expected another time than it opens"
            yield tables.problem("room_hours", row, "closes", expected, closes)


def _check_programmes(tables: Tables) -> Iterator[InputError]:
    """Yield versions without what their state needs, and sessions with half a place."""
    released = 0
    for row, one in enumerate(tables.table("programmes").to_pylist()):
        if (one["released_at"] is not None) != (one["state"] != "draft"):
            expected = "expected a moment of what was released, and of nothing else"
            yield tables.problem(
                "programmes", row, "released_at", expected, one["released_at"] or ""
            )
        made_from = one["made_from"]
        if None not in (one["version"], made_from) and made_from >= one["version"]:
            expected = "expected an earlier version"
            yield tables.problem("programmes", row, "made_from", expected, made_from)
        released += one["state"] == "released"
        if one["state"] == "released" and released == 2:
            yield tables.problem("programmes", row, "state", "expected one released version", 2)
    known = {*tables.column("sessions", "room"), *tables.column("rooms", "name")}
    columns = (tables.column("programme_sessions", one) for one in ("date", "start", "room"))
    for row, place in enumerate(zip(*columns, strict=True)):
        if len({one is None for one in place}) > 1:
            expected = "expected date, start and room, or none of them"
            yield tables.problem("programme_sessions", row, "date", expected, place[0] or "")
        if place[2] is not None and place[2] not in known:
            expected = "expected a room of sessions.csv or rooms.csv"
            yield tables.problem("programme_sessions", row, "room", expected, place[2])
    names = ("speakers", "moderators")
    both = (tables.column("programme_sessions", one) for one in names)
    for row, (speaking, moderating) in enumerate(zip(*both, strict=True)):
        for person in sorted(set(speaking or ()) & set(moderating or ())):
            expected = "expected each person once: as a speaker or as a moderator"
            yield tables.problem("programme_sessions", row, "moderators", expected, person)


def _is_change(given: object) -> bool:
    return isinstance(given, dict) and bool(given) and all(
        name in _PARTS and _PARTS[name](value) for name, value in given.items()
    )  # fmt: skip


def _is_date(value: Any) -> bool:
    return isinstance(value, str) and _reads(dt.date.fromisoformat, value)


def _is_time(value: Any) -> bool:
    return isinstance(value, str) and _reads(dt.time.fromisoformat, value)


def _reads(parse: Any, value: str) -> bool:
    try:
        parse(value)
    except ValueError:
        return False
    return True


def _is_room(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _are_names(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())


_PARTS = {
    "delay": lambda value: type(value) is int and value in bounds.DELAY_MINUTES,
    "cancelled": lambda value: isinstance(value, bool),
    "date": _is_date,
    "start": _is_time,
    "end": _is_time,
    "room": _is_room,
    "room_name": _are_names,
}
