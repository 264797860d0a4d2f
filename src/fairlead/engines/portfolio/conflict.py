"""Why committed projects cannot all stay: the rule they break."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from fairlead.engines.portfolio.choice import find_reached
from fairlead.engines.portfolio.problem import Bools, Problem

_ROOM = 1e-9  # rounding of a sum of costs, as a share of the budget


@dataclass(frozen=True, slots=True)
class Conflict:
    """The rule that the committed projects and those they require break.

    kind: ``excluded`` (``projects`` are two that exclude each other), ``budget`` (of ``partner`` in
    ``year``, positions, the first that is broken, by ``lacks``), ``ceiling`` (of ``measure``, a
    position), ``least`` (all projects that could be chosen together come to too little of
    ``measure``, or other rules are in the way) or ``gains`` (a partner loses, whatever else is
    chosen).
    """

    kind: Literal["excluded", "budget", "ceiling", "least", "gains"]
    projects: tuple[int, ...] = ()
    partner: int = -1
    year: int = -1
    measure: int = -1
    lacks: float = 0.0


def find_conflict(problem: Problem) -> Conflict:
    """Return what keeps the committed projects from all staying; call it when they cannot."""
    staying = _find_staying(problem)
    for one, other in problem.excludes.tolist():
        if staying[one] and staying[other]:
            return Conflict("excluded", projects=(min(one, other), max(one, other)))
    spent = problem.costs[staying].sum(axis=0)
    broken = np.argwhere(spent > problem.budgets * (1 + _ROOM))
    if len(broken):
        partner, year = broken[0].tolist()
        lacks = float(spent[partner, year] - problem.budgets[partner, year])
        return Conflict("budget", partner=partner, year=year, lacks=lacks)
    if problem.measures is not None and problem.ceilings is not None:
        for measure, ceiling in enumerate(problem.ceilings.tolist()):
            parts = problem.measures[:, measure]
            staying_least = parts[staying].sum() + np.minimum(parts[~staying], 0.0).sum()
            if staying_least > ceiling + _ROOM * np.abs(parts).sum():
                return Conflict("ceiling" if ceiling >= 0 else "least", measure=measure)
        least = np.flatnonzero(problem.ceilings < 0)
        if len(least):
            return Conflict("least", measure=int(least[0]))
    return Conflict("gains")


def _find_staying(problem: Problem) -> Bools:
    """Return the committed projects and all that they require."""
    needs: list[list[int]] = [[] for _ in range(len(problem.npv))]
    for one, other in problem.requires.tolist():
        needs[one].append(other)
    staying = np.zeros(len(problem.npv), dtype=np.bool_)
    for project in np.flatnonzero(problem.held).tolist():
        staying[find_reached(project, needs, staying, want=False)] = True
    return staying
