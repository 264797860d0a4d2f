"""Plain kernels give the same bits as compiled ones, by themselves and in whole runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.matching.markets import random_problem

from fairlead.engines.matching.kernels import choose, compiled, plain
from fairlead.engines.matching.kernels.compiled import numbers as compiled_numbers
from fairlead.engines.matching.kernels.plain import numbers as plain_numbers
from fairlead.engines.matching.kernels.records import (
    BestOffers,
    EntryPairs,
    Heaps,
    ListRows,
    OfferRows,
    SparseRows,
)
from fairlead.engines.matching.params import Params
from fairlead.engines.matching.problem import Problem
from fairlead.engines.matching.reasons import pair_terms
from fairlead.engines.matching.solve import solve

SEEDS = st.integers(0, 2**31)
HOW = settings(max_examples=60, deadline=None)


@contextmanager
def kernels_up_to(pairs: int) -> Iterator[None]:
    """Use plain kernels up to so many pairs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(choose, "PLAIN_PAIRS", pairs)
        yield


def both_ways(problem: Problem, params: Params, seed: int) -> list[dict[str, Any]]:
    """Return all that a run finds, plain and compiled."""
    found = []
    for pairs in (10**9, -1):
        with kernels_up_to(pairs):
            result = solve(problem, params=params, seed=seed)
            lists = result.right
            why = pair_terms(problem, lists.partner.astype(np.int64), lists.owner.astype(np.int64))
        columns = {
            f"{name} {field.name}": getattr(part, field.name)
            for name, part in (
                ("left", result.left), ("right", lists), ("prices", result.prices), ("why", why)
            )
            for field in fields(part)
        }  # fmt: skip
        found.append(columns | {"objective": result.objective, "stopped": result.stopped})
    return found


def assert_same(one: Any, other: Any, name: str = "") -> None:
    """Assert that two arrays or numbers are the same to the bit."""
    if isinstance(one, np.ndarray):
        assert one.dtype == other.dtype, name
        assert one.shape == other.shape, name
        assert one.tobytes() == other.tobytes(), name
    else:
        assert one == other, name


@HOW
@given(
    seed=SEEDS,
    sides=st.tuples(st.integers(1, 40), st.integers(1, 90)),
    params=st.builds(
        Params,
        top=st.integers(1, 12),
        congestion=st.sampled_from([0.0, 0.5, 1.0]),
        beta=st.sampled_from([1 / 6, 0.4, 1.0]),
        near=st.sampled_from([0.0, 0.04, 0.5]),
        spread=st.sampled_from([0.0, 1.0, 10.0]),
        diversity=st.sampled_from([0.0, 0.3]),
        exploration=st.sampled_from([0.0, 0.4]),
        several_per_organisation=st.booleans(),
    ),
)
def test_a_run_finds_the_same_plain_and_compiled(
    seed: int, sides: tuple[int, int], params: Params
) -> None:
    problem = random_problem(seed, left=sides[0], right=sides[1])
    some = np.random.default_rng(seed).random(sides[1]) < 0.3
    problem = replace(problem, right=replace(problem.right, newcomer=some, hidden=~some & False))
    plainly, compiledly = both_ways(problem, params, seed)
    for name, value in plainly.items():
        assert_same(value, compiledly[name], name)


@HOW
@given(seed=SEEDS)
def test_numbers_are_the_same_to_the_bit(seed: int) -> None:
    rng = np.random.default_rng(seed)
    odds = np.r_[rng.normal(0, 30, 200), 0.0, -0.0, 100, -100, -np.inf].astype(np.float32)
    chances = plain_numbers.compute_chance(odds)
    assert_same(chances, np.array([compiled_numbers.compute_chance(x) for x in odds], np.float32))
    assert np.all((chances > 0) == np.isfinite(odds))
    above = np.exp(rng.uniform(-60, 60, 200)).astype(np.float32)
    logs = plain_numbers.take_log(above)
    assert_same(logs, np.array([compiled_numbers.take_log(x) for x in above], np.float32))
    assert np.allclose(logs, np.log(above.astype(np.float64)), rtol=3e-7, atol=3e-7)
    powers = plain_numbers.raise_e(logs)
    assert np.allclose(powers, above, rtol=2e-5)
    owner, key = (rng.integers(-(2**31), 2**31, 200).astype(np.int32) for _ in range(2))
    spread = np.full(200, rng.choice([0.5, 1, 10]), np.float32)
    draws = plain_numbers.draw_factors(owner, key, seed, spread)
    lots = plain_numbers.draw_lots(owner, key, seed, np.float32(0.04))
    for at in range(200):
        pair = owner[at], key[at], seed
        assert compiled_numbers.draw_factor(*pair, spread[at]) == draws[at]
        assert compiled_numbers.draw_lot(*pair, np.float32(0.04)) == lots[at]


@HOW
@given(
    seed=SEEDS,
    owners=st.integers(1, 8),
    shown=st.integers(0, 30),
    room=st.integers(1, 12),
    alone=st.booleans(),
)
def test_of_equal_scores_the_same_are_listed(
    seed: int, owners: int, shown: int, room: int, *, alone: bool
) -> None:
    rng = np.random.default_rng(seed)
    chances = rng.choice([0, 0.25, 0.5, 1], (2, owners, shown)).astype(np.float32)
    group = np.arange(shown) if alone else np.sort(rng.integers(0, 6, shown))
    rows = ListRows(
        factor=rng.choice([0.5, 1], shown).astype(np.float32),
        order=np.flatnonzero(rng.random(shown) < 0.8).astype(np.int32),
        group=group.astype(np.int32),
        alone=alone,
        spread=np.zeros(owners, np.float32),
        owner_key=np.arange(owners, dtype=np.int32),
        key=np.arange(shown, dtype=np.int32),
        near=np.float32(0),
        seed=1,
    )

    def listed(kernels: Any, *, of_left: bool) -> list[Any]:
        heaps = Heaps(
            np.full((owners, room), -np.inf, np.float32),
            np.full((owners, room), -1, np.int32),
            np.zeros(owners, np.int32),
        )
        fill = kernels.fill_lists_of_left if of_left else kernels.fill_lists_of_right
        both = (np.ascontiguousarray(side.T if of_left else side) for side in chances)
        fill(0, owners, *both, rows, heaps)
        bar = np.zeros(owners, np.float32)
        kernels.fill_bars_of_right(0, owners, *chances, rows, room, np.zeros_like(bar), bar)
        again = np.zeros_like(bar)
        kernels.fill_bars_of_right(0, owners, *chances, rows, room, np.float32(0.9) * bar, again)
        assert np.array_equal(bar, again)  # what is known of it before changes nothing
        worst = np.where(heaps.size == room, heaps.score[:, 0], 0)
        order = np.argsort(heaps.place, axis=1)
        return [bar, heaps.size, worst, *(np.take_along_axis(x, order, 1) for x in heaps[:2])]

    for of_left in (False, True):
        one, other = listed(plain, of_left=of_left), listed(compiled, of_left=of_left)
        for mine, theirs in zip(one, other, strict=True):
            assert_same(mine, theirs)


@HOW
@given(seed=SEEDS, needs=st.integers(1, 9), makers=st.integers(1, 7), offers=st.integers(0, 30))
def test_the_same_offers_are_the_best(seed: int, needs: int, makers: int, offers: int) -> None:
    rng = np.random.default_rng(seed)
    rows = OfferRows(
        needs=_sparse(rng, needs),
        need_kinds=rng.integers(0, 8, needs).astype(np.uint8),
        offers=_sparse(rng, offers),
        offer_kinds=rng.integers(0, 8, offers).astype(np.uint8),
        owner=np.sort(rng.integers(0, makers, offers)).astype(np.int32),
        ranks=rng.choice([0, 2, 4, 10], (needs, offers)).astype(np.int8),
        answers=rng.choice([0, 0.3, 1], (8, 8)).astype(np.float32),
        width=12,
        cooperation=0.4,
    )
    found = []
    for kernels in (plain, compiled):
        zeros, none = np.zeros((needs, makers), np.float32), np.full((needs, makers), -1, np.int32)
        best = BestOffers(zeros, zeros.copy(), none, np.zeros((needs, makers), np.int8))
        kernels.fill_best_offers(0, needs, np.arange(needs), rows, best)
        found.append(best)
    for mine, theirs in zip(*found, strict=True):
        assert_same(mine, theirs)


@HOW
@given(seed=SEEDS, parties=st.integers(1, 9), pairs=st.integers(0, 40))
def test_the_same_entries_come_nearest(seed: int, parties: int, pairs: int) -> None:
    rng = np.random.default_rng(seed)

    def entries() -> tuple[Any, Any, Any]:
        start = np.r_[0, np.cumsum(rng.integers(0, 4, parties))].astype(np.int64)
        code = rng.integers(0, 5, start[-1]).astype(np.int32)
        return start, code, rng.integers(0, 8, start[-1]).astype(np.uint8)

    rows = EntryPairs(
        rng.integers(0, parties, pairs), rng.integers(0, parties, pairs), *entries(), *entries(),
        ranks=rng.choice([0, 2, 4, 10], (5, 5)).astype(np.int8),
        answers=rng.choice([0, 0.3, 1], (8, 8)).astype(np.float32),
    )  # fmt: skip
    found = []
    for kernels in (plain, compiled):
        columns = np.zeros(pairs, np.int8), *(np.full(pairs, -1, np.int32) for _ in range(2))
        kernels.fill_nearest_entries(0, pairs, rows, *columns)
        found.append(columns)
    for mine, theirs in zip(*found, strict=True):
        assert_same(mine, theirs)


def _sparse(rng: np.random.Generator, count: int) -> SparseRows:
    held = rng.random((count, 12)) < 0.4
    indptr = np.r_[0, np.cumsum(held.sum(axis=1))].astype(np.int64)
    data = rng.choice([0.0, 0.25, 0.5, 1.0], int(held.sum())).astype(np.float32)
    return SparseRows(indptr, np.nonzero(held)[1].astype(np.int32), data)
