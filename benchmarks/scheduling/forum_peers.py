"""A published forum for others: the clauses of the verifier, minimising the literals "a break"."""

from __future__ import annotations

import time
from collections.abc import Callable

from ortools.sat.python import cp_model
from pysat.formula import WCNF

from benchmarks.scheduling.solvers import Answer, Row, integer_program, maxsat, run_cp_sat
from fairlead.engines.scheduling.problem import Problem
from fairlead.engines.scheduling.verification.refutation import state


def cp_sat(problem: Problem, *, seconds: float) -> Answer:
    """CP-SAT with two workers on the clauses."""
    began = time.perf_counter()
    stated = state(problem)
    model = cp_model.CpModel()
    size = max(abs(literal) for clause in stated.clauses for literal in clause)
    variables = [model.new_bool_var("") for _ in range(size)]
    for clause in stated.clauses:
        model.add_bool_or([variables[x - 1] if x > 0 else ~variables[-x - 1] for x in clause])
    model.minimize(sum(variables[x - 1] for x in stated.breaks))
    return run_cp_sat(model, began=began, seconds=seconds)


def highs(problem: Problem, *, seconds: float) -> Answer:
    """HiGHS on the clauses as rows: the false literals of a clause are not all of it."""
    began = time.perf_counter()
    stated = state(problem)
    size = max(abs(literal) for clause in stated.clauses for literal in clause)
    worth = [0.0] * size
    for literal in stated.breaks:
        worth[literal - 1] = -1.0
    rows: list[Row] = []
    for clause in stated.clauses:
        negative = sum(x < 0 for x in clause)
        columns = [abs(x) - 1 for x in clause]
        rows.append((columns, [-1.0 if x > 0 else 1.0 for x in clause], negative - 1.0))
    found = integer_program(worth, rows, began=began, seconds=seconds)
    value = None if found.value is None else -found.value
    return Answer(value, found.seconds, found.note)


def rc2(problem: Problem, *, seconds: float) -> Answer:
    """RC2 on the clauses, every break a cost of 1."""
    began = time.perf_counter()
    stated = state(problem)
    formula = WCNF()
    formula.extend(stated.clauses)
    for literal in stated.breaks:
        formula.append([-literal], weight=1)
    return maxsat(formula, began=began, seconds=seconds)


FORUM_PEERS: dict[str, Callable[..., Answer]] = {"CP-SAT": cp_sat, "HiGHS": highs, "RC2": rc2}
