"""The most valuable timetable of meetings of any number of people and slots, musts first."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from fairlead.engines.scheduling.assemble_result import assemble_found, find_end
from fairlead.engines.scheduling.bookings import Bookings
from fairlead.engines.scheduling.comfort import improve_comfort
from fairlead.engines.scheduling.compile_kernels import warm_up
from fairlead.engines.scheduling.general.bounded_timetable import BoundedTimetable, open_standing
from fairlead.engines.scheduling.general.leasts import (
    describe_leasts,
    keep_days,
    refuse_missing,
)
from fairlead.engines.scheduling.general.must_weights import (
    find_factor,
    weigh,
)
from fairlead.engines.scheduling.general.neighbourhoods import improve
from fairlead.engines.scheduling.general.place import fill_up, place, place_greedily
from fairlead.engines.scheduling.general.price_bounds import bound_timetables
from fairlead.engines.scheduling.general.prove import prove
from fairlead.engines.scheduling.general.rigid_meetings import find_wide, fix_wide
from fairlead.engines.scheduling.params import MeetingParams
from fairlead.engines.scheduling.problem import Floats, Problem
from fairlead.engines.scheduling.representatives import find_uneven_teams
from fairlead.engines.scheduling.result import (
    Result,
)
from fairlead.engines.scheduling.search.open_state import open_state
from fairlead.engines.scheduling.search.repair import place_at
from fairlead.engines.scheduling.search.state import has_many, is_small, open_board
from fairlead.engines.scheduling.stop import Stop, Watch, finish_despite_interrupt
from fairlead.engines.scheduling.weight_model import (
    is_provable,
)

USUAL_EFFORT = MeetingParams().effort


def is_general(problem: Problem) -> bool:
    """Return whether a problem has what the compiled search does not know."""
    several = not problem.is_plain or bool(find_uneven_teams(problem))
    return several or bool(problem.must.any() or problem.asked)


def solve_general(problem: Problem, *, stop: Stop, seed: int, params: MeetingParams) -> Result:
    """Return the best timetable found of a checked problem: musts, weight, then comfort."""
    began = time.perf_counter()
    watch = Watch(stop)
    standing = open_standing(problem, np.full(problem.requests, -1, dtype=np.int32))
    interrupted = still = False
    compiled, ended = 0.0, None
    try:
        compiled = _search(standing, watch, seed, params)
        if params.polish and not watch.over:
            seconds, still = _measure_comfort(standing, watch, seed, params)
            compiled += seconds
        ended = find_end(watch, proved=standing.proved, still=still)
    except KeyboardInterrupt:
        interrupted = True
        if not (standing.slot >= 0).any():
            standing.slot = problem.locked.copy()

    def end() -> Result:
        return assemble_found(
            problem,
            standing.slot,
            standing.bound,
            musts=standing.describe_musts(),
            leasts=describe_leasts(problem, standing.slot, standing.leasts),
            runtime=time.perf_counter() - began - compiled,
        )

    result, again = finish_despite_interrupt(end)
    interrupted = interrupted or again
    result = replace(
        result,
        compile_seconds=compiled,
        ended=None if interrupted else ended,
        interrupted=interrupted,
    )
    return refuse_missing(problem, result)


def _search(standing: BoundedTimetable, watch: Watch, seed: int, params: MeetingParams) -> float:
    """Find the timetable and its bounds; return the seconds spent compiling."""
    problem = standing.problem
    provable = params.proving > 0 and is_provable(problem)
    if provable:
        standing.slot = place_greedily(problem, weigh(problem, find_factor(problem)))
        standing.tell(watch, "placing")
        prove(standing, watch, seed, params)
        return 0.0
    seconds = watch.stop.seconds
    share = None if seconds is None else seconds * params.share

    def is_late() -> bool:
        return watch.over or (share is not None and watch.seconds >= share)

    weight = weigh(problem, find_factor(problem))
    counted = standing
    if find_uneven_teams(problem):
        # The search counts who is there; whom they cannot share out makes way afterwards.
        nobody = np.empty((0, 3), dtype=np.int32)
        counted = open_standing(replace(problem, on_duty=nobody), standing.slot)
    compiled = place(counted, watch, seed, params, weight)
    if counted is not standing:
        bookings = Bookings(problem)
        bookings.become(counted.slot)
        bookings.leave_out_unshared(weight)
        fill_up(bookings, weight)
        standing.slot = bookings.slot.copy()
    bound_timetables(standing, seed, is_late, sharply=False)
    standing.tell(watch, "bounding")
    several = bool(find_wide(counted.problem).any() or problem.asked)
    if not standing.proved and several and params.effort > 0:
        effort = params.effort / USUAL_EFFORT
        _improve(standing, watch, seed, weight, is_late, effort=effort)
    bound_timetables(standing, seed, is_late, sharply=True)
    return compiled


def _improve(
    standing: BoundedTimetable,
    watch: Watch,
    seed: int,
    weight: Floats,
    is_late: Callable[[], bool],
    *,
    effort: float,
) -> None:
    """Make one part of the timetable after another as good as a solver can."""
    bookings = Bookings(standing.problem)
    bookings.become(standing.slot)
    slots = standing.problem.slots

    def value(requests: list[int]) -> Floats:
        return np.repeat(weight[requests][:, None], slots, axis=1)

    def tell() -> None:
        standing.slot = bookings.slot.copy()
        standing.tell(watch, "exchanging")

    def is_done() -> bool:
        return is_late() or standing.proved

    timed = watch.stop.seconds is not None
    improve(bookings, value, seed=seed, is_over=is_done, tell=tell, timed=timed, effort=effort)


def _measure_comfort(
    standing: BoundedTimetable, watch: Watch, seed: int, params: MeetingParams
) -> tuple[float, bool]:
    """Improve breaks, walking and fairness by other slots for plain meetings.

    Return the seconds spent compiling, and what `improve_comfort` does.
    """
    problem = standing.problem
    rigid = fix_wide(keep_days(problem, standing.slot), standing.slot, problem.weight)
    compiled = 0.0 if is_small(rigid.problem) else warm_up(many=has_many(rigid.problem))
    watch.leave_out(compiled)
    state = open_state(rigid.problem, seed=seed, uncounted=rigid.uncounted)
    board = open_board(state)
    wanted = np.where(rigid.problem.locked >= 0, rigid.problem.locked, -1).astype(np.int32)
    wanted[: len(rigid.plain)] = standing.slot[rigid.plain]
    place_at(board, wanted)
    if not (state.slot == wanted).all():
        return compiled, False  # Nothing is lost where the plain problem cannot say it.

    def tell(stage: str, *, breaks: int = 0) -> None:
        standing.tell(watch, stage, breaks=breaks)

    try:
        still = improve_comfort(state, board, params=params, tell=tell, watch=watch)
    finally:
        standing.slot = rigid.read(state.slot, standing.slot)
    return compiled, still
