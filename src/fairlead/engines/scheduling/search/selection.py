"""Which requests are worth placing: the degree bound by a flow, and its prices.

When only the number of meetings of each participant counts, the best choice of requests is a
linear program::

    max sum w x   with   sum of x over the requests of n <= room of n,  0 <= x <= 1

A participant with no more requests than room never binds, so only the others enter the flow.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fairlead.engines.scheduling.problem import Bools, Floats, Ints
from fairlead.engines.scheduling.search.state import Longs

UNITS = 1_000_000
"""Weights that are not whole numbers are rounded to this part of the largest in the flow."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The best requests when only the number of meetings of each participant counts."""

    chosen: Bools
    """(R,)"""
    price: Floats
    """(N,) what room for one more meeting of the participant would be worth."""
    table: float = 0.0
    """What one more place at a shared table would be worth."""


def choose(
    left: Ints,
    right: Ints,
    weight: Floats,
    room: Longs,
    *,
    at_table: Bools,
    table_room: int,
    pinned: Bools,
) -> Choice:
    """Return the requests to place first and the prices that bound every timetable.

    ``room`` (N,) is the most meetings of each participant, ``table_room`` the places at shared
    tables in all slots together; pinned requests are always chosen. The price of a table place is
    found by bisection.
    """
    free = _choose(left, right, weight, room, pinned)
    if int((free.chosen & at_table).sum()) <= table_room:
        return free
    low, high = 0.0, float(weight[at_table].max())
    best = free
    for _ in range(14):
        price = (low + high) / 2
        trial = _choose(left, right, weight - price * at_table, room, pinned)
        if int((trial.chosen & at_table).sum()) > table_room:
            low = price
        else:
            high, best = price, Choice(trial.chosen, trial.price, price)
    return best


def _choose(left: Ints, right: Ints, weight: Floats, room: Longs, pinned: Bools) -> Choice:
    """Return the choice without a price of tables; requests of weight 0 or less stay out."""
    room = room - np.bincount(left[pinned], minlength=len(room))
    room = np.maximum(room - np.bincount(right[pinned], minlength=len(room)), 0)
    live = (weight > 0) & ~pinned
    degree = np.bincount(left[live], minlength=len(room))
    degree += np.bincount(right[live], minlength=len(room))
    binds = degree > room
    left_binds, right_binds = binds[left] & live, binds[right] & live
    both, one = left_binds & right_binds, left_binds ^ right_binds
    price = np.zeros(len(room))
    chosen = pinned | (live & ~left_binds & ~right_binds)
    owner = np.where(left_binds, left, right)
    core = np.zeros(len(room), dtype=np.bool_)
    core[left[both]] = True
    core[right[both]] = True
    easy = np.flatnonzero(one & ~core[owner])
    _take_heaviest(easy, owner[easy], weight, room, chosen=chosen, price=price)
    if both.any():
        single = np.flatnonzero(one & core[owner])
        pair = np.flatnonzero(both)
        _solve_core(
            _Core(left[pair], right[pair], weight[pair], owner[single], weight[single], room),
            pair=pair,
            single=single,
            chosen=chosen,
            price=price,
        )
    return Choice(chosen, price)


def _take_heaviest(
    requests: Longs, owner: Ints, weight: Floats, room: Longs, *, chosen: Bools, price: Floats
) -> None:
    """Choose the heaviest requests of each owner; its price is the heaviest that stays out."""
    order = np.lexsort((-weight[requests], owner))
    requests, owner = requests[order], owner[order]
    begin = np.searchsorted(owner, owner)
    rank = np.arange(len(owner)) - begin
    inside = rank < room[owner]
    chosen[requests[inside]] = True
    out = requests[~inside]
    np.maximum.at(price, owner[~inside], weight[out])


@dataclass(frozen=True, slots=True)
class _Core:
    """Requests between two participants that both bind, and those of one of them alone."""

    one: Ints
    two: Ints
    weight: Floats
    owner: Ints
    owner_weight: Floats
    room: Longs


def _solve_core(core: _Core, *, pair: Longs, single: Longs, chosen: Bools, price: Floats) -> None:
    side = _find_sides(core.one, core.two, len(core.room))
    if side is None:
        _solve_flow_both_ways(core, pair=pair, single=single, chosen=chosen, price=price)
        return
    swap = side[core.one]
    head = np.where(swap, core.two, core.one)
    tail = np.where(swap, core.one, core.two)
    on_right = side[core.owner]
    flow = _solve_flow(head, tail, core.weight, core.owner, core.owner_weight, on_right, core.room)
    chosen[pair[flow[: len(pair)]]] = True
    chosen[single[flow[len(pair) :]]] = True
    _set_prices(head, tail, core, on_right, flow, price)


def _solve_flow_both_ways(
    core: _Core, *, pair: Longs, single: Longs, chosen: Bools, price: Floats
) -> None:
    """Solve the half-integral program of a graph with odd circles, as a flow on two copies."""
    count = len(core.room)
    head = np.concatenate([core.one, core.two])
    tail = np.concatenate([core.two, core.one]) + count
    double = _Core(
        head.astype(np.int32),
        tail.astype(np.int32),
        np.tile(core.weight, 2),
        np.concatenate([core.owner, core.owner + count]).astype(np.int32),
        np.tile(core.owner_weight, 2),
        np.tile(core.room, 2),
    )
    on_right = np.repeat([False, True], len(core.owner))
    flow = _solve_flow(
        head, tail, double.weight, double.owner, double.owner_weight, on_right, double.room
    )
    twice = np.zeros(2 * count)
    _set_prices(head, tail, double, on_right, flow, twice)
    price += (twice[:count] + twice[count:]) / 2
    pairs = flow[: 2 * len(pair)].reshape(2, -1)
    chosen[pair[pairs.all(axis=0)]] = True
    singles = flow[2 * len(pair) :].reshape(2, -1)
    chosen[single[singles.all(axis=0)]] = True


def _find_sides(one: Ints, two: Ints, count: int) -> Bools | None:
    """Return (N,) the side of each participant, None when an odd circle forbids two sides."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import breadth_first_order, connected_components

    there = coo_array((np.ones(len(one), dtype=np.int8), (one, two)), shape=(count, count))
    graph = (there + there.T).tocsr()
    side = np.zeros(count, dtype=np.bool_)
    _, part = connected_components(graph, directed=False)
    inside = np.unique(np.concatenate([one, two]))
    _, first = np.unique(part[inside], return_index=True)
    for root in inside[first]:
        order, before = breadth_first_order(graph, root, directed=False)
        for node in order[1:]:
            side[node] = not side[before[node]]
    return None if bool((side[one] == side[two]).any()) else side


def _round_weights(weight: Floats, largest: float) -> Longs:
    """Return weights as whole numbers for the flow."""
    if bool((weight == np.rint(weight)).all()) and largest < 1e9:
        return weight.astype(np.int64)
    return np.rint(weight * (UNITS / largest)).astype(np.int64)


def _solve_flow(
    head: Ints,
    tail: Ints,
    weight: Floats,
    owner: Ints,
    owner_weight: Floats,
    on_right: Bools,
    room: Longs,
) -> Bools:
    """Return which of the pairs, then of the singles, carry flow at the greatest weight."""
    from ortools.graph.python import min_cost_flow

    count = len(room)
    source, sink = count, count + 1
    both = _round_weights(np.concatenate([weight, owner_weight]), float(max(weight.max(), 1e-300)))
    heads, tails = np.unique(head), np.unique(tail)
    first = np.where(on_right, source, owner)
    second = np.where(on_right, owner, sink)
    loose = int(on_right.sum())
    flow = min_cost_flow.SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([head, first]),
        np.concatenate([tail, second]),
        np.ones(len(both), dtype=np.int64),
        -both,
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([heads, [source], tails]),
        np.full(len(heads) + 1 + len(tails), sink),
        np.concatenate([room[heads], [loose], room[tails]]),
        np.zeros(len(heads) + 1 + len(tails), dtype=np.int64),
    )
    total = int(room[heads].sum()) + loose
    flow.set_nodes_supplies(
        np.concatenate([heads, [source, sink]]), np.concatenate([room[heads], [loose, -total]])
    )
    status = flow.solve()
    if status != flow.OPTIMAL:
        raise RuntimeError(f"the flow of the degree bound ended with {status}")
    carried: Bools = np.asarray(flow.flows(arcs)) > 0
    return carried


def _set_prices(
    head: Ints, tail: Ints, core: _Core, on_right: Bools, flow: Bools, price: Floats
) -> None:
    """Write the dual prices of an optimal flow, by shortest ways in what the flow leaves open.

    With y = price for heads and y = -price for tails, optimality says ``y[head] - y[tail] <= w``
    on chosen and ``>= w`` on other pairs: difference constraints, relaxed until they hold.
    """
    pairs = len(head)
    weight = core.weight
    chosen, single = flow[:pairs], flow[pairs:]
    held = np.bincount(head[chosen], minlength=len(core.room))
    held += np.bincount(tail[chosen], minlength=len(core.room))
    held += np.bincount(core.owner[single], minlength=len(core.room))
    largest = float(max(weight.max(), core.owner_weight.max(initial=0.0)))
    y = np.zeros(len(core.room))
    y[head] = np.where(held[head] < core.room[head], 0.0, 2 * largest)
    np.minimum.at(y, core.owner[single & ~on_right], core.owner_weight[single & ~on_right])
    np.minimum.at(y, core.owner[~single & on_right], -core.owner_weight[~single & on_right])
    for _ in range(10_000):
        before = y.copy()
        np.minimum.at(y, head[chosen], y[tail[chosen]] + weight[chosen])
        np.minimum.at(y, tail[~chosen], y[head[~chosen]] - weight[~chosen])
        if np.array_equal(before, y):
            break
    price[head] = np.maximum(y[head], 0.0)
    price[tail] = np.maximum(-y[tail], 0.0)
