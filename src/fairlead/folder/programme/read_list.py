"""Lists of sessions: a sheet of anybody's, and what pretalx and Indico write as CSV, XLSX or JSON.

A column is known by its heading, in the words that the three use. Each fault names its row and
column; nothing is read of a file that has one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from fairlead.folder.choices import SESSION_LEVELS
from fairlead.folder.controls import write_line
from fairlead.folder.input_errors import report_invalid
from fairlead.folder.programme.build import build_days, list_rooms, list_tracks
from fairlead.folder.programme.headings import find_headings, name_column, name_columns
from fairlead.folder.programme.identifiers import is_guid, make_guid
from fairlead.folder.programme.moments import (
    parse_clock,
    parse_day,
    parse_moment,
    parse_range,
)
from fairlead.folder.programme.programme import (
    TEXTS,
    Link,
    Programme,
    ProgrammePerson,
    ProgrammeSession,
)
from fairlead.folder.programme.read_indico import read_html
from fairlead.folder.programme.readings import (
    Reading,
    ReadProgramme,
    check_sessions,
    list_people,
)
from fairlead.folder.programme.texts import keep_address, read_tongues
from fairlead.folder.session_times import add_length
from fairlead.folder.sheets.sheet import Sheet

# What systems call their levels.
_LEVELS = {
    **{one: one for one in SESSION_LEVELS},
    **dict.fromkeys(("all", "all levels", "any", "for everyone", "general"), "everyone"),
    **dict.fromkeys(("beginner", "beginners", "basic", "novice", "introduction"), "introductory"),
    **dict.fromkeys(("medium", "intermediates"), "intermediate"),
    **dict.fromkeys(("expert", "experts"), "advanced"),
}
_LISTED = frozenset(
    ("accepted", "confirmed", "scheduled", "released", "akzeptiert", "bestätigt", "")
)
_SPLIT = re.compile(r"\s*(?:\n|;|\|)\s*")
_ADDRESS = re.compile(r"https?://\S+")
_WORDS = re.compile(r"(\d+)\s*(d|day|days|h|hour|hours|m|min|minute|minutes|s|second|seconds)\b")
_UNITS = {"d": 86_400, "h": 3_600, "m": 60, "s": 1}
_DIGITS, _LONGEST = 9, 100 * 86_400  # of a number in a length; seconds
_CLOCK = re.compile(r"(\d{1,3}):(\d{2})(?::\d{2})?")
_FRACTION = re.compile(r"0?\.\d+")
MOST = 20_000
_HTML = ("abstract", "description")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with its number, by what its columns hold; ``headings`` are as they are written."""

    number: int
    cells: Mapping[str, Any]
    headings: Mapping[str, str]

    def read(self, name: str) -> str:
        """Return a cell's text, empty without that column."""
        value = self.cells.get(name)
        if isinstance(value, list):
            return "\n".join(_read_text(one) for one in value)
        return _read_text(value)

    def name(self, name: str) -> str:
        """Return a column as its file calls it."""
        return self.headings.get(name, name)


def read_session_sheet(sheet: Sheet, file: str, zone: ZoneInfo) -> ReadProgramme:
    """Return the programme of a sheet: a row of headings, and the sessions below it."""
    top = find_headings(sheet.rows) or 0
    headings = [" ".join(str(one).split()) for one in sheet.rows[top]]
    names = name_columns(headings)
    columns = {name: at for at, name in reversed(list(enumerate(names))) if name}
    written = {name: headings[at] for name, at in columns.items()}
    reading = Reading(file, zone, acronym="list")
    for (number, column), words in sheet.faults.items():
        if column < len(names) and names[column]:
            reading.refuse(number, headings[column], "", words)
    rows, day = [], ""
    for row, number in zip(sheet.rows[top + 1 :], sheet.numbers[top + 1 :], strict=True):
        line = _find_line(row)
        if line and parse_day(line) is not None:
            day = line
            written.setdefault("date", line)
        elif line and len(columns) > 1:
            reading.note(number, headings[0], line, "a line of its own, left out")
        else:
            cells = {name: row[at] if at < len(row) else "" for name, at in columns.items()}
            rows.append(_Row(number, {"date": day, **cells}, written))
    unknown = [one for one, name in zip(headings, names, strict=True) if one and not name]
    return _read_rows(reading, rows, set(columns) | ({"date"} if day else set()), unknown)


def _find_line(row: Sequence[str]) -> str:
    """Return the text of a row that says one thing alone, such as the day of those below it."""
    said = {" ".join(cell.split()) for cell in row if cell.strip()}
    return said.pop() if len(said) == 1 else ""


def read_session_objects(listed: Sequence[Any], file: str, zone: ZoneInfo) -> ReadProgramme:
    """Return the programme of a list of objects, as pretalx writes sessions as JSON."""
    objects = [one for one in listed if isinstance(one, dict)]
    reading = Reading(file, zone, acronym="list")
    keys = list(dict.fromkeys(key for one in objects for key in one))
    written = {name: key for key in reversed(keys) if (name := name_column(str(key)))}
    rows = [
        _Row(place, {name: one.get(key) for name, key in written.items()}, written)
        for place, one in enumerate(objects, 1)
    ]
    unknown = [str(key) for key in keys if not name_column(str(key))]
    return _read_rows(reading, rows, set(written), unknown)


def _read_rows(
    reading: Reading, rows: Sequence[_Row], names: set[str], unknown: Sequence[str]
) -> ReadProgramme:
    if "title" not in names:
        raise report_invalid(
            reading.file,
            "expected a heading Title and, for when, Start or Date: is this a list of sessions?",
        )
    if not names & {"start", "date", "start_time"}:
        raise report_invalid(
            reading.file, "expected a heading Start, or Date and Start (time), for when"
        )
    if len(rows) > MOST:
        raise report_invalid(reading.file, f"expected at most {MOST:,} sessions")
    for heading in unknown:
        reading.unknown[heading] = sum(1 for _ in rows) or 1
    found: list[tuple[int, ProgrammeSession]] = []
    rooms: dict[str, dict[str, str]] = {}
    for row in rows:
        session = _read_row(reading, row)
        if session is not None:
            found.append((row.number, session))
            said = read_tongues(row.cells.get("room")).items()
            called = {tag: write_line(reading.clean(text)) for tag, text in said}
            rooms[session.room] = called | rooms.get(session.room, {})
    if not found and not reading.problems:
        reading.refuse(0, "", "", "expected at least one session with a time and a title")
    sessions = check_sessions(reading, found)
    return reading.finish(
        Programme(
            acronym=reading.acronym,
            title="",
            version="",
            zone=reading.zone,
            days=build_days(sessions, reading.zone),
            sessions=sessions,
            rooms=list_rooms(sessions, rooms),
            tracks=list_tracks(sessions),
        )
    )


def _read_row(reading: Reading, row: _Row) -> ProgrammeSession | None:
    title = reading.clean(row.read("title"))
    state = row.read("state").strip().lower()
    if state not in _LISTED:
        reading.note(row.number, row.name("state"), state, "not in the programme, left out")
        return None
    begins = _read_begin(reading, row)
    if begins is None:
        return None
    ends = _read_end(reading, row, begins)
    if ends is None:
        return None
    if not title:
        reading.refuse(row.number, row.name("title"), "", "expected a title")
        return None
    code, guid = row.read("code").strip(), row.read("guid").strip()
    own = guid.lower() if is_guid(guid) else make_guid("list", code or f"{begins} {title}")
    return ProgrammeSession(
        guid=own,
        number=int(code) if code.isdecimal() and len(code) < 10 else row.number,
        code=code,
        title=" ".join(title.split()),
        subtitle=" ".join(reading.clean(row.read("subtitle")).split()),
        day=begins.date(),
        begins=begins,
        ends=ends,
        room=" ".join(reading.clean(row.read("room")).split()),
        track=reading.clean(row.read("track")),
        kind=reading.clean(row.read("kind")),
        level=_read_level(reading, row),
        language=row.read("language").strip(),
        abstract=read_html(reading, row.read("abstract")),
        description=read_html(reading, row.read("description")),
        people=list_people(reading, _list_people(reading, row), row.number),
        links=tuple(_list_links(row, "links")),
        attachments=tuple(_list_links(row, "materials")),
        tongues=tuple(
            (name, tag, (read_html if name in _HTML else Reading.clean)(reading, text))
            for name in TEXTS
            for tag, text in read_tongues(row.cells.get(name)).items()
        ),
        is_recorded=row.read("recorded").strip().lower() not in {"true", "yes", "1", "x"},
    )


def _read_level(reading: Reading, row: _Row) -> str:
    said = " ".join(row.read("level").split())
    level = _LEVELS.get(said.lower(), "")
    if said and not level:
        expected = f"expected a level such as {', '.join(SESSION_LEVELS)}; left out"
        reading.note(row.number, row.name("level"), said, expected)
    return level


def _read_begin(reading: Reading, row: _Row) -> dt.datetime | None:
    """Return when a row begins: a moment, or a day and a time; None with a note without any."""
    whole, date, time = (row.read(name).strip() for name in ("start", "date", "start_time"))
    if whole and not time and _is_time(whole):
        whole, time = "", whole  # the day stands beside it
    if time and not whole and not date and not _is_time(time):
        whole, time = time, ""
    if not whole and not date:
        expected = "it has no time yet, left out"
        reading.note(row.number, row.name("start"), row.read("title"), expected)
        return None
    if whole:
        return _read_moment(reading, row, "start", whole)
    if not time:
        # Indico writes day and time in one column, called Date.
        return _read_moment(reading, row, "date", date)
    between = parse_range(time)
    return _join(reading, row, date, between[0] if between else time, ("date", "start_time"))


def _is_time(text: str) -> bool:
    return parse_clock(text) is not None or parse_range(text) is not None


def _read_end(reading: Reading, row: _Row, begins: dt.datetime) -> dt.datetime | None:
    whole, date, time = (row.read(name).strip() for name in ("end", "end_date", "end_time"))
    duration = row.read("duration").strip()
    ends: dt.datetime | None
    if not whole and not time and not duration:
        between = parse_range(row.read("start_time")) or parse_range(row.read("start"))
        time = between[1] if between else ""
    if not whole and time and parse_clock(time) is None:
        whole, time = time, ""
    if whole and parse_clock(whole) is None:
        ends = _read_moment(reading, row, "end", whole)
    elif whole or time:
        written = whole or time
        column = "end" if whole else "end_time"
        day = date or begins.date().isoformat()
        ends = _join(reading, row, day, written, ("end_date", column))
        if ends is not None and not date and ends <= begins:
            ends += dt.timedelta(days=1)  # it ends after midnight
    elif duration:
        length = parse_length(duration)
        if length is None:
            expected = "expected a length such as 45, 01:30 or 1 hour 30 minutes"
            reading.refuse(row.number, row.name("duration"), duration, expected)
            return None
        ends = add_length(begins, length)
    else:
        expected = "expected an End or a Duration"
        reading.refuse(row.number, row.name("end"), "", expected)
        return None
    if ends is not None and not dt.timedelta() < ends - begins < dt.timedelta(days=1):
        column = row.name("end" if whole else "end_time" if time else "duration")
        expected = "expected an end after the start, and within a day of it"
        reading.refuse(row.number, column, whole or time or duration, expected)
        return None
    return ends


def _read_moment(reading: Reading, row: _Row, name: str, text: str) -> dt.datetime | None:
    moment = parse_moment(text)
    if moment is not None:
        if moment.tzinfo is None:
            return moment.replace(tzinfo=reading.zone)
        return moment.astimezone(reading.zone)
    expected = "expected a day and a time such as 2023-07-10 14:30"
    reading.refuse(row.number, row.name(name), text, expected)
    return None


def _join(
    reading: Reading, row: _Row, date: str, time: str, columns: tuple[str, str]
) -> dt.datetime | None:
    clock, day = parse_clock(time), parse_day(date)
    if clock is None:
        reading.refuse(row.number, row.name(columns[1]), time, "expected a time such as 14:30")
        return None
    if day is not None:
        return dt.datetime.combine(day, clock, reading.zone)
    reading.refuse(row.number, row.name(columns[0]), date, "expected a day such as 2023-07-10")
    return None


def parse_length(text: str) -> dt.timedelta | None:
    """Return a length: minutes, hours and minutes with a colon, or in English words.

    None for what is none, and for more than a hundred days.
    """
    if text.isascii() and text.isdecimal() and len(text) < 5:
        return dt.timedelta(minutes=int(text))
    if _FRACTION.fullmatch(text):  # of a day, as a sheet counts
        return dt.timedelta(minutes=round(float(text) * 24 * 60))
    found = _CLOCK.fullmatch(text)
    if found is not None:
        return dt.timedelta(hours=int(found[1]), minutes=int(found[2]))
    words = _WORDS.findall(text.lower())
    if not words or _WORDS.sub("", text.lower()).strip(" ,and"):
        return None
    if any(len(number) > _DIGITS for number, _ in words):
        return None
    seconds = sum(int(number) * _UNITS[unit[0]] for number, unit in words)
    return dt.timedelta(seconds=seconds) if seconds <= _LONGEST else None


def _list_people(reading: Reading, row: _Row) -> Iterator[ProgrammePerson]:
    text = row.read("people").strip()
    parts = _SPLIT.split(text) if _SPLIT.search(text) else text.split(", ")
    for name in parts:
        if name.strip():
            yield ProgrammePerson(" ".join(reading.clean(name).split()))


def _list_links(row: _Row, name: str) -> Iterator[Link]:
    for found in _ADDRESS.findall(row.read(name)):
        address = keep_address(found.rstrip(",;|"))
        if address:
            yield Link("", address)


def _read_text(value: Any) -> str:
    if isinstance(value, dict):  # a text in several languages
        value = next((one for one in value.values() if one), "")
    if isinstance(value, bool):
        return "true" if value else ""
    return str(value) if isinstance(value, str | int | float) else ""
