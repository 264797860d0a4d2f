"""A programme of another system as the sessions and speakers of a fair."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pycountry

from fairlead.folder import bounds
from fairlead.folder.choices import SESSION_KINDS
from fairlead.folder.fair import Fair
from fairlead.folder.fair_tables import build_table_of_rows
from fairlead.folder.input_errors import InputError
from fairlead.folder.kinds import LINK
from fairlead.folder.programme.extras import write_extras
from fairlead.folder.programme.fair_rooms import NO_NAME, fill_names, fold_name, name_rooms
from fairlead.folder.programme.identifiers import derive_guid
from fairlead.folder.programme.near_names import note_near_names
from fairlead.folder.programme.programme import (
    STREAM,
    TEXTS,
    Link,
    Programme,
    ProgrammePerson,
    ProgrammeSession,
)
from fairlead.folder.programme.texts import choose_tongues, keep_address
from fairlead.folder.schema import language_columns
from fairlead.folder.schemas import PROGRAMME_SESSIONS
from fairlead.folder.session_schemas import SESSIONS
from fairlead.folder.session_times import find_span

# What most formats have no place for.
_SELDOM_SAID = ("level", "stream")
# What exports call kinds in English, besides the kinds themselves.
_KINDS = {"plenary session": "plenary", "guided tour": "tour"}
_MADE_BY_EXPORTS = frozenset(("slug", "code", "kind"))
_LONG = ("abstract", "description")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class TakenProgramme:
    """A fair with the programme in it, how many speakers are new in it, and notes."""

    fair: Fair
    new_people: int
    notes: tuple[InputError, ...]


def take_programme(fair: Fair, programme: Programme, file: str) -> TakenProgramme:
    """Return the fair with the sessions of the programme in place of the fair's.

    A session that the fair has already, by its guid, keeps its id, and what the file says nothing
    of; one that is cancelled stays, for exports leave it out. A speaker is the fair's person
    of that name, whatever the capitals and spaces; others become speakers of the fair, with notes
    on names that are almost the same. Sessions
    that the fair cannot hold (of no length, longer than a day) are left out, each with a note; what
    else does not fit, such as a day outside the fair, `check_fair` says of the result.
    """
    notes: list[InputError] = []
    people = _People(fair)
    ids = _find_ids(fair)
    held = {row["id"]: row for row in fair.sessions.to_pylist()}
    rows = []
    rooms = name_rooms(fair, programme)
    for session in programme.sort_sessions():
        if not 0 < session.duration.total_seconds() < 24 * 3600:
            expected = "expected a session longer than nothing and shorter than a day; left out"
            notes.append(InputError(file, expected, 0, "duration", session.title))
            continue
        row, lost = _build_row(session, fair, ids, people, held)
        known = held.get(row["id"], {})
        row["speakers"] = _leave_out(row["speakers"], known.get("moderators"))
        if any(row[name] != known.get(name) for name in ("date", "start")):
            row["delay"] = None
        row = known | _say_anew(row, known, fair.settings.languages)
        named = rooms.names[rooms.find(session.room)]
        rows.append(row | fill_names("room", named, fair.settings.languages))
        notes += [_note_lost(session, name, file) for name in lost]
    notes += people.note_near_names(file)
    taken_ids = {row["id"] for row in rows}
    rows += [row for row in held.values() if row["cancelled"] and row["id"] not in taken_ids]
    languages = fair.settings.languages
    sessions = build_table_of_rows("sessions", rows, languages=languages)
    fresh = build_table_of_rows("people", people.rows, languages=languages)
    joined = pa.concat_tables([fair.people, fresh]) if people.rows else fair.people
    taken = replace(fair, sessions=sessions, people=joined)
    return TakenProgramme(taken, len(people.rows), tuple(notes))


@dataclass(frozen=True, slots=True)
class DraftedProgramme:
    """A fair with the programme in a draft: its number, how many were taken, how many wait."""

    fair: Fair
    version: int
    taken: int
    waiting: int
    new_people: int
    notes: tuple[InputError, ...]


def draft_programme(fair: Fair, programme: Programme, file: str) -> DraftedProgramme:
    """Return the fair with a new draft: what its programme holds, and that of another system.

    A draft may have a room or a speaker twice at a time, to be seen and mended there. A session on
    a day that the fair has not waits for a place, with a note that says where it was. Sessions and
    people are known as in `take_programme`.
    """
    languages = fair.settings.languages
    dates = set(fair.settings.dates)
    notes: list[InputError] = []
    people, ids = _People(fair), _find_ids(fair)
    columns = {one.name for one in PROGRAMME_SESSIONS.columns(languages)}
    current = {row["id"]: row for row in fair.sessions.to_pylist()}
    said = {code: _say_held(row, columns) for code, row in current.items()}
    count = 0
    rooms = name_rooms(fair, programme)
    for session in programme.sort_sessions():
        minutes = int(session.duration.total_seconds() // 60)
        if minutes not in bounds.SESSION_MINUTES:
            expected = "expected a session longer than nothing and shorter than a day; left out"
            notes.append(InputError(file, expected, 0, "duration", session.title))
            continue
        row, lost = _build_row(session, fair, ids, people, current)
        notes += [_note_lost(session, name, file) for name in lost]
        held = said.get(row["id"], {})
        row["speakers"] = _leave_out(row["speakers"], held.get("moderators"))
        place: dict[str, Any] = {name: row[name] for name in ("date", "start", "room")}
        if row["date"] not in dates:
            where = f"{row['date']} {row['start']:%H:%M}, {row['room']}"
            expected = f"expected a day of the fair, taken without a place; it was {where}"
            notes.append(InputError(file, expected, 0, "date", session.title))
            place = dict.fromkeys(place)
        else:
            place["room"] = rooms.names[rooms.find(session.room)][languages[0]]
        anew = _say_anew(row, held, languages)
        kept = {name: value for name, value in anew.items() if name in columns}
        count += 1
        said[row["id"]] = {**held, **kept, **place, "session": row["id"], "minutes": minutes}
    notes += people.note_near_names(file)
    version = max(fair.programmes["version"].to_pylist(), default=0) + 1
    rows = [{"version": version, **row} for row in said.values()]
    added = {
        "people": people.rows,
        "rooms": [
            {**fill_names("name", one, languages), "position": 0} for one in rooms.list_new()
        ],
        "programmes": [{"version": version, "state": "draft", "origin": "drafted"}],
        "programme_sessions": rows,
    }
    joined = {
        name: pa.concat_tables([
            fair.table(name), build_table_of_rows(name, more, languages=languages)
        ])
        for name, more in added.items()
        if more
    }  # fmt: skip
    waiting = sum(one["room"] is None for one in said.values())
    drafted = replace(fair, **joined)
    return DraftedProgramme(drafted, version, count, waiting, len(people.rows), tuple(notes))


def _say_held(row: dict[str, Any], columns: Collection[str]) -> dict[str, Any]:
    """Return a session that holds as a version says it."""
    begins, ends = find_span(row["date"], row["start"], row["end"])
    shared = {name: value for name, value in row.items() if name in columns}
    places = {name: row[name] for name in ("date", "start", "room")}
    minutes = int((ends - begins).total_seconds() // 60)
    return {**shared, **places, "session": row["id"], "minutes": minutes}


def _note_lost(session: ProgrammeSession, name: str, file: str) -> InputError:
    return InputError(
        file, "cannot be kept: too long or not as a folder has it", 0, name, session.title
    )


class _People:
    """The people of a fair by their names, and those that come to it."""

    def __init__(self, fair: Fair) -> None:
        names = [
            name for name in fair.people.column_names if name == "name" or name.startswith("name_")
        ]
        self.by_name: dict[str, str] = {}
        for row in fair.people.select(["id", *names]).to_pylist():
            for name in names:
                if row[name]:
                    self.by_name.setdefault(fold_name(row[name]), row["id"])
        self.others: list[str] = fair.people["name"].to_pylist()
        self.known = set(fair.people["id"].to_pylist())
        self.rows: list[dict[str, Any]] = []

    def find(self, person: ProgrammePerson) -> str:
        """Return the id of a person, who becomes a speaker of the fair when not known."""
        name = fold_name(person.name)
        if name not in self.by_name:
            number = len(self.rows) + 1
            while f"speaker-{number:04d}" in self.known:
                number += 1
            found = f"speaker-{number:04d}"
            self.known.add(found)
            self.by_name[name] = found
            self.rows.append({"id": found, "name": person.name, "role": "speaker"})
        return self.by_name[name]

    def note_near_names(self, file: str) -> list[InputError]:
        """Return notes on new names that are almost another one, of the file or of the fair."""
        return note_near_names([row["name"] for row in self.rows], self.others, file)


def _say_anew(
    row: Mapping[str, Any], held: Mapping[str, Any], languages: Sequence[str]
) -> dict[str, Any]:
    """Return what a file says of a session that the fair has: what it says nothing of stays.

    A text that the fair says already, in whichever language, stays as it is: the file may be an
    export of the fair for readers of another one.
    """
    # Exports leave out the links of a session that is not open to all.
    unsaid = (*_SELDOM_SAID, *(("links", "materials") if held.get("access") else ()))
    anew = {name: value for name, value in row.items() if value or name not in unsaid}
    if held and not held.get("guid"):
        # The fair's own: its identifiers, and its kind in words of a language, are of the export.
        del anew["guid"]
        anew["extras"] = [
            one for one in row["extras"] if one.partition("=")[0] not in _MADE_BY_EXPORTS
        ]
        if not row["kind"]:
            del anew["kind"]
    for name in TEXTS:
        said = {held.get(column) for column in language_columns(name, languages).values()}
        if row[name] and row[name] in said:
            anew = {one: text for one, text in anew.items() if one != name}
    return anew


def _leave_out(people: list[str], others: list[str] | None) -> list[str]:
    return [one for one in people if one not in (others or ())]


def _build_row(
    session: ProgrammeSession,
    fair: Fair,
    ids: dict[str, str],
    people: _People,
    held: Mapping[str, dict[str, Any]],
) -> tuple[dict[str, Any], list[str]]:
    known = held.get(ids.get(session.guid, ""))
    if known is not None and known["delay"]:
        zone, delay = fair.settings.zone, dt.timedelta(minutes=known["delay"])
        begins, ends = find_span(known["date"], known["start"], known["end"])
        planned = (begins.replace(tzinfo=zone), ends.replace(tzinfo=zone))
        session = session.place_as_planned(*planned, delay)
    row, lost = build_session_row(session, fair.settings.zone)
    for name in TEXTS:
        said = choose_tongues(session.read_tongues(name), fair.settings.languages)
        for tag, column in language_columns(name, fair.settings.languages).items():
            if tag in said:
                row[column] = said[tag] if name in _LONG else _cut_line(said[tag])
    row["id"] = ids.setdefault(session.guid, _make_id(session, set(ids.values())))
    row["speakers"] = list(dict.fromkeys(people.find(one) for one in session.people))
    return row, lost


def build_session_row(
    session: ProgrammeSession, zone: ZoneInfo
) -> tuple[dict[str, Any], list[str]]:
    """Return a session as a row of the folder, without its id and its people.

    The second is what of it cannot be kept, by name.
    """
    begins, ends = session.begins.astimezone(zone), session.ends.astimezone(zone)
    kind = _KINDS.get(session.kind.lower(), session.kind.lower())
    known = kind in SESSION_KINDS
    extras, lost = write_extras(session, kind="" if known else session.kind)
    streams = [one.address for one in session.links if one.title == STREAM][:1]
    stream = next((one for one in streams if len(one) <= bounds.TEXT_LENGTH), None)
    links, unkept = _keep_links(one for one in session.links if one.address != stream)
    materials, more = _keep_links(session.attachments)
    lost += [*(["links"] if unkept else []), *(["attachments"] if more else [])]
    language = _read_language(session.language)
    lost += ["language"] if session.language and not language else []
    row = {
        "title": _cut_line(session.title) or session.guid,
        "subtitle": _cut_line(session.subtitle),
        "date": begins.date(),
        "start": begins.time(),
        "end": ends.time(),
        "room": _cut_line(session.room) or NO_NAME,
        "track": _cut_line(session.track),
        "kind": kind if known else None,
        "level": session.level or None,
        "language": language,
        "guid": session.guid,
        "stream": keep_address(stream or "") or None,
        "abstract": session.abstract,
        "description": session.description,
        "links": links,
        "materials": materials,
        "extras": extras,
    }
    return row, lost


def _read_language(text: str) -> str | None:
    """Return the code of a language, by its tag or its name in English; None where there is none.

    de-CH, deu and German are de.
    """
    tag = text.strip().lower().replace("_", "-").partition("-")[0]
    try:
        if len(tag) != 2:
            tag = pycountry.languages.lookup(text.strip()).alpha_2
        return str(SESSIONS.field("language").kind.parse(tag))
    except (AttributeError, LookupError, ValueError):
        return None


def _keep_links(links: Iterable[Link]) -> tuple[list[str], bool]:
    """Return links as a folder has them, each once, and whether one of them cannot be kept."""
    kept: dict[str, None] = {}
    lost = False
    for link in links:
        text = f"{_cut_line(link.title).replace('|', '/')} {link.address.strip()}".strip()
        try:
            if "|" in text:
                raise ValueError(text)
            kept[LINK.parse(text)] = None
        except ValueError:
            lost = True
    return list(kept), lost


def _find_ids(fair: Fair) -> dict[str, str]:
    """Return the ids of the fair's sessions by their guids, or by those that exports give them."""
    rows = fair.sessions.select(["guid", "id"]).to_pylist()
    code = fair.settings.code
    return {row["guid"] or derive_guid(code, row["id"]): row["id"] for row in rows}


def _make_id(session: ProgrammeSession, taken: set[str]) -> str:
    code = session.code if _ID.fullmatch(session.code) else f"s-{session.number}"
    return code if code not in taken else f"s-{session.guid}"


def _cut_line(text: str) -> str:
    return " ".join(text.split())
