"""Schedule XML as pentabarf, frab, pretalx and c3voc write it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from fairlead.folder.input_errors import InputError, InvalidInput
from fairlead.folder.programme.programme import (
    Day,
    Link,
    Programme,
    ProgrammePerson,
    ProgrammeSession,
    Room,
    Track,
)
from fairlead.folder.programme.readings import (
    Reading,
    ReadProgramme,
    check_sessions,
    list_people,
    place_in_day,
    read_room,
    read_time_of_day,
    set_zone,
)
from fairlead.folder.programme.xml_tree import Element, parse_xml
from fairlead.folder.session_times import add_length

_KNOWN = frozenset({
    "room", "title", "subtitle", "type", "date", "start", "duration", "abstract", "slug", "track",
    "logo", "persons", "language", "description", "recording", "links", "attachments", "url",
    "feedback_url", "origin_url",
})  # fmt: skip

_ROOT_EXPECTED = (
    "expected <schedule> at the root: of XML only schedules are read, as frab, pretalx and c3voc"
    " write them"
)


def read_schedule_xml(content: bytes, file: str, zone: ZoneInfo) -> ReadProgramme:
    """Return the programme of a schedule XML, and what was bent in it.

    ``zone`` is taken where the file names none. Old dialects are read: days without an offset,
    numbers from zero, one person twice. Raises `InvalidInput` with all that cannot be read.
    """
    root = parse_xml(content, file)
    if root.name != "schedule":
        raise InvalidInput([InputError(file, _ROOT_EXPECTED, root.line, "", _name_root(root))])
    conference = root.find("conference") or Element("conference", root.line, {})
    reading = Reading(file, zone, acronym=conference.read("acronym"))
    set_zone(reading, conference.read("time_zone_name"), conference.line)
    days: list[Day] = []
    sessions: list[tuple[int, ProgrammeSession]] = []
    rooms: dict[str, Room] = {}
    for day in root.find_all("day"):
        read = _read_day(reading, day)
        if read is None:
            continue
        days.append(read)
        for room in day.find_all("room"):
            name = read_room(reading, room.attributes.get("name", ""))
            rooms.setdefault(name, Room(name, room.attributes.get("guid", "").lower()))
            sessions += [
                (event.line, session)
                for event in room.find_all("event")
                if (session := _read_event(reading, event, name, read)) is not None
            ]
    if not days and not reading.problems:
        reading.refuse(root.line, "day", "", "expected at least one day")
    rooms.pop("", None)
    programme = Programme(
        acronym=reading.acronym,
        title=reading.clean(conference.read("title")),
        version=reading.clean(root.read("version")),
        zone=reading.zone,
        days=tuple(sorted(days, key=lambda one: one.date)),
        sessions=check_sessions(reading, sessions),
        rooms=tuple(rooms.values()),
        tracks=tuple(_list_tracks(reading, conference)),
        step=reading.read_step(conference.read("timeslot_duration"), conference.line),
        address=conference.read("url"),
        base=conference.read("base_url"),
    )
    return reading.finish(programme)


def _name_root(root: Element) -> str:
    """Return the tag of the root, with the version that it says."""
    version = root.attributes.get("version", "")[:40]
    return f'<{root.name} version="{version}">' if version else f"<{root.name}>"


def _list_tracks(reading: Reading, conference: Element) -> Iterator[Track]:
    for track in conference.find_all("track"):
        name = reading.clean(track.attributes.get("name", "") or track.text)
        if name:
            yield Track(name, track.attributes.get("slug", ""), track.attributes.get("color", ""))


def _read_day(reading: Reading, day: Element) -> Day | None:
    written = day.attributes.get("date", "") or day.attributes.get("start", "")
    date = reading.read_date(written, day.line, "date")
    index = day.attributes.get("index", "")
    if not index.isdecimal() or int(index) < 1:
        reading.note(day.line, "index", index, "expected the day's number, from 1")
    if date is None:
        return None
    morning = dt.datetime.combine(date, dt.time(), reading.zone)
    begins, ends = (
        reading.read_moment(day.attributes[name], day.line, name)
        if day.attributes.get(name)
        else other
        for name, other in (("start", morning), ("end", morning + dt.timedelta(days=1)))
    )
    return Day(date, begins, max(begins, ends)) if begins and ends else None


def _read_event(reading: Reading, event: Element, room: str, day: Day) -> ProgrammeSession | None:
    line = event.line
    for child in event.children:
        if child.name not in _KNOWN:
            reading.unknown[f"event/{child.name}"] += 1
    begins = _read_begin(reading, event, day)
    duration = reading.read_duration(event.read("duration") or "00:00", line)
    if begins is None or duration is None:
        return None
    if not duration:
        reading.note(line, "duration", event.read("duration"), "expected more than nothing")
    number = event.attributes.get("id", "")
    if not number.isdecimal():
        reading.note(line, "id", number, "expected a number from 1")
    said = read_room(reading, event.read("room")) or room
    if said != room:
        reading.note(line, "room", said, f"expected the room it stands under, {room}")
    recording = event.find("recording") or Element("recording", line, {})
    texts: dict[str, Any] = {
        field: reading.clean(event.read(name))
        for field, name in (
            ("title", "title"), ("subtitle", "subtitle"), ("kind", "type"), ("track", "track"),
            ("language", "language"), ("abstract", "abstract"), ("description", "description"),
            ("slug", "slug"), ("address", "url"), ("logo", "logo"), ("origin", "origin_url"),
            ("feedback", "feedback_url"),
        )
    }  # fmt: skip
    if not texts["title"]:
        reading.note(line, "title", "", "expected a title")
    return ProgrammeSession(
        guid=reading.read_guid(event.attributes.get("guid", ""), line, number, begins.isoformat()),
        number=int(number) if number.isdecimal() and len(number) < 10 else 0,
        day=place_in_day(begins, day),
        begins=begins,
        ends=add_length(begins, duration),
        room=room,
        code=event.attributes.get("code", ""),
        people=list_people(reading, _list_persons(reading, event), line),
        links=tuple(_list_links(reading, event, "links", "link")),
        attachments=tuple(_list_links(reading, event, "attachments", "attachment")),
        license=reading.clean(recording.read("license")),
        is_recorded=recording.read("optout").lower() not in {"true", "1"},
        **texts,
    )


def _read_begin(reading: Reading, event: Element, day: Day) -> dt.datetime | None:
    """Return when an event begins: its date, or its time of the day where it has none."""
    if event.read("date"):
        return reading.read_moment(event.read("date"), event.line, "date")
    return read_time_of_day(reading, event.read("start"), day, event.line)


def _list_persons(reading: Reading, event: Element) -> Iterator[ProgrammePerson]:
    for person in (event.find("persons") or Element("persons", 0, {})).find_all("person"):
        given = person.attributes
        yield ProgrammePerson(
            reading.clean(person.text), given.get("guid", "").lower(), given.get("code", "")
        )


def _list_links(reading: Reading, event: Element, many: str, one: str) -> Iterator[Link]:
    for link in (event.find(many) or Element(many, 0, {})).find_all(one):
        address = link.attributes.get("href", "")
        if address:
            yield Link(reading.clean(link.text), reading.clean(address))
