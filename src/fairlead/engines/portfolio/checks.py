"""What is wrong with a whole problem, said with the element at fault."""

from __future__ import annotations

import numpy as np

from fairlead.engines.portfolio.problem import Pairs, Problem


def check(problem: Problem) -> None:
    """Raise ValueError naming the first element that makes the problem meaningless."""
    _check_shapes(problem)
    if not np.isfinite(problem.npv).all():
        project = int(np.flatnonzero(~np.isfinite(problem.npv))[0])
        raise ValueError(
            f"Expected a finite NPV, got {problem.npv[project]} for project {project}: appraise it."
        )
    bad_cost = ~(np.isfinite(problem.costs) & (problem.costs >= 0))
    if bad_cost.any():
        project, partner, year = (int(i) for i in np.argwhere(bad_cost)[0])
        raise ValueError(
            f"Expected costs of 0 or more, got {problem.costs[project, partner, year]} for project "
            f"{project}, partner {partner}, year {year}: give what the partner pays."
        )
    if not (problem.budgets >= 0).all():  # also catches nan
        partner, year = (int(i) for i in np.argwhere(~(problem.budgets >= 0))[0])
        raise ValueError(
            f"Expected budgets of 0 or more, got {problem.budgets[partner, year]} for partner "
            f"{partner}, year {year}: use inf for no limit."
        )
    if problem.gains is not None and not np.isfinite(problem.gains).all():
        project, partner = (int(i) for i in np.argwhere(~np.isfinite(problem.gains))[0])
        raise ValueError(
            f"Expected finite gains, got {problem.gains[project, partner]} for project {project}, "
            f"partner {partner}: give the benefit less the cost."
        )
    _check_measures(problem)
    _check_pairs("excludes", problem.excludes, len(problem.npv))
    _check_pairs("requires", problem.requires, len(problem.npv))


def _check_shapes(problem: Problem) -> None:
    projects = len(problem.npv)
    partners, years = problem.budgets.shape if problem.budgets.ndim == 2 else (-1, -1)
    expected: list[tuple[str, tuple[int, ...], tuple[int, ...]]] = [
        ("npv", problem.npv.shape, (projects,)),
        ("budgets", problem.budgets.shape, (partners, years)),
        ("costs", problem.costs.shape, (projects, partners, years)),
    ]
    if problem.gains is not None:
        expected.append(("gains", problem.gains.shape, (projects, partners)))
    if problem.least_gains is not None:
        expected.append(("least_gains", problem.least_gains.shape, (partners,)))
    if problem.committed is not None:
        expected.append(("committed", problem.committed.shape, (projects,)))
    for name, shape, wanted in expected:
        if shape != wanted:
            raise ValueError(
                f"Expected {name} of shape {wanted}, got {shape}: npv is (projects), budgets "
                "(partners, years), costs (projects, partners, years), gains (projects, partners)."
            )


def _check_measures(problem: Problem) -> None:
    measures, ceilings = problem.measures, problem.ceilings
    if (measures is None) != (ceilings is None):
        raise ValueError("Expected measures and ceilings together, got one of them: give both.")
    if problem.least_gains is not None and problem.gains is None:
        raise ValueError("Expected gains with least_gains, got none: give each partner's gains.")
    if problem.least_gains is not None and not np.isfinite(problem.least_gains).all():
        raise ValueError("Expected finite least_gains: leave them out for 0.")
    if measures is None or ceilings is None:
        return
    wanted = (len(problem.npv), len(ceilings))
    if measures.shape != wanted or ceilings.ndim != 1:
        raise ValueError(
            f"Expected measures of shape {wanted}, got {measures.shape}: one row for a project, "
            "one column for a ceiling."
        )
    if not np.isfinite(measures).all() or np.isnan(ceilings).any() or (ceilings == -np.inf).any():
        raise ValueError("Expected finite measures, and ceilings that are numbers or inf.")


def _check_pairs(name: str, pairs: Pairs, projects: int) -> None:
    if pairs.ndim != 2 or pairs.shape[1] != 2:
        raise ValueError(f"Expected {name} of shape (pairs, 2), got {pairs.shape}: give pairs.")
    outside = (pairs < 0) | (pairs >= projects)
    if outside.any():
        raise ValueError(
            f"Expected project numbers from 0 to {projects - 1} in {name}, "
            f"got {int(pairs[outside][0])}: give the position of a project."
        )
    same = pairs[:, 0] == pairs[:, 1]
    if same.any():
        project = int(pairs[same][0, 0])
        raise ValueError(
            f"Expected two different projects in {name}, got {project} twice: remove the pair."
        )
