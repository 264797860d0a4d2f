"""Good choices are looked for near unlike ones, and keep the rules."""

from __future__ import annotations

import math
import time

import numpy as np
import pytest
from benchmarks.portfolio.generate import proposals

from fairlead.engines.portfolio.model import Model
from fairlead.engines.portfolio.near_choices import Seeker
from fairlead.engines.portfolio.problem import Problem
from fairlead.engines.portfolio.rows import build_rows
from fairlead.engines.portfolio.tree_search import BestChoice, TreeSearch
from fairlead.engines.portfolio.verify import verify


def make_seeker(problem: Problem, *, seconds: float = 600) -> Seeker:
    rows = build_rows(problem)
    relaxed = Model(problem, rows, seed=0).relax(seconds=60)
    assert relaxed is not None
    search = TreeSearch(problem, rows, relaxed, ends=time.perf_counter() + seconds)
    return Seeker(search, np.random.default_rng(0))


@pytest.fixture(name="problem", scope="module")
def build_problem() -> Problem:
    return proposals(150, partners=4, years=3, seed=11, fair=True)


def test_what_is_found_near_keeps_the_rules_and_is_worth_more(problem: Problem) -> None:
    seeker, found = make_seeker(problem), BestChoice()
    seeker.dive_and_improve(found)
    before = found.worth
    seeker.look_near(found, [], work=6_000)
    assert found.choice is not None
    assert verify(problem, found.choice.astype(np.bool_)) == ()
    worths = problem.npv / np.abs(problem.npv).max()
    assert found.worth == pytest.approx(float(worths @ found.choice))
    assert found.worth > before


def test_choices_beside_each_other_are_unlike(problem: Problem) -> None:
    seeker, found = make_seeker(problem), BestChoice()
    seeker.dive_and_improve(found)
    seeker.look_near(found, [], work=6_000)
    kept = [choice for _, choice in seeker.pool]
    assert len(kept) > 1
    for at, one in enumerate(kept):
        assert all((one != other).sum() >= 8 for other in kept[:at])
    worths = [worth for worth, _ in seeker.pool]
    assert worths == sorted(worths, reverse=True)
    assert worths[0] == pytest.approx(found.worth)


def test_two_that_seek_share_what_they_keep(problem: Problem) -> None:
    one, other, found = make_seeker(problem), make_seeker(problem), BestChoice()
    one.dive_and_improve(found)
    other.join_all(one)
    assert [worth for worth, _ in other.pool] == [worth for worth, _ in one.pool]


def test_nothing_is_looked_for_after_the_end(problem: Problem) -> None:
    seeker, found = make_seeker(problem, seconds=-1), BestChoice()
    seeker.dive_and_improve(found)
    seeker.look_near(found, [], work=10_000)
    assert found.worth == -math.inf
