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
from numpy.typing import NDArray
from tests.engines.matching.markets import random_problem

from fairlead.engines.matching.kernels import choose, compiled, plain
from fairlead.engines.matching.kernels.compiled import numbers as compiled_numbers
from fairlead.engines.matching.kernels.plain import numbers as plain_numbers
from fairlead.engines.matching.kernels.records import (
    BestOffers,
    EntryPairs,
    EvidenceColumns,
    Heaps,
    ListRows,
    MatrixRows,
    OfferRows,
    RankedRows,
    SparseRows,
    TrialRows,
)
from fairlead.engines.matching.params import Params
from fairlead.engines.matching.problem import Problem
from fairlead.engines.matching.reasons import pair_terms
from fairlead.engines.matching.score import build_market_rows, score_pairs
from fairlead.engines.matching.solve import solve
from fairlead.engines.matching.terms import make_tables
from fairlead.engines.native.kernels import NativeKernel

compiled_chance = NativeKernel(compiled_numbers.compute_chance)
compiled_log = NativeKernel(compiled_numbers.take_log)
compiled_factor = NativeKernel(compiled_numbers.draw_factor)
compiled_lot = NativeKernel(compiled_numbers.draw_lot)

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
    assert_same(chances, np.array([compiled_chance(x) for x in odds], np.float32))
    assert np.all((chances > 0) == np.isfinite(odds))
    above = np.exp(rng.uniform(-60, 60, 200)).astype(np.float32)
    logs = plain_numbers.take_log(above)
    assert_same(logs, np.array([compiled_log(x) for x in above], np.float32))
    assert np.allclose(logs, np.log(above.astype(np.float64)), rtol=3e-7, atol=3e-7)
    powers = plain_numbers.raise_e(logs)
    assert np.allclose(powers, above, rtol=2e-5)
    owner, key = (rng.integers(-(2**31), 2**31, 200).astype(np.int32) for _ in range(2))
    spread = np.full(200, rng.choice([0.5, 1, 10]), np.float32)
    draws = plain_numbers.draw_factors(owner, key, seed, spread)
    lots = plain_numbers.draw_lots(owner, key, seed, np.float32(0.04))
    for at in range(200):
        pair = owner[at], key[at], seed
        assert compiled_factor(*pair, spread[at]) == draws[at]
        assert compiled_lot(*pair, np.float32(0.04)) == lots[at]


@HOW
@given(
    seed=SEEDS,
    owners=st.integers(1, 8),
    shown=st.integers(0, 90),
    room=st.integers(1, 12),
    alone=st.booleans(),
)
def test_of_equal_scores_the_same_are_listed(
    seed: int, owners: int, shown: int, room: int, *, alone: bool
) -> None:
    rng = np.random.default_rng(seed)
    chances = rng.choice([0, 0.25, 0.5, 1], (2, owners, shown)).astype(np.float32)
    group = np.arange(shown) if alone else np.sort(rng.integers(0, 6, shown))
    rows = _list_rows(rng, owners, shown, group)
    nobody = np.empty(0, np.int32)
    no_rows = _list_rows(rng, shown, owners, np.arange(owners))._replace(
        order=nobody, place=np.full(owners, -1, np.int32)
    )

    def listed(kernels: Any, *, of_left: bool) -> list[Any]:
        ours = owners if not of_left else 0
        shape = ours, room
        ranked = RankedRows(
            np.full(shape, -1, np.int32), np.full(shape, -np.inf, np.float32),
            np.zeros(shape, np.float32), np.zeros(shape, np.float32), np.zeros(ours, np.float32),
            room,
        )  # fmt: skip
        places = room if of_left else 0
        empty = np.zeros((owners, 2 * places), np.float32)
        heaps = Heaps(
            empty - np.inf, np.full(empty.shape, -1, np.int32), np.zeros(owners, np.int32),
            empty.copy(), np.zeros(owners, np.int32), places, places,
        )  # fmt: skip
        sides = [np.ascontiguousarray(side.T if of_left else side) for side in chances]
        if of_left:
            ranked = ranked._replace(who=np.empty((shown, 0), np.int32))
            order = np.append(rows.order, np.flatnonzero(rows.place < 0)).astype(np.int32)
            both = _list_rows(rng, shown, owners, np.arange(owners)), rows
        else:
            order, both = np.arange(owners, dtype=np.int32), (rows, no_rows)
        kernels.fill_lists_of_matrix(0, len(order), order, MatrixRows(*sides), *both, ranked, heaps)
        kernels.trim_heaps(0, owners, heaps)
        by_place = np.argsort(heaps.place, axis=1)
        return [
            *ranked[:5], heaps.size, np.sort(heaps.bar, axis=1),
            *(np.take_along_axis(x, by_place, 1) for x in heaps[:2]),
        ]  # fmt: skip

    for of_left in (False, True):
        one, other = listed(plain, of_left=of_left), listed(compiled, of_left=of_left)
        for mine, theirs in zip(one, other, strict=True):
            assert_same(mine, theirs)


def _list_rows(
    rng: np.random.Generator, owners: int, candidates: int, group: NDArray[np.int64]
) -> ListRows:
    order = np.flatnonzero(rng.random(candidates) < 0.8).astype(np.int32)
    place = np.full(candidates, -1, np.int32)
    place[order] = np.arange(len(order))
    return ListRows(
        factor=np.where(place >= 0, rng.choice([0.5, 1], candidates), 0).astype(np.float32),
        order=order,
        place=place,
        group=group.astype(np.int32),
        alone=len(set(group.tolist())) == candidates,
        spread=np.zeros(owners, np.float32),
        owner_key=np.arange(owners, dtype=np.int32),
        key=np.arange(candidates, dtype=np.int32),
        near=np.float32(0),
        seed=1,
    )


@HOW
@given(seed=SEEDS, sides=st.tuples(st.integers(1, 12), st.integers(1, 20)))
def test_short_numbers_and_single_pairs_are_the_same(seed: int, sides: tuple[int, int]) -> None:
    problem = random_problem(seed, left=sides[0], right=sides[1])
    params = Params()
    market = build_market_rows(problem, params, make_tables(problem, params))
    shape = sides[1], sides[0]
    right, left = (at.ravel().astype(np.int32) for at in np.indices(shape))
    whole = score_pairs(problem, params=params)
    found = []
    for kernels in (plain, compiled):
        worth, wide = np.zeros(shape, np.uint16), np.zeros(shape, np.float32)
        inside, total = np.ones(sides[0], np.float32), np.zeros((2, sides[1]), np.float32)
        counts = np.zeros((sides[1], 3), np.int64)
        how = np.float32(0.5), 6.0, inside
        kernels.fill_short_worth_of_market(0, sides[1], market, *how, worth, total[0], counts)
        kernels.fill_worth_of_market(0, sides[1], market, *how, wide, total[1], counts)
        back = (worth.astype(np.uint32) << 16).view(np.float32)
        assert np.allclose(back, wide, rtol=2.0**-7.99, atol=0)
        column, roots = np.zeros(sides[0], np.float32), np.zeros(sides[1], np.float32)
        mass = np.arange(sides[1], dtype=np.float32)
        kernels.price_short_rows(0, sides[1], worth, inside, mass, roots, column)
        again, same = np.zeros_like(column), np.zeros_like(roots)
        kernels.price_rows(0, sides[1], back, inside, mass, same, again)
        assert_same(roots, same)
        assert_same(column, again)
        single = np.empty((2, len(left)), np.float32)
        kernels.score_entries(0, len(left), market, left, right, *single)
        assert_same(single[0].reshape(shape), whole.forward)
        assert_same(single[1].reshape(shape), whole.backward)
        found.append((worth, wide, total, counts, column, roots))
    for mine, theirs in zip(*found, strict=True):
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

    answers = rng.choice([0, 0.3, 1], (8, 8)).astype(np.float32)
    types = rng.integers(-1, 7, (2, 8, 8)).astype(np.int8)
    rows = EntryPairs(
        rng.integers(0, parties, pairs), rng.integers(0, parties, pairs), *entries(), *entries(),
        rng.choice([0, 2, 4, 10], (5, 5)).astype(np.int8), answers,
        np.searchsorted([0, 0.3, 1], answers - 0.1).astype(np.uint8), *types,
    )  # fmt: skip
    found = []
    for kernels in (plain, compiled):
        nearness, seeks, offers = (np.empty(pairs, np.int8) for _ in range(3))
        place, answer = np.empty(pairs, np.int32), np.empty(pairs, np.float32)
        out = EvidenceColumns(nearness, place, seeks, offers, answer)
        kernels.fill_evidence(0, pairs, rows, out)
        found.append(out)
    for mine, theirs in zip(*found, strict=True):
        assert_same(mine, theirs)


@HOW
@given(seed=SEEDS, owners=st.integers(1, 6), candidates=st.integers(1, 8))
def test_the_same_requests_are_answered_in_turn(seed: int, owners: int, candidates: int) -> None:
    rng = np.random.default_rng(seed)
    places, copies = int(rng.integers(1, candidates + 1)), int(rng.integers(1, 4))
    lists = rng.permuted(np.tile(np.arange(candidates), (owners, 1)), axis=1)[:, :places]
    asks, answers = rng.random((2, owners, candidates), dtype=np.float32)
    requests = owners * copies
    fair = TrialRows(
        asks, answers, np.ascontiguousarray(lists, np.int32),
        np.concatenate([rng.permutation(owners) for _ in range(copies)]),
        np.repeat(np.arange(copies) * candidates, owners),
        *rng.random((2, places, requests), dtype=np.float32),
    )  # fmt: skip
    found = []
    mine, theirs = rng.integers(0, 3, requests), rng.integers(0, 3, candidates * copies)
    for kernels in (plain, compiled):
        left = mine.copy(), theirs.copy()
        found.append((kernels.hold_in_turn(fair, *left), *left))
    assert found[0][0] == found[1][0] == (mine - found[0][1]).sum()
    assert (found[0][1] == found[1][1]).all()
    assert (found[0][2] == found[1][2]).all()


def _sparse(rng: np.random.Generator, count: int) -> SparseRows:
    held = rng.random((count, 12)) < 0.4
    indptr = np.r_[0, np.cumsum(held.sum(axis=1))].astype(np.int64)
    data = rng.choice([0.0, 0.25, 0.5, 1.0], int(held.sum())).astype(np.float32)
    return SparseRows(indptr, np.nonzero(held)[1].astype(np.int32), data)
