"""What must hold of every market, whatever is in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.matching.markets import random_problem, relabelled

from fairlead.engines.matching.exposure import compute_gini, measure_exposure
from fairlead.engines.matching.lists import Lists
from fairlead.engines.matching.params import Params, Weights
from fairlead.engines.matching.price import find_prices
from fairlead.engines.matching.problem import PairOdds, Problem, build_pairs
from fairlead.engines.matching.profiles import Profiles
from fairlead.engines.matching.score import score_pairs
from fairlead.engines.matching.solve import Result, compute_market_mass, solve

SEEDS = st.integers(0, 10_000)
EXACT = Params(top=3, congestion=1.0, attention=1.0, rounds=2000, tolerance=1e-6, slack=0.0)


def changed(side: Profiles, **columns: Any) -> Profiles:
    return replace(side, **columns)


def entry_scores(lists: Lists, owner: int) -> list[float]:
    span = slice(int(lists.offsets[owner]), int(lists.offsets[owner + 1]))
    return [float(score) for score in lists.score[span]]


def turned(problem: Problem) -> Problem:
    """Return the market with its sides exchanged."""
    known = problem.known
    return Problem(
        problem.right,
        problem.left,
        blocked=build_pairs(problem.blocked.right, problem.blocked.left),
        declined=build_pairs(problem.declined.right, problem.declined.left),
        known=PairOdds(
            build_pairs(known.pairs.right, known.pairs.left),
            left_asks=known.right_asks,
            right_asks=known.left_asks,
        ),
        affinity=None if problem.affinity is None else problem.affinity.T.copy(),
        complements=problem.complements,
    )


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_exchanging_the_sides_exchanges_the_chances(seed: int) -> None:
    problem = random_problem(seed)
    params = Params(right=Weights(product=2.0, bias=-1.0))
    one = score_pairs(problem, params=params)
    other = score_pairs(turned(problem), params=Params(left=params.right, right=params.left))
    assert pytest.approx(one.backward, abs=1e-6) == other.forward.T
    assert pytest.approx(one.forward, abs=1e-6) == other.backward.T


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_relabelling_changes_no_list(seed: int) -> None:
    problem = random_problem(seed)
    again, left, _ = relabelled(problem, seed)
    to_left = np.argsort(left)
    one, other = solve(problem, params=EXACT), solve(again, params=EXACT)
    for old in range(len(problem.left)):
        assert entry_scores(other.left, int(to_left[old])) == pytest.approx(
            entry_scores(one.left, old), rel=1e-3, abs=1e-6
        )


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.floats(0, 1))
def test_a_stopped_pair_never_appears(seed: int, congestion: float) -> None:
    problem = random_problem(seed)
    result = solve(problem, params=Params(top=5, congestion=congestion, exploration=0.4))
    stopped = set()
    for group in (problem.blocked, problem.declined):
        stopped |= set(zip(group.left.tolist(), group.right.tolist(), strict=True))
    listed = set(zip(result.left.owner.tolist(), result.left.partner.tolist(), strict=True))
    listed |= set(zip(result.right.partner.tolist(), result.right.owner.tolist(), strict=True))
    assert not stopped & listed
    for i, j in listed:
        assert not problem.left.embargoed[i]
        assert not problem.right.embargoed[j]
        assert problem.left.organisation[i] != problem.right.organisation[j]
    for lists in (result.left, result.right):
        for column in (lists.score, lists.mutual, lists.p, lists.q):
            assert np.all(np.isfinite(column))


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_without_congestion_the_score_is_the_mutual_score(seed: int) -> None:
    result = solve(random_problem(seed), params=Params(top=4, congestion=0.0))
    for lists in (result.left, result.right):
        assert lists.score.tolist() == lists.mutual.tolist()
        assert not lists.brought.any()
        for owner in range(len(lists)):
            scores = entry_scores(lists, owner)
            assert scores == sorted(scores, reverse=True)


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.integers(0, 8))
def test_giving_up_capacity_never_raises_exposure_at_full_price(seed: int, who: int) -> None:
    problem = random_problem(seed)
    less = problem.right.capacity.copy()
    less[who] = max(less[who] - 1.5, 0.0)
    poorer = replace(problem, right=changed(problem.right, capacity=less))
    before, after = solve(problem, params=EXACT), solve(poorer, params=EXACT)
    shown = [
        measure_exposure(result.left, count=len(problem.right)).shown[who]
        for result in (before, after)
    ]
    assert shown[1] <= shown[0]


@settings(max_examples=30, deadline=None)
@given(SEEDS, st.integers(0, 8))
def test_a_hidden_profile_is_on_no_list_and_moves_none(seed: int, who: int) -> None:
    problem = random_problem(seed)
    hidden = np.zeros(len(problem.right), dtype=bool)
    hidden[who] = True
    rng = np.random.default_rng(seed)
    results: list[Result] = []
    for other in (problem.right, random_problem(int(rng.integers(10_000))).right):
        # The same market but for what the hidden profile holds.
        rows = np.arange(len(problem.right))
        both = merged(problem.right, other, rows == who)
        right = changed(both, hidden=hidden, organisation=problem.right.organisation)
        results.append(solve(replace(problem, right=right, known=PairOdds()), params=EXACT))
    one, two = results
    assert who not in one.left.partner
    assert one.left.partner.tolist() == two.left.partner.tolist()
    assert one.left.score.tolist() == pytest.approx(two.left.score.tolist(), rel=1e-4)


def merged(one: Profiles, other: Profiles, from_other: np.ndarray[Any, Any]) -> Profiles:
    """Return ``one`` with the plain columns of the marked rows taken from ``other``."""
    names = ("need_kinds", "offer_kinds", "country", "size", "languages", "capacity", "appeal")
    columns = {name: getattr(one, name).copy() for name in names}
    for name, column in columns.items():
        column[from_other] = getattr(other, name)[from_other]
    return changed(one, **columns)


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.sampled_from((0.0, 0.5)))
def test_no_list_holds_two_of_one_organisation_unless_asked(seed: int, exploration: float) -> None:
    problem = random_problem(seed)
    newcomer = np.random.default_rng(seed).random(len(problem.right)) < 0.5
    problem = replace(problem, right=changed(problem.right, newcomer=newcomer))
    lists = solve(problem, params=Params(top=6, exploration=exploration)).left
    for owner in range(len(lists)):
        listed = lists.partner[lists.offsets[owner] : lists.offsets[owner + 1]]
        groups = problem.right.organisation[listed]
        assert len(set(groups.tolist())) == len(groups)


def test_equal_totals_and_zero_capacities_settle() -> None:
    problem = random_problem(3)
    even = replace(
        problem,
        left=changed(problem.left, capacity=np.full(len(problem.left), 9.0)),
        right=changed(problem.right, capacity=np.full(len(problem.right), 7.0)),
    )
    assert solve(even, params=Params(congestion=1.0)).prices.settled
    nobody = replace(problem, right=changed(problem.right, capacity=np.zeros(len(problem.right))))
    result = solve(nobody, params=Params(congestion=1.0))
    assert result.status == "empty"
    assert len(result.left.partner) == 0
    assert result.stopped.no_capacity == len(problem.left) * len(problem.right)
    assert np.all(np.isfinite(result.prices.left))


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_the_narrowest_spread_has_prices_too(seed: int) -> None:
    problem = random_problem(seed)
    scores = score_pairs(problem, params=EXACT)
    # Chances so small that their 50th power is none in single precision.
    small = replace(scores, forward=scores.forward / 1e3, backward=scores.backward / 1e3)
    masses = compute_market_mass(problem.left), compute_market_mass(problem.right)
    one, other = (
        find_prices(some, *masses, params=replace(EXACT, beta=0.02)) for some in (scores, small)
    )
    assert np.all(np.isfinite(one.left) & (one.left >= 0) & (one.left <= 1))
    # Who is not in the market may be liked far more than all in it.
    best = int(scores.forward.sum(axis=0).argmax())
    alone = np.where(np.arange(len(masses[0])) == best, 0.0, masses[0])
    few = replace(
        scores,
        forward=np.where(alone > 0, small.forward, scores.forward),
        backward=np.where(alone > 0, small.backward, scores.backward),
    )
    without = find_prices(few, alone, masses[1], params=replace(EXACT, beta=0.02))
    assert np.all(np.isfinite(np.concatenate([without.left, without.right])))
    assert other.left == pytest.approx(one.left, abs=2e-3)
    assert other.right == pytest.approx(one.right, abs=2e-3)


def test_gini_of_even_and_of_one_sided_amounts() -> None:
    assert compute_gini([3, 3, 3]) == pytest.approx(0)
    assert compute_gini([0, 0, 0, 8]) == pytest.approx(0.75)
    assert compute_gini([]) == compute_gini([0, 0]) == 0
