"""Small groups of makers that cover all steps of a need together, at the least cost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.matching.vectors import Flags, Positions, Reals

# Steps up to which the cover is solved exactly (the table has 2 ** steps places).
_EXACT_STEPS = 12


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Makers (positions) that cover ``covered`` of the steps; no such cover costs below ``bound``.

    cost: sum of the members' costs. proved: cost equals the bound. missing: steps that no maker
    covers at all; the group covers the others.
    """

    makers: Positions
    cost: float
    bound: float
    proved: bool
    missing: Positions


def cover_steps(covers: Flags, costs: Reals) -> Group:
    """Return the cheapest group that covers every step that can be covered.

    covers: makers x steps; costs: one a maker, above 0. This is weighted set cover: exact by a
    table over sets of steps up to 12 steps; beyond, greedy by cost per new step, bounded from
    below by the prices the greedy puts on steps, scaled until no maker is overpaid (a feasible
    point of the dual linear programme).
    """
    if covers.shape != (len(costs), covers.shape[1]):
        raise ValueError(f"Expected a cost for each of {covers.shape[0]} makers, got {len(costs)}.")
    if len(costs) and not np.all((costs > 0) & np.isfinite(costs)):
        raise ValueError("Expected costs above 0.")
    possible = covers.any(axis=0)
    missing = np.flatnonzero(~possible)
    wanted = covers[:, possible]
    if wanted.shape[1] == 0:
        return Group(np.empty(0, np.int64), 0.0, 0.0, proved=True, missing=missing)
    chosen, lower = (
        _solve_exactly(wanted, costs)
        if wanted.shape[1] <= _EXACT_STEPS
        else (_solve_greedily(wanted, costs))
    )
    cost = float(costs[chosen].sum())
    bound = cost if lower is None else min(lower, cost)
    return Group(chosen, cost, bound, proved=cost <= bound * (1 + 1e-9), missing=missing)


def find_alternative_groups(covers: Flags, costs: Reals, *, count: int) -> list[Group]:
    """Return up to ``count`` groups that share no maker, the cheapest first.

    Later ones cover the same steps as the first; the list ends when what is left cannot.
    """
    left = np.arange(len(costs))
    groups: list[Group] = []
    while len(groups) < count and len(left):
        found = cover_steps(covers[left], costs[left])
        worse = groups and len(found.missing) > len(groups[0].missing)
        if worse or not len(found.makers):
            break
        members = left[found.makers]
        groups.append(
            Group(members, found.cost, found.bound, proved=found.proved, missing=found.missing)
        )
        still = np.ones(len(left), dtype=bool)
        still[found.makers] = False
        left = left[still]
    return groups


def _solve_exactly(covers: Flags, costs: Reals) -> tuple[Positions, None]:
    steps = covers.shape[1]
    mask = covers @ (1 << np.arange(steps))
    best = np.full(1 << steps, np.inf)
    best[0] = 0.0
    by, before = np.full(1 << steps, -1), np.zeros(1 << steps, dtype=np.int64)
    useful = _list_undominated(mask, costs)
    for done in range((1 << steps) - 1):
        if not np.isfinite(best[done]):
            continue
        first = next(s for s in range(steps) if not done >> s & 1)
        for maker in useful:
            reached = done | int(mask[maker])
            cost = best[done] + costs[maker]
            if int(mask[maker]) >> first & 1 and cost < best[reached]:
                best[reached], by[reached], before[reached] = cost, maker, done
    chosen, place = [], (1 << steps) - 1
    while place:
        chosen.append(int(by[place]))
        place = int(before[place])
    return np.array(sorted(chosen), dtype=np.int64), None


def _list_undominated(mask: NDArray[np.int64], costs: Reals) -> list[int]:
    """Return the cheapest maker of each different set of steps."""
    kept: dict[int, int] = {}
    for maker in np.lexsort((np.arange(len(costs)), costs)):
        kept.setdefault(int(mask[maker]), int(maker))
    return [maker for steps, maker in kept.items() if steps]


def _solve_greedily(covers: Flags, costs: Reals) -> tuple[Positions, float]:
    open_ = np.ones(covers.shape[1], dtype=bool)
    price = np.zeros(covers.shape[1])
    chosen: list[int] = []
    while open_.any():
        new = (covers & open_).sum(axis=1)
        each = np.divide(costs, new, out=np.full(len(costs), np.inf), where=new > 0)
        maker = int(np.argmin(each))
        price[covers[maker] & open_] = each[maker]
        open_ &= ~covers[maker]
        chosen.append(maker)
    overpaid = float(np.max((covers @ price) / costs))
    return np.array(sorted(chosen), dtype=np.int64), float(price.sum() / overpaid)
