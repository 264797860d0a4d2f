"""One iCalendar file for each person with meetings (RFC 5545), in the person's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa

from fairlead.chain.scheduling.tabulate import BETWEEN
from fairlead.folder.fair import Fair
from fairlead.folder.fair_settings import FairSettings
from fairlead.report.time_zone import write_vtimezone
from fairlead.ui.formats import comma
from fairlead.ui.texts import gettext as _
from fairlead.ui.texts import is_site_language, speaking


def write_calendars(
    fair: Fair, meetings: pa.Table, *, language: str = ""
) -> Iterator[tuple[str, bytes]]:
    """Yield each person's id and calendar, by id, from the timetable's meetings.

    ``meetings`` has the columns of the chain's timetable. The same meetings give the same bytes:
    identifiers come from the request and the edition, the stamp from the first day of the fair.
    A calendar is in the first of the person's languages that the site speaks, in the edition's
    own for a person without one; ``language`` is for all of them instead.
    """
    agendas: dict[str, list[tuple[dict[str, Any], bool]]] = {}
    for meeting in _list_meetings(meetings):
        agendas.setdefault(meeting["requester"], []).append((meeting, True))
        for person in (meeting["representative"], *list_attendees(meeting)):
            agendas.setdefault(person, []).append((meeting, False))
    spoken = {} if language else _find_languages(fair)
    own = language or fair.settings.languages[0]
    names: dict[str, _Names] = {}
    for person in sorted(agendas):
        tag = spoken.get(person, own)
        with speaking(tag):
            if tag not in names:
                names[tag] = _Names(fair, tag)
            lines = [names[tag].head]
            for meeting, asked in agendas[person]:
                event = _Event(fair.settings, names[tag], meeting)
                lines.append(event.of_requester() if asked else event.of_representative())
        yield person, ("".join(lines) + "END:VCALENDAR\r\n").encode()


def _find_languages(fair: Fair) -> dict[str, str]:
    """Return the language of each person that speaks one of the site's."""
    people = fair.people
    found = {}
    for person, languages in zip(
        people["id"].to_pylist(), people["languages"].to_pylist(), strict=True
    ):
        known = next((tag for tag in languages or () if is_site_language(tag)), None)
        if known is not None:
            found[person] = known
    return found


def list_attendees(meeting: dict[str, Any]) -> list[str]:
    """Return who comes for third and further parties of a meeting."""
    return (meeting.get("attendees") or "").split(BETWEEN) if meeting.get("attendees") else []


def _list_meetings(table: pa.Table) -> Iterator[dict[str, Any]]:
    columns = {name: table[name].to_pylist() for name in table.column_names}
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))


def _write_head(settings: FairSettings, language: str) -> list[str]:
    return [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Fairlead//Agenda//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escape(settings.choose(settings.name, language))}",
        *write_vtimezone(settings.zone, settings.dates[0], settings.dates[-1]),
    ]


class _Names:
    """Who and where in a language, by id, already escaped."""

    def __init__(self, fair: Fair, language: str) -> None:
        self._settings, self._language = fair.settings, language
        self.organisation = _escape_names(fair, "organisations", language)
        people = fair.people
        owners = dict(
            zip(people["id"].to_pylist(), people["organisation"].to_pylist(), strict=True)
        )
        self.person = {
            person: f"{name}\\, {self.organisation[owners[person]]}" if owners[person] else name
            for person, name in _escape_names(fair, "people", language).items()
        }
        halls = {
            hall.code: escape(fair.settings.choose(hall.name, language))
            for hall in fair.settings.halls
        }
        stands = fair.stands
        numbers = {
            stand: escape(number)
            for stand, number in zip(
                stands["id"].to_pylist(), stands["number"].to_pylist(), strict=True
            )
        }
        self.stand = {
            stand: escape(comma()).join(
                (halls.get(hall, hall), _say(_("stand %(number)s"), number=numbers[stand]))
            )
            for stand, hall in zip(
                fair.stands["id"].to_pylist(), fair.stands["hall"].to_pylist(), strict=True
            )
        }

    @cached_property
    def head(self) -> str:
        """Return the lines that a calendar begins with."""
        return _fold_lines(_write_head(self._settings, self._language))


def _escape_names(fair: Fair, table: str, language: str) -> dict[str, str]:
    settings = fair.settings
    names = (escape(settings.choose(text, language)) for text in fair.localized(table, "name"))
    return dict(zip(fair.table(table)["id"].to_pylist(), names, strict=True))


@dataclass(frozen=True, slots=True)
class _Event:
    settings: FairSettings
    names: _Names
    meeting: dict[str, Any]

    def of_requester(self) -> str:
        """Return the event as the person who asked sees it."""
        host = self.names.person[self.meeting["representative"]]
        firm = self.meeting["recipient"]
        with_others = [host, *(self.names.person[one] for one in list_attendees(self.meeting))]
        return self._event(
            host if firm is None else self.names.organisation[firm],
            _say(_("With %(person)s"), person=r"\, ".join(with_others)),
        )

    def of_representative(self) -> str:
        """Return the event as the exhibitor's person sees it."""
        guest = self.names.person[self.meeting["requester"]]
        return self._event(guest, _say(_("%(person)s asked for this meeting"), person=guest))

    def _event(self, summary: str, description: str) -> str:
        meeting, zone = self.meeting, self.settings.time_zone
        day = meeting["date"].strftime("%Y%m%d")
        start, end = (meeting[name].strftime("%H%M%S") for name in ("start", "end"))
        until = meeting["date"] + dt.timedelta(days=1) if end <= start else meeting["date"]
        return _fold_lines(
            [
                "BEGIN:VEVENT",
                f"UID:{meeting['request']}.{self.settings.code}@fairlead",
                f"DTSTAMP:{self.settings.first_day:%Y%m%d}T000000Z",
                "SEQUENCE:0",
                f"DTSTART;TZID={zone}:{day}T{start}",
                f"DTEND;TZID={zone}:{until:%Y%m%d}T{end}",
                f"SUMMARY:{summary}",
                f"DESCRIPTION:{description}",
                f"LOCATION:{self._place()}",
                "END:VEVENT",
            ]
        )

    def _place(self) -> str:
        if self.meeting["place"] == "stand":
            return self.names.stand[self.meeting["stand"]]
        if self.meeting["place"] == "table":
            return _say(_("Table %(number)s"), number=self.meeting["table"])
        return _say(_("Online"))


def _say(text: str, **values: object) -> str:
    """Return a text of the catalogues with values that are escaped already."""
    return escape(text) % values


def escape(text: str) -> str:
    """Return a text as an iCalendar value (RFC 5545, 3.3.11)."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _fold_lines(lines: list[str]) -> str:
    return "".join(fold(line) + "\r\n" for line in lines)


def fold(line: str) -> str:
    """Return a line folded after at most 75 octets, never inside a character (RFC 5545, 3.1)."""
    if len(line) <= 75 and line.isascii():
        return line
    pieces: list[str] = []
    piece, room = "", 75
    for char in line:
        size = len(char.encode())
        if room < size:
            pieces.append(piece)
            piece, room = "", 74  # the space that begins the next line counts
        piece += char
        room -= size
    return "\r\n ".join([*pieces, piece])
