"""Large markets, whose chances are not kept: the same answers, prices as near as is said."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.matching.markets import random_problem

from fairlead.engines.matching import price
from fairlead.engines.matching.kernels import choose
from fairlead.engines.matching.params import Params
from fairlead.engines.matching.problem import MOST_PAIRS, Problem
from fairlead.engines.matching.profiles import make_profiles
from fairlead.engines.matching.solve import Result, solve
from fairlead.engines.matching.vectors import make_empty_vectors
from fairlead.engines.matching.verify import verify

PARAMS = Params(top=6, attention=1.0, tolerance=1e-6, rounds=300)


def _solve(problem: Problem, *, long_pairs: int) -> Result:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(choose, "PLAIN_PAIRS", -1)
        patch.setattr(price, "LONG_PAIRS", long_pairs)
        return solve(problem, params=PARAMS)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_prices_of_short_numbers_are_off_by_less_than_is_said(seed: int) -> None:
    problem = random_problem(seed, left=30, right=60)
    exact, near = (_solve(problem, long_pairs=pairs) for pairs in (10**9, 0))
    assert verify(problem, near, params=PARAMS) == []
    assert near.stopped == exact.stopped
    assert near.open_pairs == exact.open_pairs
    for mine, theirs in (
        (near.prices.left, exact.prices.left),
        (near.prices.right, exact.prices.right),
    ):
        assert np.abs(mine - theirs).max() < 0.004 * PARAMS.beta


def test_a_market_without_end_is_refused() -> None:
    side = make_profiles(make_empty_vectors(50_000), make_empty_vectors(50_000))
    with pytest.raises(ValueError, match=f"Expected at most {MOST_PAIRS:,} pairs"):
        Problem(side, side)
