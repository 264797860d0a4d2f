"""A programme apart from any format: days, rooms, tracks and sessions with their people."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from fairlead.folder.session_times import measure


@dataclass(frozen=True, slots=True)
class Link:
    """A named address."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class ProgrammePerson:
    """Somebody at a session; ``guid`` and ``code`` are the other system's, empty without one."""

    name: str
    guid: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """A room; ``capacity`` is None where it is not known.

    ``tongues`` are its names by tag, where a file says them in several languages.
    """

    name: str
    guid: str = ""
    capacity: int | None = None
    tongues: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Track:
    """A track; ``color`` is #rrggbb or empty."""

    name: str
    slug: str = ""
    color: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the programme: what begins before it ``ends`` belongs to it, past midnight too."""

    date: dt.date
    begins: dt.datetime
    ends: dt.datetime


# How the address of a stream is called among the links of a session.
STREAM = "Stream"
# What may be said in several languages.
TEXTS = ("title", "subtitle", "track", "abstract", "description")


@dataclass(frozen=True, slots=True)
class ProgrammeSession:
    """A session. Times have an offset; ``guid`` is the same in every version of the programme.

    ``level`` is one of `SESSION_LEVELS` or empty. ``room`` is empty for a session without one.
    ``number`` and ``code`` are identifiers that some apps want beside the ``guid``: a number from
    1, and six capitals or digits. ``sequence`` counts the changes on the day, as calendars do; one
    that was ``cancelled`` is in calendars alone. ``tongues`` are texts that a file says in several
    languages, as field, tag and text; the field itself has the first of them.
    """

    guid: str
    number: int
    title: str
    day: dt.date
    begins: dt.datetime
    ends: dt.datetime
    room: str = ""
    code: str = ""
    slug: str = ""
    subtitle: str = ""
    kind: str = ""
    track: str = ""
    level: str = ""
    language: str = ""
    abstract: str = ""
    description: str = ""
    people: tuple[ProgrammePerson, ...] = ()
    address: str = ""
    logo: str = ""
    origin: str = ""
    feedback: str = ""
    links: tuple[Link, ...] = ()
    attachments: tuple[Link, ...] = ()
    license: str = ""
    is_recorded: bool = True
    tongues: tuple[tuple[str, str, str], ...] = ()
    cancelled: bool = False
    sequence: int = 0

    def read_tongues(self, name: str) -> dict[str, str]:
        """Return a text in the languages in which the file says it, where it says it in several."""
        return {tag: text for field, tag, text in self.tongues if field == name}

    def place_as_planned(
        self, begins: dt.datetime, ends: dt.datetime, delay: dt.timedelta
    ) -> ProgrammeSession:
        """Return the session at the times planned, where it is just as late as the fair has it.

        Exports say when a session that is late on the day begins: their times are no new plan.
        """
        if (self.begins, self.ends) == (begins + delay, ends + delay):
            return replace(self, begins=begins, ends=ends)
        return self

    @property
    def duration(self) -> dt.timedelta:
        """Return how long it lasts, also in a night in which the clocks go back."""
        return measure(self.begins, self.ends)


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme; ``step`` is the length of the grid on which its sessions begin."""

    acronym: str
    title: str
    version: str
    zone: ZoneInfo
    days: tuple[Day, ...]
    sessions: tuple[ProgrammeSession, ...]
    rooms: tuple[Room, ...] = ()
    tracks: tuple[Track, ...] = ()
    step: dt.timedelta = dt.timedelta(minutes=5)
    address: str = ""
    base: str = ""

    def sort_sessions(self) -> list[ProgrammeSession]:
        """Return the sessions by day and time; at the same time in the order of their rooms."""
        place = {room.name: at for at, room in enumerate(self.rooms)}
        return sorted(
            self.sessions,
            key=lambda one: (one.day, one.begins, place.get(one.room, len(place)), one.number),
        )

    def list_held(self) -> list[ProgrammeSession]:
        """Return the sessions that are held, in the same order."""
        return [one for one in self.sort_sessions() if not one.cancelled]
