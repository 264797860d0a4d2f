"""The programme."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.apps.congress.models import Room
from fairlead.apps.fairs.copy_rows import (
    Column,
    refer,
    reserve_ids,
    write_array_column,
    write_text_column,
)
from fairlead.apps.transfer.loading.load_context import Load
from fairlead.apps.transfer.loading.update_rows import update_rows

_WORDS = ("kind", "level", "language", "access", "stream")
_TEXTS = ("room", "title", "subtitle", "track", "abstract", "description", "speakers_as")
_LISTS = (
    "interpretation",
    "economies",
    "partners",
    "links",
    "materials",
    "about_products",
    "about_needs",
    "about_projects",
    "about_practices",
    "extras",
    "needs",
)
_SEATS = ("booked", "waiting", "invited")


def load_programme(load: Load) -> None:
    """Write rooms, sessions and speakers."""
    rows = load.fair.sessions
    spoken = load.texts("sessions", *_TEXTS)
    room = spoken.pop("room")
    names = _name_rooms(load, room)
    rooms = _load_rooms(load, names)
    sessions = {
        "id": load.reserve("sessions", "congress_session"),
        "code": rows["id"],
        "room_id": refer(room, names, rooms),
        **{name: rows[name] for name in ("date", "start", "end", "capacity", "guid")},
        **{name: write_text_column(rows[name]) for name in _WORDS},
        **{name: write_array_column(rows[name]) for name in _LISTS},
        "booking": rows["booking"].is_valid(),
        "expected": rows["expected"],
        "delay": pc.fill_null(rows["delay"], 0),
        "cancelled": rows["cancelled"].is_valid(),
        **spoken,
    }
    load.write("sessions", "congress_session", sessions)
    moderators = load.values("sessions", "moderators")
    speakers = load.values("sessions", "speakers")
    before = Counter(moderators.rows.to_pylist())
    places = [
        place + before[row]
        for row, place in zip(speakers.rows.to_pylist(), speakers.places.to_pylist(), strict=True)
    ]
    people = pa.array((*moderators.values, *speakers.values), pa.string())
    columns: dict[str, Column] = {
        "session_id": pa.concat_arrays([moderators.rows, speakers.rows]),
        "participation_id": load.refer(people, "people"),
        "position": pa.concat_arrays([moderators.places, pa.array(places, moderators.places.type)]),
        "moderates": pa.array([True] * len(moderators.values) + [False] * len(speakers.values)),
    }
    load.write_parts("sessions", "congress_speaker", "session_id", columns)
    _load_seats(load)
    if load.touched is not None:
        load.cursor.execute(_FORGET_ROOMS, (load.edition.pk, rooms.to_pylist()))


# Rooms that nothing names any more, here or in a version.
_FORGET_ROOMS = """
DELETE FROM congress_room room WHERE edition_id = %s AND NOT id = ANY (%s)
    AND NOT EXISTS (SELECT FROM congress_session session WHERE session.room_id = room.id)
    AND NOT EXISTS (SELECT FROM congress_plannedsession planned WHERE planned.room_id = room.id)
"""


def _load_seats(load: Load) -> None:
    """Write who has a place, waits for one or is invited; who waits longest comes first."""
    said = [load.values("sessions", name) for name in _SEATS]
    people = pa.array([one for values in said for one in values.values], pa.string())
    states = [name for name, values in zip(_SEATS, said, strict=True) for _ in values.values]
    rows = pa.concat_arrays([values.rows for values in said])
    seats = list(zip(rows.to_pylist(), people.to_pylist(), strict=True))
    among = {}
    for name in ("by_invitation", "beside"):
        values = load.values("sessions", name)
        among[name] = set(zip(values.rows.to_pylist(), values.values, strict=True))
    invited = [
        state == "invited" or seat in among["by_invitation"]
        for state, seat in zip(states, seats, strict=True)
    ]
    columns: dict[str, Column] = {
        "session_id": rows,
        "participation_id": load.refer(people, "people"),
        "state": pa.array(states, pa.string()),
        "invited": pa.array(invited, pa.bool_()),
        "beside": pa.array([seat in among["beside"] for seat in seats], pa.bool_()),
    }
    overbooked = pc.filter(load.ids["sessions"], load.fair.sessions["overbooked"].is_valid())
    with _places_unbounded(load, overbooked.to_pylist()):
        load.write_parts("sessions", "attendance_seat", "session_id", columns)


@contextmanager
def _places_unbounded(load: Load, sessions: list[int]) -> Iterator[None]:
    """Let the body write places beyond those that sessions have: fewer were set than were taken."""
    load.cursor.execute(_TAKE_CAPACITY, (sessions,))
    capacities = load.cursor.fetchall()
    yield
    load.cursor.executemany("UPDATE congress_session SET capacity = %s WHERE id = %s", capacities)


# Returns what they had; all this is in one transaction.
_TAKE_CAPACITY = """
WITH held AS (SELECT id, capacity FROM congress_session WHERE id = ANY (%s) FOR UPDATE)
UPDATE congress_session session SET capacity = NULL FROM held
    WHERE session.id = held.id AND held.capacity IS NOT NULL RETURNING held.capacity, held.id
"""


def _name_rooms(load: Load, of_sessions: pa.Array) -> pa.Array:
    """Return the names of all rooms: those of sessions, and those of which more is known."""
    return pc.unique(pa.concat_arrays([of_sessions, load.texts("rooms", "name")["name"]]))


def _load_rooms(load: Load, names: pa.Array) -> pa.Array:
    """Return the ids of the rooms; one that is there is known by its own-language name."""
    if load.touched is None:
        rooms = reserve_ids(load.cursor, "congress_room", len(names))
        load.copy("congress_room", {"id": rooms, "name": names})
        return rooms
    own = load.fair.settings.languages[0]
    rows = Room.objects.filter(edition=load.edition).values_list("name", "pk")
    known = {str(name.in_language(own)): pk for name, pk in rows}
    ids = [known.get(json.loads(name).get(own)) for name in names.to_pylist()]
    rooms = load.fill_ids("congress_room", ids)
    fresh = pa.array([one is None for one in ids], pa.bool_())
    columns = {"id": rooms, "name": names}
    load.copy("congress_room", {key: pc.filter(one, fresh) for key, one in columns.items()})
    there = pc.invert(fresh)
    update_rows(
        load.cursor, "congress_room", {key: pc.filter(one, there) for key, one in columns.items()}
    )
    return rooms
