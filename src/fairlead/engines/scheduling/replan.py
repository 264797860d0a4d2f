"""A new timetable after changes that moves as few released meetings as it can."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import numpy as np

from fairlead.engines.scheduling.anneal import anneal_while_gaining
from fairlead.engines.scheduling.assemble_result import assemble, is_reached
from fairlead.engines.scheduling.bounds import Bound, find_best_bound
from fairlead.engines.scheduling.checks import check, find_lock_conflict
from fairlead.engines.scheduling.compile_kernels import warm_up
from fairlead.engines.scheduling.general.replan import bring_nearer, replan_general
from fairlead.engines.scheduling.general.solve import is_general
from fairlead.engines.scheduling.params import MeetingParams
from fairlead.engines.scheduling.problem import Bools, Floats, Ints, Problem
from fairlead.engines.scheduling.result import Proof, Result, WeightRefutation
from fairlead.engines.scheduling.search.augment import open_way
from fairlead.engines.scheduling.search.keep_released import bring_back, place_gently
from fairlead.engines.scheduling.search.open_state import open_state
from fairlead.engines.scheduling.search.repair import place_at, restore
from fairlead.engines.scheduling.search.state import State, has_many, open_board
from fairlead.engines.scheduling.stop import Stop, Watch
from fairlead.engines.scheduling.weight_model import (
    SOLVER,
    ProvedTimetable,
    WeightModel,
    is_provable_beside,
)

DEPTH = 12
EFFORT = ((1, 3.0), (2, 10.0))
"""Of the proof of each of the three objectives: `weight_model.Effort`."""


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
    reseated: Ints
    """Held before and now in the same slot, at another shared table."""
    fewest: bool
    """Whether it is proved that no timetable of this weight (and price) keeps
    more of the released meetings and, of those that keep as many, none moves fewer."""


def replan(
    problem: Problem,
    released: Ints,
    *,
    tables: Ints | None = None,
    price: float = 0.0,
    seed: int = 0,
    stop: Stop | None = None,
) -> Replan:
    """Return a timetable for a changed problem that stays near the released one.

    ``problem`` says how things are now: a person who comes late, leaves or is not coming is not
    available, a closed stand's people are not either, new requests stand at the end.
    ``released`` (R,) are the slots given out, -1 for none; a slot beyond the problem's is no
    longer there. ``tables`` (R,) are the shared tables given out, which meetings keep.

    What must be held comes first, then the weight held is as large as possible, then as many
    released meetings as possible are held, then as few as possible are in another slot. Leaving a
    meeting where it was is worth ``price`` more, so a high price moves nothing for a new request.
    Locked meetings never move. Up to `SMALL_REQUESTS` released meetings, of twice as many requests
    at most, this is proved as far as the work goes; above, every released meeting of two people
    and one slot that is still possible stays held, and what is found by chains of moves or part by
    part is not always the fewest. ``stop`` ends the proof early. Raises `ValueError` for a
    negative slot below -1, for a negative price, and for locks
    that cannot all be kept.
    """
    check(problem)
    conflict = find_lock_conflict(problem)
    if conflict:
        raise ValueError(f"Expected a problem with a timetable: {conflict}.")
    stop = stop or Stop()
    if len(released) != problem.requests:
        raise ValueError(f"Expected {problem.requests} released slots, got {len(released)}.")
    if len(released) and int(released.min()) < -1:
        raise ValueError("Expected released slots from 0, or -1 for none.")
    if price < 0:
        raise ValueError(f"Expected price >= 0, got {price}.")
    if is_general(problem):
        return _replan_general(problem, released, tables, price=price, seed=seed, stop=stop)
    provable = is_provable_beside(problem, released >= 0)
    compile_seconds = 0.0 if provable else warm_up(replanning=True)
    began = time.perf_counter()
    watch = Watch(stop)
    held_before = released >= 0
    given = (released, np.full(problem.requests, -1) if tables is None else tables)
    released = np.where(released < problem.slots, released, -1)
    released = np.where(problem.locked >= 0, problem.locked, released).astype(np.int32)
    state = open_state(problem, seed=seed)
    board, way = state if provable else open_board(state), open_way(state)
    place_at(board, problem.locked)
    place_at(board, released)
    bound, start = find_best_bound(problem, state, board)
    prices = np.full(problem.requests, price)
    order = _list_waiting(problem, state.slot, released, worth=start.chosen)
    seen = np.zeros(problem.requests, dtype=np.bool_)
    place_gently(board, order, way, released, prices, seen, DEPTH)
    bring_back(board, released)
    fewest = False
    if provable and problem.requests:
        bound, fewest = _prove(problem, state, bound, released, held_before, price, seed, watch)
    result = assemble(
        problem,
        state,
        bound,
        runtime=time.perf_counter() - began,
        compile_seconds=compile_seconds,
        released=given,
    )
    return _find_changes(result, given, fewest=fewest)


def _replan_general(
    problem: Problem,
    released: Ints,
    tables: Ints | None,
    *,
    price: float,
    seed: int,
    stop: Stop,
) -> Replan:
    """Return the new timetable of meetings of any number of people and slots, musts first."""
    given = (released, np.full(problem.requests, -1) if tables is None else tables)
    there = np.where(released < problem.slots, released, -1)
    there = np.where(problem.locked >= 0, problem.locked, there).astype(np.int32)
    result, fewest = replan_general(
        problem,
        there,
        held_before=released >= 0,
        given=given,
        price=price,
        seed=seed,
        effort=EFFORT,
        watch=Watch(stop),
    )
    if result.reason:
        raise ValueError(f"Expected a problem with a timetable: {result.reason}.")
    return _find_changes(result, given, fewest=fewest)


def _prove(
    problem: Problem,
    state: State,
    bound: Bound,
    released: Ints,
    held_before: Bools,
    price: float,
    seed: int,
    watch: Watch,
) -> tuple[Bound, bool]:
    """Make the state's timetable the best in the three objectives; tell if all are proved."""
    model = WeightModel(problem)
    slot, weight = state.slot.copy(), float(problem.weight[state.slot >= 0].sum())
    stays = np.arange(problem.slots) == released[:, None]
    held = np.ones(stays.shape)
    goals = (
        problem.weight[:, None] * held + price * stays,
        held * held_before[:, None],
        held * stays,
    )
    fewest, near = True, slot
    for rank, goal in enumerate(goals):
        if rank > 0 or price > 0 or not is_reached(weight, bound.value):
            of_weight = rank == 0 and price == 0
            if of_weight:
                found = _find_heaviest(problem, model, state, goal, slot, bound.value, seed, watch)
            else:
                found = model.maximise(
                    goal, start=slot, stop=lambda: watch.over, seed=seed, effort=EFFORT
                )
            slot, fewest = found.slot, fewest and found.optimal
            if of_weight and found.bound < bound.value:
                claim = WeightRefutation(found.bound, SOLVER, *model.size)
                bound = Bound(found.bound, Proof.BRANCH_AND_BOUND, claim)
        model.keep(goal, slot)
    if not fewest:
        slot = bring_nearer(
            problem,
            [slot, near],
            stays=stays,
            held_before=held_before,
            price=price,
            seed=seed,
            is_over=lambda: watch.over,
        )
    restore(state, slot)
    return bound, fewest


def _find_heaviest(
    problem: Problem,
    model: WeightModel,
    state: State,
    value: Floats,
    slot: Ints,
    most: float,
    seed: int,
    watch: Watch,
) -> ProvedTimetable:
    """Return the heaviest timetable: by a solver, by annealing where that does not prove it."""
    rings = model.cut_rings(problem.weight, reached=float(problem.weight[slot >= 0].sum()))
    most = min(most, rings)
    found = ProvedTimetable(slot, most, optimal=False)
    for effort in EFFORT:
        found = model.maximise(
            value,
            start=found.slot,
            stop=lambda: watch.over,
            seed=seed,
            effort=(effort,),
            most=found.bound,
        )
        if found.optimal or watch.over:
            break
        if effort == EFFORT[0]:
            watch.leave_out(warm_up(many=has_many(problem)))
            heavier = anneal_while_gaining(
                problem,
                state,
                found.slot,
                MeetingParams(),
                is_over=lambda weight: watch.over or is_reached(weight, most),
            )
            found = replace(found, slot=heavier)
    return found


def _list_waiting(problem: Problem, slot: Ints, released: Ints, *, worth: Bools) -> Ints:
    """Return what to place: what lost its slot first, then what is worth a slot, by weight."""
    waiting = np.flatnonzero((slot < 0) & (worth | (released >= 0)))
    order = np.lexsort((-problem.weight[waiting], released[waiting] < 0))
    found: Ints = waiting[order].astype(np.int32)
    return found


def _find_changes(result: Result, given: tuple[Ints, Ints], *, fewest: bool) -> Replan:
    now, (released, tables) = result.slot, given
    both = (now >= 0) & (released >= 0)
    seated = both & (now == released) & (tables >= 0)
    return Replan(
        result=result,
        moved=np.flatnonzero(both & (now != released)).astype(np.int32),
        cancelled=np.flatnonzero((now < 0) & (released >= 0)).astype(np.int32),
        added=np.flatnonzero((now >= 0) & (released < 0)).astype(np.int32),
        reseated=np.flatnonzero(seated & (result.table != tables)).astype(np.int32),
        fewest=fewest,
    )
