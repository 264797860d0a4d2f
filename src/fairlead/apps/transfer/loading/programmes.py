"""The programme's versions into the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from fairlead.apps.congress.content import (
    PLAIN,
    TEXTS,
    SessionContent,
    find_programme_stamp,
    read_current,
)
from fairlead.apps.congress.domain.draft_programme import write_sessions
from fairlead.apps.congress.models import PlannedSession, Programme
from fairlead.apps.fairs.models import VersionState
from fairlead.apps.transfer.loading.congress_events import find_rooms
from fairlead.apps.transfer.loading.load_context import Load
from fairlead.folder.schema import language_columns
from fairlead.folder.schemas import PROGRAMME_SESSIONS


def load_programmes(load: Load) -> None:
    """Write versions that are new, with what they say; what is here stays.

    A draft begins with what holds here, as its next change would find it.
    """
    versions = _choose(load, "programmes")
    if not versions:
        return
    said, locked = _read_sessions(load)
    current, taken = read_current(load.edition), find_programme_stamp(load.edition)
    for one in versions:
        is_draft = one["state"] == VersionState.DRAFT
        made = Programme.objects.create(
            edition=load.edition,
            version=one["version"],
            origin=one["origin"],
            made_from=one["made_from"],
            taken=taken if is_draft else "",
        )
        write_sessions(made, said[one["version"]], bases=current if is_draft else None)
        held = PlannedSession.objects.filter(programme=made, code__in=locked[one["version"]])
        held.update(locked=True)
        # Now it is what it was: nothing changes it any more if it was released.
        made.state, made.released_at = one["state"], one["released_at"]
        made.save(update_fields=("state", "released_at"))


def _choose(load: Load, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = load.fair.table(name).to_pylist()
    if load.touched is None:
        return rows
    return [row for row, one in zip(rows, load.touched[name], strict=True) if one]


def _read_sessions(load: Load) -> tuple[dict[int, dict[str, SessionContent]], dict[int, list[str]]]:
    """Return what each version says by the code of the session, and what is locked in it."""
    rooms, people = find_rooms(load), load.fair.people
    known = dict(zip(people["id"].to_pylist(), load.ids["people"].to_pylist(), strict=True))
    columns = {name: language_columns(name, load.fair.settings.languages) for name in TEXTS}
    said: defaultdict[int, dict[str, SessionContent]] = defaultdict(dict)
    locked: defaultdict[int, list[str]] = defaultdict(list)
    for row in _choose(load, "programme_sessions"):
        said[row["version"]][row["session"]] = _say(row, columns, rooms, known)
        if row["locked"]:
            locked[row["version"]].append(row["session"])
    return said, locked


def _say(
    row: Mapping[str, Any],
    columns: Mapping[str, Mapping[str, str]],
    rooms: Mapping[str, int],
    known: Mapping[str, int],
) -> SessionContent:
    texts = {
        name: {tag: row[column] for tag, column in tagged.items() if row[column] is not None}
        for name, tagged in columns.items()
    }
    place = None
    if row["room"] is not None:
        start = row["start"]
        place = {
            "date": row["date"].isoformat(),
            "start": start.isoformat("seconds" if start.second else "minutes"),
            "room": rooms[row["room"]],
        }
    people = [[known[one], True] for one in row["moderators"] or ()]
    people += [[known[one], False] for one in row["speakers"] or ()]
    return {
        **texts,
        **{name: _EMPTY.get(name, row[name]) if row[name] is None else row[name] for name in PLAIN},
        "booking": row["booking"] is not None,
        "people": people,
        "minutes": row["minutes"],
        "place": place,
    }


_WORDS = ("kind", "level", "language", "access", "stream")
# How the database keeps nothing: as no text, and as no list.
_EMPTY: dict[str, Any] = dict.fromkeys(_WORDS, "") | {
    name: [] for name in PLAIN if PROGRAMME_SESSIONS.field(name).kind.is_list
}
