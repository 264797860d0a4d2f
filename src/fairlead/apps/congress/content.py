"""The content of a session as JSON: the one form that versions, journals and changes compare.

A `SessionContent` names the texts and figures of a session, ``people`` (number of the
participation, and whether it moderates, in their order), ``minutes``, and ``place``: its day, start
and room, or None for one that is still to be scheduled.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import SimpleNamespace
from typing import Any, TypeAlias
from uuid import UUID

from fairlead.apps.congress.models import (
    PlannedSession,
    PlannedSpeaker,
    Programme,
    Session,
    Speaker,
)
from fairlead.apps.fairs.models import Edition, VersionState
from fairlead.folder.localized_text import LocalizedText
from fairlead.folder.session_times import find_span

SessionContent: TypeAlias = dict[str, Any]
TEXTS = ("title", "subtitle", "track", "abstract", "description", "speakers_as")
PLAIN = (
    "kind",
    "language",
    "interpretation",
    "capacity",
    "access",
    "guid",
    "stream",
    "expected",
    "needs",
    "economies",
    "booking",
    "partners",
    "links",
    "materials",
    "about_products",
    "about_needs",
    "about_projects",
    "about_practices",
    "extras",
    "level",
)
# What was written down before there were these parts says nothing of them.
SINCE: SessionContent = {
    "subtitle": {},
    "abstract": {},
    "speakers_as": {},
    **{name: [] for name in PLAIN[PLAIN.index("economies") : PLAIN.index("level")]},
    "booking": False,
    "level": "",
}
_STAMPED_TABLES = ("congress_session", "congress_speaker")
PARTS = (*TEXTS, *PLAIN, "people", "minutes", "place")
# What a board is built of: conflicts are found by it, and sessions named.
_LIGHT = (("title", "track"), ("interpretation", "capacity", "expected", "needs"))
_MINUTE = dt.timedelta(minutes=1)


def read_current(edition: Edition) -> dict[str, SessionContent]:
    """Return the programme that holds now, by code in order of entry; two queries."""
    people = _read_people(Speaker.objects.filter(session__edition=edition))
    return {
        one.code: _describe(one, people[one.pk]) | _place_current(one)
        for one in Session.objects.filter(edition=edition).order_by("pk")
    }


def read_version(programme: Programme, *, light: bool = False) -> dict[str, SessionContent]:
    """Return what a version says, by code in order of entry; two queries.

    A ``light`` one says only what a board is built of, and leaves the long texts unread.
    """
    people = _read_people(PlannedSpeaker.objects.filter(session__programme=programme))
    texts, plain = _LIGHT if light else (TEXTS, PLAIN)
    names = ("pk", "code", *texts, *plain, "minutes", "date", "start", "room_id")
    rows = PlannedSession.objects.filter(programme=programme).order_by("pk").values_list(*names)
    found = {}
    for values in rows:  # as rows of the table, without what a model costs
        one = SimpleNamespace(**dict(zip(names, values, strict=True)))
        said: SessionContent = {name: dict(getattr(one, name)) for name in texts}
        said |= {name: getattr(one, name) for name in plain}
        if not light:
            said["guid"] = str(one.guid) if one.guid else None
        found[one.code] = said | {"people": people[one.pk]} | _place_planned(one)
    return found


def read_planned(programme: Programme, codes: Iterable[str] | None = None) -> list[Any]:
    """Return the rows of a version, or some of them, each with what it says; two queries."""
    rows = PlannedSession.objects.filter(programme=programme).order_by("pk")
    speakers = PlannedSpeaker.objects.filter(session__programme=programme)
    if codes is not None:
        wanted = list(codes)
        rows, speakers = rows.filter(code__in=wanted), speakers.filter(session__code__in=wanted)
    people = _read_people(speakers)
    return [(one, _describe(one, people[one.pk]) | _place_planned(one)) for one in rows]


def find_programme_stamp(edition: Edition) -> str:
    """Return a value that changes with every change of the current programme; one query."""
    stamps = Edition.objects.with_stamps().get(pk=edition.pk).stamps
    return "-".join(str(stamps.get(part, 0)) for part in _STAMPED_TABLES)


def read_brought_up(programme: Programme, *, light: bool = False) -> dict[str, SessionContent]:
    """Return what a version says, a draft as its next change or its release will find it.

    ``light`` is as in `read_version`; a changed session is given in full.
    Three queries, five for a draft since whose last change the programme that holds has changed.
    """
    draft = programme.state == VersionState.DRAFT
    if not draft or programme.taken == find_programme_stamp(programme.edition):
        return read_version(programme, light=light)
    planned = read_planned(programme)
    said = {row.code: one for row, one in planned}
    return said | merge_current(planned, read_current(programme.edition))


def read_versions(edition: Edition) -> list[tuple[Programme, dict[str, SessionContent], set[str]]]:
    """Return every version with what it says and the codes of what is locked; six queries.

    Drafts are as their next change will find them.
    """
    versions = list(Programme.objects.filter(edition=edition).order_by("version"))
    people = _read_people(PlannedSpeaker.objects.filter(session__programme__edition=edition))
    planned: dict[int, list[tuple[PlannedSession, SessionContent]]] = defaultdict(list)
    for row in PlannedSession.objects.filter(programme__edition=edition).order_by("pk"):
        said = _describe(row, people[row.pk]) | _place_planned(row)
        planned[row.programme_id].append((row, said))
    taken, current = find_programme_stamp(edition), read_current(edition)
    found = []
    for version in versions:
        rows = planned[version.pk]
        says = {row.code: one for row, one in rows}
        if version.state == VersionState.DRAFT and version.taken != taken:
            says |= merge_current(rows, current)
        found.append((version, says, {row.code for row, _ in rows if row.locked}))
    return found


def _read_people(speakers: Any) -> dict[int, list[list[Any]]]:
    people: dict[int, list[list[Any]]] = defaultdict(list)
    rows = speakers.order_by("session", "position")
    for session, who, moderates in rows.values_list("session", "participation", "moderates"):
        people[session].append([who, moderates])
    return people


def _describe(one: Any, people: list[list[Any]]) -> SessionContent:
    said: SessionContent = {name: dict(getattr(one, name)) for name in TEXTS}
    said |= {name: getattr(one, name) for name in PLAIN}
    return said | {"guid": str(one.guid) if one.guid else None, "people": people}


def _place_current(one: Session) -> SessionContent:
    begins, ends = find_span(one.date, one.start, one.end)
    return {"minutes": max(1, (ends - begins) // _MINUTE), "place": write_place(one)}


def _place_planned(one: Any) -> SessionContent:
    return {"minutes": one.minutes, "place": write_place(one) if one.room_id else None}


def write_place(one: Any) -> dict[str, Any]:
    """Return the day, the start and the number of the room, as JSON takes them."""
    return {
        "date": one.date.isoformat(),
        "start": one.start.isoformat("seconds" if one.start.second else "minutes"),
        "room": one.room_id,
    }


def read_place(said: SessionContent) -> tuple[dt.date, dt.time, int] | None:
    """Return the day, the start and the room of a session, None without a place."""
    place = said["place"]
    if place is None:
        return None
    date, start = dt.date.fromisoformat(place["date"]), dt.time.fromisoformat(place["start"])
    return date, start, place["room"]


def find_times(said: SessionContent) -> tuple[dt.datetime, dt.datetime] | None:
    """Return the local times at which a session begins and ends, if it has a place."""
    placed = read_place(said)
    if placed is None:
        return None
    begins = dt.datetime.combine(placed[0], placed[1])
    return begins, begins + dt.timedelta(minutes=said["minutes"])


def list_columns(said: SessionContent) -> dict[str, Any]:
    """Return the columns that a session of a version and one of the current programme share."""
    said = SINCE | said
    columns: dict[str, Any] = {name: LocalizedText(said[name]) for name in TEXTS}
    columns |= {name: said[name] for name in PLAIN}
    return columns | {"guid": UUID(said["guid"]) if said["guid"] else None}


def plan_columns(said: SessionContent) -> dict[str, Any]:
    """Return the content as the columns of a session of a version."""
    placed = read_place(said)
    date, start, room = placed or (None, None, None)
    return {
        **list_columns(said),
        "minutes": said["minutes"],
        "date": date,
        "start": start,
        "room_id": room,
    }


def hold_columns(said: SessionContent) -> dict[str, Any]:
    """Return the content of a session with a place as columns of the current programme."""
    placed, times = read_place(said), find_times(said)
    if placed is None or times is None:
        raise ValueError("Expected a session with a place.")
    date, start, room = placed
    return {
        **list_columns(said),
        "date": date,
        "start": start,
        "end": times[1].time(),
        "room_id": room,
    }


def merge_said(
    base: SessionContent | None, draft: SessionContent, current: SessionContent | None
) -> SessionContent:
    """Return what the draft says, with what changed since ``base`` in what holds.

    Each part is the draft's where the draft changed it, and otherwise what holds now. What does
    not hold any more, and the draft left alone, has no place.
    """
    draft = SINCE | draft
    base, current = (SINCE | one if one is not None else None for one in (base, current))
    if base is None or current == base:
        return draft
    if current is None:
        return draft | {"place": None} if draft["place"] == base["place"] else draft
    return {name: draft[name] if draft[name] != base.get(name) else current[name] for name in PARTS}


def merge_current(
    planned: Iterable[tuple[PlannedSession, SessionContent]], current: Mapping[str, SessionContent]
) -> dict[str, SessionContent]:
    """Return the draft's sessions that changed in the current programme, both changes merged.

    Each part of a session is the draft's where the draft changed it. A session that came in
    otherwise is as it holds.
    """
    changed = dict(current)
    for row, said in planned:
        now = changed.pop(row.code, None)
        if now != row.base:
            changed[row.code] = merge_said(row.base, said, now) if row.base or not now else now
    return changed


def list_differences(before: SessionContent, after: SessionContent) -> list[str]:
    """Return the names of the parts that differ, in the order of `PARTS`."""
    before, after = SINCE | before, SINCE | after
    return [name for name in PARTS if before[name] != after[name]]


def place_said(said: Mapping[str, Any], place: dict[str, Any] | None) -> SessionContent:
    """Return the content with another place."""
    return {**said, "place": place}
