"""Why a project is not in a choice, and what would bring it in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from fairlead.engines.portfolio.choice import find_reached
from fairlead.engines.portfolio.problem import Bools, Problem

_ROOM = 1e-9


@dataclass(frozen=True, slots=True)
class Shortage:
    """A limit that would have to be wider by ``amount`` for the project to come in.

    ``kind``: ``budget`` (of ``partner`` in ``year``), ``gains`` (of ``partner``) or ``ceiling``
    (of the measure ``partner``); positions, ``year`` -1 where there is none.
    """

    kind: Literal["budget", "gains", "ceiling"]
    partner: int
    year: int
    amount: float


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a project is out, with everything it requires, the choice staying as it is.

    ``kind``: ``excluded`` (by ``others``, chosen projects), ``worthless`` (with what it requires
    it is worth ``lacks`` too little: 0 or less in all), ``limits`` (it would come in if each of
    ``shortages`` were wider by its amount) or ``room`` (it fits: the choice is not proved best).
    ``bundle``: the project and those it requires that are not chosen either.
    """

    project: int
    kind: Literal["excluded", "worthless", "limits", "room"]
    bundle: tuple[int, ...]
    others: tuple[int, ...] = ()
    lacks: float = 0.0
    shortages: tuple[Shortage, ...] = ()


def explain_left_out(problem: Problem, chosen: Bools) -> tuple[Reason, ...]:
    """Return for every project that is not in ``chosen`` why it is out, in order."""
    needs: list[list[int]] = [[] for _ in range(len(problem.npv))]
    for one, other in problem.requires.tolist():
        needs[one].append(other)
    foes: list[set[int]] = [set() for _ in range(len(problem.npv))]
    for one, other in problem.excludes.tolist():
        foes[one].add(other)
        foes[other].add(one)
    spent = problem.costs[chosen].sum(axis=0)
    return tuple(
        _explain(problem, chosen, find_reached(p, needs, chosen, want=False), foes, spent, p)
        for p in np.flatnonzero(~chosen).tolist()
    )


def _explain(
    problem: Problem,
    chosen: Bools,
    bundle: list[int],
    foes: list[set[int]],
    spent: np.typing.NDArray[np.float64],
    project: int,
) -> Reason:
    inside = set(bundle)
    others = sorted(
        {foe for one in bundle for foe in foes[one] if chosen[foe] or foe in inside} - {project}
    )
    worth = float(problem.npv[bundle].sum())
    whole = tuple(bundle)
    if others:
        return Reason(project, "excluded", whole, others=tuple(others))
    if worth <= 0:
        return Reason(project, "worthless", whole, lacks=-worth)
    shortages = (
        *_find_over_budget(problem, spent, bundle),
        *_find_lost_gains(problem, chosen, bundle),
        *_find_over_ceiling(problem, chosen, bundle),
    )
    return Reason(project, "limits" if shortages else "room", whole, shortages=shortages)


def _find_over_budget(
    problem: Problem, spent: np.typing.NDArray[np.float64], bundle: list[int]
) -> list[Shortage]:
    more = problem.costs[bundle].sum(axis=0)
    over = spent + more - problem.budgets
    found = np.argwhere((more > 0) & (over > _ROOM * np.maximum(problem.budgets, spent)))
    return [Shortage("budget", i, t, float(over[i, t])) for i, t in found.tolist()]


def _find_lost_gains(problem: Problem, chosen: Bools, bundle: list[int]) -> list[Shortage]:
    if problem.gains is None:
        return []
    more = problem.gains[bundle].sum(axis=0)
    total = problem.gains[chosen].sum(axis=0) + more
    least = np.zeros(len(total)) if problem.least_gains is None else problem.least_gains
    size = np.abs(problem.gains).sum(axis=0)
    found = np.flatnonzero((more < 0) & (total < least - _ROOM * size)).tolist()
    return [Shortage("gains", i, -1, float(least[i] - total[i])) for i in found]


def _find_over_ceiling(problem: Problem, chosen: Bools, bundle: list[int]) -> list[Shortage]:
    if problem.measures is None or problem.ceilings is None:
        return []
    more = problem.measures[bundle].sum(axis=0)
    total = problem.measures[chosen].sum(axis=0) + more
    size = np.abs(problem.measures).sum(axis=0)
    found = np.flatnonzero((more > 0) & (total > problem.ceilings + _ROOM * size)).tolist()
    return [Shortage("ceiling", k, -1, float(total[k] - problem.ceilings[k])) for k in found]
