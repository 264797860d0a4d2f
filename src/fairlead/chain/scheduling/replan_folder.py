"""A released timetable of a fair's folder, changed gently; and why a request is not in one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pyarrow as pa

from fairlead.chain.scheduling.hosts import EarlierMeetings
from fairlead.chain.scheduling.open_meetings import (
    NO_STAFF,
    NO_STAND,
    OpenMeetings,
    build_problem,
    gather_meetings,
)
from fairlead.chain.scheduling.tabulate import tabulate_timetable, tabulate_unheld
from fairlead.chain.scheduling.verify_folder import FolderMeeting, read_folder_timetable
from fairlead.engines.scheduling import Result
from fairlead.engines.scheduling.explain import explain_unscheduled
from fairlead.engines.scheduling.problem import Ints, Problem
from fairlead.engines.scheduling.replan import replan
from fairlead.engines.scheduling.verification.rules import find_broken_rules
from fairlead.folder.fair import Fair
from fairlead.folder.fair_settings import FairSettings
from fairlead.folder.input_errors import report_invalid

__all__ = [
    "FolderChange",
    "FolderReason",
    "FolderReplan",
    "Namer",
    "explain_folder",
    "explain_left_out",
    "explain_problem",
    "explain_unplaceable",
    "find_positions",
    "list_changes",
    "read_places",
    "replan_folder",
]

_NAMED = re.compile(
    r"\b(persons?|requests?|slots?|tables?|day) (\d+(?:(?:-|, | and | to )\d+\b(?! more))*)",
    re.IGNORECASE,
)


_LEFT_OUT = {
    NO_STAFF: (
        "no staff",
        "An exhibitor has nobody else of the role exhibitor in people.csv.",
        "Somebody of the exhibitor's comes.",
    ),
    NO_STAND: (
        "no stand",
        "It is to be at the stand of a person whose organisation has none.",
        "Another place: a table, or online.",
    ),
}


@dataclass(frozen=True, slots=True)
class FolderPlace:
    """When and where a meeting is: a slot of the fair, its table (0: none), who receives, and who
    comes for further parties."""

    time: str
    table: int
    representative: str


@dataclass(frozen=True, slots=True)
class FolderChange:
    """A request whose meeting is not what it was; None: not held."""

    request: str
    before: FolderPlace | None
    now: FolderPlace | None

    @property
    def kind(self) -> str:
        """Return "moved", "cancelled", "added" or, in its slot at another table or with another
        representative, "reseated"."""
        if self.before is None:
            return "added"
        if self.now is None:
            return "cancelled"
        return "reseated" if self.before.time == self.now.time else "moved"


@dataclass(frozen=True, slots=True)
class FolderReplan:
    """The new timetable (`TIMETABLE`), what it does not hold, and every change."""

    meetings: pa.Table
    unheld: pa.Table
    result: Result
    changes: list[FolderChange]
    fewest: bool
    """Whether it is proved that nothing else keeps more of what was released."""


@dataclass(frozen=True, slots=True)
class FolderReason:
    """Why a request is not held, and what would make it possible."""

    request: str
    why: str
    words: str
    remedy: str


def replan_folder(fair: Fair, released: Path, *, price: float, seed: int = 0) -> FolderReplan:
    """Return a timetable for the fair as it is now, near a released `timetable.csv` of it.

    Meetings keep their slots, tables and representatives where they can. Requests that are no
    longer open are cancelled. Raises `InvalidInput` when the file is no timetable of a fair, when
    locked requests contradict one another, and when there is nothing to plan.
    """
    rows = {
        row.request: row for row in read_folder_timetable(released, fair.settings, released=True)
    }
    meetings = gather_meetings(fair)
    if not meetings.requests.num_rows:
        raise report_invalid("requests.csv", "expected an open request that can be placed")
    ids: list[str] = meetings.requests["id"].to_pylist()
    problem = build_problem(fair, meetings, find_who_came(ids, rows))
    slot, table = read_places(ids, rows)
    try:
        plan = replan(problem, slot, tables=table, price=price, seed=seed)
    except ValueError as error:
        words = Namer(fair.settings, meetings).write(str(error))
        raise report_invalid("requests.csv", words, field="locked_slot") from None
    people = {at: rows[one].people for at, one in enumerate(ids) if one in rows}
    hosts = [people[at][1] if at in people else "" for at in range(len(ids))]
    before = EarlierMeetings(slot, hosts, {at: came[2:] for at, came in people.items()})
    made = tabulate_timetable(fair, meetings, plan.result, before)
    changes = list_changes(rows, made)
    return FolderReplan(
        made, tabulate_unheld(meetings, plan.result), plan.result, changes, plan.fewest
    )


def explain_folder(
    fair: Fair, timetable: Path, *, requests: list[str] | None = None
) -> list[FolderReason]:
    """Return why each open request without a meeting has none; ``requests`` asks for some.

    Raises `InvalidInput` for a request that is not open or is held, and for a timetable that
    breaks a rule.
    """
    rows = {row.request: row for row in read_folder_timetable(timetable, fair.settings)}
    meetings = gather_meetings(fair)
    ids: list[str] = meetings.requests["id"].to_pylist()
    asked = None if requests is None else find_positions(ids, rows, meetings, requests)
    unstaffed = explain_left_out(meetings, requests)
    if not ids:
        return unstaffed
    problem = build_problem(fair, meetings, find_who_came(ids, rows))
    slot, _ = read_places(ids, rows)
    return unstaffed + explain_problem(fair, meetings, problem, slot, asked, name=timetable.name)


def find_who_came(
    ids: Sequence[str], rows: Mapping[str, FolderMeeting]
) -> dict[int, tuple[str, ...]]:
    """Return who was at each meeting of a timetable, by the request's position."""
    return {at: tuple(rows[one].people) for at, one in enumerate(ids) if one in rows}


def explain_left_out(meetings: OpenMeetings, requests: list[str] | None) -> list[FolderReason]:
    """Return why requests cannot be placed at all, those of them that are asked for."""
    return [
        FolderReason(one, *_LEFT_OUT[reason])
        for one, reason in meetings.left_out.items()
        if requests is None or one in requests
    ]


def explain_unplaceable(unheld: pa.Table) -> list[FolderReason]:
    """Return why requests cannot be placed at all, of those that a timetable leaves out."""
    columns = (unheld[name].to_pylist() for name in ("request", "reason"))
    return [
        FolderReason(one, *_LEFT_OUT[reason])
        for one, reason in zip(*columns, strict=True)
        if reason in _LEFT_OUT
    ]


def explain_problem(
    fair: Fair,
    meetings: OpenMeetings,
    problem: Problem,
    slot: Ints,
    asked: Ints | None,
    *,
    name: str,
) -> list[FolderReason]:
    """Return why requests have no slot; raises `InvalidInput`, with the file's name, where those
    that have one break a rule."""
    broken = find_broken_rules(problem, slot, only_held=True)
    namer = Namer(fair.settings, meetings)
    if broken:
        words = namer.write(broken[0])
        raise report_invalid(name, f"expected a timetable that keeps every rule: {words}")
    ids: list[str] = meetings.requests["id"].to_pylist()
    return [
        FolderReason(
            ids[reason.request],
            str(reason.why),
            namer.write(reason.words),
            namer.write(reason.remedy),
        )
        for reason in explain_unscheduled(problem, slot, asked)
    ]


def read_places(ids: list[str], rows: dict[str, FolderMeeting]) -> tuple[Ints, Ints]:
    """Return the slot and the table of each request, -1 for none."""
    slot = np.array([rows[one].slot if one in rows else -1 for one in ids], dtype=np.int32)
    table = np.array([rows[one].table - 1 if one in rows else -1 for one in ids], dtype=np.int32)
    return slot, table


def find_positions(
    ids: list[str], rows: dict[str, FolderMeeting], meetings: OpenMeetings, asked: list[str]
) -> Ints:
    """Return where requests that are asked for are among those that can be placed."""
    position = {one: at for at, one in enumerate(ids)}
    for one in asked:
        if one not in position and one not in meetings.left_out:
            raise report_invalid("requests.csv", "expected an open request", value=one)
        if one in rows:
            expected = "expected a request that the timetable does not hold"
            raise report_invalid("requests.csv", expected, value=one)
    return np.array([position[one] for one in asked if one in position], dtype=np.int32)


def list_changes(rows: dict[str, FolderMeeting], made: pa.Table) -> list[FolderChange]:
    """Return what is another meeting than it was, or is held no more or newly."""
    before = {
        one: FolderPlace(
            f"{row.values['date']} slot {row.values['slot']}",
            row.table,
            ", ".join(row.people[1:]),
        )
        for one, row in rows.items()
    }
    now = {
        row["request"]: FolderPlace(
            f"{row['date']} slot {row['slot']}",
            row["table"] or 0,
            ", ".join([row["representative"], *filter(None, (row["attendees"] or "").split("|"))]),
        )
        for row in made.to_pylist()
    }
    changed = [one for one in {**before, **now} if before.get(one) != now.get(one)]
    return [FolderChange(one, before.get(one), now.get(one)) for one in sorted(changed)]


class Namer:
    """Writes the engine's words with people, requests, slots and days as the folder names them.

    ``names`` call people and exhibitors otherwise than by their ids.
    """

    def __init__(
        self,
        settings: FairSettings,
        meetings: OpenMeetings,
        names: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Keep what the numbers stand for."""
        self._settings, self._names = settings, names
        self._people = [*meetings.people, *meetings.exhibitors]
        self._requests = meetings.requests["id"]

    def write(self, words: str) -> str:
        """Return the engine's words with names."""
        return _NAMED.sub(self._rename, words)

    def _rename(self, found: re.Match[str]) -> str:
        kind = found[1].lower()
        numbers = found[2].replace("-", " to ")
        named = re.sub(r"\d+", lambda number: self._name(kind, int(number[0])), numbers)
        if kind.startswith(("person", "slot", "day")):
            return named
        return f"{found[1]} {named}"

    def _name(self, kind: str, number: int) -> str:
        if kind.startswith("person"):
            one = self._people[number]
            return self._names.get(one, one)
        if kind.startswith("request"):
            return str(self._requests[number])
        if kind.startswith("table"):
            return str(number + 1)
        if kind == "day":
            return f"{self._settings.dates[number]:%Y-%m-%d}"
        return f"{self._settings.slot_start(number):%Y-%m-%d %H:%M}"
