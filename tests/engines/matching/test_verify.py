"""The verifier passes what the engine makes and names what somebody changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.matching.markets import random_problem

from fairlead.engines.matching import Params, Problem, Result, build_pairs, solve, verify


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    congestion=st.sampled_from((0.0, 0.5, 1.0)),
    diversity=st.sampled_from((0.0, 0.3)),
    several=st.booleans(),
)
def test_what_the_engine_makes_is_right(
    seed: int, congestion: float, diversity: float, *, several: bool
) -> None:
    params = Params(
        top=5, congestion=congestion, diversity=diversity, several_per_organisation=several
    )
    problem = random_problem(seed)
    assert verify(problem, solve(problem, params=params, seed=seed), params=params) == []


PARAMS = Params(top=5)


def _first_long_list(result: Result) -> int:
    lengths = np.diff(result.left.offsets)
    return int(np.flatnonzero(lengths >= 2)[0])


def _changed(result: Result, name: str, change: Callable[[Any, int], None]) -> Result:
    values = getattr(result.left, name).copy()
    change(values, int(result.left.offsets[_first_long_list(result)]))
    return replace(result, left=replace(result.left, **{name: values}))


def _swap(values: Any, at: int) -> None:
    values[[at, at + 1]] = values[[at + 1, at]]


def _repeat(values: Any, at: int) -> None:
    values[at + 1] = values[at]


def _halve(values: Any, at: int) -> None:
    values[at] /= 2


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("partner", _repeat, "expected nobody twice"),
        ("score", _swap, "expected score"),
        ("score", _swap, "expected no more than"),
        ("mutual", _halve, "expected mutual"),
        ("p", _halve, "expected mutual"),
        ("q", _halve, "expected the chances of the left's list"),
    ],
)
def test_a_changed_figure_is_named(
    name: str, change: Callable[[Any, int], None], said: str
) -> None:
    problem = random_problem(3)
    result = solve(problem, params=PARAMS)
    wrong = verify(problem, _changed(result, name, change), params=PARAMS)
    assert any(said in line for line in wrong), wrong


def test_a_pair_that_is_kept_apart_is_named() -> None:
    problem = random_problem(3)
    result = solve(problem, params=PARAMS)
    owner = _first_long_list(result)
    partner = int(result.left.partner[result.left.offsets[owner]])
    right = problem.right
    hidden = right.hidden.copy()
    hidden[partner] = True
    full = right.capacity.copy()
    full[partner] = 0
    for changed, said in (
        (replace(problem, blocked=build_pairs([owner], [partner])), "expected no blocked"),
        (replace(problem, right=replace(right, hidden=hidden)), "expected nobody hidden"),
        (replace(problem, right=replace(right, capacity=full)), "expected somebody with"),
        (_of_one_organisation(problem, owner, partner), "expected another organisation"),
    ):
        wrong = verify(changed, result, params=PARAMS)
        assert any(f"left {owner}, entry 1: {said}" in line for line in wrong), wrong


def _of_one_organisation(problem: Problem, owner: int, partner: int) -> Problem:
    organisation = problem.right.organisation.copy()
    organisation[partner] = problem.left.organisation[owner]
    return replace(problem, right=replace(problem.right, organisation=organisation))


def test_a_list_that_is_too_long_is_named() -> None:
    problem = random_problem(3)
    wrong = verify(problem, solve(problem, params=PARAMS), params=Params(top=1))
    assert any("expected at most 1 entries" in line for line in wrong)
