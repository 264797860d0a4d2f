"""Chooses projects: relaxation, ranking, then a whole-number search where it is worth it."""

from __future__ import annotations

import math
import time

import numpy as np

from fairlead.engines.portfolio.checks import check
from fairlead.engines.portfolio.exact_search import MOST_NUMBERS, search_exactly
from fairlead.engines.portfolio.model import Model
from fairlead.engines.portfolio.problem import (
    RANKED_ABOVE,
    Bools,
    Problem,
    Result,
    Status,
    Stop,
)
from fairlead.engines.portfolio.ranking import choose_by_rank
from fairlead.engines.portfolio.rows import build_rows
from fairlead.engines.portfolio.verify import verify

_KERNELS = (400, 200)  # projects searched before all of them are
_COARSE = 0.01  # a gap that a kernel's choice can reach: the bound is the relaxation's still
_SOON_PROVED = 120  # up to so many HiGHS proves the optimum in moments
_PROVED_GAP = 1e-7  # HiGHS works in floating point: a gap this small is none


def solve(problem: Problem, *, stop: Stop | None = None, seed: int = 0) -> Result:
    """Return the projects with the largest summed NPV that keep every rule of ``problem``.

    Maximises sum_p npv_p x_p over x in {0, 1} with sum_p cost_pit x_p <= budget_it for every
    partner i and year t, x_a + x_b <= 1 for exclusions, x_a <= x_b for prerequisites and, with
    gains, sum_p gain_pi x_p >= 0 for every partner. The result always carries a bound, from the
    linear relaxation or HiGHS's search, and the gap to it. The same ``seed`` gives the same
    choice unless time runs out. Raises ValueError for a meaningless problem.
    """
    begun = time.perf_counter()
    check(problem)
    stop = stop or Stop()
    gap = stop.gap if stop.gap is not None else 0.01 if len(problem.npv) > RANKED_ABOVE else 0.0
    chosen, bound = _choose(problem, gap=gap, seconds=stop.seconds, seed=seed)
    return _build_result(problem, chosen, bound=bound, gap=gap, runtime=time.perf_counter() - begun)


def _choose(
    problem: Problem, *, gap: float, seconds: float, seed: int
) -> tuple[Bools | None, float]:
    """Return the best choice found, None when there is none, and a bound."""
    begun = time.perf_counter()
    if not len(problem.npv):
        return np.zeros(0, dtype=np.bool_), 0.0
    rows = build_rows(problem)
    model = Model(problem, rows, seed=seed)
    relaxed = model.relax(seconds=seconds)
    start, bound = None, math.inf
    if relaxed is not None:
        bound = relaxed.bound
        start = choose_by_rank(
            problem,
            rows,
            relaxed=relaxed.shares,
            prices=relaxed.prices[: len(rows.limits)],
            enough=bound - gap * abs(bound),
        )
        enough = bound - gap * abs(bound)
        for free in _KERNELS if gap >= _COARSE else ():
            if start is not None and _compute_gap(_sum_worth(problem, start), bound) <= gap:
                break
            left = seconds - (time.perf_counter() - begun)
            found = model.search_kernel(relaxed, free=free, seconds=left / 4, enough=enough)
            start = _choose_better(problem, start, found)
        if start is not None and _compute_gap(_sum_worth(problem, start), bound) <= gap:
            return start, bound
    left = seconds - (time.perf_counter() - begun)
    fine = gap < _COARSE and len(problem.npv) > _SOON_PROVED
    if relaxed is not None and fine and len(problem.npv) * len(rows.upper) <= MOST_NUMBERS:
        exact = search_exactly(
            problem, rows, relaxed, start, seconds=max(left * 0.95, 0.01), gap=gap, seed=seed
        )
        if exact.infeasible:
            return None, -math.inf
        start, bound = _choose_better(problem, start, exact.chosen), min(bound, exact.bound)
        reached = math.inf if start is None else _compute_gap(_sum_worth(problem, start), bound)
        if reached <= max(gap, _PROVED_GAP):
            return start, bound
        left = seconds - (time.perf_counter() - begun)
    searched = model.search(start, seconds=max(left, 0.01), gap=gap)
    if searched.infeasible:
        return None, -math.inf
    return _choose_better(problem, start, searched.chosen), min(bound, searched.bound)


def _choose_better(problem: Problem, start: Bools | None, found: Bools | None) -> Bools | None:
    """Return the worthier of two choices, the second only when it truly keeps the rules."""
    if found is None or verify(problem, found):
        return start
    if start is not None and problem.npv[start].sum() >= problem.npv[found].sum():
        return start
    return found


def _sum_worth(problem: Problem, chosen: Bools) -> float:
    return float(problem.npv[chosen].sum())


def _build_result(
    problem: Problem, chosen: Bools | None, *, bound: float, gap: float, runtime: float
) -> Result:
    if chosen is None:
        none = np.zeros(len(problem.npv), dtype=np.bool_)
        status: Status = "infeasible" if bound == -math.inf else "time_limit"
        spent = np.zeros_like(problem.budgets)
        return Result(none, math.nan, math.nan, math.nan, status, spent, runtime)
    objective = math.fsum(problem.npv[chosen].tolist())
    bound = max(bound, objective)
    reached = _compute_gap(objective, bound)
    short: Status = "gap_reached" if reached <= gap else "time_limit"
    return Result(
        chosen=chosen,
        objective=objective,
        bound=bound,
        gap=reached,
        status="optimal" if reached <= _PROVED_GAP else short,
        spent=problem.costs[chosen].sum(axis=0),
        runtime=runtime,
    )


def _compute_gap(objective: float, bound: float) -> float:
    size = max(abs(objective), abs(bound))
    return max(bound - objective, 0.0) / size if size else 0.0
