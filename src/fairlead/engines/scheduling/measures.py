"""The figures and tables of a timetable, for whole arrays at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.scheduling.attendance import find_held_ends, list_attendance
from fairlead.engines.scheduling.problem import SHARED_TABLE, Ints, Problem
from fairlead.engines.scheduling.seating import SPARE, seat_long


@dataclass(frozen=True, slots=True)
class Measures:
    """Breaks of each participant, and what a timetable costs in all."""

    breaks_each: Ints
    """(N,)"""
    breaks: int
    waiting: int
    walking: float
    spread: int


def measure(problem: Problem, slot: Ints) -> Measures:
    """Return what a timetable costs, given as (R,) slots, -1 not held."""
    participant = problem.participant
    count = int(participant.max(initial=-1)) + 1
    there = list_attendance(problem)
    request, node = there.request, there.participant
    held = slot[request] >= 0
    request, node = request[held], node[held]
    at, left = slot[request], (find_held_ends(problem, slot) - slot)[request]
    used = np.zeros((count, problem.slots), dtype=np.bool_)
    used[node, at] = True
    for step in range(1, int(left.max(initial=0))):
        more = left > step
        used[node[more], at[more] + step] = True
    day_from = np.concatenate([[0], np.cumsum(problem.slots_per_day)])
    each = np.zeros(count, dtype=np.int32)
    waiting = 0
    for begin, end in pairwise(day_from):
        part = used[:, begin:end]
        runs = part[:, 0].astype(np.int32) + (part[:, 1:] & ~part[:, :-1]).sum(axis=1)
        each += np.maximum(runs - 1, 0).astype(np.int32)
        several = part[runs > 1]
        spans = several.shape[1] - several[:, ::-1].argmax(axis=1) - several.argmax(axis=1)
        waiting += int((spans - several.sum(axis=1)).sum())
    met = used.any(axis=1)
    spread = int(each[met].max() - each[met].min()) if met.any() else 0
    walking = _measure_walking(problem, slot, request, node)
    return Measures(each, int(each.sum()), waiting, walking, spread)


def _measure_walking(problem: Problem, slot: Ints, request: Ints, node: Ints) -> float:
    participant = problem.participant
    capacity = np.ones(int(participant.max(initial=-1)) + 1, dtype=np.int32)
    capacity[participant] = problem.capacity
    hall = np.where(problem.host >= 0, problem.hall[np.maximum(problem.host, 0)], -1)[request]
    at = slot[request]
    keep = (hall >= 0) & (capacity[node] == 1)
    node, at, hall = node[keep], at[keep], hall[keep]
    order = np.lexsort((at, node))
    node, at, hall = node[order], at[order], hall[order]
    day = problem.day[at]
    follows = (node[1:] == node[:-1]) & (day[1:] == day[:-1])
    one, two = hall[:-1][follows], hall[1:][follows]
    if problem.distance.size:
        return float(problem.distance[one, two].sum())
    return float((one != two).sum())


def number_tables(
    problem: Problem, slot: Ints, *, released: tuple[Ints, Ints] | None = None
) -> Ints:
    """Return (R,) a shared table for each meeting held at one, -1 for all others.

    A locked table is kept, and a meeting has one table in all its slots. ``released`` (slots,
    tables) given out before: a meeting in its old slot has its old table, one in another slot too
    where that is free. Others sit where one of their people sat in the slot before, if that is
    free, so that few change tables; else at the first free one. Where they stay longer they take
    a table that fewest of those who have kept theirs need meanwhile.
    """
    table = np.full(len(slot), -1, dtype=np.int32)
    shared = np.flatnonzero((problem.host == SHARED_TABLE) & (slot >= 0))
    order = shared[np.argsort(slot[shared], kind="stable")]
    cuts = np.flatnonzero(np.diff(slot[order])) + 1
    node, day = problem.participant, problem.day.tolist()
    left, right = node[problem.a].tolist(), node[problem.b].tolist()
    last: dict[int, int] = {}
    before = -2
    ends = find_held_ends(problem, slot)
    locked, room = problem.locked_table.tolist(), problem.tables_by_slot.tolist()
    named = set(problem.named_tables)
    sat = None if released is None else released[1]
    enough = range(min(problem.tables, len(shared) + len(named)))
    given = [] if sat is None else sat[(sat >= 0) & (sat < problem.tables)].tolist()
    usable = {*enough, *named, *given}
    taken: dict[int, int] = {}
    """Until when a table is taken by a meeting that began earlier."""
    kept = _list_kept(slot, shared, released)
    short = shared[(problem.locked_table[shared] < 0) & (ends[shared] == slot[shared] + 1)]
    stays = [(one, t) for one, found in _list_kept(slot, short, released).items() for t in found]
    seats = (seat_long(problem, slot, wishes=sat, kept=stays) or {}) if named else {}

    def count_kept(request: int, one: int) -> int:
        """Return who would lose a table if a request that begins now had it."""
        return sum(now < begin < ends[request] for begin in kept[one])

    for group in np.split(order, cuts) if len(order) else ():
        now = int(slot[group[0]])
        if before != now - 1 or day[before] != day[now]:
            last = {}
        free = {one for one in usable if taken.get(one, 0) <= now}
        waiting = group.tolist()
        for request in waiting:
            fixed = max(locked[request], seats.get(request, SPARE))
            if fixed >= 0:
                table[request] = fixed
                free.discard(fixed)
        # Meetings of several slots come first: those that are seated at no table to which others
        # are locked keep away from all of these.
        for long in (True, False) if named else (False,):
            seated = [r for r in waiting if table[r] < 0 and long == (r in seats)]
            open_to = free - named if long else free
            for wishes in _list_wishes(seated, now, released, left, right, last):
                for request, wish in wishes:
                    if table[request] >= 0 or wish not in open_to or wish >= room[now]:
                        continue
                    if now in kept[wish] or not count_kept(request, wish):
                        table[request] = wish
                        open_to.remove(wish)
                        free.discard(wish)
            left_over = [r for r in seated if table[r] < 0]
            for request in left_over if kept else ():
                if ends[request] > now + 1:
                    costs = [(count_kept(request, one), one) for one in open_to]
                    table[request] = min(costs)[1]
                    open_to.remove(int(table[request]))
            for request, one in zip(
                (r for r in left_over if table[r] < 0), sorted(open_to), strict=False
            ):
                table[request] = one
            free -= set(table[left_over].tolist())
        last = {}
        for request in waiting:
            last[left[request]] = last[right[request]] = int(table[request])
            taken[int(table[request])] = int(ends[request])
        before = now
    return table


def _list_kept(
    slot: Ints, shared: NDArray[np.int64], released: tuple[Ints, Ints] | None
) -> dict[int, list[int]]:
    """Return when meetings begin at each table that they had in the same slot before."""
    found: dict[int, list[int]] = defaultdict(list)
    if released is None:
        return found
    slots, tables = released
    for request in shared.tolist():
        if slots[request] == slot[request] and tables[request] >= 0:
            found[int(tables[request])].append(int(slot[request]))
    return found


def _list_wishes(
    waiting: list[int],
    now: int,
    released: tuple[Ints, Ints] | None,
    left: list[int],
    right: list[int],
    last: dict[int, int],
) -> Iterator[list[tuple[int, int]]]:
    """Yield the tables that the meetings of a slot would like, the strongest wishes first."""
    if released is not None:
        slots, tables = released
        yield [(r, int(tables[r])) for r in waiting if slots[r] == now]
        yield [(r, int(tables[r])) for r in waiting if slots[r] >= 0]
    for one in (left, right):
        yield [(r, last[one[r]]) for r in waiting if one[r] in last]
