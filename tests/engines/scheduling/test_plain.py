"""What is run as plain Python on small problems gives what the compiled search gives."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from fairlead.engines.native.words import count, lowest
from fairlead.engines.scheduling import SHARED_TABLE, Problem, solve
from fairlead.engines.scheduling.bounds import bound_by_prices, find_best_bound
from fairlead.engines.scheduling.search import exchange, keep_released, polish, prices, repair
from fairlead.engines.scheduling.search.augment import open_way
from fairlead.engines.scheduling.search.open_state import open_state
from fairlead.engines.scheduling.search.state import (
    PLAIN_REQUESTS,
    State,
    make_compiled_board,
    open_board,
)


def small(seed: int) -> Problem:
    """Return a problem with every rule, tight enough that the search has to move meetings."""
    random = np.random.default_rng(seed)
    people, requests, slots = 14, 40, (5, 4)
    pairs = [(a, b) for a in range(5) for b in range(5, people)]
    chosen = np.array(pairs, dtype=np.int32)[random.permutation(len(pairs))[:requests]]
    host = np.where(random.random(requests) < 0.6, SHARED_TABLE, chosen[:, 1])
    return Problem(
        slots_per_day=slots,
        capacity=np.where(random.random(people) < 0.3, 2, 1).astype(np.int32),
        available=random.random((people, sum(slots))) < 0.85,
        a=chosen[:, 0],
        b=chosen[:, 1],
        weight=random.integers(1, 6, requests).astype(float),
        host=host.astype(np.int32),
        tables=2,
        hall=random.integers(0, 2, people).astype(np.int32),
        walk=np.array([[0, seed % 2], [seed % 2, 0]], dtype=np.int32),
        max_per_day=4,
        max_in_row=3 if seed % 3 else None,
        precedences=np.array([[0, 1], [2, 3]], dtype=np.int32),
    )


def search(problem: Problem, *, compiled: bool) -> tuple[list[object], State]:
    """Return what every kernel says of a problem in turn, and the state after them."""
    state = open_state(problem, seed=7)
    board = make_compiled_board(state) if compiled else state
    way, said = open_way(state), list[object]()
    order = np.argsort(-state.weight, kind="stable").astype(np.int32)
    hub = np.where(state.left % 2 == 0, state.left, state.right).astype(np.int32)
    price = np.zeros((len(state.capacity), problem.slots))
    slot = np.full(problem.requests, -1, dtype=np.int32)
    prices._price_transversal(board, hub, order, state.weight, price, slot)
    said += [price.tolist(), slot.tolist()]
    price, table = np.zeros((len(state.capacity), problem.slots)), np.zeros(problem.slots)
    every = np.ones_like(price, dtype=np.bool_)
    prices.soften_prices(board, price, table, every, 0.5, 5)
    said.append(prices.price_bound(board, price, table, every))
    said.append(repair.place_at(board, problem.locked))
    said.append(repair.place_all(board, order, way, 20, 4))
    waiting = exchange.open_waiting(state)
    said.append(exchange.exchange_all(board, waiting, order, way, 4))
    weight = float(state.weight[state.slot >= 0].sum())
    said.append(exchange.anneal_waiting(board, waiting, way, weight, weight, 0.5, 300, 4))
    repair.restore(board, waiting.best)
    released = np.roll(waiting.best, 1).astype(np.int32)
    cost, seen = np.full(problem.requests, 0.5), np.zeros(problem.requests, dtype=np.bool_)
    said.append(keep_released.place_gently(board, order, way, released, cost, seen, 4))
    each = polish.count_all_breaks(board, len(state.capacity))
    held = np.flatnonzero(state.slot >= 0).astype(np.int32)
    for goal in (
        (1.0, 0.0, 0.01, 0.0),
        (1e6, 0.0, 0.0, 1.0),
        (1e12, 1.0, 0.0, 1e6),
        (1e12, 0.0, 1.0, 1e6),
    ):
        said.append(polish.polish(board, each, held, np.array(goal), 0.4, 300))
    return [*said, each.tolist()], state


@pytest.mark.parametrize("seed", range(6))
def test_every_kernel_says_the_same(seed: int) -> None:
    problem = small(seed)
    plain, plain_state = search(problem, compiled=False)
    compiled, compiled_state = search(problem, compiled=True)
    assert plain[2] == pytest.approx(compiled[2], rel=1e-12)  # a sum in another order
    assert plain[:2] + plain[3:] == compiled[:2] + compiled[3:]
    for name, one, other in zip(State._fields, plain_state, compiled_state, strict=True):
        assert np.array_equal(np.asarray(one), np.asarray(other)), name


@pytest.mark.parametrize("seed", range(6))
def test_the_bound_of_prices_by_numpy_is_that_of_the_loops(seed: int) -> None:
    problem = replace(small(seed), max_per_day=None)  # the loops know no limits
    if seed % 2:
        firms = np.arange(len(problem.capacity), dtype=np.int32) // 2
        locked = np.full(problem.requests, -1, dtype=np.int32)
        locked[20] = int(
            np.flatnonzero(problem.available[[problem.a[20], problem.b[20]]].all(0))[0]
        )
        problem = replace(problem, organisation=firms, once_per_pair=True, locked=locked)
    state = open_state(problem, seed=0)
    random = np.random.default_rng(seed)
    price, table = random.random((len(state.capacity), problem.slots)) * 3, random.random(9)
    some = random.random(price.shape) < 0.8
    quick = bound_by_prices(state, state, price, table, some)
    assert quick == pytest.approx(prices.price_bound(state, price, table, some), rel=1e-12)


def test_few_requests_start_no_compiler_and_many_do() -> None:
    few, many = small(0), small(0)
    assert few.requests <= PLAIN_REQUESTS
    state = open_state(few, seed=0)
    assert open_board(state) is state
    assert find_best_bound(few, state, state)[0].value > 0
    assert not isinstance(make_compiled_board(open_state(many, seed=0)), tuple)


def test_an_interrupt_in_a_plain_kernel_leaves_the_state_as_it_was() -> None:
    problem = small(1)
    state = open_state(problem, seed=0)
    before = [np.array(array) for array in state]

    class Interrupting(list[int]):
        def __iter__(self):  # type: ignore[no-untyped-def]
            yield 0
            yield 1
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        repair.place_all(state, Interrupting(), open_way(state), 0, 0)  # type: ignore[arg-type]
    after = [np.asarray(array) for array in state]
    assert all(np.array_equal(one, other) for one, other in zip(after, before, strict=True))


def test_a_small_timetable_is_as_good_as_the_bound() -> None:
    result = solve(small(2))
    assert result.weight <= result.bound
    assert result.held > 0


@pytest.mark.parametrize("word", [1, 2, 6, 1 << 61, (1 << 62) - 1])
def test_bits_of_a_word(word: int) -> None:
    assert count(word) == bin(word).count("1")
    assert lowest(word) == len(bin(word)) - len(bin(word).rstrip("0"))
