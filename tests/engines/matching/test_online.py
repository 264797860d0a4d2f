"""One profile online gets the list that the whole run gives it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.matching.markets import random_problem

from fairlead.engines.matching.online import open_market, rank_profile
from fairlead.engines.matching.params import Params
from fairlead.engines.matching.solve import solve


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_an_unchanged_profile_keeps_its_list(seed: int, of_left: bool) -> None:  # noqa: FBT001
    problem = random_problem(seed)
    params = Params(top=4, congestion=0.7, several_per_organisation=True)
    result = solve(problem, params=params)
    market = open_market(problem, result, of_left=of_left)
    side, lists = (problem.left, result.left) if of_left else (problem.right, result.right)
    for position in range(len(side)):
        alone = rank_profile(market, side.take([position]), position=position, params=params)
        span = slice(int(lists.offsets[position]), int(lists.offsets[position + 1]))
        assert alone.score.tolist() == pytest.approx(lists.score[span].tolist(), rel=1e-3, abs=1e-6)


def test_more_than_one_profile_is_refused() -> None:
    problem = random_problem(1)
    market = open_market(problem, solve(problem), of_left=True)
    with pytest.raises(ValueError, match="Expected one profile, got 2"):
        rank_profile(market, problem.left.take(np.arange(2)))
