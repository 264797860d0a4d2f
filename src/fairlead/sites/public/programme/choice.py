"""Which sessions of the programme an address asks for."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from fairlead.apps.congress.models import Level, Session, SessionKind
from fairlead.apps.fairs.language import chooser
from fairlead.ui.formats import name_language
from fairlead.ui.lists.filters import Filter, read_filter

MOST_CHOSEN = 200  # sessions of one choice; an address holds no more
FACETS = ("kind", "track", "level", "language", "room", "session")
_PLAIN, _BESIDE = re.compile(r"[\w-]{1,64}"), re.compile(r"[^\w]+")
_MOST_OF_A_NAME = 50


@dataclass(frozen=True, slots=True)
class Option:
    """A value that can be chosen."""

    value: str
    label: str
    on: bool


@dataclass(frozen=True, slots=True)
class Selection:
    """A list of values to choose one from."""

    name: str
    title: str
    options: tuple[Option, ...]


def read_choice(query: QueryDict) -> Filter:
    """Return what the address asks for; ``session`` names single sessions, such as favourites."""
    return read_filter(query, facets=FACETS, most=MOST_CHOSEN)


def choose_sessions(sessions: Iterable[Session], wanted: Filter) -> list[Session]:
    """Return the sessions that have a chosen value of every facet with one."""
    return [
        session
        for session in sessions
        if all(
            not values or list_values_of(session)[name] & set(values)
            for name, values in wanted.chosen.items()
        )
    ]


def list_values_of(session: Session) -> dict[str, set[str]]:
    """Return the values of a session in each facet; the languages heard include interpretation."""
    return {
        "kind": {session.kind},
        "track": {name_track(session)},
        "level": {session.level},
        "language": {session.language, *session.interpretation},
        "room": {str(session.room_id)},
        "session": {session.code},
    }


def name_track(session: Session) -> str:
    """Return the track of a session as addresses name it, in every language the same; or nothing.

    Its words, and a few signs more where some of it has no place in an address.
    """
    text = next(iter(session.track.values()), "") if session.track else ""
    text = session.track.get(session.edition.languages[0], text) if session.track else ""
    plain = "-".join(text.casefold().split())
    if not text or _PLAIN.fullmatch(plain):
        return plain
    kept = _BESIDE.sub("-", plain).strip("-")[:_MOST_OF_A_NAME]
    return f"{kept}-{zlib.crc32(plain.encode()):08x}".lstrip("-")


def build_selections(
    sessions: Sequence[Session], wanted: Filter, rooms: Mapping[str, str]
) -> list[Selection]:
    """Return the lists of kinds, tracks, levels, languages and rooms that tell sessions apart."""
    choose = chooser(sessions[0].edition) if sessions else str
    tracks = {name_track(one): choose(one.track) for one in sessions if one.track}
    words: dict[str, tuple[Promise, Callable[[str], str]]] = {
        "kind": (gettext_lazy("Kind"), lambda value: str(SessionKind(value).label)),
        "track": (gettext_lazy("Track"), lambda value: tracks[value]),
        "level": (
            pgettext_lazy("of a session", "Level"),
            lambda value: str(Level(value).label),
        ),
        "language": (gettext_lazy("Language"), name_language),
        "room": (gettext_lazy("Room"), lambda value: rooms[value]),
    }
    built = []
    for name, (title, label) in words.items():
        chosen = wanted.chosen[name]
        values = {value for session in sessions for value in list_values_of(session)[name] if value}
        if len(values) > 1:
            labels = sorted((label(value), value) for value in values)
            if name == "level":  # from the easiest on, not by their letters
                labels.sort(key=lambda one: Level.values.index(one[1]))
            options = tuple(Option(value, said, value in chosen) for said, value in labels)
            built.append(Selection(name, str(title), options))
    return built
