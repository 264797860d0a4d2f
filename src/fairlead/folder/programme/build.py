"""Days, rooms and tracks of a programme whose file lists its sessions only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from fairlead.folder.programme.programme import Day, ProgrammeSession, Room, Track


def build_days(sessions: Iterable[ProgrammeSession], zone: ZoneInfo) -> tuple[Day, ...]:
    """Return the days on which sessions begin, each from midnight to midnight."""
    return tuple(
        Day(
            date,
            dt.datetime.combine(date, dt.time(), zone),
            dt.datetime.combine(date + dt.timedelta(days=1), dt.time(), zone),
        )
        for date in sorted({one.day for one in sessions})
    )


def list_rooms(
    sessions: Iterable[ProgrammeSession], tongues: Mapping[str, Mapping[str, str]] | None = None
) -> tuple[Room, ...]:
    """Return the rooms in the order in which they come, with their names by language."""
    names = dict.fromkeys(one.room for one in sessions if one.room)
    return tuple(Room(name, tongues=tuple((tongues or {}).get(name, {}).items())) for name in names)


def list_tracks(sessions: Iterable[ProgrammeSession]) -> tuple[Track, ...]:
    """Return the tracks in the order in which they come."""
    return tuple(Track(name) for name in dict.fromkeys(one.track for one in sessions) if name)
