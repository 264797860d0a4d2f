"""Checks a choice of projects against the rules, sharing no code with the solver."""

from __future__ import annotations

import math

from fairlead.engines.portfolio.problem import Bools, Problem

TOLERANCE = 1e-6
"""Share of a limit by which a sum may pass it: the solver works in floating point."""


def verify(problem: Problem, chosen: Bools) -> tuple[str, ...]:
    """Return every rule that ``chosen`` (projects) breaks, in words; empty when it breaks none."""
    picked = [p for p in range(len(problem.npv)) if chosen[p]]
    return (
        *_find_over_budget(problem, picked),
        *_find_losing_partners(problem, picked),
        *_find_broken_ceilings(problem, picked),
        *_find_broken_pairs(problem, set(picked)),
        *(
            f"project {p} is committed but not chosen"
            for p in range(len(problem.npv))
            if problem.committed is not None and problem.committed[p] and not chosen[p]
        ),
    )


def _find_over_budget(problem: Problem, picked: list[int]) -> list[str]:
    broken = []
    partners, years = problem.budgets.shape
    for partner in range(partners):
        for year in range(years):
            limit = float(problem.budgets[partner, year])
            paid = math.fsum(float(problem.costs[p, partner, year]) for p in picked)
            if paid > limit * (1 + TOLERANCE):
                broken.append(f"partner {partner} pays {paid} in year {year}, over {limit}")
    return broken


def _find_losing_partners(problem: Problem, picked: list[int]) -> list[str]:
    if problem.gains is None:
        return []
    broken = []
    for partner in range(problem.gains.shape[1]):
        gains = [float(problem.gains[p, partner]) for p in picked]
        total, size = math.fsum(gains), math.fsum(map(abs, gains))
        least = 0.0 if problem.least_gains is None else float(problem.least_gains[partner])
        if total < least - TOLERANCE * max(size, abs(least)):
            said = f"loses {-total}" if not least else f"gains {total}, less than {least}"
            broken.append(f"partner {partner} {said}")
    return broken


def _find_broken_ceilings(problem: Problem, picked: list[int]) -> list[str]:
    if problem.measures is None or problem.ceilings is None:
        return []
    broken = []
    for measure, ceiling in enumerate(problem.ceilings.tolist()):
        parts = [float(problem.measures[p, measure]) for p in picked]
        total, size = math.fsum(parts), math.fsum(map(abs, parts))
        if total > ceiling + TOLERANCE * max(size, abs(ceiling)):
            broken.append(f"measure {measure} comes to {total}, over {ceiling}")
    return broken


def _find_broken_pairs(problem: Problem, picked: set[int]) -> list[str]:
    both = [
        f"projects {a} and {b} exclude each other"
        for a, b in problem.excludes.tolist()
        if a in picked and b in picked
    ]
    missing = [
        f"project {a} requires project {b}"
        for a, b in problem.requires.tolist()
        if a in picked and b not in picked
    ]
    return both + missing
