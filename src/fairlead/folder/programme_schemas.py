"""The files of the programme's versions, whose sessions say what sessions.csv says of those now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from fairlead.folder import bounds
from fairlead.folder.choices import PROGRAMME_ORIGINS, VERSION_STATES
from fairlead.folder.figure_kinds import build_integer
from fairlead.folder.kinds import ID, TEXT, build_one_of
from fairlead.folder.schema import Field, Schema
from fairlead.folder.time_kinds import DATE, MOMENT, TIME

_VERSION = build_integer(bounds.PROGRAMME_VERSION)
# What a version says of a session in the words of sessions.csv. What it was about may be gone.
SHARED = (
    "title", "subtitle", "track", "kind", "level", "language", "interpretation", "speakers",
    "moderators", "capacity", "expected", "needs", "access", "guid", "stream", "abstract",
    "description", "speakers_as", "economies", "booking", "partners", "links", "materials",
    "about_products", "about_needs", "about_projects", "about_practices", "extras",
)  # fmt: skip
_MAY_BE_GONE = ("partners", "about_needs", "about_projects", "about_practices")

PROGRAMMES = Schema(
    "programmes",
    "Versions of the programme. What holds now is in sessions.csv.",
    (
        Field("version", _VERSION, "Number of the version", "1", required=True),
        Field("state", build_one_of(*VERSION_STATES), "At most one is released", "released",
              required=True),
        Field("released_at", MOMENT, "When it was released, of those that were",
              "2023-07-01T09:00:00Z"),
        Field("origin", build_one_of(*PROGRAMME_ORIGINS), "How it came to be", "drafted",
              default="drafted"),
        Field("made_from", _VERSION, "The version that it began as", "1"),
    ),
    key=("version",),
)  # fmt: skip


def build_programme_sessions(of_sessions: Iterable[Field]) -> Schema:
    """Return the schema of the versions' sessions, from the fields of sessions.csv."""
    known = {field.name: field for field in of_sessions}
    return Schema(
        "programme_sessions",
        "The sessions of each version of the programme; one without a place is still to be "
        "scheduled. A draft is as its next change would find it: brought up to what holds.",
        (
            Field("version", _VERSION, "The version", "1", required=True, refers="programmes"),
            Field("session", ID, "Id of the session", "s-001", required=True),
            Field("date", DATE, "Day on which it begins; with start and room, or without",
                  "2023-07-10"),
            Field("start", TIME, "Begins", "10:00"),
            Field("minutes", build_integer(bounds.SESSION_MINUTES), "How long it lasts", "90",
                  required=True),
            Field("room", TEXT, "Name of a room in sessions.csv or rooms.csv", "Congress hall"),
            *_share(known),
            Field("locked", build_one_of("yes"), "`yes`: stays where it is when the engine "
                  "proposes places", "yes"),
        ),
        key=("version", "session"),
    )  # fmt: skip


def _share(known: dict[str, Field]) -> Iterator[Field]:
    for name in SHARED:
        yield replace(known[name], refers="") if name in _MAY_BE_GONE else known[name]
