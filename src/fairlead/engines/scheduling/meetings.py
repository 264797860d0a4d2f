"""The most valuable timetable of a fair, with a bound: objective "meetings".

The steps: the best choice of each hub alone and its prices (a bound), its slots where they fit,
then chains for the rest. What is left of a small problem is proved by a solver; a larger one gets
exchanges and annealing while the bound is not reached, and a linear program or a sharper bound
once a first part of them has not reached it. Last breaks, walking and fairness, by chains that
keep every meeting.
"""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from itertools import count

import numpy as np

from fairlead.engines.scheduling.anneal import CHUNK, anneal_while_gaining, find_typical_weight
from fairlead.engines.scheduling.assemble_result import assemble, find_end, is_reached
from fairlead.engines.scheduling.bounds import (
    Bound,
    Start,
    bound_by_relaxation,
    build_zero_prices,
    find_best_bound,
    sharpen,
)
from fairlead.engines.scheduling.comfort import improve_comfort
from fairlead.engines.scheduling.meetings_run import Run
from fairlead.engines.scheduling.params import MeetingParams
from fairlead.engines.scheduling.problem import Ints, Problem
from fairlead.engines.scheduling.prove_weight import prove_weight
from fairlead.engines.scheduling.relaxation import RelaxationRun, count_columns
from fairlead.engines.scheduling.result import Proof, Result, WeightRefutation
from fairlead.engines.scheduling.search.augment import open_way
from fairlead.engines.scheduling.search.exchange import (
    WaitingRequests,
    anneal_waiting,
    exchange_all,
    open_waiting,
)
from fairlead.engines.scheduling.search.open_state import open_state
from fairlead.engines.scheduling.search.repair import place_all, place_at, restore
from fairlead.engines.scheduling.search.state import (
    has_many,
    is_small,
    make_compiled_board,
    open_board,
)
from fairlead.engines.scheduling.stop import Stop, Watch, finish_despite_interrupt
from fairlead.engines.scheduling.weight_model import SOLVER, WeightModel

CANCELLED = 0.3
"""Seconds before the end of what the weight may take at which the linear program is stopped."""
_ASKED_EVERY = 0.1
"""Seconds between two looks at a linear program."""
NEAR = 0.005
"""Part of the bound that is missing at most where annealing is tried before a linear program."""
UNTIL_SHARPER = 2
"""Chunks of annealing before the bound is sharpened, which takes longer than they do."""


def solve_meetings(
    problem: Problem,
    *,
    stop: Stop,
    seed: int,
    params: MeetingParams,
    compile_seconds: float = 0.0,
    uncounted: Ints | None = None,
) -> Result:
    """Return the best timetable found of a checked plain problem: the weight, then comfort.

    ``uncounted`` (N, D): of the locked meetings those that count towards no limit.
    """
    began = time.perf_counter()
    watch = Watch(stop)
    state = open_state(problem, seed=seed, uncounted=uncounted)
    run = Run(
        problem, params, watch, state, open_board(state), open_way(state), build_zero_prices(state)
    )
    run.seed = seed
    still, ended = False, None
    try:
        run.bound, start = find_best_bound(problem, state, run.board)
        _place(run, start)
        # Below the size where anything is compiled the solver alone is done sooner.
        steps = [_prove, _improve] if is_small(problem) else [_improve, _prove]
        for step in steps:
            if not run.proved and not watch.over and (run.provable or step is not _prove):
                step(run)
        if params.polish and not watch.over:
            still = improve_comfort(state, run.board, params=params, tell=run.tell, watch=watch)
        ended = find_end(watch, proved=run.proved, still=still)
    except KeyboardInterrupt:
        run.interrupted = True
    result, again = finish_despite_interrupt(lambda: _end(run, began))
    return replace(
        result,
        compile_seconds=compile_seconds + run.compile_seconds,
        ended=None if run.interrupted or again else ended,
        interrupted=run.interrupted or again,
    )


def _end(run: Run, began: float) -> Result:
    """Return the result of the best timetable so far."""
    if run.interrupted and run.weight == 0:
        _place_at_once(run)
    if run.waiting is not None and run.weight_of(run.waiting.best) > run.weight_of(run.state.slot):
        restore(run.plainly, run.waiting.best)
    return assemble(run.problem, run.state, run.bound, runtime=time.perf_counter() - began)


def _place(run: Run, start: Start) -> None:
    """Place what the bound chose, then everything else that fits, heaviest first."""
    state, board, params = run.state, run.board, run.params
    place_at(run.plainly, run.problem.locked)
    order = np.argsort(-state.weight, kind="stable").astype(np.int32)
    chosen = order[start.chosen[order]]
    place_at(run.plainly, start.slot)
    place_all(board, chosen, run.way, params.tries, 0)
    run.weight = run.weight_of(state.slot)
    run.tell("placing")
    if not run.proved and not run.watch.over:
        place_all(board, chosen, run.way, params.tries, params.depth)
        place_all(board, order, run.way, 0, 0)
        run.weight = run.weight_of(state.slot)
        run.tell("placing")


def _place_at_once(run: Run) -> None:
    """Place what is locked, then whatever has a slot free, heaviest first."""
    order = np.lexsort((-run.state.weight, ~run.state.pinned)).astype(np.int32)
    place_all(run.board, order, run.way, 0, 0)


def _prove(run: Run) -> None:
    """Find the best timetable of a small problem, and the proof that it is."""
    problem = run.problem
    model = WeightModel(problem)

    def is_over() -> bool:
        run.tell("proving")
        return run.late

    found = prove_weight(
        problem,
        model,
        problem.weight,
        order=problem.weight,
        start=run.state.slot,
        stop=is_over,
        seed=run.seed,
        work=run.params.proving,
        left=lambda: run.left,
        search=partial(_anneal_further, run),
        bound=run.bound.value,
    )
    if run.weight_of(found.slot) > run.weight:
        restore(run.plainly, found.slot)
        run.weight = run.weight_of(run.state.slot)
    if found.bound < run.bound.value:
        claim = WeightRefutation(found.bound, SOLVER, *model.size)
        run.bound = Bound(found.bound, Proof.BRANCH_AND_BOUND, claim)
    run.tell("proving")


def _anneal_further(run: Run, slot: Ints) -> Ints:
    """Return the best timetable that annealing finds from a given one while it gains."""
    _compile(run)

    def is_over(weight: float) -> bool:
        run.weight = weight
        run.tell("annealing")
        return run.proved or run.late or run.watch.over

    return anneal_while_gaining(run.problem, run.state, slot, run.params, is_over=is_over)


def _improve(run: Run) -> None:
    """Exchange and anneal until the bound, the time or the effort is reached."""
    state = run.state
    waiting = run.open_best()
    order = np.argsort(-state.weight, kind="stable").astype(np.int32)
    for _ in range(3):
        if run.proved or run.late:
            break
        waiting_order = order[state.slot[order] < 0]
        gained = exchange_all(run.board, waiting, waiting_order, run.way, run.params.depth)
        run.weight = run.weight_of(state.slot)
        run.tell("exchanging")
        if gained <= 0:
            break
    try:
        _anneal_briefly(run)
        _begin_program(run)
        waiting = _anneal(run)
    finally:
        if run.program is not None:
            run.program.end()
    restore(run.plainly, waiting.best)
    run.weight = run.weight_of(state.slot)


def _anneal_briefly(run: Run) -> None:
    """Anneal a little before a linear program that would be waited for.

    Where the bound is sharp and a handful of meetings are missing this finds them, in a tenth of
    the time that the program takes.
    """
    params = run.params
    near = params.effort > 0 and 0 < run.gap <= NEAR
    if not near or run.watch.over or run.paced or not _is_priced(run):
        return
    _compile(run)
    waiting = run.open_best()
    heat = find_typical_weight(run.problem) * params.hot
    now = run.weight
    for _ in range(UNTIL_SHARPER):
        now, run.weight = anneal_waiting(
            run.board, waiting, run.way, now, run.weight, heat, CHUNK, params.looks
        )
        run.tell("annealing")
        if run.proved or run.watch.over:
            break
    restore(run.plainly, waiting.best)
    run.weight = run.weight_of(run.state.slot)


def _begin_program(run: Run) -> None:
    """Begin the linear program; where annealing is not paced by time, wait and take it in."""
    if run.proved or run.left <= CANCELLED or not _is_priced(run):
        return
    run.program = RelaxationRun(run.state, seconds=run.left)
    run.program.begin()
    if not run.paced:
        while not run.program.wait(_ASKED_EVERY) and not run.late:
            run.tell("pricing")
        _take_in(run, run.program)


def _is_priced(run: Run) -> bool:
    """Return whether the linear program is small enough to be solved."""
    return count_columns(run.state) <= run.params.priced


def _take_in(run: Run, program: RelaxationRun) -> WaitingRequests:
    """Take the prices of a linear program as the bound, and its slots where they are better.

    Returns what waits then.
    """
    program.end()
    run.program = None
    found = program.result()
    # The timetable so far is kept for a run that is interrupted.
    so_far = run.open_best()
    if found is None:
        return so_far
    state = run.state
    bound = bound_by_relaxation(run.problem, state, run.board, found)
    run.bound = min(run.bound, bound, key=lambda one: one.value)
    if found.optimal:
        run.sharp = True
        restore(run.plainly, found.slot)
        order = np.argsort(-state.weight, kind="stable").astype(np.int32)
        place_all(run.board, order[state.slot[order] < 0], run.way, 0, 0)
        waiting_order = order[state.slot[order] < 0]
        exchange_all(run.board, open_waiting(state), waiting_order, run.way, run.params.depth)
        weight = run.weight_of(state.slot)
        run.settled = weight >= run.weight
        if run.settled:
            run.weight = weight
        else:
            restore(run.plainly, so_far.best)
    run.tell("pricing")
    return run.open_best()


def _anneal(run: Run) -> WaitingRequests:
    """Anneal, beside the linear program while that is under way, until nothing is left to do.

    Returns what waits then, with the best timetable.
    """
    params = run.params
    waiting = run.open_best()
    moves = int(params.effort * max(run.problem.requests, 10_000))
    if run.proved or (moves == 0 and not run.paced):
        _sharpen(run)
        return waiting
    _compile(run)
    chunks = max(-(-moves // CHUNK), 1)
    typical = find_typical_weight(run.problem)
    began = run.watch.seconds
    now = run.weight
    for chunk in count():
        if run.program is not None and (run.program.wait(0) or run.left <= CANCELLED):
            restore(run.plainly, waiting.best)
            waiting = _take_in(run, run.program)
            now = run.weight
        if chunk >= min(UNTIL_SHARPER, chunks) and run.program is None:
            _sharpen(run)
        done = chunk / chunks
        if run.paced:
            done = (run.watch.seconds - began) / max(run.limit - began, 1e-9)
        if run.proved or run.late or done >= 1:
            break
        hot = params.cold if run.settled else params.hot
        heat = typical * hot * (params.cold / hot) ** done
        now, run.weight = anneal_waiting(
            run.board, waiting, run.way, now, run.weight, heat, CHUNK, params.looks
        )
        run.tell("annealing")
    return waiting


def _compile(run: Run, *, sharpening: bool = False) -> None:
    """Compile what the run has not needed so far, outside of its time."""
    from fairlead.engines.scheduling.compile_kernels import warm_sharpening, warm_up

    seconds = warm_up(many=has_many(run.problem)) + (warm_sharpening() if sharpening else 0.0)
    run.board = make_compiled_board(run.state)
    run.watch.leave_out(seconds)
    run.compile_seconds += seconds


def _sharpen(run: Run) -> None:
    """Improve the bound once, unless the timetable reaches it or a linear program did."""
    if not run.sharp and not run.proved and not run.watch.over:
        run.sharp = True
        _compile(run, sharpening=True)
        run.bound = sharpen(
            run.problem, run.state, run.board, run.bound, enough=lambda b: _enough(run, b)
        )


def _enough(run: Run, bound: Bound) -> bool:
    """Return whether sharpening can end: the timetable reaches the bound, or it is late."""
    return is_reached(run.weight, bound.value) or run.late
