"""What is returned without a search: the user stopped it, or there is nothing to look for."""

from __future__ import annotations

import numpy as np

from fairlead.engines.scheduling.measures import measure, number_tables
from fairlead.engines.scheduling.problem import Problem
from fairlead.engines.scheduling.result import (
    Objective,
    PriceCertificate,
    Proof,
    Result,
    Status,
)


def mark_interrupted(problem: Problem, *, objective: Objective, runtime: float) -> Result:
    """Return the timetable known from the beginning, marked as interrupted.

    Of "meetings" it holds the locked meetings only, and all weights together are the bound (every
    price 0). Of "breaks", which needs every meeting, there is none yet. Uses no compiled code.
    """
    meetings = objective == "meetings"
    slot = problem.locked.copy() if meetings else np.full_like(problem.locked, -1)
    held = slot >= 0
    weight, most = float(problem.weight[held].sum()), float(problem.weight.sum())
    participants = int(problem.participant.max(initial=-1)) + 1
    free = PriceCertificate(np.zeros((participants, 1)), np.zeros(1))
    found = measure(problem, slot)
    return Result(
        objective=objective,
        status=Status.FEASIBLE if meetings else Status.UNKNOWN,
        slot=slot,
        table=number_tables(problem, slot),
        requested=problem.requests,
        held=int(held.sum()),
        weight=weight,
        bound=most if meetings else 0.0,
        gap=(most - weight) / most if meetings and most > 0 else 0.0,
        proof=Proof.PRICE_CERTIFICATE if meetings else Proof.NONE,
        certificate=free if meetings else None,
        breaks=found.breaks,
        waiting=found.waiting,
        walking=found.walking,
        spread=found.spread,
        runtime=runtime,
        interrupted=True,
    )


def refuse_locks(problem: Problem, reason: str, *, objective: Objective) -> Result:
    """Return that there is no timetable, because the locked meetings cannot all be kept."""
    return Result(
        objective=objective,
        status=Status.INFEASIBLE,
        slot=np.full(problem.requests, -1, dtype=np.int32),
        table=np.full(problem.requests, -1, dtype=np.int32),
        requested=problem.requests,
        held=0,
        weight=0.0,
        bound=0.0,
        gap=0.0,
        proof=Proof.COUNTING,
        certificate=None,
        breaks=0,
        waiting=0,
        walking=0.0,
        spread=0,
        runtime=0.0,
        reason=reason,
    )
