"""The engine's one door."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from fairlead.engines.scheduling.checks import check, expect_published, find_lock_conflict
from fairlead.engines.scheduling.params import MeetingParams
from fairlead.engines.scheduling.problem import Problem
from fairlead.engines.scheduling.result import Objective, Result
from fairlead.engines.scheduling.stop import Stop
from fairlead.engines.scheduling.trivial_results import mark_interrupted, refuse_locks

if TYPE_CHECKING:
    from fairlead.engines.scheduling.exact import BreakParams


def solve(
    problem: Problem,
    *,
    objective: Objective = "meetings",
    stop: Stop | None = None,
    seed: int = 0,
    params: MeetingParams | BreakParams | None = None,
) -> Result:
    """Return the best meeting timetable found, with a bound and the proof it rests on.

    objective="meetings": the weight held is as large as possible; at that weight the breaks are
    few, then the walking is short, then the breaks are fairly shared, in this order.
    objective="breaks": the published problem; every meeting is held and the breaks are fewest.

    An impossible problem is a status of the result. Raises `ValueError` for a problem that makes
    no sense, naming the element. Ctrl-C ends the run and returns the best timetable until then,
    which in the first moments is only what is locked. The same problem and seed give the same
    timetable as long as the run ends by its own work and not by the time; with objective="breaks"
    and more than one worker the same number of breaks, since the workers race.
    """
    stop = stop or Stop()
    if objective not in ("meetings", "breaks"):
        raise ValueError(f'Expected objective "meetings" or "breaks", got "{objective}".')
    began = time.perf_counter()
    try:
        check(problem)
        conflict = find_lock_conflict(problem)
        if conflict:
            return refuse_locks(problem, conflict, objective=objective)
        if objective == "breaks":
            from fairlead.engines.scheduling import exact

            expect_published(problem)
            if isinstance(params, MeetingParams):
                raise ValueError('Expected BreakParams for the objective "breaks".')
            return exact.solve_breaks(problem, stop=stop, seed=seed, params=params)
        if params is not None and not isinstance(params, MeetingParams):
            raise ValueError('Expected MeetingParams for the objective "meetings".')
        given = params or MeetingParams()
        # The compiled search is imported when it is needed: a bad file is refused at once.
        from fairlead.engines.scheduling.compile_kernels import warm_up
        from fairlead.engines.scheduling.general.solve import is_general, solve_general
        from fairlead.engines.scheduling.meetings import solve_meetings
        from fairlead.engines.scheduling.search.state import has_many, is_small

        if is_general(problem):
            return solve_general(problem, stop=stop, seed=seed, params=given)
        compiled = 0.0 if is_small(problem) else warm_up(many=has_many(problem))
        return solve_meetings(problem, stop=stop, seed=seed, params=given, compile_seconds=compiled)
    except KeyboardInterrupt:
        check(problem)  # what makes no sense has no timetable, however soon the interrupt came
        seconds = time.perf_counter() - began
        return mark_interrupted(problem, objective=objective, runtime=seconds)
