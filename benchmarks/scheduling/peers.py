"""The same problem for others: a greedy, CP-SAT, HiGHS, and RC2 on its MaxSAT form."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from threading import Timer
from typing import Any

import highspy
import numpy as np
from ortools.sat.python import cp_model
from pysat.card import CardEnc, EncType
from pysat.examples.rc2 import RC2
from pysat.formula import WCNF, IDPool

from fairlead.engines.scheduling.problem import Problem


@dataclass(frozen=True, slots=True)
class Answer:
    """What a peer found: the weight held (None without a timetable) and its seconds."""

    weight: float | None
    seconds: float
    note: str = ""


def greedy(problem: Problem) -> Answer:
    """Take the heaviest request first, each in its first slot free for both sides."""
    began = time.perf_counter()
    free = problem.available.copy()
    tables = np.full(problem.slots, problem.tables)
    weight = 0.0
    for request in np.argsort(-problem.weight, kind="stable"):
        a, b = problem.a[request], problem.b[request]
        at_table = problem.host[request] == -1
        slots = free[a] & free[b] & ((tables > 0) | (not at_table))
        if slots.any():
            slot = int(slots.argmax())
            free[a, slot] = free[b, slot] = False
            tables[slot] -= at_table
            weight += float(problem.weight[request])
    return Answer(weight, time.perf_counter() - began)


def cp_sat(problem: Problem, *, seconds: float) -> Answer:
    """CP-SAT with two workers: a Boolean for each request and slot."""
    began = time.perf_counter()
    model = cp_model.CpModel()
    held, of_person, of_slot = _variables(problem, lambda: model.new_bool_var(""))
    for variables in held:
        model.add_at_most_one(variables)
    for variables in of_person:
        model.add_at_most_one(variables)
    for variables in of_slot:
        model.add(sum(variables) <= problem.tables)
    model.maximize(
        sum(
            int(w) * x for w, variables in zip(problem.weight, held, strict=True) for x in variables
        )
    )
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    taken = time.perf_counter() - began
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer(None, taken, "no timetable")
    return Answer(solver.objective_value, taken, solver.status_name(status).lower())


def highs(problem: Problem, *, seconds: float) -> Answer:
    """HiGHS: the same model as an integer program."""
    began = time.perf_counter()
    columns: list[float] = []
    count = iter(range(10**9))
    held, of_person, of_slot = _variables(problem, lambda: next(count))
    for w, variables in zip(problem.weight, held, strict=True):
        columns += [float(w)] * len(variables)
    solver = highspy.Highs()
    solver.silent()
    solver.setOptionValue("time_limit", seconds)
    solver.setOptionValue("threads", 2)
    size = len(columns)
    solver.addVars(size, np.zeros(size), np.ones(size))
    every = np.arange(size, dtype=np.int32)
    solver.changeColsIntegrality(size, every, np.full(size, highspy.HighsVarType.kInteger))
    solver.changeColsCost(size, every, np.array(columns))
    solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
    rows = [(v, 1.0) for v in held + of_person] + [(v, float(problem.tables)) for v in of_slot]
    for variables, most in rows:
        place = np.array(variables, dtype=np.int32)
        solver.addRow(-highspy.kHighsInf, most, len(place), place, np.ones(len(place)))
    solver.run()
    taken = time.perf_counter() - began
    value = solver.getInfo().objective_function_value
    found = solver.getInfo().primal_solution_status == 2
    done = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return Answer(value if found else None, taken, "optimal" if done else "time limit")


def rc2(problem: Problem, *, seconds: float) -> Answer:
    """RC2 on soft clauses "held", interrupted when the time is over."""
    began = time.perf_counter()
    pool = IDPool()
    held, of_person, of_slot = _variables(problem, lambda: pool.id(object()))
    formula = WCNF()
    for w, variables in zip(problem.weight, held, strict=True):
        if variables:
            formula.append(variables, weight=int(w))
    for variables in held + of_person:
        for one, two in combinations(variables, 2):
            formula.append([-one, -two])
    for variables in of_slot:
        counter = CardEnc.atmost(
            variables, bound=problem.tables, vpool=pool, encoding=EncType.seqcounter
        )
        formula.extend(counter.clauses)
    with RC2(formula) as solver:
        timer = Timer(seconds, solver.interrupt)
        timer.start()
        model = solver.compute(expect_interrupt=True)
        timer.cancel()
        cost = solver.cost
    taken = time.perf_counter() - began
    if model is None:
        return Answer(None, taken, "no timetable")
    return Answer(float(problem.weight.sum()) - cost, taken, "optimal")


def _variables(
    problem: Problem, make: Callable[[], Any]
) -> tuple[list[list[Any]], list[list[Any]], list[list[Any]]]:
    """Return the variables of each request, of each person and slot, of each slot's tables."""
    held = []
    of_person: dict[tuple[int, int], list[Any]] = {}
    of_slot: dict[int, list[Any]] = {}
    for request in range(problem.requests):
        mine = []
        for slot in np.flatnonzero(problem.allowed(request)).tolist():
            variable = make()
            mine.append(variable)
            for person in (int(problem.a[request]), int(problem.b[request])):
                of_person.setdefault((person, slot), []).append(variable)
            if problem.host[request] == -1:
                of_slot.setdefault(slot, []).append(variable)
        held.append(mine)
    several = [v for v in of_person.values() if len(v) > 1]
    return held, several, list(of_slot.values())
