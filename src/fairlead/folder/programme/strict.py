"""A programme made to fit what the schedule formats accept."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Any

from fairlead.folder.controls import drop_controls
from fairlead.folder.programme.identifiers import (
    is_guid,
    is_slug,
    make_acronym,
    make_code,
    make_guid,
    make_slug,
)
from fairlead.folder.programme.programme import (
    Day,
    Link,
    Programme,
    ProgrammeSession,
    Room,
    Track,
)
from fairlead.folder.programme.texts import keep_address

NO_ROOM = "-"
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_TRACK_SLUG = re.compile(r"[a-z][a-z0-9-]*[a-z0-9]")


def make_strict(programme: Programme) -> Programme:
    """Return the programme with identifiers and addresses in the formats' forms.

    Days that sessions belong to and the list of days lacks are added; sessions without a room get
    one called "-"; codes and slugs are there once, and every room has an identifier.
    """
    acronym = make_acronym(programme.acronym)
    codes: set[str] = set()
    slugs: set[str] = set()
    sessions = [
        _make_session_strict(one, acronym, codes, slugs) for one in programme.sort_sessions()
    ]
    named = {room.name: room for room in programme.rooms}
    for session in sessions:
        named.setdefault(session.room, Room(session.room))
    return replace(
        programme,
        acronym=acronym,
        title=drop_controls(programme.title) or acronym,
        version=drop_controls(programme.version),
        base=keep_address(programme.base),
        address=keep_address(programme.address),
        days=_list_days(programme, sessions),
        sessions=tuple(sessions),
        rooms=tuple(_make_room_strict(one, acronym) for one in named.values()),
        tracks=tuple(_make_track_strict(one) for one in programme.tracks),
    )


def write_duration(duration: dt.timedelta) -> str:
    """Return hours and minutes: 01:15; at most 99:59."""
    minutes = min(int(duration.total_seconds()) // 60, 99 * 60 + 59)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def write_start(moment: dt.datetime) -> str:
    """Return the local time of day: 10:00."""
    return f"{moment:%H:%M}"


def _make_session_strict(
    session: ProgrammeSession, acronym: str, codes: set[str], slugs: set[str]
) -> ProgrammeSession:
    code = session.code
    turn = 0
    while not code or code in codes:
        code = make_code(f"{session.guid}{turn or ''}")
        turn += 1
    codes.add(code)
    slug = session.slug
    if not is_slug(slug) or slug in slugs:
        slug = make_slug(acronym, session.number, session.title)
    if slug in slugs:
        slug = make_slug(acronym, session.number, make_guid(session.guid))
    slugs.add(slug)
    texts = ("title", "subtitle", "track", "kind", "language", "abstract", "description", "license")
    addresses = ("address", "logo", "origin", "feedback")
    changed: dict[str, Any] = {name: drop_controls(getattr(session, name)) for name in texts}
    changed |= {name: keep_address(getattr(session, name)) for name in addresses}
    return replace(
        session,
        code=code,
        slug=slug,
        room=drop_controls(session.room) or NO_ROOM,
        people=tuple(replace(one, name=drop_controls(one.name)) for one in session.people),
        links=_keep_links(session.links),
        attachments=_keep_links(session.attachments),
        **changed,
    )


def _make_room_strict(room: Room, acronym: str) -> Room:
    return room if is_guid(room.guid) else replace(room, guid=make_guid(acronym, room.name))


def _make_track_strict(track: Track) -> Track:
    slug = track.slug if _TRACK_SLUG.fullmatch(track.slug) else ""
    color = track.color if _COLOR.fullmatch(track.color) else ""
    return Track(drop_controls(track.name), slug, color)


def _list_days(programme: Programme, sessions: list[ProgrammeSession]) -> tuple[Day, ...]:
    days = {day.date: day for day in programme.days}
    for session in sessions:
        if session.day not in days:
            days[session.day] = Day(session.day, session.begins, session.ends)
    return tuple(days[date] for date in sorted(days))


def _keep_links(links: tuple[Link, ...]) -> tuple[Link, ...]:
    return tuple(
        Link(drop_controls(link.title), link.address)
        for link in links
        if keep_address(link.address)
    )
