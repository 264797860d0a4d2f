"""A choice of projects being made: what is in, and how much of every limit it uses."""

from __future__ import annotations

import numpy as np

from fairlead.engines.portfolio.problem import Bools, Floats, Pairs, Problem
from fairlead.engines.portfolio.rows import Rows

_ROOM = 1e-12  # rounding of a sum of scaled weights


class Choice:
    """Starts empty; every change keeps prerequisites and exclusions, `fits` asks the limits."""

    def __init__(self, problem: Problem, rows: Rows) -> None:
        self.problem = problem
        self.rows = rows
        self.chosen = np.zeros(len(problem.npv), dtype=np.bool_)
        self.used = np.zeros(len(rows.limits))
        self.needs = _group_projects(problem.requires, len(problem.npv))
        self.needed_by = _group_projects(problem.requires[:, ::-1], len(problem.npv))
        foes = np.vstack([problem.excludes, problem.excludes[:, ::-1]])
        self.foes = _group_projects(foes, len(problem.npv))

    def fits(self, used: Floats, count: int) -> bool:
        """Return whether the first ``count`` limits hold."""
        return bool((used[:count] <= self.rows.limits[:count] + _ROOM).all())

    def take_committed(self) -> bool:
        for project in np.flatnonzero(self.problem.held).tolist():
            bundle = find_reached(project, self.needs, self.chosen, want=False)
            if not self.agrees(bundle):
                return False
            self.put(bundle, value=True)
        return self.fits(self.used, self.rows.budget_rows)

    def take(self, order: list[int], count: int) -> None:
        """Add, in order, each project that adds worth and keeps the first ``count`` limits."""
        for project in order:
            if self.chosen[project] or self.problem.npv[project] <= 0:
                continue
            bundle = find_reached(project, self.needs, self.chosen, want=False)
            if self.problem.npv[bundle].sum() <= 0 or not self.agrees(bundle):
                continue
            if self.fits(self.used + self.rows.weights[:, bundle].sum(axis=1), count):
                self.put(bundle, value=True)

    def drop_until_signed_hold(self) -> None:
        """Remove, cheapest first, what breaks a limit that others relieve, while it helps."""
        signed = slice(self.rows.budget_rows, None)
        limits = self.rows.limits[signed]
        while (short := np.maximum(self.used[signed] - limits, 0)).max(initial=0.0) > _ROOM:
            relief = short @ self.rows.weights[signed]
            candidates = np.flatnonzero(self.chosen & (relief > 0) & ~self.problem.held)
            bundles = [
                b
                for p in candidates.tolist()
                if not self.problem.held[
                    b := find_reached(p, self.needed_by, self.chosen, want=True)
                ].any()
                and relief[b].sum() > 0
            ]
            if not bundles:
                return
            self.put(
                min(bundles, key=lambda b: self.problem.npv[b].sum() / relief[b].sum()),
                value=False,
            )

    def add_until_signed_hold(self, order: list[int]) -> None:
        """Add, in order, what relieves a limit that is broken and keeps the budgets."""
        signed = slice(self.rows.budget_rows, None)
        for project in order:
            short = np.maximum(self.used[signed] - self.rows.limits[signed], 0)
            if short.max(initial=0.0) <= _ROOM:
                return
            if self.chosen[project]:
                continue
            bundle = find_reached(project, self.needs, self.chosen, want=False)
            weights = self.rows.weights[:, bundle].sum(axis=1)
            fits = self.fits(self.used + weights, self.rows.budget_rows)
            if short @ weights[signed] < 0 and fits and self.agrees(bundle):
                self.put(bundle, value=True)

    def agrees(self, bundle: list[int]) -> bool:
        inside = set(bundle)
        return not any(self.chosen[f] or f in inside for p in bundle for f in self.foes[p])

    def put(self, bundle: list[int], *, value: bool) -> None:
        self.chosen[bundle] = value
        # Summed from the start, so that rounding never piles up.
        self.used = self.rows.weights[:, self.chosen].sum(axis=1)


def _group_projects(pairs: Pairs, projects: int) -> list[list[int]]:
    groups: list[list[int]] = [[] for _ in range(projects)]
    for one, other in pairs.tolist():
        groups[one].append(other)
    return groups


def find_reached(start: int, links: list[list[int]], chosen: Bools, *, want: bool) -> list[int]:
    """Return ``start`` and all it leads to whose being chosen is ``want``, rising."""
    seen, waiting = {start}, [start]
    while waiting:
        fresh = [q for q in links[waiting.pop()] if q not in seen and bool(chosen[q]) is want]
        seen.update(fresh)
        waiting.extend(fresh)
    return sorted(seen)
