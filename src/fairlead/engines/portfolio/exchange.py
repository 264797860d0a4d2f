"""Improves a choice by exchanges: one project out, whatever then fits and is worth more in."""

from __future__ import annotations

import numpy as np

from fairlead.engines.portfolio.choice import Choice, find_reached

PASSES = 1


def exchange_projects(choice: Choice, order: list[int], *, enough: float) -> None:
    """Exchange chosen projects, tried in ``order``, until none helps or it is worth ``enough``.

    Only projects that nothing chosen requires leave, and only those that miss no prerequisite
    come in, the worthiest that fits first; a trial that does not raise the worth is undone.
    """
    worth = float(choice.problem.npv[choice.chosen].sum())
    for _ in range(PASSES):
        before = worth
        for project in order:
            if worth >= enough:
                return
            if choice.chosen[project] and not choice.problem.held[project]:
                worth += _try_without(choice, project)
        if worth <= before:
            return


def _try_without(choice: Choice, project: int) -> float:
    """Return the worth gained by exchanging ``project``; 0 when it stays."""
    if len(find_reached(project, choice.needed_by, choice.chosen, want=True)) > 1:
        return 0.0
    choice.put([project], value=False)
    gained = -float(choice.problem.npv[project])
    came: list[int] = []
    while (best := _find_worthiest_that_fits(choice, barred=project)) is not None:
        choice.put([best], value=True)
        came.append(best)
        gained += float(choice.problem.npv[best])
    size = abs(float(choice.problem.npv[project]))
    if gained > 1e-12 * size and choice.fits(choice.used, len(choice.rows.limits)):
        return gained
    choice.put(came, value=False)
    choice.put([project], value=True)
    return 0.0


def _find_worthiest_that_fits(choice: Choice, *, barred: int) -> int | None:
    """Return the project outside that is worth most among those that may come in alone."""
    outside = np.flatnonzero(~choice.chosen & (choice.problem.npv > 0))
    outside = outside[outside != barred]
    left = choice.rows.limits - choice.used
    outside = outside[(choice.rows.weights[:, outside] <= left[:, None]).all(axis=0)]
    by_worth: list[int] = outside[np.argsort(-choice.problem.npv[outside], kind="stable")].tolist()
    for project in by_worth:
        alone = len(find_reached(project, choice.needs, choice.chosen, want=False)) == 1
        if alone and choice.agrees([project]):
            return project
    return None
