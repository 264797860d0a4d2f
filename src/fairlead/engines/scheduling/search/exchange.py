"""Requests without a slot: exchanged for lighter meetings, and annealed by ejection."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from fairlead.engines.native.parts import part
from fairlead.engines.scheduling.problem import Bools, Ints
from fairlead.engines.scheduling.search.augment import NO_WAY, Way, augment, find_light_table
from fairlead.engines.scheduling.search.bits import draw, draw_chance
from fairlead.engines.scheduling.search.chains import draw_slot
from fairlead.engines.scheduling.search.marks import kernel
from fairlead.engines.scheduling.search.repair import insert, insert_deeper
from fairlead.engines.scheduling.search.rules import KEPT, find_offender
from fairlead.engines.scheduling.search.state import (
    Longs,
    State,
    go_back_to,
    has_room,
    may_fit,
    move,
)

EJECTED = 12


class WaitingRequests(NamedTuple):
    """The requests that are not held, in any order, and the best timetable so far."""

    request: Ints  # (R,) the first `size[0]` are waiting
    place: Ints  # (R,) where each request stands in `request`, -1 when held
    size: Longs  # (1,)
    best: Ints  # (R,) slots of the best timetable
    dirty: Ints  # requests whose slot may differ from `best`
    is_dirty: Bools  # (R,)
    dirty_size: Longs  # (1,)


def open_waiting(state: State) -> WaitingRequests:
    """Return the waiting requests of a state, its present timetable being the best."""
    waiting = np.flatnonzero((state.slot < 0) & (state.weight > 0) & state.allow.any(axis=1))
    requests = len(state.slot)
    request = np.zeros(requests, dtype=np.int32)
    request[: len(waiting)] = waiting
    place = np.full(requests, -1, dtype=np.int32)
    place[waiting] = np.arange(len(waiting))
    return WaitingRequests(
        request,
        place,
        np.array([len(waiting)], dtype=np.int64),
        state.slot.copy(),
        np.zeros(requests, dtype=np.int32),
        np.zeros(requests, dtype=np.bool_),
        np.zeros(1, dtype=np.int64),
    )


@kernel
def exchange_all(state: State, waiting: WaitingRequests, order: Ints, way: Way, most: int) -> float:
    """Let waiting requests replace lighter ones, in order; return the weight gained."""
    total = 0.0
    for request in order:
        if state.slot[request] >= 0:
            continue
        gain = -1.0
        group = state.group[request]
        if insert(state, request, way) or insert_deeper(state, request, way, most):
            gain = state.weight[request]
        elif group < 0 or state.group_held[group] < 0:
            for side in range(2):
                if gain < 0:
                    node = state.left[request] if side == 0 else state.right[request]
                    spare = state.weight[request] * (1 - 1e-9)
                    gain = augment(state, node, request, way, spare)
        if gain >= 0:
            total += gain
        _commit_moves(state, waiting)
    return total


@part
def _wait(waiting: WaitingRequests, request: int) -> None:
    if waiting.place[request] < 0:
        size = waiting.size[0]
        waiting.request[size] = request
        waiting.place[request] = size
        waiting.size[0] = size + 1


@part
def _wait_no_more(waiting: WaitingRequests, request: int) -> None:
    place = waiting.place[request]
    if place >= 0:
        last = waiting.size[0] - 1
        moved = waiting.request[last]
        waiting.request[place] = moved
        waiting.place[moved] = place
        waiting.place[request] = -1
        waiting.size[0] = last


@part
def _commit_moves(state: State, waiting: WaitingRequests) -> None:
    """Bring the waiting list and the dirty list up to the moves in the journal; empty it."""
    for at in range(state.undo_size[0]):
        request = state.undo_request[at]
        if state.slot[request] >= 0:
            _wait_no_more(waiting, request)
        else:
            _wait(waiting, request)
        if not waiting.is_dirty[request]:
            waiting.is_dirty[request] = True
            waiting.dirty[waiting.dirty_size[0]] = request
            waiting.dirty_size[0] += 1
    state.undo_size[0] = 0


@part
def _keep_as_best(state: State, waiting: WaitingRequests) -> None:
    for at in range(waiting.dirty_size[0]):
        request = waiting.dirty[at]
        waiting.best[request] = state.slot[request]
        waiting.is_dirty[request] = False
    waiting.dirty_size[0] = 0


@part
def _find_lightest(state: State, node: int, slot: int) -> int:
    """Return the lightest meeting of a full participant in a slot, -1 when all are pinned."""
    best = -1
    for row in range(state.row[node], state.row[node + 1]):
        other = state.at[row, slot]
        if (
            other >= 0
            and not state.pinned[other]
            and (best < 0 or state.weight[other] < state.weight[best])
        ):
            best = other
    return best


@part
def _eject_meetings(state: State, request: int, slot: int, out: Ints) -> int:
    """Clear the way for the request to the slot; return how many went out, -1 if impossible."""
    size = 0
    group = state.group[request]
    if group >= 0 and state.group_held[group] >= 0:
        other = state.group_held[group]
        if state.pinned[other]:
            return -1
        out[size] = other
        size += 1
        move(state, other, -1)
    for side in range(2):
        node = state.left[request] if side == 0 else state.right[request]
        if state.free[node, state.word[slot]] & state.bit[slot] == 0:
            other = _find_lightest(state, node, slot)
            if other < 0:
                return -1
            out[size] = other
            size += 1
            move(state, other, -1)
    if state.at_table[request] and state.tables_used[slot] >= state.table_most[slot]:
        other = find_light_table(state, slot, 16)
        if other < 0:
            return -1
        out[size] = other
        size += 1
        move(state, other, -1)
    if not has_room(state, request, slot):
        return -1
    move(state, request, slot)
    if state.limits[4] == 0:
        return size
    while size < EJECTED:
        other = find_offender(state, request)
        if other == KEPT:
            return size
        if other == request or state.pinned[other]:
            return -1
        out[size] = other
        size += 1
        move(state, other, -1)
    return -1


@part
def _replace(state: State, request: int, slot: int, way: Way, out: Ints) -> int:
    """Hold a request for the lightest meeting of one side after freeing the other in the slot.

    Returns how many went out, -1 if impossible.
    """
    node, far = state.left[request], state.right[request]
    if draw(state.random, 2) == 0:
        node, far = far, node
    size = 0
    if state.free[far, state.word[slot]] & state.bit[slot] == 0:
        other = _find_lightest(state, far, slot)
        if other < 0:
            return -1
        out[0] = other
        size = 1
        move(state, other, -1)
    if not may_fit(state, request) and not state.at_table[request]:
        return -1
    if augment(state, node, request, way, 1e300) == NO_WAY:
        return -1
    if way.out[0] >= 0:
        out[size] = way.out[0]
        size += 1
    return size


@part
def _shift(state: State, out: Ints) -> int:
    """Move a random held meeting to another of its slots; returns as `_eject_meetings` does.

    The way for a waiting request may need changes that gain nothing by themselves, most of all
    where rules tie meetings of several participants together.
    """
    request = draw(state.random, len(state.slot))
    if state.slot[request] < 0 or state.pinned[request]:
        return -1
    slot = draw_slot(state, state.allow[request], state.allow[request])
    if slot == state.slot[request]:
        return -1
    move(state, request, -1)
    return _eject_meetings(state, request, slot, out)


@part
def _compute_cost(state: State, request: int, slot: int) -> float:
    """Return the weight that a full participant on either side would lose in the slot."""
    total = 0.0
    for side in range(2):
        node = state.left[request] if side == 0 else state.right[request]
        if state.free[node, state.word[slot]] & state.bit[slot] == 0:
            other = _find_lightest(state, node, slot)
            if other < 0:
                return 1e300
            total += state.weight[other]
    if (
        total == 0.0
        and state.at_table[request]
        and state.tables_used[slot] >= state.table_most[slot]
    ):
        other = find_light_table(state, slot, 8)
        total = state.weight[other] if other >= 0 else 1e300
    return total


@part
def _choose_slot(state: State, request: int, looks: int) -> int:
    best, best_cost = -1, 1e300
    allow = state.allow[request]
    for _ in range(looks):
        slot = draw_slot(state, allow, allow)
        cost = _compute_cost(state, request, slot)
        if cost < best_cost:
            best, best_cost = slot, cost
    return best


@kernel
def anneal_waiting(
    state: State,
    waiting: WaitingRequests,
    way: Way,
    weight: float,
    best: float,
    heat: float,
    moves: int,
    looks: int,
) -> tuple[float, float]:
    """Try to hold waiting requests by ejecting others; return the weight now and the best.

    Each move forces one waiting request, or now and then one that is held, into another slot,
    ejects what stands in its way, and settles what it ejected elsewhere, moving others if need
    be. A move that loses weight d is kept with probability exp(-d / heat).
    """
    out = np.zeros(EJECTED + 1, dtype=np.int32)
    often = 16 if state.limits[4] == 0 else 4  # rules in force
    for _ in range(moves):
        if waiting.size[0] == 0:
            break
        change = 0.0
        size = 0
        if draw(state.random, often) == 0:
            size = _shift(state, out)
        else:
            request = waiting.request[draw(state.random, waiting.size[0])]
            change = state.weight[request]
            if not insert(state, request, way):
                slot = _choose_slot(state, request, looks)
                if slot >= 0 and draw(state.random, 2) == 0:
                    size = _replace(state, request, slot, way, out)
                else:
                    size = _eject_meetings(state, request, slot, out) if slot >= 0 else -1
        if size != 0:
            if size < 0:
                go_back_to(state, 0)
                continue
            for at in range(size):
                change -= state.weight[out[at]]
            for at in range(size):
                if insert(state, out[at], way):
                    change += state.weight[out[at]]
            if change < 0 and draw_chance(state.random) >= math.exp(change / heat):
                go_back_to(state, 0)
                continue
        weight += change
        _commit_moves(state, waiting)
        if weight > best + 1e-9:
            best = weight
            _keep_as_best(state, waiting)
    return weight, best
