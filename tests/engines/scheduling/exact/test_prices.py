"""Prices of slots and tables never claim more breaks than there are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.engines.scheduling.exact.makers import forum, problems, without

from fairlead.engines.scheduling import BreakPrices, Problem, Proof, Status
from fairlead.engines.scheduling.exact import BreakParams, solve_breaks
from fairlead.engines.scheduling.exact._reference import find_fewest_breaks_by_trying
from fairlead.engines.scheduling.exact.bound import find_fewest_breaks, is_impossible
from fairlead.engines.scheduling.exact.forum import open_forum
from fairlead.engines.scheduling.exact.prices import bound_of, price_breaks
from fairlead.engines.scheduling.verification.bound import find_false_claims
from fairlead.engines.scheduling.verification.breaks import NEVER, count_breaks_by_prices


def test_prices_prove_breaks_that_only_appear_together() -> None:
    problem = forum([(0, 1), (0, 2), (3, 4), (3, 5)], 4, tables=1)
    problem = without(problem, (1, 1), (1, 2), (1, 3), (4, 0), (4, 2), (4, 3))
    prices = price_breaks(open_forum(problem), seconds=10.0)
    assert prices is not None
    assert find_fewest_breaks(open_forum(problem)) == [0, 0, 0, 0, 0, 0]
    assert bound_of(open_forum(problem), prices) == find_fewest_breaks_by_trying(problem) == 1


def test_a_result_proved_by_prices_is_believed_and_a_forged_one_is_not() -> None:
    problem = forum([(0, 1), (0, 2), (3, 4), (3, 5)], 4, tables=1)
    problem = without(problem, (1, 1), (1, 2), (1, 3), (4, 0), (4, 2), (4, 3))
    result = solve_breaks(problem, params=BreakParams(workers=0))
    assert (result.status, result.breaks) == (Status.OPTIMAL, 1)
    prices = price_breaks(open_forum(problem), seconds=10.0)
    proved = replace(result, proof=Proof.PRICE_CERTIFICATE, certificate=prices)
    assert find_false_claims(problem, proved) == []
    nothing = BreakPrices(np.zeros((6, 4), dtype=np.int64), np.zeros(4, dtype=np.int64))
    assert find_false_claims(problem, replace(proved, certificate=nothing)) == [
        "the prices prove 0, the result says 1"
    ]


def test_a_meeting_without_a_slot_is_never_held_whatever_the_prices() -> None:
    problem = without(forum([(0, 1)], 2), (0, 0), (1, 1))
    problem = replace(problem, capacity=np.full(2, 2, dtype=np.int32))
    free = BreakPrices(np.zeros((2, 2), dtype=np.int64), np.zeros(2, dtype=np.int64))
    assert count_breaks_by_prices(problem, free) * BreakPrices.UNIT >= NEVER


def test_a_negative_price_of_a_table_is_refused() -> None:
    prices = BreakPrices(np.zeros((2, 2), dtype=np.int64), np.array([0, -1]))
    with pytest.raises(ValueError, match="zero or more"):
        count_breaks_by_prices(forum([(0, 1)], 2), prices)


@settings(max_examples=120, deadline=None)
@given(problem=problems(), seed=st.integers(0, 2**16))
def test_no_prices_prove_more_than_there_is(problem: Problem, seed: int) -> None:
    seen = open_forum(problem)
    assume(not is_impossible(seen))
    fewest = find_fewest_breaks_by_trying(problem)
    assume(fewest is not None)
    random = np.random.default_rng(seed)
    size = BreakPrices.UNIT * 2
    drawn = BreakPrices(
        random.integers(-size, size, (len(seen.of), seen.horizon)),
        random.integers(0, size, seen.horizon),
    )
    best = price_breaks(seen, seconds=10.0)
    for prices in (drawn, best):
        if prices is not None:
            assert bound_of(seen, prices) <= (fewest or 0)
            assert count_breaks_by_prices(problem, prices) == bound_of(seen, prices)
