"""The rules of a choice as rows ``matrix @ x <= upper`` over 0-1 variables, one per project."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from fairlead.engines.portfolio.problem import Floats, Pairs, Problem


@dataclass(frozen=True, slots=True)
class Rows:
    """Every rule as one row; ``weights`` and ``limits`` are the sums among them, dense.

    ``matrix``: (rows, projects) sparse; the first rows are ``weights``, then exclusions, then
    prerequisites. ``weights``: (sums, projects) and ``limits``: (sums), each scaled so that its
    largest number is 1. The first ``budget_rows`` sums are budgets (no weight below 0), the
    others partners' gains.
    """

    matrix: sparse.csr_array
    upper: Floats
    weights: Floats
    limits: Floats
    budget_rows: int


def build_rows(problem: Problem) -> Rows:
    """Return the rules of ``problem`` as rows, without those that can never bind."""
    budgets, budget_limits = _build_budget_rows(problem)
    gains = _build_gain_rows(problem)
    weights = np.vstack([budgets, gains])
    limits = np.concatenate([budget_limits, np.zeros(len(gains))])
    projects = len(problem.npv)
    excludes = _pair_rows(problem.excludes, second=1.0, projects=projects)
    requires = _pair_rows(problem.requires, second=-1.0, projects=projects)
    matrix = sparse.vstack([sparse.csr_array(weights), excludes, requires], format="csr")
    upper = np.concatenate([limits, np.ones(excludes.shape[0]), np.zeros(requires.shape[0])])
    return Rows(matrix, upper, weights, limits, len(budgets))


def _build_budget_rows(problem: Problem) -> tuple[Floats, Floats]:
    costs = problem.costs.reshape(len(problem.npv), -1).T
    limits = problem.budgets.ravel()
    binding = costs.sum(axis=1) > limits
    costs, limits = costs[binding], limits[binding]
    scale = np.maximum(costs.max(axis=1, initial=0.0), limits)
    return costs / scale[:, None], limits / scale


def _build_gain_rows(problem: Problem) -> Floats:
    if problem.gains is None:
        return np.empty((0, len(problem.npv)))
    losses = -problem.gains.T
    losses = losses[(losses > 0).any(axis=1)]
    scaled: Floats = losses / np.abs(losses).max(axis=1, keepdims=True, initial=0.0)
    return scaled


def _pair_rows(pairs: Pairs, *, second: float, projects: int) -> sparse.csr_array:
    count = len(pairs)
    row = np.repeat(np.arange(count), 2)
    values = np.tile([1.0, second], count)
    return sparse.csr_array((values, (row, pairs.ravel())), shape=(count, projects))
