"""Ceilings, least amounts, fairness, the frontier and reasons, beside every subset."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.engines.portfolio import (
    Problem,
    Shortage,
    Stop,
    choose_fairly,
    explain_left_out,
    find_conflict,
    find_frontier,
    solve,
    verify,
)
from fairlead.engines.portfolio._reference import find_best_choice, list_allowed

PROVED = Stop(seconds=20, gap=0.0)


def draw_problem(seed: int, *, projects: int = 8) -> Problem:
    """Return a small problem with every rule: budgets, pairs, gains, a ceiling, a least amount."""
    draw = np.random.default_rng(seed)
    costs = draw.integers(0, 9, (projects, 2, 2)).astype(float)
    pairs = draw.integers(0, projects, (4, 2))
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    emissions, renewal = draw.integers(-2, 9, projects), draw.integers(0, 9, projects)
    measures = np.column_stack([emissions, -renewal]).astype(float)
    return Problem(
        npv=draw.integers(-5, 20, projects).astype(float),
        costs=costs,
        budgets=np.round(costs.sum(axis=0) * 0.5),
        gains=draw.integers(-6, 12, (projects, 2)).astype(float),
        excludes=pairs[:1],
        requires=pairs[1:2],
        measures=measures,
        ceilings=np.array([15.0, -float(draw.integers(0, 25))]),
    )


def check_shortages(problem: Problem) -> None:
    """Check that there is a choice with what is said to lack, and none with a little less."""
    found = find_conflict(problem)
    assert found.kind == "limits"
    assert found.shortages
    assert list(list_allowed(_widen(problem, found.shortages, 1.0)))
    assert not list(list_allowed(_widen(problem, found.shortages, 0.99)))


def _widen(problem: Problem, shortages: tuple[Shortage, ...], times: float) -> Problem:
    assert problem.ceilings is not None
    ceilings, least = problem.ceilings.copy(), np.zeros(2)
    for short in shortages:
        assert short.amount > 0
        if short.kind == "gains":
            least[short.partner] -= short.amount * times
        else:
            ceilings[short.partner] += short.amount * times
    return replace(problem, ceilings=ceilings, least_gains=least)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6))
def test_with_ceilings_and_least_amounts_it_is_the_best_of_all_subsets(seed: int) -> None:
    problem = draw_problem(seed)
    best = find_best_choice(problem)
    result = solve(problem, stop=PROVED)
    if best is None:
        assert result.status == "infeasible"
        check_shortages(problem)
        return
    assert not verify(problem, result.chosen)
    assert np.isclose(result.objective, problem.npv[best].sum())


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_the_smallest_gain_is_the_largest_it_can_be(seed: int) -> None:
    problem = replace(draw_problem(seed), measures=None, ceilings=None)
    weights = np.array([1.0, 2.0])
    assert problem.gains is not None
    allowed = list(list_allowed(problem))
    least = max((problem.gains[c].sum(axis=0) / weights).min() for c in allowed)
    fair = choose_fairly(problem, weights=weights, stop=PROVED)
    assert np.isclose(fair.least, least)
    assert fair.bound >= fair.least
    assert not verify(problem, fair.result.chosen)
    got = (problem.gains[fair.result.chosen].sum(axis=0) / weights).min()
    assert got >= least - 1e-4
    equals = [c for c in allowed if (problem.gains[c].sum(axis=0) / weights).min() >= least - 1e-6]
    assert fair.result.objective >= max(problem.npv[c].sum() for c in equals) - 1e-6


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6))
def test_no_subset_is_better_in_both_than_a_point_of_the_frontier(seed: int) -> None:
    problem = draw_problem(seed)
    measure = np.random.default_rng(seed).integers(-4, 9, len(problem.npv)).astype(float)
    found = find_frontier(problem, measure, points=5, stop=PROVED)
    allowed = [(problem.npv[c].sum(), measure[c].sum()) for c in list_allowed(problem)]
    assert bool(found) == bool(allowed)
    if not found:
        return
    assert np.isclose(found[0].npv, max(npv for npv, _ in allowed))
    assert np.isclose(found[-1].measure, max(much for _, much in allowed))
    for point in found[:-1]:
        assert not verify(problem, point.chosen)
        with_as_much = [npv for npv, much in allowed if much >= point.measure - 1e-9]
        assert np.isclose(point.npv, max(with_as_much))
    npvs, measures = [p.npv for p in found], [p.measure for p in found]
    assert npvs == sorted(npvs, reverse=True)
    assert measures == sorted(measures)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6))
def test_what_would_bring_a_project_in_does(seed: int) -> None:
    """The limits widened by what is said, the project comes in on top and it is worth more."""
    problem = draw_problem(seed)
    result = solve(problem, stop=PROVED)
    if result.status == "infeasible":
        return
    for reason in explain_left_out(problem, result.chosen):
        with_it = result.chosen.copy()
        with_it[list(reason.bundle)] = True
        if reason.kind == "excluded":
            assert all(result.chosen[other] or other in reason.bundle for other in reason.others)
            assert any("exclude" in said for said in verify(problem, with_it))
            continue
        worth = problem.npv[with_it].sum() - result.objective
        if reason.kind == "worthless":
            assert np.isclose(-worth, reason.lacks)
            continue
        assert worth > 0
        assert reason.kind == "limits", "it is proved best, so nothing worth having fits"
        assert problem.ceilings is not None
        budgets, ceilings = problem.budgets.copy(), problem.ceilings.copy()
        least = np.zeros(2)
        for short in reason.shortages:
            if short.kind == "budget":
                budgets[short.partner, short.year] += short.amount
            elif short.kind == "gains":
                least[short.partner] -= short.amount
            else:
                ceilings[short.partner] += short.amount
        wider = replace(problem, budgets=budgets, ceilings=ceilings, least_gains=least)
        assert not verify(wider, with_it)
        assert solve(wider, stop=PROVED).objective >= result.objective + worth - 1e-6


def test_projects_that_require_each_other_come_together_or_not_at_all() -> None:
    """A cycle of prerequisites is no trap: its projects are one, wherever one looks from."""
    problem = Problem(
        npv=np.array([5.0, -3.0, 1.0, 4.0]),
        costs=np.array([2.0, 2.0, 2.0, 5.0])[:, None, None],
        budgets=np.array([[6.0]]),
        requires=np.array([[0, 1], [1, 2], [2, 0]]),
    )
    best = find_best_choice(problem)
    result = solve(problem, stop=PROVED)
    assert best is not None
    assert result.chosen.tolist() == best.tolist() == [False, False, False, True]
    wide = replace(problem, budgets=np.array([[11.0]]))
    assert solve(wide, stop=PROVED).chosen.all()
    for reason in explain_left_out(problem, result.chosen):
        assert reason.bundle == (0, 1, 2)
        assert [(one.kind, one.amount) for one in reason.shortages] == [("budget", 5.0)]


def test_limits_that_only_give_way_together_are_all_named() -> None:
    problem = Problem(
        npv=np.ones(1),
        costs=np.ones((1, 2, 1)),
        budgets=np.full((2, 1), np.inf),
        gains=np.array([[-4.0, 9.0]]),
        committed=np.array([True]),
        measures=np.array([[7.0]]),
        ceilings=np.array([5.0]),
    )
    found = find_conflict(problem).shortages
    assert [(one.kind, one.partner) for one in found] == [("ceiling", 0), ("gains", 0)]
    assert np.allclose([one.amount for one in found], [2.0, 4.0])
