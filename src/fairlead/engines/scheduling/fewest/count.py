"""How many slots or days are needed at least, by counting places; and which to try first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.scheduling.attendance import list_attendance, list_long_kinds
from fairlead.engines.scheduling.problem import SHARED_TABLE, Bools, Ints, Problem
from fairlead.engines.scheduling.result import Unit

Longs = NDArray[np.int64]
ROWS = 1_000
"""Requests whose slots are looked at at once."""


def number_units(problem: Problem, unit: Unit) -> Ints:
    """Return (T,) the slot or the day that each slot counts as."""
    return problem.day if unit == "days" else np.arange(problem.slots, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class Count:
    """Who needs how many places, and how many each unit offers; rows of what is counted.

    The rows are the participants, the shared tables together, and the parts of the fair that meet
    nobody outside: in a slot no more than half of their people's places are meetings.
    """

    places: Longs
    """(C, U)"""
    load: Longs
    """(C,) places that holding every request takes."""
    forced: Bools
    """(U,) units that some request cannot do without."""

    @property
    def least(self) -> int:
        """Return the fewest units that all rows can do with, U + 1 where all are not enough."""
        units = self.places.shape[1]
        inside = self.places[:, self.forced].sum(axis=1)
        others = -np.sort(-self.places[:, ~self.forced], axis=1)
        reached = np.concatenate([inside[:, None], inside[:, None] + np.cumsum(others, axis=1)], 1)
        needed = (reached < self.load[:, None]).sum(axis=1)
        forced = int(self.forced.sum())
        return int(min(units + 1, forced + needed.max(initial=0)))

    def choose(self, size: int) -> Bools:
        """Return (U,) so many units, in which as few places as possible are missing.

        Of units that are as good the earliest is taken.
        """
        chosen = self.forced.copy()
        missing = np.maximum(self.load - self.places[:, chosen].sum(axis=1), 0)
        while int(chosen.sum()) < size:
            gained = np.minimum(self.places, missing[:, None]).sum(axis=0)
            gained[chosen] = -1
            if gained.max() == 0:
                gained = np.where(chosen, -1, self.places.sum(axis=0))
            best = int(gained.argmax())
            chosen[best] = True
            missing = np.maximum(missing - self.places[:, best], 0)
        return chosen


def count_places(problem: Problem, unit: Unit, *, only: int | None = None) -> Count:
    """Return what holding every request of a problem takes, and what each unit offers.

    ``only``: to this participant alone.
    """
    units = number_units(problem, unit)
    size = int(units.max(initial=-1)) + 1
    node, count = problem.participant, int(problem.participant.max(initial=-1)) + 1
    there = list_attendance(problem)
    every = np.arange(problem.requests)
    mine = every if only is None else np.unique(there.request[there.participant == only])
    can, seats, forced = _find_open_slots(problem, units, size, mine)
    slots_each = np.maximum(problem.length, 1).astype(np.int64)
    asked = np.bincount(there.participant, minlength=count)
    room = np.minimum(problem.find_room().astype(np.int64), asked[:, None]) * can
    load = np.bincount(
        there.participant, weights=slots_each[there.request], minlength=count
    ).astype(np.int64)
    in_units = _add_up(room, units, size)
    rows, loads = [in_units], [load]
    if unit == "days":
        per_day = problem.find_limits()[0].astype(np.int64)
        days = np.where(per_day[:, None] >= 0, np.minimum(in_units, per_day[:, None]), in_units)
        rows.append(days)
        loads.append(asked)
    if only is not None:
        own, owed = (np.array([row[only] for row in found]) for found in (rows, loads))
        return Count(own, owed, forced)
    at_table = problem.host == SHARED_TABLE
    tables = np.where(seats, problem.tables_by_slot, 0)[None, :].astype(np.int64)
    rows.append(_add_up(tables, units, size))
    loads.append(np.array([slots_each[at_table].sum()]))
    part = _find_parts(there.request, there.participant, problem.requests, count)
    halves = np.zeros((int(part.max(initial=-1)) + 1, problem.slots), dtype=np.int64)
    np.add.at(halves, part, room)
    rows.append(_add_up(halves // 2, units, size))
    of_part = np.bincount(part[node[problem.a]], weights=slots_each, minlength=len(halves)).astype(
        np.int64
    )
    loads.append(of_part)
    return Count(np.concatenate(rows), np.concatenate(loads), forced)


def _add_up(places: Longs, units: Ints, size: int) -> Longs:
    """Return (C, U) the places of each unit, from those of each slot."""
    found = np.zeros((len(places), size), dtype=np.int64)
    np.add.at(found.T, units, places.T)
    return found


def _find_open_slots(
    problem: Problem, units: Ints, size: int, requests: NDArray[np.integer]
) -> tuple[Bools, Bools, Bools]:
    """Return (N, T) where each participant can meet, (T,) where a table is of use, and the
    units (U,) that some of these requests cannot do without."""
    node = problem.participant
    can = np.zeros((int(node.max(initial=-1)) + 1, problem.slots), dtype=np.bool_)
    seats = np.zeros(problem.slots, dtype=np.bool_)
    forced = np.zeros(size, dtype=np.bool_)
    special = (problem.length > 1) | (problem.minutes > 0) | (problem.locked >= 0)
    special |= problem.session > 0
    special[problem.further[:, 0]] = True
    kinds = {int(r): ends for members, ends in list_long_kinds(problem) for r in members}
    plain = requests[~special[requests]]
    for begin in range(0, len(plain), ROWS):
        rows = plain[begin : begin + ROWS]
        allowed = problem.available[problem.a[rows]] & problem.available[problem.b[rows]]
        for side in (problem.a, problem.b):
            np.logical_or.at(can, node[side[rows]], allowed)
        seats |= allowed[problem.host[rows] == SHARED_TABLE].any(axis=0)
        _force(forced, allowed, units, size)
    for request in requests[special[requests]].tolist():
        begins = problem.allowed(request)
        allowed = begins.copy()
        ends = kinds.get(request)
        spans = (
            []
            if ends is None
            else [range(first, int(ends[first])) for first in np.flatnonzero(begins).tolist()]
        )
        for span in spans:
            allowed[span.start : span.stop] = True
        for person in problem.parties(request):
            can[node[person]] |= allowed
        if problem.host[request] == SHARED_TABLE:
            seats |= allowed
        if ends is None:
            _force(forced, allowed[None, :], units, size)
        elif spans:
            # Those that it takes wherever it begins.
            taken = np.zeros((len(spans), size), dtype=np.bool_)
            for row, span in enumerate(spans):
                taken[row, units[span.start : span.stop]] = True
            forced |= taken.all(axis=0)
    return can, seats, forced


def _force(forced: Bools, allowed: Bools, units: Ints, size: int) -> None:
    """Mark the units of requests that have slots in one alone."""
    if not len(allowed):
        return
    inside = _add_up(allowed.astype(np.int64), units, size) > 0
    alone = inside.sum(axis=1) == 1
    forced |= inside[alone].any(axis=0)


def _find_parts(request: Ints, participant: Ints, requests: int, count: int) -> Ints:
    """Return (N,) the part of the fair of each participant: who meets, directly or by others."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    ties = coo_array(
        (np.ones(len(request), dtype=np.int8), (request, requests + participant)),
        shape=(requests + count,) * 2,
    )
    _, part = connected_components(ties.tocsr(), directed=False)
    _, numbers = np.unique(part[requests:], return_inverse=True)
    found: Ints = numbers.reshape(-1).astype(np.int32)
    return found
