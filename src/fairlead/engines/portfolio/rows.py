"""The rules of a choice as rows ``matrix @ x <= upper`` over 0-1 variables, one per project."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from fairlead.engines.portfolio.problem import Bools, Floats, Pairs, Problem


@dataclass(frozen=True, slots=True)
class Rows:
    """Every rule as one row; ``weights`` and ``limits`` are the sums among them, dense.

    ``matrix``: (rows, projects) sparse; the first rows are ``weights``, then exclusions, then
    prerequisites. ``weights``: (sums, projects) and ``limits``: (sums), each scaled so that its
    largest number is 1. The first ``budget_rows`` sums are budgets and ceilings (no weight below
    0), the others partners' gains, least amounts and ceilings of what may be below 0.
    """

    matrix: sparse.csr_array
    upper: Floats
    weights: Floats
    limits: Floats
    budget_rows: int


def build_rows(problem: Problem) -> Rows:
    """Return the rules of ``problem`` as rows, without those that can never bind."""
    paid, paid_limits = _build_budget_rows(problem)
    signed, signed_limits = _build_signed_rows(problem)
    weights = np.vstack([paid, signed])
    limits = np.concatenate([paid_limits, signed_limits])
    projects = len(problem.npv)
    excludes = _pair_rows(problem.excludes, second=1.0, projects=projects)
    requires = _pair_rows(problem.requires, second=-1.0, projects=projects)
    matrix = sparse.vstack([sparse.csr_array(weights), excludes, requires], format="csr")
    upper = np.concatenate([limits, np.ones(excludes.shape[0]), np.zeros(requires.shape[0])])
    return Rows(matrix, upper, weights, limits, len(paid))


def _build_budget_rows(problem: Problem) -> tuple[Floats, Floats]:
    costs = problem.costs.reshape(len(problem.npv), -1).T
    limits = problem.budgets.ravel()
    measures, ceilings = _split_measures(problem, signed=False)
    costs, limits = np.vstack([costs, measures]), np.concatenate([limits, ceilings])
    return _scale(costs, limits, binding=costs.sum(axis=1) > limits)


def _build_signed_rows(problem: Problem) -> tuple[Floats, Floats]:
    rows, limits = _split_measures(problem, signed=True)
    if problem.gains is not None:
        partners = problem.gains.shape[1]
        least = np.zeros(partners) if problem.least_gains is None else problem.least_gains
        rows = np.vstack([-problem.gains.T, rows])
        limits = np.concatenate([-least, limits])
    return _scale(rows, limits, binding=np.maximum(rows, 0.0).sum(axis=1) > limits)


def _split_measures(problem: Problem, *, signed: bool) -> tuple[Floats, Floats]:
    """Return the measures that can, or cannot, be below 0 for a project, and their ceilings."""
    if problem.measures is None or problem.ceilings is None:
        return np.empty((0, len(problem.npv))), np.empty(0)
    chosen = (problem.measures < 0).any(axis=0) | (problem.ceilings < 0)
    chosen = chosen if signed else ~chosen
    return problem.measures.T[chosen], problem.ceilings[chosen]


def _scale(rows: Floats, limits: Floats, *, binding: Bools) -> tuple[Floats, Floats]:
    """Return the rows that can bind, each with its largest number 1."""
    rows, limits = rows[binding], limits[binding]
    scale = np.maximum(np.abs(rows).max(axis=1, initial=0.0), np.abs(limits))
    scale[scale == 0] = 1.0
    return rows / scale[:, None], limits / scale


def _pair_rows(pairs: Pairs, *, second: float, projects: int) -> sparse.csr_array:
    count = len(pairs)
    row = np.repeat(np.arange(count), 2)
    values = np.tile([1.0, second], count)
    return sparse.csr_array((values, (row, pairs.ravel())), shape=(count, projects))
