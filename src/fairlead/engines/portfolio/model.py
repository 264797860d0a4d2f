"""The choice as a HiGHS model: its relaxation, then the whole-number search."""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np

from fairlead.engines.portfolio.problem import Bools, Floats, Problem
from fairlead.engines.portfolio.rows import Rows

_TOLERANCE = 1e-6  # a share this near to 0 or 1 is whole
_KERNEL_NODES = 50  # a kernel that has it has it soon; counted in nodes, so that runs repeat


@dataclass(frozen=True, slots=True)
class RelaxedOptimum:
    """The optimum with projects divisible, and its bound.

    ``shares`` (projects); ``prices`` (rows), 0 or more; ``margins`` (projects): a project's
    worth less its priced costs, scaled, so near 0 where taking or leaving it hardly matters.
    """

    shares: Floats
    prices: Floats
    margins: Floats
    bound: float


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The search's best choice (None when it found none in time) and its bound."""

    chosen: Bools | None
    bound: float
    infeasible: bool


class Model:
    """One HiGHS model of one problem; worths are scaled so that the largest is 1."""

    def __init__(self, problem: Problem, rows: Rows, *, seed: int) -> None:
        """Build the model; the same ``seed`` repeats the same search."""
        self._scale = float(np.abs(problem.npv).max(initial=0.0)) or 1.0
        self._projects = len(problem.npv)
        self._held = problem.held.astype(np.float64)
        self._highs = highspy.Highs()
        for option, value in {
            "output_flag": False,
            "threads": 1,
            "random_seed": seed % (2**31 - 1),
            "primal_feasibility_tolerance": 1e-9,
            "mip_feasibility_tolerance": 1e-9,
        }.items():
            self._highs.setOptionValue(option, value)
        self._highs.passModel(self._program(problem, rows))

    def relax(self, *, seconds: float) -> RelaxedOptimum | None:
        """Return the relaxation's optimum, or None when no choice keeps the rules or in time."""
        self._highs.setOptionValue("time_limit", seconds)
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = self._highs.getSolution()
        return RelaxedOptimum(
            shares=np.asarray(solution.col_value),
            prices=np.abs(np.asarray(solution.row_dual)),
            margins=np.asarray(solution.col_dual),
            bound=self._highs.getInfo().objective_function_value * self._scale,
        )

    def search_kernel(
        self, relaxed: RelaxedOptimum, *, free: int, seconds: float, enough: float
    ) -> Bools | None:
        """Return a choice worth ``enough``, or the best found, with most projects settled.

        Only the ``free`` projects of the smallest margin, and those the relaxation divides, are
        searched; the others stay as the relaxation has them. See Angelelli, Mansini and
        Speranza (2010), Kernel search.
        """
        divided = (relaxed.shares > _TOLERANCE) & (relaxed.shares < 1 - _TOLERANCE)
        margins = np.where(divided, 0.0, np.abs(relaxed.margins))
        settled = np.sort(np.argsort(margins, kind="stable")[max(free, int(divided.sum())) :])
        columns, shares = settled.astype(np.int32), np.round(relaxed.shares[settled])
        self._highs.changeColsBounds(len(columns), columns, shares, shares)
        self._highs.setOptionValue("objective_target", enough / self._scale)
        self._highs.setOptionValue("mip_max_nodes", _KERNEL_NODES)
        try:
            return self.search(None, seconds=seconds, gap=0.0).chosen
        finally:
            self._highs.setOptionValue("objective_target", highspy.kHighsInf)
            self._highs.setOptionValue("mip_max_nodes", highspy.kHighsIInf)
            lower, upper = self._held[settled], np.ones(len(settled))
            self._highs.changeColsBounds(len(columns), columns, lower, upper)

    def search(self, start: Bools | None, *, seconds: float, gap: float) -> SearchResult:
        """Return the best choice found from ``start`` within ``seconds`` or ``gap``."""
        kinds = np.full(self._projects, int(highspy.HighsVarType.kInteger), dtype=np.uint8)
        columns = np.arange(self._projects, dtype=np.int32)
        self._highs.changeColsIntegrality(self._projects, columns, kinds)
        self._highs.setOptionValue("mip_rel_gap", gap)
        self._highs.setOptionValue("mip_abs_gap", 0.0)
        # The limit counts from the model's first run.
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + seconds)
        if start is not None:
            solution = highspy.HighsSolution()
            solution.col_value = start.astype(np.float64).tolist()
            self._highs.setSolution(solution)
        self._highs.run()
        info = self._highs.getInfo()
        found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        values = np.asarray(self._highs.getSolution().col_value)
        return SearchResult(
            chosen=values > 0.5 if found else None,
            bound=info.mip_dual_bound * self._scale,
            infeasible=self._highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible,
        )

    def _program(self, problem: Problem, rows: Rows) -> highspy.HighsLp:
        program = highspy.HighsLp()
        program.num_col_ = self._projects
        program.num_row_ = len(rows.upper)
        program.sense_ = highspy.ObjSense.kMaximize
        program.col_cost_ = problem.npv / self._scale
        program.col_lower_ = self._held
        program.col_upper_ = np.ones(self._projects)
        program.row_lower_ = np.full(len(rows.upper), -highspy.kHighsInf)
        program.row_upper_ = rows.upper
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_ = rows.matrix.indptr
        program.a_matrix_.index_ = rows.matrix.indices
        program.a_matrix_.value_ = rows.matrix.data
        return program
