"""Scores that are alike: who of them is listed is drawn, for each list anew and for good."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.engines.matching.markets import random_problem, relabelled

from fairlead.engines.matching.absence import find_absence_cause
from fairlead.engines.matching.exposure import measure_exposure
from fairlead.engines.matching.kernels.compiled.numbers import draw_factor, mix_bits
from fairlead.engines.matching.lists import Lists
from fairlead.engines.matching.online import open_market, rank_profile
from fairlead.engines.matching.params import Params
from fairlead.engines.matching.price import find_prices
from fairlead.engines.matching.problem import Problem
from fairlead.engines.matching.profiles import make_profiles
from fairlead.engines.matching.score import score_pairs
from fairlead.engines.matching.solve import compute_market_mass, solve
from fairlead.engines.matching.vectors import gather_vectors, make_empty_vectors
from fairlead.engines.matching.verify import verify
from fairlead.engines.native.kernels import NativeKernel

SEEDS = st.integers(0, 10_000)
FULL = Params(top=3, congestion=1.0, attention=1.0)


def crowd(exhibitors: int = 40, visitors: int = 600, *, differ: float = 0.01) -> Problem:
    """Return exhibitors that seek the same, and visitors who all nearly offer it."""
    rng = np.random.default_rng(0)

    def one_code(count: int) -> object:
        return gather_vectors(
            np.arange(count), np.zeros(count), np.ones(count), rows=count, width=1
        ).scaled(np.ones(1))

    return Problem(
        make_profiles(
            make_empty_vectors(exhibitors, width=1), one_code(exhibitors),  # type: ignore[arg-type]
            capacity=np.full(exhibitors, 24.0),
        ),
        make_profiles(
            one_code(visitors), make_empty_vectors(visitors, width=1),  # type: ignore[arg-type]
            capacity=rng.choice([66.0, 70.0, 72.0], visitors),
            appeal=rng.permutation(np.linspace(0, differ, visitors)),
            organisation=np.arange(visitors) + exhibitors,
        ),
    )  # fmt: skip


@pytest.mark.parametrize("congestion", [0.5, 1.0])
def test_many_who_are_alike_share_the_lists_and_nothing_is_lost_by_it(congestion: float) -> None:
    problem = crowd()
    params = Params(top=15, congestion=congestion)
    ranked = solve(problem, params=replace(params, near=0.0)).left
    found = solve(problem, params=params).left
    before, after = (measure_exposure(lists, count=600) for lists in (ranked, found))
    assert after.coverage > 0.4 > 0.1 > before.coverage
    assert after.gini < 0.75 < 0.9 < before.gini
    assert found.mutual.sum() > 0.99 * ranked.mutual.sum()
    assert not found.brought.any()


def test_at_no_congestion_the_best_are_listed_however_near_the_next_are() -> None:
    problem = crowd(differ=0.1)
    lists = solve(problem, params=Params(top=15, congestion=0)).left
    best = set(np.argsort(-problem.right.appeal)[:15].tolist())
    assert all(set(row) == best for row in lists.partner.reshape(-1, 15).tolist())


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.floats(0, 1))
def test_nobody_listed_is_much_worse_than_who_is_not(seed: int, congestion: float) -> None:
    problem = random_problem(seed)
    params = Params(top=3, congestion=congestion, spread=0.0, attention=1.0)
    result = solve(problem, params=params)
    exact = solve(problem, params=replace(params, near=0.0))
    for mine, best in ((result.left, exact.left), (result.right, exact.right)):
        assert np.array_equal(mine.offsets, best.offsets)
        kept = best.score * (1 - congestion * params.near - 1e-4)
        assert np.all(mine.score >= kept - 1e-9)
    assert verify(problem, result, params=params) == []


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_the_order_of_the_rows_says_nothing(seed: int) -> None:
    problem = random_problem(seed)
    again, left, right = relabelled(problem, seed)
    to_left = np.argsort(left)
    one, other = solve(problem, params=FULL), solve(again, params=FULL)
    for old in range(len(problem.left)):
        assert set(right[_row(other.left, int(to_left[old]))]) == set(_row(one.left, old))


def test_who_joins_without_a_chance_changes_nobody_s_list() -> None:
    problem = crowd()
    side = problem.right
    # The newcomer comes first, so that everybody else moves one row on.
    rows = np.concatenate([[0], np.arange(len(side))])
    joined = replace(
        side.take(rows),
        key=np.concatenate([[10_000], side.key]).astype(np.int32),
        embargoed=np.arange(len(rows)) == 0,
        organisation=np.concatenate([[9_999], side.organisation]).astype(np.int32),
    )
    before = solve(problem, params=FULL).left
    after = solve(replace(problem, right=joined), params=FULL).left
    assert (after.partner - 1).tolist() == before.partner.tolist()


@settings(max_examples=25, deadline=None)
@given(SEEDS, st.booleans())
def test_a_profile_online_lists_whom_the_whole_run_lists(seed: int, of_left: bool) -> None:  # noqa: FBT001
    problem = random_problem(seed)
    result = solve(problem, params=FULL)
    market = open_market(problem, result, of_left=of_left)
    side, lists = (problem.left, result.left) if of_left else (problem.right, result.right)
    for position in range(len(side)):
        alone = rank_profile(market, side.take([position]), position=position, params=FULL)
        assert set(alone.partner.tolist()) == set(_row(lists, position).tolist())


def test_who_lost_the_lot_is_told_so() -> None:
    problem = crowd(differ=0.0)
    params = Params(top=5, congestion=0.5)
    result = solve(problem, params=params)
    absent = [j for j in range(600) if j not in _row(result.left, 0)]
    causes = {
        find_absence_cause(problem, result, owner=0, partner=j, of_left=True, params=params).cause
        for j in absent[:60]
    }
    assert "lot" in causes
    assert "variety" not in causes


def test_prices_do_not_know_of_lots() -> None:
    problem = crowd()
    masses = compute_market_mass(problem.left), compute_market_mass(problem.right)
    scores = score_pairs(problem, params=FULL)
    one, other = (
        find_prices(scores, *masses, params=replace(FULL, near=near)) for near in (0.0, 0.5)
    )
    assert np.array_equal(one.right, other.right)


def test_no_draw_is_without_bound() -> None:
    owner, partner = 769, 16_848  # a pair that draws the highest of all numbers
    assert NativeKernel(mix_bits)(owner, partner, ~0) == (1 << 24) - 1
    assert np.isfinite(NativeKernel(draw_factor)(owner, partner, 0, np.float32(1.0)))


def _row(lists: Lists, owner: int) -> NDArray[np.int32]:
    found: NDArray[np.int32] = lists.partner[lists.offsets[owner] : lists.offsets[owner + 1]]
    return found
