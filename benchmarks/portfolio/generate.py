"""Proposals of a plausible shape: heavy-tailed sizes, a few partners each, some rules."""

from __future__ import annotations

import numpy as np

from fairlead.engines.portfolio import Problem


def proposals(projects: int, *, partners: int, years: int, seed: int, fair: bool) -> Problem:
    """Return ``projects`` proposals whose costs together are 2.5 times the budgets.

    One project in fifty excludes another, one in fifty requires another; with ``fair`` no
    partner may lose.
    """
    draw = np.random.default_rng(seed)
    size = draw.lognormal(3, 1, projects)
    shares = draw.dirichlet(np.full(partners, 0.5), projects)
    by_year = draw.dirichlet(np.ones(years), projects)
    costs = size[:, None, None] * shares[:, :, None] * by_year[:, None, :]
    npv = size * draw.normal(0.25, 0.3, projects)
    benefits = draw.dirichlet(np.full(partners, 0.5), projects) * (npv + size)[:, None]
    pairs = [draw.choice(projects, (projects // 50, 2)) for _ in range(2)]
    excludes, requires = (p[p[:, 0] != p[:, 1]] for p in pairs)
    return Problem(
        npv=npv,
        costs=costs,
        budgets=costs.sum(axis=0) * 0.4,
        gains=benefits - costs.sum(axis=2) if fair else None,
        excludes=excludes,
        requires=requires,
    )
