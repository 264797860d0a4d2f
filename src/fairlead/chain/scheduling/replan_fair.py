"""A fair planned again, near a timetable that people know: few move, what is locked stays."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fairlead.chain.scheduling.explain_fair import explain_left_out
from fairlead.chain.scheduling.hosts import EarlierMeetings
from fairlead.chain.scheduling.open_meetings import (
    OpenMeetings,
    build_problem,
    gather_meetings,
    leave_out,
)
from fairlead.chain.scheduling.replan_folder import Namer
from fairlead.chain.scheduling.staffing import choose_room
from fairlead.chain.scheduling.tabulate import TIMETABLE, tabulate_timetable, tabulate_unheld
from fairlead.chain.scheduling.timetable import Timetable
from fairlead.chain.sentences import say_text
from fairlead.chain.step import SKIPPED, Progress, Step, ignore_progress
from fairlead.engines.scheduling.problem import Ints, Problem
from fairlead.engines.scheduling.replan import Replan, replan
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import report_invalid


class HeldMeeting(NamedTuple):
    """A meeting of the version that is planned again: slots are counted from 0 over all days."""

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

    held: Sequence[HeldMeeting]
    away: Collection[str] = ()
    first: int = 0
    keep: bool = False
    price: float = 0.0


@dataclass(frozen=True, slots=True)
class ReplannedFair:
    """The new timetable, and the requests whose meetings stay as they are beside it."""

    timetable: Timetable
    carried: tuple[str, ...]
    fewest: bool = True
    """Whether it is proved that nothing else keeps more of what was held."""


def replan_fair(
    fair: Fair, now: Situation, *, seed: int, progress: Progress = ignore_progress
) -> ReplannedFair:
    """Return a timetable near what is held; what the engine does not plan is carried over.

    Raises InvalidInput when locked meetings contradict one another.
    """
    began = time.perf_counter()
    past = {one.request for one in now.held if one.slot < now.first}
    meetings = leave_out(gather_meetings(fair), past)
    rows = _find_positions(meetings, now)
    stay = [one for one, row in zip(now.held, rows.tolist(), strict=True) if row < 0]
    carried = tuple(one.request for one in stay)
    over = 0 < fair.settings.slot_count <= now.first
    if over or not meetings.requests.num_rows:
        said = (
            say_text("The fair is over: every meeting stays as it was, and no other has a time.")
            if over
            else say_text("No open meeting request can be placed.")
        )
        step = Step(name="scheduling", status=SKIPPED, said=(said,))
        nothing = Timetable(TIMETABLE.empty_table(), tabulate_unheld(meetings), step)
        return ReplannedFair(nothing, carried)
    progress("scheduling", "near what there is", None)
    taken = _find_taken(stay, now.first)
    held = {row: one for one, row in zip(now.held, rows.tolist(), strict=True) if row >= 0}
    meetings = _lock(_take_hosts(meetings, now, taken), fair, now, held)
    came = {row: (one.representative or "", *one.people) for row, one in held.items()}
    problem = _block(build_problem(fair, meetings, came), meetings, now, taken)
    slot, table = _find_places(held, problem.requests)
    try:
        plan = _replan(problem, slot, table, now, seed)
    except ValueError as error:
        words = Namer(fair.settings, meetings).write(str(error))
        raise report_invalid("requests.csv", words, field="locked_slot") from None
    before = EarlierMeetings(
        slot, _list_received(held, problem.requests), _list_came(meetings, held)
    )
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
    return ReplannedFair(
        Timetable(found, left.filter(pc.invert(beside)), step, plan.result, explained),
        carried,
        plan.fewest,
    )


def _find_positions(meetings: OpenMeetings, now: Situation) -> Ints:
    """Return where the request of each meeting held is among those to be planned, -1 for none."""
    held = pa.array([one.request for one in now.held], pa.string())
    known = meetings.requests["id"].combine_chunks()
    found: Ints = pc.fill_null(pc.index_in(held, value_set=known), -1).to_numpy()
    return found


def _find_taken(stay: Sequence[HeldMeeting], first: int) -> dict[str, list[int]]:
    """Return the slots in which people are at meetings that the engine does not plan."""
    taken: dict[str, list[int]] = {}
    for one in stay:
        if one.slot >= first:
            for person in one.people:
                taken.setdefault(person, []).extend(range(one.slot, one.slot + one.slots))
    return taken


def _take_hosts(
    meetings: OpenMeetings, now: Situation, taken: Mapping[str, list[int]]
) -> OpenMeetings:
    """Return the meetings with teams from which those are missing who cannot come."""
    teams = {}
    for exhibitor in meetings.exhibitors:
        team = meetings.teams[exhibitor]
        if exhibitor in now.away or any(one in now.away or one in taken for one in team.hosts):
            free = team.free.copy()
            for row, host in enumerate(team.hosts):
                if exhibitor in now.away or host in now.away:
                    free[row] = False
                free[row, taken.get(host, [])] = False
            team = choose_room(team, free)
        teams[exhibitor] = team
    return replace(meetings, teams=teams)


def _lock(
    meetings: OpenMeetings, fair: Fair, now: Situation, held: Mapping[int, HeldMeeting]
) -> OpenMeetings:
    """Return the meetings with what is locked where it is held; who is away keeps nothing."""
    requests, away = meetings.requests, set(now.away)
    locked = np.flatnonzero(requests["locked_date"].is_valid()).tolist()
    rows = {*locked, *(row for row, one in held.items() if one.locked)}
    if not rows:
        return meetings
    names = ("locked_date", "locked_slot", "locked_table")
    dates, numbers, tables = (requests[name].to_pylist() for name in names)
    for row in rows:
        one = held.get(row)
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


def _list_who_comes(meetings: OpenMeetings, row: int, held: HeldMeeting | None) -> set[str | None]:
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


def _find_places(held: Mapping[int, HeldMeeting], requests: int) -> tuple[Ints, Ints]:
    """Return the slot and the shared table of each request as held, -1 for none."""
    slot = np.full(requests, -1, dtype=np.int32)
    table = slot.copy()
    rows = list(held)
    slot[rows] = [one.slot for one in held.values()]
    table[rows] = [-1 if one.table is None else one.table - 1 for one in held.values()]
    return slot, table


def _list_received(held: Mapping[int, HeldMeeting], requests: int) -> list[str]:
    """Return who received at each meeting held, as far as that is known."""
    hosts = [""] * requests
    for at, one in held.items():
        hosts[at] = one.representative or ""
    return hosts


def _list_came(
    meetings: OpenMeetings, held: Mapping[int, HeldMeeting]
) -> dict[int, tuple[str, ...]]:
    """Return who came for the further parties of meetings."""
    return {
        at: _find_who_came(meetings, at, one) for at, one in held.items() if meetings.further[at]
    }


def _find_who_came(meetings: OpenMeetings, at: int, held: HeldMeeting) -> tuple[str, ...]:
    """Return who came for each further party of a meeting as far as that is known."""
    return tuple(
        next(
            (
                one
                for one in held.people
                if one == party.person
                or (party.exhibitor and one in meetings.teams[party.exhibitor].hosts)
            ),
            "",
        )
        for party in meetings.further[at]
    )


def _replan(problem: Problem, slot: Ints, table: Ints, now: Situation, seed: int) -> Replan:
    price = 2 * float(problem.weight.max(initial=0.0)) if now.keep else now.price
    return replan(problem, slot, tables=table, price=price, seed=seed)
