"""A new timetable after changes that moves as few released meetings as it can."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from fairlead.engines.scheduling.assemble_result import assemble
from fairlead.engines.scheduling.bounds import find_best_bound
from fairlead.engines.scheduling.checks import check
from fairlead.engines.scheduling.compile_kernels import warm_up
from fairlead.engines.scheduling.problem import Bools, Ints, Problem
from fairlead.engines.scheduling.result import Result
from fairlead.engines.scheduling.search.augment import open_way
from fairlead.engines.scheduling.search.keep_released import bring_back, place_gently
from fairlead.engines.scheduling.search.repair import place_at
from fairlead.engines.scheduling.search.state import is_small, open_board, open_state

DEPTH = 12


@dataclass(frozen=True, slots=True)
class Replan:
    """The new timetable and what changed against the released one, as request positions."""

    result: Result
    moved: Ints
    """Held before and now, in another slot."""
    cancelled: Ints
    """Held before and not now."""
    added: Ints
    """Held now and not before."""


def replan(problem: Problem, released: Ints, *, price: float = 0.5, seed: int = 0) -> Replan:
    """Return a timetable for a changed problem that stays near the released one.

    ``problem`` says how things are now: whoever comes late, leaves or is not coming is not
    available, a closed stand's people are not either, new requests stand at the end.
    ``released`` (R,) are the slots given out, -1 for none. Every released meeting that is still
    possible stays held; a request without a slot is placed when its weight is at least ``price``
    for each meeting that must move for it, so a high price moves nothing. Locked meetings never
    move. Raises `ValueError` for a released slot that does not exist.
    """
    check(problem)
    if len(released) != problem.requests:
        raise ValueError(f"Expected {problem.requests} released slots, got {len(released)}.")
    if len(released) and not -1 <= int(released.min()) <= int(released.max()) < problem.slots:
        raise ValueError(f"Expected released slots from -1 to {problem.slots - 1}.")
    if price < 0:
        raise ValueError(f"Expected price >= 0, got {price}.")
    compile_seconds = 0.0 if is_small(problem) else warm_up(replanning=True)
    began = time.perf_counter()
    released = np.where(problem.locked >= 0, problem.locked, released).astype(np.int32)
    state = open_state(problem, seed=seed)
    board, way = open_board(state), open_way(state)
    place_at(board, problem.locked)
    place_at(board, released)
    bound, start = find_best_bound(problem, state, board)
    prices = np.full(problem.requests, price)
    order = _list_waiting(problem, state.slot, released, worth=start.chosen)
    seen = np.zeros(problem.requests, dtype=np.bool_)
    place_gently(board, order, way, released, prices, seen, DEPTH)
    bring_back(board, released)
    result = assemble(
        problem,
        state,
        bound,
        runtime=time.perf_counter() - began,
        compile_seconds=compile_seconds,
    )
    return _find_changes(result, released)


def _list_waiting(problem: Problem, slot: Ints, released: Ints, *, worth: Bools) -> Ints:
    """Return what to place: what lost its slot first, then what is worth a slot, by weight."""
    waiting = np.flatnonzero((slot < 0) & (worth | (released >= 0)))
    order = np.lexsort((-problem.weight[waiting], released[waiting] < 0))
    found: Ints = waiting[order].astype(np.int32)
    return found


def _find_changes(result: Result, released: Ints) -> Replan:
    now = result.slot
    both = (now >= 0) & (released >= 0)
    return Replan(
        result=result,
        moved=np.flatnonzero(both & (now != released)).astype(np.int32),
        cancelled=np.flatnonzero((now < 0) & (released >= 0)).astype(np.int32),
        added=np.flatnonzero((now >= 0) & (released < 0)).astype(np.int32),
    )
