"""Prices of slots that bound timetables of meetings of any number of people and slots."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from fairlead.engines.scheduling.attendance import (
    find_held_ends,
    list_attendance,
    list_long_kinds,
)
from fairlead.engines.scheduling.bounds import Bound, find_best_bound, sharpen
from fairlead.engines.scheduling.problem import SHARED_TABLE, Bools, Floats, Ints, Problem
from fairlead.engines.scheduling.result import PriceCertificate, Proof
from fairlead.engines.scheduling.search.open_state import open_state
from fairlead.engines.scheduling.search.state import open_board

ROUNDS = 60
_CELLS = 40_000_000
"""Requests times slots that the rounds look at together: with many there are fewer rounds."""


def relax(problem: Problem, weight: Floats) -> Problem:
    """Return a problem of two people and one slot that takes every timetable of the given one."""
    paired = problem.once_per_pair and not len(problem.further)
    return replace(
        problem,
        weight=weight,
        must=np.zeros(problem.requests, dtype=np.bool_),
        further=np.empty((0, 2), dtype=np.int32),
        length=np.ones(problem.requests, dtype=np.int32),
        minutes=np.zeros(problem.requests, dtype=np.int32),
        slot_begin=np.empty(0, dtype=np.int32),
        slot_minutes=np.empty(0, dtype=np.int32),
        rest=np.zeros(problem.people, dtype=np.int32),
        locked_table=np.full(problem.requests, -1, dtype=np.int32),
        once_per_pair=paired,
    )


def bound_by_prices(
    problem: Problem,
    weight: Floats,
    *,
    seed: int,
    reached: float,
    sharply: bool,
    is_over: Callable[[], bool],
) -> Bound:
    """Return a bound on the sum of these weights held, and its prices.

    ``reached`` is what a timetable holds, towards which prices move. ``sharply``: take the time.
    """
    relaxed = relax(problem, weight)
    state = open_state(relaxed, seed=seed)
    board = open_board(state)
    bound, _ = find_best_bound(relaxed, state, board)
    if sharply and not is_over() and bound.value > reached:
        bound = sharpen(relaxed, state, board, bound, enough=lambda _: is_over())
    if problem.is_plain or not isinstance(bound.certificate, PriceCertificate):
        return bound
    table = _Prices.open(problem, weight)
    price = np.broadcast_to(bound.certificate.participant, table.room.shape).copy()
    sigma = np.broadcast_to(bound.certificate.table, (problem.slots,)).copy()
    rounds = min(ROUNDS, _CELLS // max(problem.requests * problem.slots, 1)) if sharply else 0
    for at in range(rounds + 1):
        value, steps, table_step = table.look(price, sigma)
        if value < bound.value:
            kept = PriceCertificate(price.copy(), sigma.copy())
            bound = Bound(value, Proof.PRICE_CERTIFICATE, kept)
        length = float((steps**2).sum() + (table_step**2).sum())
        if length == 0 or is_over() or value <= reached:
            break
        step = (value - reached) / length * (1.0 if at < rounds // 2 else 0.5)
        price = np.maximum(price - step * steps, 0.0)
        sigma = np.maximum(sigma - step * table_step, 0.0)
    return bound


@dataclass(frozen=True, slots=True)
class _Prices:
    """What is needed to look at prices again and again."""

    problem: Problem
    weight: Floats
    allowed: Bools
    request: Ints
    node: Ints
    room: Floats
    """(N, T) meetings that a participant can be in, 0 where no request can take it."""
    tables: Floats
    """(T,)"""

    @classmethod
    def open(cls, problem: Problem, weight: Floats) -> _Prices:
        """Return the table of a problem."""
        allowed = problem.available[problem.a] & problem.available[problem.b]
        single = (problem.length > 1) | (problem.minutes > 0) | (problem.locked >= 0)
        single |= problem.session > 0
        single[problem.further[:, 0]] = True
        for request in np.flatnonzero(single).tolist():
            allowed[request] = problem.allowed(request)
        there = list_attendance(problem)
        count = int(problem.participant.max(initial=-1)) + 1
        taken = allowed.copy()
        for members, ends in list_long_kinds(problem):
            for first in range(problem.slots):
                if ends[first] > first + 1:
                    taken[members, first : ends[first]] |= allowed[members, first, None]
        possible = np.zeros((count, problem.slots), dtype=np.bool_)
        np.logical_or.at(possible, there.participant, taken[there.request])
        asked = np.bincount(there.participant, minlength=count)
        room = np.minimum(problem.find_room().astype(np.float64), asked[:, None]) * possible
        at_tables = int((problem.host == SHARED_TABLE).sum())
        tables = np.minimum(problem.tables_by_slot, at_tables).astype(np.float64)
        return cls(problem, weight, allowed, there.request, there.participant, room, tables)

    def look(self, price: Floats, sigma: Floats) -> tuple[float, Floats, Floats]:
        """Return the bound of prices, and what it would change by as each of them grows."""
        problem, requests = self.problem, self.problem.requests
        cost = price[self.node[:requests]] + price[self.node[requests : 2 * requests]]
        np.add.at(cost, self.request[2 * requests :], price[self.node[2 * requests :]])
        at_table = problem.host == SHARED_TABLE
        cost[at_table] += sigma
        for members, ends in list_long_kinds(problem):
            sums = np.concatenate(
                [np.zeros((len(members), 1)), np.cumsum(cost[members], axis=1)], axis=1
            )
            begin = np.arange(problem.slots)
            cost[members] = sums[:, np.maximum(ends, begin)] - sums[:, begin]
        cost[~self.allowed] = np.inf
        best = cost.argmin(axis=1).astype(np.int32)
        surplus = self.weight - cost[np.arange(requests), best]
        locked = problem.locked >= 0
        chosen = np.isfinite(surplus) & ((surplus > 0) | locked)
        gained = self._drop_pairs(surplus, chosen)
        value = float((self.room * price).sum() + self.tables @ sigma + gained)
        slot = np.where(chosen, best, -1).astype(np.int32)
        left = np.where(chosen, find_held_ends(problem, slot) - slot, 0)
        steps, table_step = self.room.copy(), self.tables.copy()
        for step in range(int(left.max(initial=0))):
            more = left[self.request] > step
            np.add.at(steps, (self.node[more], slot[self.request[more]] + step), -1.0)
            seated = np.flatnonzero((left > step) & at_table)
            np.add.at(table_step, slot[seated] + step, -1.0)
        return value, steps, table_step

    def _drop_pairs(self, surplus: Floats, chosen: Bools) -> float:
        """Return the sum of what is chosen, of each pair of organisations only the largest."""
        problem = self.problem
        if not problem.once_per_pair:
            return float(surplus[chosen].sum())
        of_more = set(problem.further[:, 0].tolist())
        best: dict[tuple[int, int], int] = {}
        for r in np.flatnonzero(chosen & (problem.locked < 0)).tolist():
            one = int(problem.organisation[problem.a[r]])
            two = int(problem.organisation[problem.b[r]])
            if min(one, two) < 0 or r in of_more:
                continue
            pair = (min(one, two), max(one, two))
            other = best.get(pair)
            if other is None or surplus[other] < surplus[r]:
                best[pair], other = r, other
            else:
                other = r
            if other is not None:
                chosen[other] = False
        return float(surplus[chosen].sum())
