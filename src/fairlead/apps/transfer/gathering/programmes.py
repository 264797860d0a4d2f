"""The programme's versions out of the database."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pyarrow as pa

from fairlead.apps.congress.content import PLAIN, TEXTS, SessionContent, read_place, read_versions
from fairlead.apps.congress.models import Room
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Participation
from fairlead.apps.transfer.gathering.columns import tabulate


def gather_programmes(edition: Edition) -> dict[str, pa.Table]:
    """Return the tables by the files' names; eight queries."""
    own = edition.languages[0]
    rooms = Room.objects.filter(edition=edition).values_list("pk", "name")
    names = {pk: str(name.in_language(own)) for pk, name in rooms}
    codes = dict(Participation.objects.filter(edition=edition).values_list("pk", "code"))
    versions, sessions = [], []
    for version, says, locked in read_versions(edition):
        versions.append(
            (version.version, version.state, version.released_at, version.origin, version.made_from)
        )
        for code, said in says.items():
            place = _say_place(said, names)
            sessions.append(
                (version.version, code, *place, said["minutes"], *_say_people(said, codes),
                 "yes" if code in locked else "", *_say_rest(said))
            )  # fmt: skip
    columns = ("version", "session", "date", "start", "room", "minutes", "speakers", "moderators",
               "locked", *TEXTS, *PLAIN)  # fmt: skip
    told = ("version", "state", "released_at", "origin", "made_from")
    return {
        "programmes": tabulate("programmes", told, versions, edition.languages),
        "programme_sessions": tabulate("programme_sessions", columns, sessions, edition.languages),
    }


def _say_place(
    said: SessionContent, names: dict[int, str]
) -> tuple[dt.date | None, dt.time | None, str | None]:
    placed = read_place(said)
    if placed is None or placed[2] not in names:
        return None, None, None
    return placed[0], placed[1], names[placed[2]]


def _say_people(said: SessionContent, codes: dict[int, str]) -> tuple[list[str], list[str]]:
    """Return who speaks and who moderates, in their order."""
    named = [(codes[who], moderates) for who, moderates in said["people"] if who in codes]
    speaking, moderating = (
        [who for who, moderates in named if moderates is wanted] for wanted in (False, True)
    )
    return speaking, moderating


def _say_rest(said: SessionContent) -> list[Any]:
    plain = [said[name] for name in PLAIN]
    plain[PLAIN.index("booking")] = "yes" if said["booking"] else ""
    return [*(said[name] for name in TEXTS), *plain]
