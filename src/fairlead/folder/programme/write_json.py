"""Schedule JSON of version 1, strictly as its schema has it (c3voc's schema.json, draft-06)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from fairlead.folder.programme.identifiers import is_guid
from fairlead.folder.programme.programme import Link, Programme, ProgrammePerson, ProgrammeSession
from fairlead.folder.programme.strict import make_strict, write_duration, write_start

SCHEMA = "https://c3voc.de/schedule/schema.json"
NO_ADDRESS = "urn:uuid:"


def write_schedule_json(programme: Programme, *, generator: str, generator_version: str) -> bytes:
    """Return the programme as schedule JSON that its schema accepts.

    A session without its own address has its identifier as one, since the schema asks for
    an address of every session.
    """
    strict = make_strict(programme)
    sessions = strict.list_held()
    days = [
        {
            "index": index,
            "date": day.date.isoformat(),
            "day_start": day.begins.isoformat(),
            "day_end": day.ends.isoformat(),
            "rooms": {
                room.name: [
                    _write_event(one)
                    for one in sessions
                    if one.day == day.date and one.room == room.name
                ]
                for room in strict.rooms
            },
        }
        for index, day in enumerate(strict.days, 1)
    ]
    conference: dict[str, Any] = {
        "acronym": strict.acronym,
        "title": strict.title,
        "start": strict.days[0].date.isoformat(),
        "end": strict.days[-1].date.isoformat(),
        "daysCount": len(days),
        "timeslot_duration": write_duration(strict.step),
        "time_zone_name": strict.zone.key,
        "tracks": [
            _drop_empty({"name": one.name, "slug": one.slug, "color": one.color})
            for one in strict.tracks
        ],
        "rooms": [
            {
                "name": room.name,
                "guid": room.guid,
                "capacity": room.capacity,
            }
            for room in strict.rooms
        ],
        "days": days,
    }
    if strict.address:
        conference["url"] = strict.address
    schedule: dict[str, Any] = {"version": strict.version, "conference": conference}
    if strict.base:
        schedule["base_url"] = strict.base
    whole = {
        "$schema": SCHEMA,
        "generator": {"name": generator, "version": generator_version},
        "schedule": schedule,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _write_event(session: ProgrammeSession) -> dict[str, Any]:
    event: dict[str, Any] = {
        "guid": session.guid,
        "code": session.code,
        "id": session.number,
        "date": session.begins.isoformat(),
        "start": write_start(session.begins),
        "end": session.ends.isoformat(),
        "duration": write_duration(session.duration),
        "room": session.room,
        "slug": session.slug.rstrip("-_"),
        "url": session.address or f"{NO_ADDRESS}{session.guid}",
        "title": session.title,
        "subtitle": session.subtitle,
        "track": session.track or None,
        "type": session.kind,
        "language": session.language or None,
        "abstract": session.abstract,
        "description": session.description,
        "recording_license": session.license,
        "do_not_record": not session.is_recorded,
        "persons": [_write_person(one) for one in session.people],
        "links": _write_links(session.links),
        "attachments": _write_links(session.attachments),
    }
    optional = {
        "logo": session.logo,
        "feedback_url": session.feedback,
        "origin_url": session.origin,
    }
    return event | _drop_empty(optional)


def _write_person(person: ProgrammePerson) -> dict[str, str]:
    code = person.code if person.code.isalnum() and person.code.isupper() else ""
    guid = person.guid if is_guid(person.guid) else ""
    return {"name": person.name, **_drop_empty({"code": code, "guid": guid})}


def _write_links(links: Iterable[Link]) -> list[dict[str, str]]:
    return [{"url": one.address, "title": one.title} for one in links]


def _drop_empty(values: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}
