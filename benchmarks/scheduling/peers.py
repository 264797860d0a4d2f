"""The same fair for others: a greedy, CP-SAT, HiGHS, and RC2 on its MaxSAT form."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import combinations
from typing import Any

import numpy as np
from ortools.sat.python import cp_model
from pysat.card import CardEnc, EncType
from pysat.formula import WCNF, IDPool

from benchmarks.scheduling.solvers import Answer, integer_program, maxsat, run_cp_sat
from fairlead.engines.scheduling.problem import Problem


def greedy(problem: Problem, *, seconds: float = 0.0) -> Answer:
    """Take the heaviest request first, each in its first slot free for both sides."""
    del seconds  # it takes what it takes
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
    return run_cp_sat(model, began=began, seconds=seconds)


def highs(problem: Problem, *, seconds: float) -> Answer:
    """HiGHS: the same model as an integer program."""
    began = time.perf_counter()
    worth: list[float] = []
    count = iter(range(10**9))
    held, of_person, of_slot = _variables(problem, lambda: next(count))
    for w, variables in zip(problem.weight, held, strict=True):
        worth += [float(w)] * len(variables)
    rows = [(v, [1.0] * len(v), 1.0) for v in held + of_person]
    rows += [(v, [1.0] * len(v), float(problem.tables)) for v in of_slot]
    return integer_program(worth, rows, began=began, seconds=seconds)


def rc2(problem: Problem, *, seconds: float) -> Answer:
    """RC2 on soft clauses "held"."""
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
    found = maxsat(formula, began=began, seconds=seconds)
    if found.value is None:
        return found
    return Answer(float(problem.weight.sum()) - found.value, found.seconds, found.note)


FAIR_PEERS: dict[str, Callable[..., Answer]] = {
    "greedy": greedy,
    "CP-SAT": cp_sat,
    "HiGHS": highs,
    "RC2": rc2,
}


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
