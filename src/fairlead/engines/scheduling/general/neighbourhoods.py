"""One part of a timetable after another made as good as a solver can, the rest standing still."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from random import Random

import numpy as np

from fairlead.engines.scheduling.bookings import Bookings
from fairlead.engines.scheduling.general.leasts import OwedMeetings, count_missing, list_owed
from fairlead.engines.scheduling.model_part import Part
from fairlead.engines.scheduling.problem import SHARED_TABLE, Bools, Floats, Ints, Problem
from fairlead.engines.scheduling.seating import seat_long
from fairlead.engines.scheduling.weight_model import WeightModel, is_provable

FREE, MOST_FREE = 40, 120
"""Requests at most that a neighbourhood frees, at first and at last."""
OPTIONS = 75
"""Slots on average that a freed request may have at most."""
WORK = 0.3
"""Of the solver on a neighbourhood of the first size; a larger one has as much more."""
WIDER, NARROWER = 1.04, 1.08
"""How the size changes after a neighbourhood that is as good as it can be already, and after one
that the solver did not get done with. In large timetables, where one in vain says little of the
others, it stays as it is."""
PATIENCE = 30
"""Neighbourhoods of the first size without a gain after which a run without a time limit ends, at
least; a larger one counts as the square of how much larger it is."""


def improve(
    bookings: Bookings,
    value: Callable[[list[int]], Floats],
    *,
    seed: int,
    is_over: Callable[[], bool],
    tell: Callable[[], None],
    timed: bool,
    effort: float = 1.0,
) -> None:
    """Improve a timetable until the time is over or nothing has been gained for a while.

    ``value`` of requests in each slot, one row for each; a request that could be worth more where
    it may be than where it is begins a neighbourhood. ``effort``: how long no gain is waited for.
    """
    random = Random(seed)  # noqa: S311  not for secrets
    starts: dict[int, list[int]] = {}
    owed: dict[int, list[OwedMeetings]] = defaultdict(list)
    for one in list_owed(bookings.problem):
        for request in one.requests:
            owed[request].append(one)

    def find_starts(request: int) -> list[int]:
        if request not in starts:
            starts[request] = bookings.find_starts(request)
        return starts[request]

    def wants_more(request: int) -> bool:
        """Return whether a request would be worth more in another slot it may take, or somebody in
        it lacks meetings that it could be one of."""
        slot, starts = int(bookings.slot[request]), find_starts(request)
        if not starts:
            return False
        if any(one.count_missing(bookings.problem, bookings.slot) for one in owed.get(request, ())):
            return True
        there = float(worth[request, slot]) if slot >= 0 else 0.0
        return float(worth[request, starts].max()) > there

    worth = value(list(range(len(bookings.slot))))
    alike = _find_alike(worth)
    waiting = [
        r
        for r in range(len(bookings.slot))
        if (bookings.slot[r] < 0 or not alike[r] or r in owed) and wants_more(r)
    ]
    size, most = float(FREE), MOST_FREE if is_provable(bookings.problem) else FREE
    patience = int(effort * max(PATIENCE, min(len(waiting), 10 * PATIENCE)))
    in_vain = 0.0
    while waiting and not is_over() and (timed or in_vain < patience):
        request = waiting[random.randrange(len(waiting))]
        if not wants_more(request):
            waiting.remove(request)
            continue
        before = bookings.slot.copy()
        gained, done = _improve_around(
            bookings, request, value, find_starts, random, is_over, size=int(size)
        )
        if not done:
            size = max(FREE, size / NARROWER)
        elif not gained:
            size = min(most, size * WIDER)
        moved = (before >= 0) & (bookings.slot != before) & ((bookings.slot < 0) | ~alike)
        waiting += np.setdiff1d(np.flatnonzero(moved), waiting).tolist()
        in_vain = 0.0 if gained else in_vain + (size / FREE) ** 2
        tell()


def _improve_around(
    bookings: Bookings,
    request: int,
    value: Callable[[list[int]], Floats],
    find_starts: Callable[[int], list[int]],
    random: Random,
    is_over: Callable[[], bool],
    *,
    size: int,
) -> tuple[bool, bool]:
    """Free so many meetings around a request and place them again.

    Return whether that gained, and whether nothing better is left there.
    """
    free = _choose_free(bookings, request, find_starts, random, size)
    part = find_part(bookings, free)
    model = WeightModel(bookings.problem, part=part)
    rows = model.requests
    worth = value(rows)
    # One meeting missing of somebody's least costs more than all that is not a must here.
    musts = bookings.problem.must[rows] & (not bookings.problem.least_required)
    missed = 0.0
    if bookings.problem.asked:
        missed = 1.0 + float(worth[~musts].max(axis=1, initial=0.0).sum())
    found = model.maximise(
        worth,
        start=bookings.slot,
        stop=is_over,
        seed=random.randrange(2**30),
        effort=((1, WORK * size / FREE),),
        missed=missed,
    )
    before, after = (
        _sum_value(worth, slot[rows])
        - (missed * count_missing(bookings.problem, slot) if missed else 0.0)
        for slot in (bookings.slot, found.slot)
    )
    if after < before:
        return False, found.optimal
    bookings.become(found.slot)
    return after > before + 1e-9 * max(1.0, abs(before)), found.optimal


def _find_alike(worth: Floats) -> Bools:
    """Return which requests are worth the same in every slot."""
    alike: Bools = (worth == worth[:, :1]).all(axis=1)
    return alike


def _sum_value(worth: Floats, slot: Ints) -> float:
    held = np.flatnonzero(slot >= 0)
    return float(worth[held, slot[held]].sum())


def _choose_free(
    bookings: Bookings,
    request: int,
    find_starts: Callable[[int], list[int]],
    random: Random,
    size: int,
) -> list[int]:
    """Return the request, what its people have, and some of what those they meet have."""
    locked = bookings.problem.locked
    chosen: dict[int, None] = {request: None}
    options = len(find_starts(request))
    ring = [request]
    while ring:
        near = [
            other
            for one in ring
            for n in bookings.parties[one]
            for other in bookings.mine[n]
            if other not in chosen and locked[other] < 0
        ]
        near = list(dict.fromkeys(near))
        random.shuffle(near)
        near.sort(key=lambda r: bookings.slot[r] < 0)
        ring = []
        for other in near:
            options += len(find_starts(other))
            if len(chosen) >= size or options > OPTIONS * size:
                return list(chosen)
            chosen[other] = None
            ring.append(other)
    return list(chosen)


def find_part(bookings: Bookings, free: list[int]) -> Part:
    """Return the part of the problem in which these requests are free."""
    problem: Problem = bookings.problem
    inside = frozenset(n for r in free for n in bookings.parties[r])
    chosen = set(free)
    touching = {other for n in inside for booked in bookings.at[n].values() for other in booked}
    touching |= {other for r in free for other in bookings.list_related(r)}
    fixed = {r: int(bookings.slot[r]) for r in sorted(touching - chosen) if bookings.slot[r] >= 0}
    used = np.array(bookings.tables.used)
    for r in free:
        if bookings.slot[r] >= 0 and problem.host[r] == SHARED_TABLE:
            used[int(bookings.slot[r]) : bookings.find_end(r, int(bookings.slot[r]))] -= 1
    left = (problem.tables_by_slot - used).astype(np.int32)
    part = Part(free, fixed, inside, left)
    return _seat_others(bookings, part) if any(bookings.tables.is_apart) else part


def _seat_others(bookings: Bookings, part: Part) -> Part:
    """Return the part with the tables that meetings of several slots and locked ones take."""
    problem = bookings.problem
    seats = seat_long(problem, bookings.slot) or {}
    spare = np.full(problem.slots, problem.tables - len(problem.named_tables), dtype=np.int32)
    blocked: set[tuple[int, int]] = set()
    concerned = problem.is_apart | (problem.locked_table >= 0)
    held = np.flatnonzero(concerned & (bookings.slot >= 0)).tolist()
    for request in set(held) - set(part.free):
        table = seats.get(request, int(problem.locked_table[request]))
        first = int(bookings.slot[request])
        span = range(first, bookings.find_end(request, first))
        if table >= 0:
            blocked |= {(table, t) for t in span}
        elif request in seats:
            spare[span.start : span.stop] -= 1
    return replace(part, spare=spare, blocked=frozenset(blocked), seats=seats)
