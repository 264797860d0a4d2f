"""A day of the programme as a table: rooms across, time down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from fairlead.apps.congress.models import Room, Session
from fairlead.folder.localized_text import LocalizedText

Choose: TypeAlias = Callable[[LocalizedText], str]


@dataclass(frozen=True, slots=True)
class Cell:
    """A session or a gap in a room, ``rows`` high."""

    session: Session | None
    rows: int


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of time in which nothing begins or ends; ``cells`` are those that begin in it."""

    begins: dt.datetime
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rooms of a day in order, and its rows."""

    rooms: tuple[Room, ...]
    rows: tuple[Row, ...]


def build_grid(sessions: Sequence[Session], choose: Choose) -> Grid:
    """Return the table of sessions of one day, of which a room holds one at a time.

    Rooms are in the order that the organiser gave them, else by what the reader calls them.
    A row begins wherever a session begins or ends, so that a cell of several rows is exactly as
    long as its session, and what is side by side is at the same time. One that is cancelled gives
    way to what its room has instead.
    """
    sessions = _leave_instead(sessions)
    found = {one.room_id: one.room for one in sessions}.values()
    ordered = sorted(found, key=lambda one: (one.position, choose(one.name), one.pk))
    rooms = {one.pk: one for one in ordered}
    bounds = sorted({moment for one in sessions for moment in (one.starts_at, one.ends_at)})
    place = {moment: at for at, moment in enumerate(bounds)}
    columns = {
        room: _fill_column([one for one in sessions if one.room_id == room], place, len(bounds) - 1)
        for room in rooms
    }
    rows = tuple(
        Row(begins, tuple(columns[room][at] for room in rooms if at in columns[room]))
        for at, begins in enumerate(bounds[:-1])
    )
    return Grid(tuple(rooms.values()), rows)


def _leave_instead(sessions: Sequence[Session]) -> list[Session]:
    held = [one for one in sessions if not one.cancelled]
    for one in sessions:
        if one.cancelled and not any(
            other.room_id == one.room_id
            and other.starts_at < one.ends_at
            and one.starts_at < other.ends_at
            for other in held
        ):
            held.append(one)
    return held


def _fill_column(
    sessions: list[Session], place: dict[dt.datetime, int], count: int
) -> dict[int, Cell]:
    cells: dict[int, Cell] = {}
    at = 0
    for session in sorted(sessions, key=lambda one: one.starts_at):
        begins, ends = place[session.starts_at], place[session.ends_at]
        if begins > at:
            cells[at] = Cell(None, begins - at)
        cells[begins] = Cell(session, ends - begins)
        at = ends
    if at < count:
        cells[at] = Cell(None, count - at)
    return cells
