"""Indico's exports as JSON: a timetable, or an event with its contributions or sessions."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fairlead.folder.input_errors import report_invalid
from fairlead.folder.programme.build import build_days, list_rooms, list_tracks
from fairlead.folder.programme.identifiers import make_guid
from fairlead.folder.programme.programme import (
    Link,
    Programme,
    ProgrammePerson,
    ProgrammeSession,
)
from fairlead.folder.programme.readings import (
    Reading,
    ReadProgramme,
    check_sessions,
    list_people,
)
from fairlead.folder.programme.texts import keep_address
from fairlead.folder.session_times import add_length

_TAG = re.compile(r"<(?:br|/p|/div|/li)\b[^>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[A-Za-z/!][^>]*>")
_DEPTH = 4  # a block, its contributions, their parts


def read_indico(whole: Mapping[str, Any], file: str, zone: ZoneInfo) -> ReadProgramme:
    """Return the programme of an export of Indico, and what was bent in it.

    ``/export/timetable/N.json`` has entries by day, ``/export/event/N.json?detail=contributions``
    or ``sessions`` lists. A block with contributions is their track and no session itself. Texts
    are plain: Indico's are HTML. What has no time, and breaks, are left out, each with a note.
    """
    results = whole.get("results")
    reading = Reading(file, zone, acronym="indico")
    title = ""
    sessions: list[ProgrammeSession] = []
    if isinstance(results, list):
        for place, event in enumerate(one for one in results if isinstance(one, dict)):
            title = title or _read_text(event.get("title"))
            _set_zone(reading, event)
            sessions += _read_event(reading, event, place)
    elif isinstance(results, dict):
        for number, days in results.items():
            reading.acronym = f"indico-{number}"
            entries = [entry for day in _list_values(days) for entry in _list_values(day)]
            for entry in entries:
                sessions += _read_entry(reading, entry, "", _DEPTH)
    else:
        raise report_invalid(file, 'expected "results", as in an export of Indico')
    if not sessions and not reading.problems:
        expected = "expected contributions with times: export with ?detail=contributions"
        reading.refuse(0, "results", "", expected)
    checked = check_sessions(reading, [(0, one) for one in sessions])
    return reading.finish(
        Programme(
            acronym=reading.acronym,
            title=reading.clean(title),
            version="",
            zone=reading.zone,
            days=build_days(checked, reading.zone),
            sessions=checked,
            rooms=list_rooms(checked),
            tracks=list_tracks(checked),
        )
    )


def _set_zone(reading: Reading, event: Mapping[str, Any]) -> None:
    name = _read_text(event.get("timezone"))
    try:
        reading.zone = ZoneInfo(name) if name else reading.zone
    except (ZoneInfoNotFoundError, ValueError, OSError):
        expected = f"expected an IANA time zone, taken for {reading.zone.key}"
        reading.note(0, "timezone", name, expected)


def _read_event(
    reading: Reading, event: Mapping[str, Any], place: int
) -> Iterator[ProgrammeSession]:
    reading.acronym = f"indico-{_read_text(event.get('id')) or place}"
    for block in _list_objects(event.get("sessions")):
        yield from _read_entry(reading, {**block, "entryType": "Session"}, "", _DEPTH)
    for contribution in _list_objects(event.get("contributions")):
        yield from _read_entry(reading, contribution, "", _DEPTH)


def _read_entry(
    reading: Reading, entry: Mapping[str, Any], track: str, depth: int
) -> Iterator[ProgrammeSession]:
    """Yield the session of an entry, or those of the contributions in a block."""
    title = _find_title(reading, entry)
    if entry.get("entryType") == "Break":
        reading.note(0, "entryType", title, "a break is no session, left out")
        return
    inside = [*_list_values(entry.get("entries")), *_list_objects(entry.get("contributions"))]
    if inside and depth:
        for one in inside:
            yield from _read_entry(reading, one, title, depth - 1)
        return
    begins = _read_moment(reading, entry, "startDate", title)
    ends = _read_moment(reading, entry, "endDate", title)
    if begins is None:
        return
    if ends is None:
        given = entry.get("duration")
        minutes = given if isinstance(given, int | float) and 0 < given < 24 * 60 else 0
        ends = add_length(begins, dt.timedelta(minutes=minutes))
    number = _read_text(entry.get("friendlyId") or entry.get("friendly_id") or entry.get("id"))
    own = _read_text(entry.get("contributionId") or entry.get("db_id") or entry.get("id"))
    named = entry.get("session")
    if not track:
        track = _read_text(named.get("title") if isinstance(named, dict) else named)
    under = reading.clean(_read_text(entry.get("track")) or track)
    yield ProgrammeSession(
        guid=_make_guid(reading, own, begins, title),
        number=int(number) if number.isdecimal() and len(number) < 10 else 0,
        title=title,
        day=begins.date(),
        begins=begins,
        ends=max(begins, ends),
        room=reading.clean(
            _read_text(entry.get("room") or entry.get("roomFullname") or entry.get("location"))
        ),
        kind=reading.clean(_read_text(entry.get("type"))),
        track=under,
        description=read_html(reading, _read_text(entry.get("description"))),
        people=list_people(reading, _list_people(reading, entry), 0),
        address=keep_address(_read_text(entry.get("url"))),
        attachments=tuple(_list_files(entry)),
    )


def _make_guid(reading: Reading, own: str, begins: dt.datetime, title: str) -> str:
    """Return an identifier that a later export of the same entry has too."""
    return make_guid(reading.acronym, own or f"{begins.isoformat()} {title}")


def _find_title(reading: Reading, entry: Mapping[str, Any]) -> str:
    title = reading.clean(_read_text(entry.get("title")))
    slot = reading.clean(_read_text(entry.get("slotTitle")))
    if not title and isinstance(entry.get("session"), dict):
        title = reading.clean(_read_text(entry["session"].get("title")))
    return f"{title}: {slot}" if title and slot and slot != title else title or slot


def _read_moment(
    reading: Reading, entry: Mapping[str, Any], name: str, title: str
) -> dt.datetime | None:
    said = entry.get(name)
    if said is None:
        if name == "startDate":
            reading.note(0, name, title, "it has no time yet, left out")
        return None
    if not isinstance(said, dict):
        reading.refuse(0, name, said, "expected an object with date, time and tz")
        return None
    zone = reading.zone
    written = _read_text(said.get("tz"))
    try:
        zone = ZoneInfo(written) if written else zone
    except (ZoneInfoNotFoundError, ValueError, OSError):
        reading.note(0, f"{name}.tz", written, f"expected an IANA time zone, taken for {zone.key}")
    try:
        day = dt.date.fromisoformat(_read_text(said.get("date")))
        time = dt.time.fromisoformat(_read_text(said.get("time"))).replace(tzinfo=None)
        if not 1900 <= day.year <= 9000:
            raise ValueError
    except ValueError:
        shown = f"{said.get('date')} {said.get('time')} ({title})"
        reading.refuse(0, name, shown, "expected a date and a time such as 2023-07-10 10:00:00")
        return None
    return dt.datetime.combine(day, time, zone).astimezone(reading.zone)


def _list_people(reading: Reading, entry: Mapping[str, Any]) -> Iterator[ProgrammePerson]:
    for name in ("presenters", "speakers", "conveners", "personLinks"):
        found = _list_objects(entry.get(name))
        for person in found:
            first = _read_text(person.get("firstName") or person.get("first_name"))
            last = _read_text(person.get("familyName") or person.get("last_name"))
            said = f"{first} {last}".strip()
            said = said or _read_text(person.get("name") or person.get("fullName"))
            yield ProgrammePerson(reading.clean(said))
        if found:
            return


def _list_files(entry: Mapping[str, Any]) -> Iterator[Link]:
    held = entry.get("attachments")
    folders = _list_objects(entry.get("folders"))
    files: list[Mapping[str, Any]] = []
    if isinstance(held, dict):
        files += _list_objects(held.get("files"))
        folders += _list_objects(held.get("folders"))
    for folder in folders:
        files += _list_objects(folder.get("attachments"))
    for one in files:
        address = _read_text(one.get("download_url") or one.get("link_url") or one.get("url"))
        if keep_address(address):
            yield Link(_read_text(one.get("title")), address)


def read_html(reading: Reading, text: str) -> str:
    """Return the plain text of a piece of HTML; what is no tag stays as it is."""
    broken = _ANY_TAG.sub("", _TAG.sub("\n", text))
    lines = (line.strip() for line in reading.clean(html.unescape(broken)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _list_values(value: Any) -> list[Mapping[str, Any]]:
    return _list_objects(list(value.values())) if isinstance(value, dict) else _list_objects(value)


def _list_objects(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _read_text(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("title") or value.get("name")
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
