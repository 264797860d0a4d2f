"""The fast path beside the slow one, on markets in which every filter and term occurs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.matching.markets import random_problem

from fairlead.engines.matching._reference import (
    compute_reference_chances,
    compute_reference_mutual,
    compute_reference_prices,
    compute_reference_terms,
    list_stopping_filters,
)
from fairlead.engines.matching.params import TERMS, Params, Weights
from fairlead.engines.matching.price import find_prices
from fairlead.engines.matching.problem import Problem
from fairlead.engines.matching.reasons import pair_terms
from fairlead.engines.matching.score import FilterCounts, score_pairs
from fairlead.engines.matching.solve import compute_market_mass, solve

SEEDS = st.integers(0, 10_000)
PARAMS = Params(right=Weights(bias=-2.0, product=3.0, demand=5.0, text=1.5), top=4)


def all_pairs(problem: Problem) -> list[tuple[int, int]]:
    return [(i, j) for i in range(len(problem.left)) for j in range(len(problem.right))]


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_chances_are_those_of_the_reference(seed: int) -> None:
    problem = random_problem(seed)
    scores = score_pairs(problem, params=PARAMS)
    for i, j in all_pairs(problem):
        p, q = compute_reference_chances(problem, i, j, left=PARAMS.left, right=PARAMS.right)
        assert scores.forward[j, i] == pytest.approx(p, abs=2e-5)
        assert scores.backward[j, i] == pytest.approx(q, abs=2e-5)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_filters_take_as_many_pairs_as_the_reference_counts(seed: int) -> None:
    problem = random_problem(seed)
    scores = score_pairs(problem, params=PARAMS)
    why = [list_stopping_filters(problem, i, j) for i, j in all_pairs(problem)]
    assert scores.open_pairs == sum(not names for names in why)
    for name in FilterCounts.__slots__:
        assert getattr(scores.stopped, name) == sum(name in names for names in why), name


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_terms_of_pairs_are_those_of_the_reference(seed: int) -> None:
    problem = random_problem(seed)
    listed = all_pairs(problem)
    at = np.array(listed)
    terms = pair_terms(problem, at[:, 0], at[:, 1])
    for row, (i, j) in enumerate(listed):
        wanted = compute_reference_terms(problem, i, j)
        got = dict(zip(TERMS, map(float, terms.values[row]), strict=True))
        assert got == pytest.approx(wanted, abs=1e-5)


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_unpriced_lists_hold_the_best_of_each_organisation(seed: int) -> None:
    problem = random_problem(seed)
    result = solve(
        problem, params=Params(left=PARAMS.left, right=PARAMS.right, top=3, congestion=0)
    )
    for i in range(len(problem.left)):
        best: dict[int, float] = {}
        for j in range(len(problem.right)):
            chances = compute_reference_chances(problem, i, j, left=PARAMS.left, right=PARAMS.right)
            group = int(problem.right.organisation[j])
            best[group] = max(best.get(group, 0.0), compute_reference_mutual(*chances))
        wanted = sorted((v for v in best.values() if v > 0), reverse=True)[:3]
        got = result.left.mutual[result.left.offsets[i] : result.left.offsets[i + 1]]
        assert got.tolist() == pytest.approx(wanted, abs=4e-5)


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_prices_are_those_of_many_plain_rounds(seed: int) -> None:
    problem = random_problem(seed)
    params = Params(tolerance=1e-6, rounds=600, slack=0, attention=1.0)
    scores = score_pairs(problem, params=params)
    n, m = compute_market_mass(problem.left), compute_market_mass(problem.right)
    prices = find_prices(scores, n, m, params=params)
    mutual = [
        [
            compute_reference_mutual(float(scores.forward[j, i]), float(scores.backward[j, i]))
            for j in range(len(m))
        ]
        for i in range(len(n))
    ]
    wanted = compute_reference_prices(mutual, list(n), list(m), attention=1.0, beta=params.beta)
    assert prices.left == pytest.approx(wanted[0], abs=1e-4)
    assert prices.right == pytest.approx(wanted[1], abs=1e-4)
