"""A version of the timetable that a fair's folder carries, to be planned near or explained."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.chain.scheduling.replan_fair import HeldMeeting, Situation
from fairlead.chain.scheduling.tabulate import BETWEEN, TIMETABLE
from fairlead.chain.scheduling.verify_folder import FolderMeeting
from fairlead.engines.scheduling.problem import Problem
from fairlead.folder.choices import OPEN_STATES
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import report_invalid

_WORDS = {
    "current": "what holds now",
    "released": "released",
    "superseded": "released before",
    "draft": "a draft",
}


@dataclass(frozen=True, slots=True)
class FolderVersion:
    """A version: ``number`` 0 is what holds now; of ``slots`` the first ``past`` have begun."""

    number: int
    words: str
    meetings: list[FolderMeeting]
    past: int


def choose_version(
    fair: Fair, number: int | None = None, *, since: dt.datetime | None = None
) -> FolderVersion:
    """Return a version of the folder; without a number what holds now, else what is released.

    Slots that begin before ``since``, in local time, are past; without it those up to the last
    meeting that somebody checked in to or did not come to. Raises InvalidInput for a version that
    the folder has not, and where there is none that anybody was told of.
    """
    rows = {row["version"]: row["state"] for row in fair.timetables.to_pylist()}
    if number is None:
        by_state = {state: version for version, state in rows.items() if state != "draft"}
        number = by_state.get("current", by_state.get("released"))
        if number is None:
            expected = "expected a version that holds or was released: name a timetable.csv"
            raise report_invalid("timetables.csv", expected)
    elif number not in rows:
        known = ", ".join(map(str, sorted(rows))) or "none"
        expected = f"expected a version of the folder, which has {known}"
        raise report_invalid("timetables.csv", expected, field="version", value=str(number))
    words = f"version {number}, {_WORDS[rows[number]]}"
    past = _count_past(fair, since)
    return FolderVersion(number, words, _list_meetings(fair, number), past)


def _list_meetings(fair: Fair, number: int) -> list[FolderMeeting]:
    """Return what a version holds, as rows of a `timetable.csv`."""
    rows = fair.meetings.filter(pc.equal(fair.meetings["version"], number))
    asked = {row["id"]: row for row in fair.requests.to_pylist()} if rows.num_rows else {}
    found = []
    for row in rows.to_pylist():
        request = asked[row["request"]]
        values = {
            **{name: str(row[name] or "") for name in ("date", "slot", "place", "table", "stand")},
            **{name: request[name] or "" for name in ("requester", "recipient")},
            "slots": str(row["slots"]),
            "representative": row["representative"] or "",
            "attendees": BETWEEN.join(row["attendees"] or ()),
            "locked": row["locked"] or "",
        }
        slot = fair.settings.find_slot(row["date"], row["slot"])
        found.append(FolderMeeting(row["request"], slot, row["table"] or 0, values))
    return found


def _count_past(fair: Fair, since: dt.datetime | None) -> int:
    """Return how many slots have begun."""
    settings = fair.settings
    starts = [one.start for one in settings.slot_times]
    if since is not None:
        return sum(start < since for start in starts)
    lived = [*fair.check_ins["begins_at"].to_pylist(), *fair.no_shows["begins_at"].to_pylist()]
    if not lived:
        return 0
    last = max(lived)
    return sum(start.replace(tzinfo=settings.zone) <= last for start in starts)


def describe_situation(
    fair: Fair, version: FolderVersion, *, price: float = 0.0
) -> tuple[Situation, dict[str, FolderMeeting]]:
    """Return what is held of open requests, and all that the version holds, by request."""
    states = dict(zip(*(fair.requests[name].to_pylist() for name in ("id", "state")), strict=True))
    rows = {row.request: row for row in version.meetings}
    held = [
        HeldMeeting(
            request=row.request,
            slot=row.slot,
            representative=row.values["representative"] or None,
            table=row.table or None,
            locked=bool(row.values["locked"]),
            slots=row.slots,
            people=tuple(one for one in row.people if one),
        )
        for row in version.meetings
        if states[row.request] in OPEN_STATES
    ]
    return Situation(held=held, first=version.past, price=price), rows


def tabulate_carried(
    fair: Fair, rows: Mapping[str, FolderMeeting], carried: Sequence[str]
) -> pa.Table:
    """Return the meetings that stay beside what was planned, as `TIMETABLE`."""
    settings = fair.settings
    weights = dict(
        zip(*(fair.requests[name].to_pylist() for name in ("id", "weight")), strict=True)
    )
    halls = dict(zip(*(fair.stands[name].to_pylist() for name in ("id", "hall")), strict=True))
    told = []
    for one in carried:
        row, stand = rows[one], rows[one].values["stand"] or None
        date, number = settings.find_place(row.slot)
        named = ("place", "requester", "recipient", "representative", "attendees")
        told.append(
            {name: row.values[name] or None for name in named}
            | {
                "request": one,
                "date": date,
                "slot": number,
                "start": settings.slot_start(row.slot).time(),
                "end": settings.slot_end(row.span[-1]).time(),
                "hall": halls.get(stand) if stand else None,
                "stand": stand,
                "table": row.table or None,
                "weight": weights[one],
                "slots": row.slots,
            }
        )
    return pa.Table.from_pylist(told, schema=TIMETABLE)


def let_held_stand(problem: Problem, version: FolderVersion, rows: Sequence[int]) -> Problem:
    """Return the problem in which what a version holds is possible, and nothing else in the past.

    ``rows`` are the positions of its meetings among the requests, -1 for those that are no longer
    open. Who is at a meeting is taken then, so it makes room for no other.
    """
    available = problem.available.copy()
    available[:, : version.past] = False
    locked = problem.locked.copy()
    for meeting, at in zip(version.meetings, rows, strict=True):
        if at >= 0:
            for person in problem.parties(at):
                available[person, meeting.span.start : meeting.span.stop] = True
            locked[at] = -1
    return replace(problem, available=available, locked=locked)
