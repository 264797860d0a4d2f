"""The most valuable timetable of a fair, with a bound: objective "meetings"."""

from __future__ import annotations

import time

import numpy as np

from fairlead.engines.scheduling.certificate import day_room, degree_bound, open_slots
from fairlead.engines.scheduling.measures import measure
from fairlead.engines.scheduling.params import MeetingParams
from fairlead.engines.scheduling.problem import Ints, Problem
from fairlead.engines.scheduling.result import PriceCertificate, Proof, Result, Status
from fairlead.engines.scheduling.search.repair import (
    anneal,
    open_waiting,
    place_all,
    restore,
)
from fairlead.engines.scheduling.search.selection import Choice, choose
from fairlead.engines.scheduling.search.state import State, open_state
from fairlead.engines.scheduling.stop import Stop, Watch

CHUNK = 20_000


def solve_meetings(problem: Problem, *, stop: Stop, seed: int, params: MeetingParams) -> Result:
    """Return the best timetable found of a checked problem; the weight first, then comfort."""
    watch = Watch(stop)
    began = time.perf_counter()
    state = open_state(problem, seed=seed)
    choice, certificate, bound = _select(problem, state)
    locked = np.flatnonzero(state.pinned).astype(np.int32)
    place_all(state, locked, 0)
    place_all(state, _order(state, choice), 8)
    interrupted = _improve(state, watch, params, bound)
    weight = float(problem.weight[state.slot >= 0].sum())
    return _result(
        problem,
        state.slot.copy(),
        state.table.copy(),
        weight=weight,
        bound=bound,
        certificate=certificate,
        proof=Proof.DEGREE_FLOW,
        runtime=time.perf_counter() - began,
        interrupted=interrupted,
    )


def _select(problem: Problem, state: State) -> tuple[Choice, PriceCertificate, float]:
    room = day_room(state, problem, open_slots(state)).sum(axis=1) * state.capacity
    choice = choose(
        state.left,
        state.right,
        np.where(state.allow.any(axis=1), state.weight, 0.0),
        room,
        at_table=state.at_table,
        table_room=int(state.limits[0]) * problem.slots,
        pinned=state.pinned,
    )
    bound = degree_bound(state, problem, room=room, price=choice.price, table=choice.table)
    certificate = PriceCertificate(choice.price[:, None], np.array([choice.table]))
    return choice, certificate, min(bound, float(problem.weight.sum()))


def _order(state: State, choice: Choice) -> Ints:
    """Return the chosen requests, heaviest first, among equals those with the fewest slots."""
    chosen = np.flatnonzero(choice.chosen)
    slots = np.bitwise_count(state.allow[chosen]).sum(axis=1)
    order: Ints = chosen[np.lexsort((slots, -state.weight[chosen]))].astype(np.int32)
    return order


def _improve(state: State, watch: Watch, params: MeetingParams, bound: float) -> bool:
    """Anneal until the share of the time is over; return whether the user interrupted."""
    limit = watch.stop.seconds if watch.stop.seconds is not None else params.seconds
    waiting = open_waiting(state)
    weight = float(state.weight[state.slot >= 0].sum())
    best = weight
    try:
        while best < bound - 1e-9 and not watch.over and watch.spent(limit) < params.share:
            weight, best = anneal(state, waiting, weight, best, params.heat, CHUNK, 2)
            watch.tell(
                "placing",
                held=int((waiting.best >= 0).sum()),
                weight=best,
                bound=bound,
                breaks=0,
                gap=_gap(best, bound),
            )
    except KeyboardInterrupt:
        return True
    finally:
        restore(state, waiting.best)
    return False


def _gap(weight: float, bound: float) -> float:
    return max(0.0, (bound - weight) / bound) if bound > 0 else 0.0


def _result(
    problem: Problem,
    slot: Ints,
    table: Ints,
    *,
    weight: float,
    bound: float,
    certificate: PriceCertificate,
    proof: Proof,
    runtime: float,
    interrupted: bool,
) -> Result:
    measures = measure(problem, slot)
    proved = weight >= bound - 1e-9 * max(1.0, bound)
    return Result(
        objective="meetings",
        status=Status.OPTIMAL if proved else Status.FEASIBLE,
        slot=slot,
        table=table,
        requested=problem.requests,
        held=int((slot >= 0).sum()),
        weight=weight,
        bound=bound,
        gap=0.0 if proved else _gap(weight, bound),
        proof=proof,
        certificate=certificate,
        breaks=measures.breaks,
        walking=measures.walking,
        spread=measures.spread,
        runtime=runtime,
        interrupted=interrupted,
    )
