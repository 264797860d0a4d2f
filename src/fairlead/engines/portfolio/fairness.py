"""The choice whose worst-off partner gains most, and of those the one worth most."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import highspy
import numpy as np
from scipy import sparse

from fairlead.engines.portfolio.checks import check
from fairlead.engines.portfolio.problem import Floats, Problem, Result, Stop
from fairlead.engines.portfolio.rows import build_rows
from fairlead.engines.portfolio.solver import solve

_SLACK = 1e-6  # of the least gain, given up so that rounding keeps no choice out


@dataclass(frozen=True, slots=True)
class FairChoice:
    """A choice, and the gain that no partner is below; ``bound``: no choice gives all more.

    ``least`` and ``bound`` are gains over weights, nan when there is no choice.
    """

    result: Result
    least: float
    bound: float


def choose_fairly(
    problem: Problem, *, weights: Floats | None = None, stop: Stop | None = None, seed: int = 0
) -> FairChoice:
    """Return the choice in which the smallest weighted gain is maximal, then the NPV.

    Maximises t with sum_p gain_pi x_p >= t weight_i for every partner i and all other rules, then
    the summed NPV with t held. ``weights``: (partners) above 0, 1 for all when not given. Half of
    the time goes to each. Raises ValueError without gains.
    """
    check(problem)
    if problem.gains is None:
        raise ValueError("Expected gains, got none: fairness is about what each partner gains.")
    partners = problem.gains.shape[1]
    weights = np.ones(partners) if weights is None else weights
    if weights.shape != (partners,) or not (np.isfinite(weights).all() and (weights > 0).all()):
        raise ValueError(f"Expected {partners} weights above 0, got {weights}.")
    stop = stop or Stop()
    begun = time.perf_counter()
    least, bound = _maximise_least(
        problem, problem.gains, weights, seconds=stop.seconds / 2, seed=seed
    )
    floor = np.maximum((least - _SLACK * abs(least)) * weights, 0.0) if np.isfinite(least) else None
    held = problem if floor is None else replace(problem, least_gains=floor)
    left = max(stop.seconds - (time.perf_counter() - begun), 0.01)
    return FairChoice(solve(held, stop=replace(stop, seconds=left), seed=seed), least, bound)


def _maximise_least(
    problem: Problem, by_partner: Floats, weights: Floats, *, seconds: float, seed: int
) -> tuple[float, float]:
    """Return the largest least gain found, and its bound; nan when there is no choice in time."""
    rows = build_rows(problem)
    projects = len(problem.npv)
    scale = float(np.abs(by_partner).max(initial=0.0)) or 1.0
    gains = np.hstack([-by_partner.T / scale, weights[:, None]])
    others = sparse.hstack([rows.matrix, sparse.csr_array((len(rows.upper), 1))])
    matrix = sparse.csr_array(sparse.vstack([others, sparse.csr_array(gains)]))
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = projects + 1, matrix.shape[0]
    program.sense_ = highspy.ObjSense.kMaximize
    program.col_cost_ = np.append(np.zeros(projects), 1.0)
    program.col_lower_ = np.append(problem.held.astype(np.float64), -highspy.kHighsInf)
    program.col_upper_ = np.append(np.ones(projects), highspy.kHighsInf)
    program.row_lower_ = np.full(matrix.shape[0], -highspy.kHighsInf)
    program.row_upper_ = np.append(rows.upper, np.zeros(len(weights)))
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = matrix.indptr
    program.a_matrix_.index_ = matrix.indices
    program.a_matrix_.value_ = matrix.data
    program.integrality_ = [highspy.HighsVarType.kInteger] * projects + [
        highspy.HighsVarType.kContinuous
    ]
    model = highspy.Highs()
    for option, value in {
        "output_flag": False,
        "threads": 1,
        "random_seed": seed % (2**31 - 1),
        "time_limit": seconds,
        "mip_feasibility_tolerance": 1e-9,
    }.items():
        model.setOptionValue(option, value)
    model.passModel(program)
    model.run()
    info = model.getInfo()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return float("nan"), float("nan")
    chosen = np.asarray(model.getSolution().col_value)[:projects] > 0.5
    found = by_partner[chosen].sum(axis=0) / weights
    return float(found.min()), max(float(info.mip_dual_bound) * scale, float(found.min()))
