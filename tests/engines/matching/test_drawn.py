"""Lists of those who say nothing: drawn, so that they are not all sent to the same few."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.matching.markets import random_problem

from fairlead.engines.matching.absence import find_absence_cause
from fairlead.engines.matching.exposure import measure_exposure
from fairlead.engines.matching.online import open_market, rank_profile
from fairlead.engines.matching.params import Params
from fairlead.engines.matching.problem import Problem
from fairlead.engines.matching.profiles import Profiles, make_profiles
from fairlead.engines.matching.solve import solve
from fairlead.engines.matching.vectors import make_empty_vectors
from fairlead.engines.matching.verify import verify

SEEDS = st.integers(0, 10_000)


def silenced(side: Profiles, rows: slice) -> Profiles:
    """Return the side with everything sought and offered taken from some rows."""
    kept = np.ones(len(side), dtype=bool)
    kept[rows] = False

    def without(name: str) -> object:
        vectors = getattr(side, name)
        whole = vectors.take(np.arange(len(side)))
        data = np.where(kept[whole.rows], whole.data, 0)
        held = data > 0
        counts = np.bincount(whole.rows[held], minlength=len(side))
        indptr = np.concatenate([[0], np.cumsum(counts)])
        return replace(whole, indptr=indptr, indices=whole.indices[held], data=data[held])

    names = ("offers", "needs", "offer_words", "need_words", "circle")
    return replace(side, **{name: without(name) for name in names})  # type: ignore[arg-type]


def half_silent(seed: int) -> Problem:
    problem = random_problem(seed)
    left, right = silenced(problem.left, slice(0, 3)), silenced(problem.right, slice(0, 4))
    return replace(problem, left=left, right=right)


def crowd(visitors: int = 600, exhibitors: int = 40) -> Problem:
    """Return visitors of whom nothing is known but that they are alike."""
    rng = np.random.default_rng(0)
    empty = make_empty_vectors(exhibitors)
    return Problem(
        make_profiles(
            empty, empty, capacity=np.full(exhibitors, 24.0),
            appeal=rng.normal(0, 0.5, exhibitors),
        ),
        make_profiles(
            make_empty_vectors(visitors), make_empty_vectors(visitors),
            capacity=np.full(visitors, 6.0), organisation=np.arange(visitors) + exhibitors,
        ),
    )  # fmt: skip


def test_a_crowd_that_says_nothing_is_spread_and_the_better_liked_are_shown_more() -> None:
    problem = crowd()
    drawn = measure_exposure(solve(problem, params=Params(top=5, congestion=1)).right, count=40)
    ranked = measure_exposure(
        solve(problem, params=Params(top=5, congestion=1, spread=0, near=0)).right, count=40
    )
    assert drawn.coverage == 1
    assert drawn.gini < 0.3 < 0.8 < ranked.gini
    assert np.corrcoef(drawn.shown, problem.left.appeal)[0, 1] > 0.5


def test_without_congestion_nothing_is_drawn() -> None:
    problem = crowd()
    result = solve(problem, params=Params(top=5, congestion=0))
    assert not result.right.drawn.any()
    best = np.argsort(-problem.left.appeal)[:5]
    assert result.right.partner.reshape(-1, 5)[7].tolist() == best.tolist()


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_only_lists_of_those_who_say_nothing_are_drawn(seed: int) -> None:
    problem = half_silent(seed)
    # At one strength of the price: a trial with lists that are drawn may choose another.
    params = Params(top=3, congestion=1.0, attention=1.0)
    drawn = solve(problem, params=params, seed=seed)
    ranked = solve(problem, params=replace(params, spread=0.0), seed=seed)
    for mine, other, side in (
        (drawn.left, ranked.left, problem.left),
        (drawn.right, ranked.right, problem.right),
    ):
        assert np.array_equal(mine.drawn, side.says_nothing[mine.owner])
        kept = ~side.says_nothing[mine.owner]
        assert (
            mine.partner[kept].tolist() == other.partner[~side.says_nothing[other.owner]].tolist()
        )
    assert verify(problem, drawn, params=params) == []


@settings(max_examples=25, deadline=None)
@given(SEEDS, st.integers(0, 8))
def test_giving_up_capacity_never_raises_exposure_in_drawn_lists_either(
    seed: int, who: int
) -> None:
    problem = half_silent(seed)
    params = Params(top=3, congestion=1.0, attention=1.0, rounds=2000, tolerance=1e-6, slack=0.0)
    less = problem.right.capacity.copy()
    less[who] = max(less[who] - 1.5, 0.0)
    poorer = replace(problem, right=replace(problem.right, capacity=less))
    shown = [
        measure_exposure(solve(one, params=params).left, count=len(problem.right)).shown[who]
        for one in (problem, poorer)
    ]
    assert shown[1] <= shown[0]


@settings(max_examples=25, deadline=None)
@given(SEEDS, st.booleans())
def test_a_profile_online_draws_what_the_whole_run_draws(seed: int, of_left: bool) -> None:  # noqa: FBT001
    problem = half_silent(seed)
    params = Params(top=3, congestion=0.7)
    result = solve(problem, params=params)
    market = open_market(problem, result, of_left=of_left)
    side, lists = (problem.left, result.left) if of_left else (problem.right, result.right)
    for position in range(len(side)):
        alone = rank_profile(market, side.take([position]), position=position, params=params)
        span = slice(int(lists.offsets[position]), int(lists.offsets[position + 1]))
        assert alone.score.tolist() == pytest.approx(lists.score[span].tolist(), rel=1e-3, abs=1e-6)


def test_who_is_not_drawn_is_told_so() -> None:
    problem = crowd()
    params = Params(top=5, congestion=1)
    result = solve(problem, params=params)
    missing = next(j for j in range(40) if j not in result.right.partner[:5])
    answer = find_absence_cause(
        problem, result, owner=0, partner=missing, of_left=False, params=params
    )
    assert answer.cause == "drawn"
