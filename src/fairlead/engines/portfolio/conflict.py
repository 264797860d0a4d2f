"""Why committed projects cannot all stay: the rule they break."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from fairlead.engines.portfolio.choice import find_reached
from fairlead.engines.portfolio.problem import Bools, Floats, Problem, Stop
from fairlead.engines.portfolio.reasons import Shortage
from fairlead.engines.portfolio.solver import solve

_ROOM = 1e-9  # rounding of a sum of costs, as a share of the budget
_Limit = tuple[Literal["gains", "ceiling"], int]
_ALONE = Stop(seconds=1.0, gap=0.0)  # for how much too narrow one limit is


@dataclass(frozen=True, slots=True)
class Conflict:
    """The rule that the committed projects and those they require break.

    kind: ``excluded`` (``projects`` are two that exclude each other), ``budget`` (of ``partner`` in
    ``year``, positions, the first that is broken, by ``lacks``) or ``limits`` (whatever else is
    chosen: with every one of ``shortages`` there is a choice). Empty ``shortages``: none was found
    in time.
    """

    kind: Literal["excluded", "budget", "limits"]
    projects: tuple[int, ...] = ()
    partner: int = -1
    year: int = -1
    lacks: float = 0.0
    shortages: tuple[Shortage, ...] = ()


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
    return Conflict("limits", shortages=_find_shortages(problem))


def _find_shortages(problem: Problem) -> tuple[Shortage, ...]:
    """Return the one limit that is too narrow, or where no single one is, several that are.

    A limit is wider by the least that leaves a choice, all other limits kept. Where widening one
    does not do, limits are put back one after another, each as narrow as those before it allow.
    """
    limits = _list_limits(problem)
    for (kind, place), (over, room) in limits.items():
        wide = _widen(problem, limits, {(kind, place): np.inf})
        amount = _find_amount(wide, over, room)
        if amount is not None:
            return (Shortage(kind, place, -1, amount),) if amount > 0 else ()
    widened = dict.fromkeys(limits, np.inf)
    for limit, (over, room) in limits.items():
        amount = _find_amount(_widen(problem, limits, widened), over, room)
        if amount is None:
            return ()
        widened[limit] = amount
    return tuple(Shortage(kind, at, -1, by) for (kind, at), by in widened.items() if by > 0)


def _list_limits(problem: Problem) -> dict[_Limit, tuple[Floats, float]]:
    """Return what every project adds to each limit's sum, and what the sum may come to."""
    limits: dict[_Limit, tuple[Floats, float]] = {}
    if problem.measures is not None and problem.ceilings is not None:
        for place, ceiling in enumerate(problem.ceilings.tolist()):
            limits["ceiling", place] = problem.measures[:, place], ceiling
    if problem.gains is not None:
        partners = problem.gains.shape[1]
        least = np.zeros(partners) if problem.least_gains is None else problem.least_gains
        for place in range(partners):
            limits["gains", place] = -problem.gains[:, place], -float(least[place])
    return limits


def _widen(
    problem: Problem, limits: dict[_Limit, tuple[Floats, float]], widened: dict[_Limit, float]
) -> Problem:
    """Return the problem with limits wider by so much; inf takes a limit away."""
    ceilings = None if problem.ceilings is None else problem.ceilings.astype(np.float64)
    least = None
    if problem.gains is not None:
        least = np.array([-room for (kind, _at), (_o, room) in limits.items() if kind == "gains"])
    for (kind, place), amount in widened.items():
        over, room = limits[kind, place]
        if kind == "ceiling" and ceilings is not None:
            ceilings[place] += amount
        elif least is not None:
            least[place] -= min(amount, float(np.abs(over).sum()) + abs(room))
    return replace(problem, ceilings=ceilings, least_gains=least)


def _find_amount(wide: Problem, over: Floats, room: float) -> float | None:
    """Return by how much the least sum of ``over`` passes ``room``; None: there is no choice."""
    result = solve(replace(wide, npv=-over), stop=_ALONE)
    if not np.isfinite(result.objective):
        return None
    lacks = -result.objective - room  # -inf where there is no limit
    return lacks if lacks > _ROOM * (float(np.abs(over).sum()) + abs(room)) else 0.0


def _find_staying(problem: Problem) -> Bools:
    """Return the committed projects and all that they require."""
    needs: list[list[int]] = [[] for _ in range(len(problem.npv))]
    for one, other in problem.requires.tolist():
        needs[one].append(other)
    staying = np.zeros(len(problem.npv), dtype=np.bool_)
    for project in np.flatnonzero(problem.held).tolist():
        staying[find_reached(project, needs, staying, want=False)] = True
    return staying
