"""Running other solvers on a model: what they found, and after how long."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Timer

import highspy
import numpy as np
from ortools.sat.python import cp_model
from pysat.examples.rc2 import RC2
from pysat.formula import WCNF

Row = tuple[Sequence[int], Sequence[float], float]
"""Columns, their factors, and the most their sum may be."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a peer found: its value (None without a timetable) and its seconds."""

    value: float | None
    seconds: float
    note: str = ""


def run_cp_sat(
    model: cp_model.CpModel, *, began: float, seconds: float, workers: int = 2
) -> Answer:
    """Return CP-SAT's answer, with two workers usually; building the model counts."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.max_time_in_seconds = max(0.1, seconds - (time.perf_counter() - began))
    status = solver.solve(model)
    taken = time.perf_counter() - began
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer(None, taken)
    return Answer(solver.objective_value, taken, solver.status_name(status).lower())


def integer_program(
    worth: Sequence[float], rows: Sequence[Row], *, began: float, seconds: float
) -> Answer:
    """Return HiGHS's answer with two threads for 0-1 columns of greatest worth."""
    solver = highspy.Highs()
    solver.silent()
    solver.setOptionValue("threads", 2)
    size = len(worth)
    solver.addVars(size, np.zeros(size), np.ones(size))
    every = np.arange(size, dtype=np.int32)
    solver.changeColsIntegrality(size, every, np.full(size, highspy.HighsVarType.kInteger))
    solver.changeColsCost(size, every, np.array(worth, dtype=np.float64))
    solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
    for columns, factors, most in rows:
        place = np.array(columns, dtype=np.int32)
        factor = np.array(factors, dtype=np.float64)
        solver.addRow(-highspy.kHighsInf, most, len(place), place, factor)
    solver.setOptionValue("time_limit", max(0.1, seconds - (time.perf_counter() - began)))
    solver.run()
    taken = time.perf_counter() - began
    found = solver.getInfo().primal_solution_status == 2
    done = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    value = solver.getInfo().objective_function_value if found else None
    return Answer(value, taken, "optimal" if done else "feasible")


def maxsat(formula: WCNF, *, began: float, seconds: float) -> Answer:
    """Return the least cost by RC2, interrupted when the time is over."""
    with RC2(formula) as solver:
        timer = Timer(max(0.1, seconds - (time.perf_counter() - began)), solver.interrupt)
        timer.start()
        model = solver.compute(expect_interrupt=True)
        timer.cancel()
        cost = solver.cost
    taken = time.perf_counter() - began
    return Answer(None, taken) if model is None else Answer(float(cost), taken, "optimal")
