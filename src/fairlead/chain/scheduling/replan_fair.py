"""A fair planned anew, near a timetable that people know: few move, what is locked stays."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fairlead.chain.said import say_text
from fairlead.chain.scheduling.explain_fair import explain_left_out
from fairlead.chain.scheduling.open_meetings import (
    OpenMeetings,
    build_problem,
    gather_meetings,
    leave_out,
)
from fairlead.chain.scheduling.staffing import choose_room
from fairlead.chain.scheduling.tabulate import TIMETABLE, tabulate_timetable, tabulate_unheld
from fairlead.chain.scheduling.timetable import Timetable
from fairlead.chain.step import SKIPPED, Progress, Step, ignore_progress
from fairlead.engines.scheduling.problem import Problem
from fairlead.engines.scheduling.replan import Replan, replan
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import report_invalid


class Held(NamedTuple):
    """A meeting of the version that is planned anew: slots are counted from 0 over all days."""

    request: str
    slot: int
    representative: str | None
    table: int | None
    locked: bool
    slots: int = 1
    people: tuple[str, ...] = ()
    """Everybody who comes, for a meeting that the engine does not plan."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What has changed: who does not come any more, and how many slots are past.

    A meeting in a slot before ``first`` stays as it was; those who are ``away`` meet nobody from
    then on. With ``keep`` nothing moves for a new request; else one has to bring ``price`` per
    meeting that it moves.
    """

    held: Sequence[Held]
    away: Collection[str] = ()
    first: int = 0
    keep: bool = False
    price: float = 0.0


@dataclass(frozen=True, slots=True)
class Replanned:
    """The new timetable, and the requests whose meetings stay as they are beside it."""

    timetable: Timetable
    carried: tuple[str, ...]
    fewest: bool = True
    """Whether it is proved that nothing else keeps more of what was held."""


def replan_fair(
    fair: Fair, now: Situation, *, seed: int, progress: Progress = ignore_progress
) -> Replanned:
    """Return a timetable near what is held; what the engine does not plan is carried over.

    Raises InvalidInput when locked meetings contradict one another.
    """
    began = time.perf_counter()
    past = {one.request for one in now.held if one.slot < now.first}
    meetings = leave_out(gather_meetings(fair), past)
    planned = set(meetings.requests["id"].to_pylist())
    carried = tuple(one.request for one in now.held if one.request not in planned)
    over = 0 < fair.settings.slot_count <= now.first
    if over or not planned:
        said = (
            say_text("The fair is over: every meeting stays as it was, and no other has a time.")
            if over
            else say_text("No open meeting request can be placed.")
        )
        step = Step(name="scheduling", status=SKIPPED, said=(said,))
        nothing = Timetable(TIMETABLE.empty_table(), tabulate_unheld(meetings), step)
        return Replanned(nothing, carried)
    progress("scheduling", "near what there is", None)
    taken = _find_taken(now, set(carried))
    meetings = _lock(_take_hosts(meetings, now, taken), fair, now)
    problem = _block(build_problem(fair, meetings), meetings, now, taken)
    held = _place(meetings, now)
    plan = _replan(problem, held, now, seed)
    before = {at: (one.slot, _find_hosts(meetings, at, one)) for at, one in held.items()}
    said = say_text(
        "Meetings moved: %(moved)s; new: %(added)s; no longer held: %(cancelled)s.",
        moved=len(plan.moved),
        added=len(plan.added),
        cancelled=len(plan.cancelled),
    )
    step = Step(
        name="scheduling",
        status=str(plan.result.status),
        said=(said,),
        measure="weight of the meetings held",
        objective=plan.result.weight,
        bound=plan.result.bound,
        seconds=time.perf_counter() - began,
        parameters=(("keep", now.keep),),
    )
    explained = explain_left_out(fair, meetings, problem, plan.result.slot)
    left = tabulate_unheld(meetings, plan.result)
    beside = pc.is_in(left["request"], value_set=pa.array(carried, pa.string()))
    found = tabulate_timetable(fair, meetings, plan.result, before)
    return Replanned(
        Timetable(found, left.filter(pc.invert(beside)), step, plan.result, explained),
        carried,
        plan.fewest,
    )


def _find_taken(now: Situation, carried: Collection[str]) -> dict[str, list[int]]:
    """Return the slots in which people are at meetings that the engine does not plan."""
    taken: dict[str, list[int]] = {}
    for one in now.held:
        if one.request in carried and one.slot >= now.first:
            for person in one.people:
                taken.setdefault(person, []).extend(range(one.slot, one.slot + one.slots))
    return taken


def _take_hosts(
    meetings: OpenMeetings, now: Situation, taken: Mapping[str, list[int]]
) -> OpenMeetings:
    """Return the meetings with crews from which those are missing who cannot come."""
    crews = {}
    for exhibitor in meetings.exhibitors:
        crew = meetings.crews[exhibitor]
        if exhibitor in now.away or any(one in now.away or one in taken for one in crew.hosts):
            free = crew.free.copy()
            for row, host in enumerate(crew.hosts):
                if exhibitor in now.away or host in now.away:
                    free[row] = False
                free[row, taken.get(host, [])] = False
            crew = choose_room(crew, free)
        crews[exhibitor] = crew
    return replace(meetings, crews=crews)


def _lock(meetings: OpenMeetings, fair: Fair, now: Situation) -> OpenMeetings:
    """Return the meetings with what is locked where it is held; who is away keeps nothing."""
    held = {one.request: one for one in now.held}
    requests, away = meetings.requests, set(now.away)
    ids: list[str] = requests["id"].to_pylist()
    names = ("locked_date", "locked_slot", "locked_table")
    dates, numbers, tables = (requests[name].to_pylist() for name in names)
    for row, (request, date) in enumerate(zip(ids, dates, strict=True)):
        one = held.get(request)
        if date is None and (one is None or not one.locked):
            continue
        if one is not None:
            dates[row], numbers[row] = fair.settings.find_place(one.slot)
            tables[row] = one.table if one.locked else tables[row]
        if away & _list_who_comes(meetings, row, one):
            dates[row] = numbers[row] = None
    for name, column in zip(names, (dates, numbers, tables), strict=True):
        at = requests.schema.get_field_index(name)
        field = requests.schema.field(name)
        requests = requests.set_column(at, field, pa.array(column, field.type))
    return replace(meetings, requests=requests)


def _list_who_comes(meetings: OpenMeetings, row: int, held: Held | None) -> set[str | None]:
    """Return who is at a meeting: people, and the exhibitors they come for."""
    names = ("requester", "recipient", "person")
    comes = {meetings.requests[name][row].as_py() for name in names}
    for party in meetings.further[row]:
        comes |= {party.person, party.exhibitor}
    return comes if held is None else comes | {held.representative, *held.people}


def _block(
    problem: Problem, meetings: OpenMeetings, now: Situation, taken: Mapping[str, list[int]]
) -> Problem:
    """Return the problem in which nobody meets in the past, nor who is away or at another meeting.

    A lock in a slot that is taken or past by now is given up.
    """
    available = problem.available.copy()
    available[:, : now.first] = False
    away = set(now.away)
    for row, person in enumerate(meetings.people):
        if person in away:
            available[row] = False
        if person in taken:
            available[row, taken[person]] = False
    blocked = replace(problem, available=available)
    locked = problem.locked.copy()
    for request in np.flatnonzero(locked >= 0).tolist():
        if not blocked.allowed(request).any():
            locked[request] = -1
    return replace(blocked, locked=locked)


def _place(meetings: OpenMeetings, now: Situation) -> dict[int, Held]:
    """Return what is held of the requests to be planned, by their position."""
    position = {code: at for at, code in enumerate(meetings.requests["id"].to_pylist())}
    return {position[one.request]: one for one in now.held if one.request in position}


def _find_hosts(meetings: OpenMeetings, at: int, held: Held) -> tuple[str, ...]:
    """Return who received, and who came for each further party as far as that is known."""
    came = [
        next(
            (
                one
                for one in held.people
                if one == party.person
                or (party.exhibitor and one in meetings.crews[party.exhibitor].hosts)
            ),
            "",
        )
        for party in meetings.further[at]
    ]
    return (held.representative or "", *came)


def _replan(problem: Problem, held: Mapping[int, Held], now: Situation, seed: int) -> Replan:
    slot = np.full(problem.requests, -1, dtype=np.int32)
    table = np.full(problem.requests, -1, dtype=np.int32)
    for at, one in held.items():
        slot[at] = one.slot
        table[at] = -1 if one.table is None else one.table - 1
    price = 2 * float(problem.weight.max(initial=0.0)) if now.keep else now.price
    try:
        return replan(problem, slot, tables=table, price=price, seed=seed)
    except ValueError as error:
        raise report_invalid("requests.csv", str(error), field="locked_slot") from None
