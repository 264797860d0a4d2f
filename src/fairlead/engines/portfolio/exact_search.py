"""The whole-number search by CP-SAT, which proves choices of some hundred projects soonest.

Beside HiGHS on the same rows it learns from every dead end, which counts where many budgets bind
and the relaxation's bound is far above the best choice.
"""

from __future__ import annotations

import math
import os

import numpy as np

from fairlead.engines.portfolio.model import SearchResult
from fairlead.engines.portfolio.problem import Bools, Problem
from fairlead.engines.portfolio.rows import Rows

_UNITS = 10**9  # of the largest number of a row, and of the largest worth
_WORKERS = 2


def search_exactly(
    problem: Problem, rows: Rows, start: Bools | None, *, seconds: float, seed: int
) -> SearchResult:
    """Return the best choice found within ``seconds`` from ``start``, and a bound.

    Numbers become whole so that no choice is lost: weights are rounded down, limits and worths up.
    So the bound holds, and a choice that is allowed here may break a rule by a billionth of its
    largest number: the caller checks it.
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    taken = [model.new_bool_var("") for _ in problem.npv]
    limits = np.ceil(rows.limits * _UNITS).astype(np.int64)
    for weights, limit in zip(
        np.floor(rows.weights * _UNITS).astype(np.int64), limits, strict=True
    ):
        places = np.flatnonzero(weights)
        spent = cp_model.LinearExpr.weighted_sum(
            [taken[place] for place in places], weights[places].tolist()
        )
        model.add(spent <= int(limit))
    for first, second in problem.excludes.tolist():
        model.add_at_most_one([taken[first], taken[second]])
    for project, required in problem.requires.tolist():
        model.add_implication(taken[project], taken[required])
    for project in np.flatnonzero(problem.held).tolist():
        model.add(taken[project] == 1)
    if start is not None:
        for one, value in zip(taken, start.tolist(), strict=True):
            model.add_hint(one, value)
    scale = float(np.abs(problem.npv).max(initial=0.0)) or 1.0
    worths = np.ceil(problem.npv / scale * _UNITS).astype(np.int64)
    model.maximize(cp_model.LinearExpr.weighted_sum(taken, worths.tolist()))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = min(_WORKERS, os.cpu_count() or 1)
    solver.parameters.random_seed = seed % (2**31 - 1)
    solver.parameters.linearization_level = 2
    status = solver.solve(model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return SearchResult(
        chosen=np.array([solver.boolean_value(one) for one in taken]) if found else None,
        # Before it has found anything, or ended, it has no bound to speak of.
        bound=solver.best_objective_bound / _UNITS * scale if found else math.inf,
        infeasible=status == cp_model.INFEASIBLE,
    )
