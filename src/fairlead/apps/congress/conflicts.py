"""What stands against a session at a time and in a room: found before it is dropped there.

Everything that stands against a session is an `Obstacle`: a time, in one room or in all, that the
session may not touch (hard) or had better not (soft). A place is in conflict with the obstacles
that it touches; so what a page shows while a session is dragged, what a drop is refused for and
what is listed of a whole programme are one rule.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from fairlead.apps.congress.content import SessionContent, find_times

Span = tuple[dt.datetime, dt.datetime]
Rule = Literal[
    "room_taken",
    "speaker_twice",
    "speaker_meeting",
    "room_closed",
    "fair_closed",
    "speaker_unavailable",
    "speaker_elsewhere",
    "speaker_gone",
    "way",
    "interpreter",
    "capacity",
    "needs",
]
HARD: frozenset[Rule] = frozenset({"room_taken", "speaker_twice", "speaker_meeting", "room_closed"})


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """What a room has; ``open`` are its hours in order, None for one that is always open."""

    capacity: int | None = None
    hall: int | None = None
    features: frozenset[str] = frozenset()
    open: tuple[Span, ...] | None = None


_NO_FACTS = RoomFacts()


@dataclass(frozen=True, slots=True)
class Commitment:
    """A time at which somebody is taken by something that is no session; ``about`` names one."""

    begins: dt.datetime
    ends: dt.datetime
    rule: Rule
    about: str = ""


@dataclass(frozen=True, slots=True)
class Interpreter:
    """Between which languages somebody interprets, and when that one is booked elsewhere."""

    languages: frozenset[str]
    taken: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherCommitments:
    """What people of the programme do besides: by participation, and the interpreters there are.

    ``gone`` are those who take no part in the fair any more.
    """

    taken: Mapping[int, Sequence[Commitment]] = field(default_factory=dict)
    interpreters: Sequence[Interpreter] = ()
    hall_minutes: int = 0
    gone: frozenset[int] = frozenset()


NO_COMMITMENTS = OtherCommitments()
# What these people do besides.
FindElsewhere = Callable[[Collection[int]], OtherCommitments]


def find_no_commitments(people: Collection[int]) -> OtherCommitments:  # noqa: ARG001
    """Return commitments of nobody: the programme alone counts."""
    return NO_COMMITMENTS


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A time that a session may not touch, in ``room`` or, for None, in any.

    ``other`` is the code of the session that has it, ``who`` the participation it is about.
    """

    rule: Rule
    begins: dt.datetime
    ends: dt.datetime
    room: int | None = None
    other: str = ""
    who: int | None = None

    @property
    def hard(self) -> bool:
        """Return whether nothing may be placed there."""
        return self.rule in HARD

    def touches(self, begins: dt.datetime, ends: dt.datetime, room: int) -> bool:
        """Return whether a session at that time in that room is in conflict with it."""
        return self.room in (None, room) and self.begins < ends and begins < self.ends


@dataclass(frozen=True, slots=True)
class PlacedSession:
    """A session with a place."""

    code: str
    begins: dt.datetime
    ends: dt.datetime
    room: int
    said: SessionContent


@dataclass(frozen=True)
class Board:
    """A programme to be built, by the fair's own clock: sessions, rooms, and who is free when."""

    sessions: Mapping[str, SessionContent]
    rooms: Mapping[int, RoomFacts]
    days: Sequence[dt.date]
    free: Mapping[int, Sequence[Span]] = field(default_factory=dict)
    elsewhere: OtherCommitments = NO_COMMITMENTS
    opening: Mapping[dt.date, Span] = field(default_factory=dict)

    @cached_property
    def open(self) -> tuple[Span, ...] | None:
        """Return when the fair is open, None for one that does not say.

        A day without hours is open from midnight to midnight, as are the nights before the first
        day and after the last where these have none.
        """
        if not self.opening:
            return None
        found = []
        for day in self.days:
            begins = dt.datetime.combine(day, dt.time())
            before = self.whole[0] if day == self.days[0] else begins
            after = self.whole[1] if day == self.days[-1] else begins + dt.timedelta(days=1)
            found.append(self.opening.get(day, (before, after)))
        return tuple(found)

    @cached_property
    def whole(self) -> Span:
        """Return the time from before the first day until after the last."""
        begins = dt.datetime.combine(self.days[0], dt.time())
        return begins - dt.timedelta(days=1), begins + dt.timedelta(days=len(self.days) + 2)

    @cached_property
    def placed(self) -> dict[str, PlacedSession]:
        """Return the sessions that have a place."""
        found = {}
        for code, said in self.sessions.items():
            times = find_times(said)
            if times is not None:
                found[code] = PlacedSession(code, *times, said["place"]["room"], said)
        return found

    @cached_property
    def by_person(self) -> dict[int, list[PlacedSession]]:
        """Return the sessions with a place at which somebody speaks."""
        return self._group(lambda one: [who for who, _ in one.said["people"]])

    @cached_property
    def by_room(self) -> dict[int, list[PlacedSession]]:
        """Return the sessions with a place in each room."""
        return self._group(lambda one: [one.room])

    @cached_property
    def by_language(self) -> dict[str, list[PlacedSession]]:
        """Return the sessions with a place that are interpreted into each language."""
        return self._group(lambda one: one.said["interpretation"])

    def _group(
        self, find: Callable[[PlacedSession], Iterable[Any]]
    ) -> dict[Any, list[PlacedSession]]:
        found: dict[Any, list[PlacedSession]] = defaultdict(list)
        for one in self.placed.values():
            for key in find(one):
                found[key].append(one)
        return found

    def list_obstacles(self, code: str, room: int | None = None) -> list[Obstacle]:
        """Return all that stands against a session, or against it in one room; itself left out."""
        said = self.sessions[code]
        return [
            *(Obstacle("fair_closed", *closed) for closed in self._closed),
            *self._rooms(code, said, self.rooms if room is None else (room,)),
            *self._people(code, said),
            *self._interpreters(code, said),
        ]

    @cached_property
    def _closed(self) -> tuple[Span, ...]:
        return () if self.open is None else tuple(leave_out(self.whole, self.open))

    def find_conflicts(self, code: str) -> list[Obstacle]:
        """Return what the place of a session is in conflict with, the hard ones first."""
        one = self.placed.get(code)
        if one is None:
            return []
        return self.check(code, one.begins, one.ends, one.room)

    def check(self, code: str, begins: dt.datetime, ends: dt.datetime, room: int) -> list[Obstacle]:
        """Return what a session would be in conflict with at a place, the hard ones first."""
        found = self.list_obstacles(code, room)
        touched = (one for one in found if one.touches(begins, ends, room))
        return sorted(touched, key=lambda one: not one.hard)

    def find_all(self, codes: Iterable[str] | None = None) -> dict[str, list[Obstacle]]:
        """Return the conflicts of every session that has any, or of those of ``codes``."""
        chosen = self.placed if codes is None else codes
        return {code: found for code in chosen if (found := self.find_conflicts(code))}

    def _rooms(self, code: str, said: SessionContent, rooms: Iterable[int]) -> Iterator[Obstacle]:
        begins, ends = self.whole
        wanted = max(said["expected"] or 0, said["capacity"] or 0)
        for room in rooms:
            for one in self.by_room.get(room, ()):
                if one.code != code:
                    yield Obstacle("room_taken", one.begins, one.ends, room, other=one.code)
            facts = self.rooms.get(room, _NO_FACTS)
            if facts.open is not None:
                for closed in leave_out(self.whole, facts.open):
                    yield Obstacle("room_closed", *closed, room)
            if facts.capacity is not None and wanted > facts.capacity:
                yield Obstacle("capacity", begins, ends, room)
            if not set(said["needs"]) <= facts.features:
                yield Obstacle("needs", begins, ends, room)

    def _people(self, code: str, said: SessionContent) -> Iterator[Obstacle]:
        way = dt.timedelta(minutes=self.elsewhere.hall_minutes)
        for who, _ in said["people"]:
            if who in self.elsewhere.gone:
                yield Obstacle("speaker_gone", *self.whole, who=who)
            for one in self.by_person.get(who, ()):
                if one.code == code:
                    continue
                yield Obstacle("speaker_twice", one.begins, one.ends, other=one.code, who=who)
                if way:
                    yield from self._ways(one, who, way)
            for busy in self.elsewhere.taken.get(who, ()):
                if not busy.about or busy.about != code:
                    yield Obstacle(busy.rule, busy.begins, busy.ends, other=busy.about, who=who)
            if who in self.free:
                for closed in leave_out(self.whole, self.free[who]):
                    yield Obstacle("speaker_unavailable", *closed, who=who)

    def _ways(self, one: PlacedSession, who: int, way: dt.timedelta) -> Iterator[Obstacle]:
        """Yield the minutes around a session in which somebody is on the way from its hall."""
        there = self.rooms[one.room].hall if one.room in self.rooms else None
        if there is None:
            return
        for room, facts in self.rooms.items():
            if facts.hall is not None and facts.hall != there:
                for begins, ends in ((one.begins - way, one.begins), (one.ends, one.ends + way)):
                    yield Obstacle("way", begins, ends, room, other=one.code, who=who)

    def _interpreters(self, code: str, said: SessionContent) -> Iterator[Obstacle]:
        if not self.elsewhere.interpreters:
            return
        for language in said["interpretation"]:
            able = [one for one in self.elsewhere.interpreters if language in one.languages]
            asked = [span for one in able for span in one.taken]
            asked += [
                (one.begins, one.ends)
                for one in self.by_language.get(language, ())
                if one.code != code
            ]
            for begins, ends in find_crowded([*asked], len(able), self.whole):
                yield Obstacle("interpreter", begins, ends, other=language)


def list_near(
    sessions: Mapping[str, SessionContent], changed: Iterable[SessionContent]
) -> list[str]:
    """Return whose conflicts may have changed with these, as they were and as they are.

    Only what is in a room of theirs, has a person of theirs, or is interpreted into a language that
    they are interpreted into, can be in the way of one of them, or have it in the way.
    """
    rooms, people, languages = set(), set(), set()
    for said in changed:
        rooms |= {said["place"]["room"]} if said["place"] else set()
        people |= {who for who, _ in said["people"]}
        languages |= set(said["interpretation"])
    return [
        code
        for code, said in sessions.items()
        if (said["place"] and said["place"]["room"] in rooms)
        or any(who in people for who, _ in said["people"])
        or not languages.isdisjoint(said["interpretation"])
    ]


def leave_out(whole: Span, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield what the spans, in any order, leave of the whole."""
    at = whole[0]
    for begins, ends in sorted(spans):
        if begins > at:
            yield at, begins
        at = max(at, ends)
    if at < whole[1]:
        yield at, whole[1]


def find_crowded(spans: Sequence[Span], most: int, whole: Span) -> Iterator[Span]:
    """Yield the times at which ``most`` of the spans or more are at once; 0 is always."""
    if most == 0:
        yield whole
        return
    turns = sorted([(ends, -1) for _, ends in spans] + [(begins, 1) for begins, _ in spans])
    at_once, since = 0, None
    for moment, turn in turns:
        at_once += turn
        if at_once >= most and since is None:
            since = moment
        elif at_once < most and since is not None:
            if since < moment:
                yield since, moment
            since = None
