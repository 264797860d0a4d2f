"""Schedule JSON of version 1 as frab, pretalx and c3voc write it, and of version 2.

In version 2 the sessions are one list beside the conference, each with its room, and people take
part in their own ways.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from fairlead.folder.input_errors import report_invalid
from fairlead.folder.programme.programme import (
    TEXTS,
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
from fairlead.folder.programme.texts import read_tongues
from fairlead.folder.programme.write_json import NO_ADDRESS
from fairlead.folder.session_times import add_length, measure

_KNOWN = frozenset({
    "guid", "code", "id", "date", "start", "end", "duration", "room", "slug", "url", "title",
    "subtitle", "track", "type", "language", "abstract", "description", "recording_license",
    "do_not_record", "do_not_stream", "persons", "links", "attachments", "logo", "feedback_url",
    "origin_url",
})  # fmt: skip

_VERSION_NAMES = ("$schema", "schema", "schema_version", "format", "format_version", "version")
_READ = "as in a schedule JSON of version 1 or 2"
_DAYS_EXPECTED = (
    "expected at least one day in schedule.conference.days: read are version 1 (each day with its"
    " rooms and their sessions) and version 2 (days beside a list of events)"
)


def read_schedule_json(content: bytes, file: str, zone: ZoneInfo) -> ReadProgramme:
    """Return the programme of a schedule JSON, and notes on what was changed to fit.

    ``zone`` is taken where the file names none. JSON has no lines here: a note names the session.
    Raises `InvalidInput` with all that cannot be read.
    """
    schedule = _find_schedule(content, file)
    conference = _read_object(schedule.get("conference"))
    reading = Reading(file, zone, acronym=_read_text(conference.get("acronym")))
    set_zone(reading, _read_text(conference.get("time_zone_name")), 0)
    days, sessions = [], []
    rooms = {
        name: Room(
            name,
            _read_text(room.get("guid")).lower(),
            _read_number(room.get("capacity")),
            tuple(read_tongues(room.get("name")).items()),
        )
        for room in _read_objects(reading, conference.get("rooms"), "rooms")
        if (name := read_room(reading, _read_text(room.get("name"))))
    }
    for day in _read_objects(reading, conference.get("days"), "days"):
        read = _read_day(reading, day)
        if read is None:
            continue
        days.append(read)
        for written, events in _read_rooms(reading, day.get("rooms")).items():
            name = read_room(reading, written)
            if name:
                rooms.setdefault(name, Room(name))
            sessions += [
                (0, session)
                for event in _read_objects(reading, events, f"rooms of {read.date}")
                if (session := _read_event(reading, event, name, read)) is not None
            ]
    for number, event in enumerate(_read_objects(reading, schedule.get("events"), "events"), 1):
        plain = {"id": number, **_flatten_event(event, conference)}
        name = read_room(reading, _read_text(plain["room"]))
        if name:
            rooms.setdefault(name, Room(name, tongues=tuple(_read_room_tongues(event))))
        day_of = _find_day(reading, plain, days)
        session = _read_event(reading, plain, name, day_of) if day_of is not None else None
        sessions += [(0, session)] if session is not None else []
    if not days and not reading.problems:
        reading.refuse(0, "days", _name_format(content), _DAYS_EXPECTED)
    programme = Programme(
        acronym=reading.acronym,
        title=reading.clean(_read_text(conference.get("title"))),
        version=reading.clean(_read_text(schedule.get("version"))),
        zone=reading.zone,
        days=tuple(sorted(days, key=lambda one: one.date)),
        sessions=check_sessions(reading, sessions),
        rooms=tuple(rooms.values()),
        tracks=tuple(
            Track(
                reading.clean(_read_text(one.get("name"))),
                _read_text(one.get("slug")),
                _read_text(one.get("color")),
            )
            for one in _read_objects(reading, conference.get("tracks"), "tracks")
            if one.get("name")
        ),
        step=reading.read_step(_read_text(conference.get("timeslot_duration")), 0),
        address=_read_text(conference.get("url")),
        base=_read_text(schedule.get("base_url")),
    )
    return reading.finish(programme)


def _name_format(content: bytes) -> str:
    """Return which version a JSON says that it is of, and what it holds."""
    whole = json.loads(content)
    if not isinstance(whole, dict):
        return ""
    within = _read_object(whole.get("schedule"))
    said = [
        f"{name} {_show(one[name])}"
        for one in (whole, within)
        for name in _VERSION_NAMES
        if _read_text(one.get(name))
    ]
    held = [name for name in within or whole if name not in _VERSION_NAMES]
    return ", ".join([*said, *([f"with {' '.join(map(_show, held[:8]))}"] if held else [])])


def _find_schedule(content: bytes, file: str) -> Mapping[str, Any]:
    try:
        whole = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise report_invalid(file, "expected JSON, it is not") from error
    if not isinstance(whole, dict) or not isinstance(whole.get("schedule"), dict):
        found = f", found {said}" if (said := _name_format(content)) else ""
        raise report_invalid(file, f'expected an object with "schedule", {_READ}{found}')
    return _read_object(whole["schedule"])


def _read_day(reading: Reading, day: Mapping[str, Any]) -> Day | None:
    date = reading.read_date(_read_text(day.get("date")), 0, "date")
    if date is None:
        return None
    morning = dt.datetime.combine(date, dt.time(), reading.zone)
    begins, ends = (
        reading.read_moment(_read_text(given), 0, name) if given else other
        for name, given, other in (
            ("day_start", day.get("day_start") or day.get("start"), morning),
            ("day_end", day.get("day_end") or day.get("end"), morning + dt.timedelta(days=1)),
        )
    )
    return Day(date, begins, max(begins, ends)) if begins and ends else None


def _flatten_event(event: Mapping[str, Any], conference: Mapping[str, Any]) -> dict[str, Any]:
    """Return a session of version 2 in the words of version 1."""
    room, track = event.get("room"), event.get("track")
    if isinstance(track, dict):
        tracks = conference.get("tracks")
        named = (one for one in tracks if isinstance(one, dict)) if isinstance(tracks, list) else ()
        slug = track.get("slug")
        track = track.get("name") or next(
            (one.get("name") for one in named if one.get("slug") == slug), slug
        )
    links = event.get("links")
    typed = {"FEEDBACK": "feedback_url", "ORIGIN": "origin_url"}
    apart = {
        typed[one["type"]]: one.get("url")
        for one in (links if isinstance(links, list) else ())
        if isinstance(one, dict) and one.get("type") in typed
    }
    if isinstance(links, list):
        links = [one for one in links if not isinstance(one, dict) or one.get("type") not in typed]
    rest = {name: value for name, value in event.items() if name not in ("start", "participants")}
    return (
        rest
        | apart
        | {
            "date": event.get("start"),
            "room": room.get("name") if isinstance(room, dict) else room,
            "track": track,
            "links": links,
            "persons": event.get("participants"),
        }
    )


def _read_room_tongues(event: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    room = event.get("room")
    name = room.get("name") if isinstance(room, dict) and "name" in room else room
    return read_tongues(name).items()


def _find_day(reading: Reading, event: Mapping[str, Any], days: list[Day]) -> Day | None:
    """Return the day on which a session of version 2 begins; the first for one outside of all."""
    begins = reading.read_moment(_read_text(event.get("date")), 0, "start") if days else None
    if begins is None:
        return None
    return next((one for one in days if one.begins <= begins < one.ends), days[0])


def _read_event(
    reading: Reading, event: Mapping[str, Any], room: str, day: Day
) -> ProgrammeSession | None:
    title = reading.clean(_read_text(event.get("title")))
    for name in event.keys() - _KNOWN:
        reading.unknown[f"event.{name}"] += 1
    begins = _read_begin(reading, event, title, day)
    if begins is None:
        return None
    if event.get("end"):
        ends = reading.read_moment(_read_text(event["end"]), 0, f'end of "{title}"')
    else:
        duration = reading.read_duration(_read_text(event.get("duration")), 0)
        ends = None if duration is None else add_length(begins, duration)
    if ends is None:
        return None
    if measure(begins, ends) <= dt.timedelta():
        reading.note(0, "end", ends.isoformat(), f'expected "{title}" to end after it begins')
    number = event.get("id")
    if not isinstance(number, int):
        reading.note(0, "id", number, "expected a number from 1")
    texts: dict[str, Any] = {
        field: reading.clean(_read_text(event.get(name)))
        for field, name in (
            ("subtitle", "subtitle"), ("kind", "type"), ("track", "track"),
            ("language", "language"), ("abstract", "abstract"), ("description", "description"),
            ("slug", "slug"), ("logo", "logo"), ("origin", "origin_url"),
            ("feedback", "feedback_url"), ("license", "recording_license"), ("code", "code"),
        )
    }  # fmt: skip
    address = _read_text(event.get("url"))
    return ProgrammeSession(
        guid=reading.read_guid(_read_text(event.get("guid")), 0, str(number), begins.isoformat()),
        number=_read_number(number) or 0,
        title=title,
        day=place_in_day(begins, day),
        begins=begins,
        ends=ends if measure(begins, ends) > dt.timedelta() else begins,
        room=room,
        people=list_people(reading, _list_persons(reading, event), 0),
        address="" if address.startswith(NO_ADDRESS) else address,
        links=tuple(_list_links(reading, event, "links")),
        attachments=tuple(_list_links(reading, event, "attachments")),
        is_recorded=event.get("do_not_record") is not True,
        tongues=tuple(
            (name, tag, reading.clean(text))
            for name in TEXTS
            for tag, text in read_tongues(event.get(name)).items()
        ),
        **texts,
    )


def _read_begin(
    reading: Reading, event: Mapping[str, Any], title: str, day: Day
) -> dt.datetime | None:
    """Return when a session begins: its date, or its time of the day where it has none."""
    date, start = _read_text(event.get("date")), _read_text(event.get("start"))
    if date or not start:
        return reading.read_moment(date, 0, f'date of "{title}"')
    return read_time_of_day(reading, start, day, 0)


def _list_persons(reading: Reading, event: Mapping[str, Any]) -> Iterator[ProgrammePerson]:
    given = event.get("persons")
    if isinstance(given, list):  # names alone
        given = [{"name": one} if isinstance(one, str) else one for one in given]
    for person in _read_objects(reading, given, "persons"):
        names = (person.get(one) for one in ("name", "public_name", "full_public_name"))
        name = next((said for one in names if (said := _read_text(one))), "")
        yield ProgrammePerson(
            reading.clean(name),
            _read_text(person.get("guid")).lower(),
            _read_text(person.get("code")),
        )


def _list_links(reading: Reading, event: Mapping[str, Any], name: str) -> Iterator[Link]:
    given = event.get(name)
    if isinstance(given, list):  # addresses alone
        given = [{"url": one} if isinstance(one, str) else one for one in given]
    for link in _read_objects(reading, given, name):
        if link.get("url"):
            title, address = _read_text(link.get("title")), _read_text(link["url"])
            yield Link(reading.clean(title), reading.clean(address))


def _read_object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _read_objects(reading: Reading, value: Any, name: str) -> list[Mapping[str, Any]]:
    """Return the objects of a list; anything else in it is reported."""
    if value is None:
        return []
    if not isinstance(value, list):
        reading.refuse(0, name, _show(value), "expected a list")
        return []
    for one in value:
        if not isinstance(one, dict):
            reading.note(0, name, _show(one), "expected an object, passed over")
    return [one for one in value if isinstance(one, dict)]


def _read_rooms(reading: Reading, value: Any) -> Mapping[str, Any]:
    """Return the rooms of a day, each with its list of sessions."""
    if value is not None and not isinstance(value, dict):
        expected = "expected an object of rooms, each with a list of sessions"
        reading.refuse(0, "rooms", _show(value), expected)
    return _read_object(value)


def _show(value: Any) -> str:
    """Return how a value of another shape begins."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text[:60]


def _read_text(value: Any) -> str:
    if isinstance(value, dict):  # a text in several languages
        value = next((one for one in value.values() if one), "")
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _read_number(value: Any) -> int | None:
    text = _read_text(value)
    return int(text) if text.isdecimal() and len(text) < 10 else None
