"""Which sessions of the programme an address asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from fairlead.apps.congress.models import Session, SessionKind
from fairlead.ui.formats import name_language
from fairlead.ui.lists.filters import Filter, read_filter

MOST_CHOSEN = 200  # sessions of one choice; an address holds no more
FACETS = ("kind", "language", "room", "session")


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
            not values or values_of(session)[name] & set(values)
            for name, values in wanted.chosen.items()
        )
    ]


def values_of(session: Session) -> dict[str, set[str]]:
    """Return the values of a session in each facet; the languages heard include interpretation."""
    return {
        "kind": {session.kind},
        "language": {session.language, *session.interpretation},
        "room": {str(session.room_id)},
        "session": {session.code},
    }


def build_selections(
    sessions: Sequence[Session], wanted: Filter, rooms: Mapping[str, str]
) -> list[Selection]:
    """Return the lists of kinds, languages and rooms that tell sessions apart."""
    words: dict[str, tuple[Promise, Callable[[str], str]]] = {
        "kind": (gettext_lazy("Kind"), lambda value: str(SessionKind(value).label)),
        "language": (gettext_lazy("Language"), name_language),
        "room": (gettext_lazy("Room"), lambda value: rooms[value]),
    }
    built = []
    for name, (title, label) in words.items():
        chosen = wanted.chosen[name]
        values = {value for session in sessions for value in values_of(session)[name] if value}
        if len(values) > 1:
            labels = sorted((str(label(value)), value) for value in values)
            options = tuple(Option(value, said, value in chosen) for said, value in labels)
            built.append(Selection(name, str(title), options))
    return built
