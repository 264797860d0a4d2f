"""Generated fairs: the bound is reached or nearly, comfort costs no weight."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from benchmarks.scheduling.fairs import make_fair
from benchmarks.scheduling.peers import greedy

from fairlead.engines.scheduling import MeetingParams, Problem, Result, Status, Stop, solve
from fairlead.engines.scheduling.verification.bound import find_false_claims

ALONE = MeetingParams(polish=False)


def held(problem: Problem, params: MeetingParams) -> Result:
    result = solve(problem, params=params)
    assert find_false_claims(problem, result) == []
    return result


def test_an_ordinary_fair_is_proved_and_its_breaks_become_few() -> None:
    problem = make_fair(3_000, exhibitors=60, visitors=1_200, seed=2)
    alone, whole = held(problem, ALONE), held(problem, MeetingParams())
    assert alone.status == whole.status == Status.OPTIMAL
    assert whole.weight == alone.weight > (greedy(problem).value or 0)
    assert whole.breaks <= 0.3 * alone.breaks


@pytest.mark.parametrize(("window", "tables", "gap"), [(6, None, 0.02), (None, 20, 0.0005)])
def test_short_windows_and_scarce_tables(
    window: int | None, tables: int | None, gap: float
) -> None:
    problem = make_fair(4_000, exhibitors=100, visitors=2_000, seed=3, window=window, tables=tables)
    result = held(problem, ALONE)
    assert result.gap <= gap
    assert result.weight >= (greedy(problem).value or 0)


@pytest.mark.parametrize("bipartite", [True, False])
def test_both_sides_full(bipartite: bool) -> None:  # noqa: FBT001
    random = np.random.default_rng(4)
    one, two = np.triu_indices(100, 1)
    if bipartite:
        one, two = one[(one < 50) & (two >= 50)], two[(one < 50) & (two >= 50)]
    pick = random.choice(len(one), 900, replace=False)
    problem = Problem(
        slots_per_day=(8, 8),
        capacity=np.ones(100, dtype=np.int32),
        available=np.ones((100, 16), dtype=np.bool_),
        a=one[pick].astype(np.int32),
        b=two[pick].astype(np.int32),
        weight=random.choice([1.0, 2.0, 3.0], 900),
        host=np.full(900, -2, dtype=np.int32),
        tables=0,
    )
    result = held(problem, ALONE)
    assert result.gap <= (0.0 if bipartite else 0.01)


@pytest.mark.slow
def test_a_hundred_thousand_requests_in_seconds() -> None:
    problem = make_fair(100_000, exhibitors=1_000, visitors=20_000, seed=1)
    result = solve(problem, stop=Stop(seconds=10, gap=0.0002))
    assert result.gap <= 0.0002
    assert find_false_claims(problem, result) == []


def test_both_sides_full_and_there_here_and_there() -> None:
    """Ten exhibitors, visitors with four scattered slots: the integer optimum is near 1,156."""
    problem = make_fair(1_000, exhibitors=10, visitors=200, seed=1)
    random = np.random.default_rng(5)
    available = np.ones_like(problem.available)
    available[10:] = False
    four = np.argsort(random.random((200, 72)), axis=1)[:, :4]
    np.put_along_axis(available[10:], four, True, axis=1)
    result = held(replace(problem, available=available), ALONE)
    assert result.gap <= 0.006
