"""The best timetable of a small problem of any number of people and slots, proved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np

from fairlead.engines.scheduling.bounds import Bound
from fairlead.engines.scheduling.general.bounded_timetable import BoundedTimetable
from fairlead.engines.scheduling.general.leasts import (
    count_missing,
)
from fairlead.engines.scheduling.general.must_weights import (
    find_factor,
    is_ordered,
    weigh,
)
from fairlead.engines.scheduling.params import MeetingParams
from fairlead.engines.scheduling.prove_weight import prove_weight
from fairlead.engines.scheduling.result import (
    Proof,
    Refutation,
    WeightRefutation,
)
from fairlead.engines.scheduling.stop import Watch
from fairlead.engines.scheduling.weight_model import (
    SOLVER,
    Effort,
    WeightModel,
)


def prove(standing: BoundedTimetable, watch: Watch, seed: int, params: MeetingParams) -> None:
    """Find the best timetable of a small problem: first of musts, then of all weights."""
    problem = standing.problem
    model = WeightModel(problem)
    if not model.requests:
        return
    for_comfort = params.find_small_comfort(watch.stop.seconds)

    def find_left() -> float:
        return max(0.0, watch.left - for_comfort)

    def is_over(kept: float = 0.0) -> bool:
        standing.tell(watch, "proving")
        return find_left() <= kept

    effort: Effort = ((2, params.proving),)
    goals = [problem.weight * problem.must] if is_ordered(problem) else []
    if problem.least_required or (problem.asked and not goals):
        prove_missing(standing, model, is_over, seed, effort)
    for rank, worth in enumerate([*goals, problem.weight]):
        # What comes first is not to take all the time.
        limited = watch.stop.seconds is not None
        kept = find_left() / 2 if rank < len(goals) and limited else 0.0
        found = prove_weight(
            problem,
            model,
            worth,
            # What is missing of the leasts comes after the musts, so that both are kept.
            order=weigh(problem, find_factor(problem)),
            start=standing.slot,
            stop=partial(is_over, kept),
            seed=seed,
            work=params.proving,
            left=lambda kept=kept: find_left() - kept,  # type: ignore[misc]
        )
        claim = WeightRefutation(found.bound, SOLVER, *model.size)
        bound = Bound(found.bound, Proof.BRANCH_AND_BOUND, claim)
        standing.slot = found.slot
        if rank < len(goals):
            if found.bound < standing.musts.value:
                standing.musts = bound
            model.keep(np.repeat(worth[:, None], problem.slots, axis=1), found.slot)
            if problem.asked and not problem.least_required:
                prove_missing(standing, model, is_over, seed, effort)
        elif found.bound < standing.bound.value:
            standing.bound = bound
        if find_left() <= 0:
            break
    if problem.must.all() and not is_ordered(problem):
        standing.musts = standing.bound


def prove_missing(
    standing: BoundedTimetable,
    model: WeightModel,
    is_over: Callable[[], bool],
    seed: int,
    effort: Effort,
) -> None:
    """Make what is missing of the leasts as little as it can be, and keep it so."""
    problem, known = standing.problem, standing.leasts
    if known is None:
        return
    missing = count_missing(problem, standing.slot)
    if missing > known.bound:
        nothing = np.zeros((len(model.requests), problem.slots))
        found = model.maximise(
            nothing, start=standing.slot, stop=is_over, seed=seed, effort=effort, missed=1.0
        )
        after = count_missing(problem, found.slot)
        if after < missing:
            standing.slot, missing = found.slot, after
        least = int(np.ceil(-found.bound - 1e-6)) if np.isfinite(found.bound) else 0
        if least > known.bound:
            claim = Refutation(least - 1, SOLVER, *model.size)
            proof = Proof.UNSATISFIABILITY
            standing.leasts = replace(known, bound=least, proof=proof, certificate=claim)
    model.keep_missing(missing)
