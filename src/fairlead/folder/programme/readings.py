"""What the readers of both formats share: values as they come, and what was bent to fit."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fairlead.folder.controls import drop_controls
from fairlead.folder.input_errors import InputError, InvalidInput
from fairlead.folder.programme.identifiers import is_guid, make_guid
from fairlead.folder.programme.programme import Day, Programme, ProgrammePerson, ProgrammeSession
from fairlead.folder.programme.strict import NO_ROOM

_DURATION = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{1,2})")
_OFFSET = re.compile(r"([+-]\d{2})(\d{2})$")
_MOST_NOTES = 1_000


@dataclass(frozen=True, slots=True)
class ReadProgramme:
    """A programme that was read, and a note by line on each value that was changed to fit."""

    programme: Programme
    notes: tuple[InputError, ...]


@dataclass(slots=True)
class Reading:
    """A file being read: its notes, and what it says of the whole programme."""

    file: str
    zone: ZoneInfo
    acronym: str = ""
    notes: list[InputError] = field(default_factory=list)
    problems: list[InputError] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)

    def note(self, line: int, name: str, value: object, expected: str) -> None:
        """Remember that a value was read although it is not as the format has it."""
        if len(self.notes) < _MOST_NOTES:
            self.notes.append(InputError(self.file, expected, line, name, str(value)))

    def refuse(self, line: int, name: str, value: object, expected: str) -> None:
        """Remember a value that cannot be read."""
        if len(self.problems) < _MOST_NOTES:
            self.problems.append(InputError(self.file, expected, line, name, str(value)))

    def clean(self, text: str) -> str:
        """Return a text without control characters, which no format may hold."""
        return drop_controls(text).replace("\r\n", "\n").replace("\r", "\n").strip()

    def read_moment(self, text: str, line: int, name: str) -> dt.datetime | None:
        """Return a moment in the programme's zone; one without an offset is local time."""
        try:
            moment = dt.datetime.fromisoformat(_OFFSET.sub(r"\1:\2", text.strip()))
        except ValueError:
            self.refuse(line, name, text, "expected a moment such as 2023-07-10T10:00:00+05:00")
            return None
        if not 1900 <= moment.year <= 9000:
            self.refuse(line, name, text, "expected a year from 1900 to 9000")
            return None
        if moment.tzinfo is None:
            self.note(
                line, name, text, f"expected an offset, taken for the time of {self.zone.key}"
            )
            return moment.replace(tzinfo=self.zone)
        return moment.astimezone(self.zone)

    def read_date(self, text: str, line: int, name: str) -> dt.date | None:
        """Return a date; raises nothing, the problem is remembered."""
        try:
            date = dt.date.fromisoformat(text.strip()[:10])
        except ValueError:
            self.refuse(line, name, text, "expected a date such as 2023-07-10")
            return None
        if not 1900 <= date.year <= 9000:
            self.refuse(line, name, text, "expected a year from 1900 to 9000")
            return None
        return date

    def read_duration(self, text: str, line: int) -> dt.timedelta | None:
        """Return a duration of hours and minutes, or of days, hours and minutes."""
        found = _DURATION.fullmatch(text.strip())
        if found is None:
            self.refuse(line, "duration", text, "expected hours and minutes such as 01:15")
            return None
        days, hours, minutes = (int(one or 0) for one in found.groups())
        if minutes > 59 or len(found[2]) > 2:
            self.note(line, "duration", text, "expected hours to 99 and minutes to 59")
        return dt.timedelta(days=days, hours=hours, minutes=minutes)

    def read_step(self, text: str, line: int) -> dt.timedelta:
        """Return the grid's step, five minutes where it is not said or not as expected."""
        found = _DURATION.fullmatch(text.strip()) if text else None
        step = dt.timedelta(hours=int(found[2]), minutes=int(found[3])) if found else None
        if text and not step:
            self.note(line, "timeslot_duration", text, "expected a duration, taken for 00:05")
        return step or dt.timedelta(minutes=5)

    def read_guid(self, text: str, line: int, *names: str) -> str:
        """Return the identifier of a session, made from ``names`` where the file has none."""
        if is_guid(text):
            return text.lower()
        self.note(line, "guid", text, "expected a UUID, one was made from the session's number")
        return make_guid(self.acronym, *names)

    def finish(self, programme: Programme) -> ReadProgramme:
        """Return what was read; raises `InvalidInput` when some of it could not be."""
        if self.problems:
            raise InvalidInput(self.problems)
        for name, count in sorted(self.unknown.items()):
            self.note(0, name, "", f"not known, passed over {count:,} times")
        return ReadProgramme(programme, tuple(self.notes))


def set_zone(reading: Reading, name: str, line: int) -> None:
    """Set the zone of a reading by its name, where the file has one."""
    if not name:
        reading.note(line, "time_zone_name", "", f"expected a zone, taken for {reading.zone.key}")
        return
    try:
        reading.zone = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        expected = f"expected an IANA time zone, taken for {reading.zone.key}"
        reading.note(line, "time_zone_name", name, expected)


def list_people(
    reading: Reading, people: Iterable[ProgrammePerson], line: int
) -> tuple[ProgrammePerson, ...]:
    """Return the people of a session, each once."""
    found: dict[tuple[str, str], ProgrammePerson] = {}
    for person in people:
        if not person.name:
            reading.note(line, "person", person.code, "expected a name, passed over")
        elif (person.guid, person.name) in found:
            reading.note(line, "person", person.name, "expected each person once in a session")
        else:
            found[person.guid, person.name] = person
    return tuple(found.values())


def read_room(reading: Reading, written: str) -> str:
    """Return the name of a room, empty for the one that stands for having none."""
    name = reading.clean(written)
    return "" if name == NO_ROOM else name


def read_time_of_day(reading: Reading, text: str, day: Day, line: int) -> dt.datetime | None:
    """Return the moment of a day at which it is that time, before its beginning on the next."""
    try:
        time = dt.time.fromisoformat(text)
    except ValueError:
        reading.refuse(line, "start", text, "expected a time such as 10:00")
        return None
    reading.note(line, "date", "", "expected a date, taken for the day it stands under")
    begins = dt.datetime.combine(day.date, time.replace(tzinfo=None), reading.zone)
    return begins if begins >= day.begins else begins + dt.timedelta(days=1)


def place_in_day(begins: dt.datetime, day: Day) -> dt.date:
    """Return the day that a session belongs to."""
    return day.date if day.begins <= begins < day.ends else begins.date()


def check_sessions(
    reading: Reading, sessions: list[tuple[int, ProgrammeSession]]
) -> tuple[ProgrammeSession, ...]:
    """Return the sessions, each with its own identifier and number."""
    guids: set[str] = set()
    numbers: set[int] = set()
    free = max((one.number for _, one in sessions), default=0) + 1
    kept: list[ProgrammeSession] = []
    for line, session in sessions:
        one = session
        if one.guid in guids:
            reading.note(line, "guid", one.guid, "expected each guid once, another was made")
            one = replace(one, guid=make_guid(one.guid, str(len(kept))))
        if one.number < 1 or one.number in numbers:
            reading.note(line, "id", one.number, f"expected each number once, taken for {free}")
            one = replace(one, number=free)
            free += 1
        guids.add(one.guid)
        numbers.add(one.number)
        kept.append(one)
    return tuple(kept)
