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
    ``year``, positions, the first that is broken) or ``gains`` (a partner loses, whatever else is
    chosen). Nothing else can keep committed projects from staying.
    """

    kind: Literal["excluded", "budget", "gains"]
    projects: tuple[int, ...] = ()
    partner: int = -1
    year: int = -1


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
        return Conflict("budget", partner=partner, year=year)
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
