"""Groups against every possible group."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.engines.matching.groups import cover_steps, find_alternative_groups


def cheapest(covers: np.ndarray[tuple[int, int], np.dtype[np.bool_]], costs: list[float]) -> float:
    """Return the least cost of covering every coverable step, trying every group."""
    possible = covers.any(axis=0)
    best = np.inf
    for size in range(len(costs) + 1):
        for group in combinations(range(len(costs)), size):
            chosen = list(group)
            if np.all(covers[chosen][:, possible].any(axis=0)):
                best = min(best, sum(costs[maker] for maker in chosen))
    return float(best)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 7), st.integers(1, 6))
def test_small_covers_are_optimal_and_proved(seed: int, makers: int, steps: int) -> None:
    rng = np.random.default_rng(seed)
    covers = rng.random((makers, steps)) < 0.4
    costs = rng.uniform(0.5, 2, makers)
    group = cover_steps(covers, costs)
    assert group.cost == pytest.approx(cheapest(covers, costs.tolist()))
    assert group.proved
    assert group.missing.tolist() == np.flatnonzero(~covers.any(axis=0)).tolist()


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_large_covers_stay_above_their_bound(seed: int) -> None:
    rng = np.random.default_rng(seed)
    covers = rng.random((9, 14)) < 0.35
    costs = rng.uniform(0.5, 2, 9)
    group = cover_steps(covers, costs)
    best = cheapest(covers, costs.tolist())
    assert group.bound <= best + 1e-9
    assert best <= group.cost + 1e-9


def test_alternatives_share_no_maker_and_cover_the_same_steps() -> None:
    covers = np.array([[1, 0], [0, 1], [1, 1], [0, 1]], dtype=bool)
    groups = find_alternative_groups(covers, np.array([1.0, 1.0, 1.5, 3.0]), count=5)
    assert [group.makers.tolist() for group in groups] == [[2], [0, 1]]


def test_costs_of_zero_are_refused() -> None:
    with pytest.raises(ValueError, match="costs above 0"):
        cover_steps(np.ones((1, 1), dtype=bool), np.zeros(1))
