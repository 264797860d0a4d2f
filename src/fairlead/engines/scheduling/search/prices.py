"""Prices of slots, and the bound they give on every timetable.

For prices of zero or more the bound is ``sum of capacity * price + sum over requests of
max(0, weight - cheapest allowed slot)`` (Lagrange duality; methods of the price certificate).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fairlead.engines.native.parts import part
from fairlead.engines.native.words import lowest
from fairlead.engines.scheduling.problem import Bools, Floats, Ints
from fairlead.engines.scheduling.search.marks import kernel
from fairlead.engines.scheduling.search.state import Longs, State, count_room

MOST_LEVELS = 64


@dataclass(frozen=True, slots=True)
class HubChoice:
    """The best timetable when only one side of each request, its hub, counts."""

    slot: Ints
    """(R,) slot of each chosen request, -1."""
    price: Floats
    """(N, T) prices that prove it the best."""
    table: float
    """Price of a place at a shared table, the same in every slot."""


def choose_by_hubs(state: State, board: State, room: Longs) -> HubChoice:
    """Return the requests to place first, with prices that bound every timetable.

    The hub of a request is the participant with more requests for its room (N,). What a hub can
    hold is then a transversal matroid, for which taking the heaviest first is optimal; the price
    of a slot is the weight of the heaviest request that was refused and could have led to it.
    When more meetings are chosen than the shared tables hold in all, the price of a place at a
    table is found by bisection.
    """
    degree = np.diff(state.mine_from)
    load = degree / np.maximum(room, 1)
    hub = np.where(load[state.left] >= load[state.right], state.left, state.right)
    hub = hub.astype(np.int32)
    places = int(state.limits[0])
    best = _choose(state, board, hub, 0.0)
    if int((best.slot[state.at_table] >= 0).sum()) <= places:
        return best
    low, high = 0.0, float(state.weight[state.at_table].max())
    steps = sorted({0.0, *_list_levels(state.weight[state.at_table])})
    if len(steps) <= MOST_LEVELS:
        # The bound is a convex function that bends only where the order of weights changes.
        while len(steps) > 2:
            middle = steps[len(steps) // 2]
            over = _is_over(trial := _choose(state, board, hub, middle), state, places)
            steps = steps[len(steps) // 2 :] if over else steps[: len(steps) // 2 + 1]
            best = best if over else trial
        return best if best.table else _choose(state, board, hub, steps[-1])
    for _ in range(12):
        price = (low + high) / 2
        trial = _choose(state, board, hub, price)
        if _is_over(trial, state, places):
            low = price
        else:
            high, best = price, trial
    return best


def _list_levels(weight: Floats) -> list[float]:
    found: list[float] = np.unique(weight).tolist()
    return found


def _is_over(choice: HubChoice, state: State, places: int) -> bool:
    return int((choice.slot[state.at_table] >= 0).sum()) > places


def _choose(state: State, board: State, hub: Ints, table: float) -> HubChoice:
    weight = state.weight - table * state.at_table
    order = np.lexsort((-weight, ~state.pinned)).astype(np.int32)
    order = order[(weight[order] > 0) | state.pinned[order]]
    price = np.zeros((len(state.capacity), len(state.word)))
    slot = np.full(len(state.left), -1, dtype=np.int32)
    _price_transversal(board, hub, order, weight, price, slot)
    return HubChoice(slot, price, table)


@kernel
def _price_transversal(
    state: State, hub: Ints, order: Ints, weight: Floats, price: Floats, where: Ints
) -> None:
    """Write the best choice of each hub alone, its requests taken in order, and its prices.

    ``price`` (N, T) comes in as zeros and ``where`` (R,), the slot of each request, as -1.
    """
    slots, words = len(state.word), len(state.first)
    nodes = len(state.capacity)
    at = np.full((len(state.at), slots), -1, dtype=np.int32)
    used = np.zeros((nodes, slots), dtype=np.int32)
    tight = np.zeros((nodes, words), dtype=np.int64)
    via = np.zeros(slots, dtype=np.int32)
    queue = np.zeros(slots, dtype=np.int32)
    seen = np.zeros(words, dtype=np.int64)
    for node in range(nodes):
        if state.capacity[node] > 1:
            for slot in range(slots):
                used[node, slot] = state.capacity[node] - count_room(state, node, slot)
    for request in order:
        node = hub[request]
        inside = True
        for place in range(words):
            inside = inside and state.allow[request, place] & ~tight[node, place] == 0
        if inside:
            continue
        seen[:] = 0
        size = 0
        head = -1
        end = -1
        mover = request
        while True:
            for place in range(words):
                word = state.allow[mover, place] & ~seen[place]
                seen[place] |= word
                while word != 0:
                    slot = state.first[place] + lowest(word)
                    word &= word - 1
                    via[slot] = mover
                    queue[size] = slot
                    size += 1
                    if used[node, slot] < state.capacity[node]:
                        end = slot
            if end >= 0:
                break
            # The next meeting in a slot already reached, row by row; blocked rows have none.
            mover = -1
            while mover < 0 and head + 1 < size * state.capacity[node]:
                head += 1
                mover = at[
                    state.row[node] + head % state.capacity[node],
                    queue[head // state.capacity[node]],
                ]
            if mover < 0:
                break
        if end < 0:
            for place in range(size):
                slot = queue[place]
                price[node, slot] = max(price[node, slot], weight[request])
            for place in range(words):
                tight[node, place] |= seen[place]
            continue
        _shift(state, node, request, end, via, at=at, used=used, where=where)


@part
def _shift(
    state: State,
    node: int,
    request: int,
    end: int,
    via: Ints,
    at: Ints,
    used: Ints,
    where: Ints,
) -> None:
    """Move each meeting of the way that ends in slot ``end`` one step on."""
    slot = end
    row = state.row[node]
    while at[row, slot] >= 0:
        row += 1
    used[node, slot] += 1
    while True:
        mover = via[slot]
        before = where[mover]
        at[row, slot] = mover
        where[mover] = slot
        if mover == request:
            return
        row = state.row[node]
        while at[row, before] != mover:
            row += 1
        slot = before


@kernel
def price_bound(state: State, price: Floats, table: Floats, open_slot: Bools) -> float:
    """Return the bound of prices (N, T) of participants and (T,) of tables.

    ``open_slot`` (N, T): slots in which a participant can meet at all; others cost nothing.
    """
    total = 0.0
    for node in range(len(state.capacity)):
        for slot in range(len(state.word)):
            if open_slot[node, slot]:
                total += count_room(state, node, slot) * price[node, slot]
    for slot in range(len(state.word)):
        total += state.table_most[slot] * table[slot]
    group_best = np.zeros(len(state.group_held))
    for request in range(len(state.left)):
        surplus = state.weight[request] - _find_cheapest(state, request, price, table)
        if state.pinned[request]:
            total += surplus
            continue
        surplus = max(0.0, surplus)
        group = state.group[request]
        if group < 0:
            total += surplus
        else:
            group_best[group] = max(group_best[group], surplus)
    return total + group_best.sum()


@part
def _find_cheapest(state: State, request: int, price: Floats, table: Floats) -> float:
    best = 1e300
    left, right = state.left[request], state.right[request]
    for place in range(len(state.first)):
        word = state.allow[request, place]
        while word != 0:
            slot = state.first[place] + lowest(word)
            word &= word - 1
            cost = price[left, slot] + price[right, slot]
            if state.at_table[request]:
                cost += table[slot]
            best = min(best, cost)
    return best


@kernel
def soften_prices(
    state: State, price: Floats, table: Floats, open_slot: Bools, heat: float, rounds: int
) -> None:
    """Move prices towards those at which every slot is asked for as often as it has room.

    Each request spreads over its slots in proportion to ``exp((weight - cost) / heat)``, not
    meeting at all counting as 1; a price moves by ``heat / 2`` times the logarithm of demand by
    room and stays zero or more.
    """
    slots = len(state.word)
    demand = np.zeros_like(price)
    table_demand = np.zeros_like(table)
    chance = np.zeros(slots)
    for _ in range(rounds):
        demand[:] = 1e-9
        table_demand[:] = 1e-9
        for request in range(len(state.left)):
            left, right = state.left[request], state.right[request]
            at_table = state.at_table[request]
            lowest_cost = _find_cheapest(state, request, price, table)
            shift = max(0.0, state.weight[request] - lowest_cost)
            total = np.exp(-shift / heat)
            if state.weight[request] - lowest_cost < -12 * heat:
                continue
            for place in range(len(state.first)):
                word = state.allow[request, place]
                while word != 0:
                    slot = state.first[place] + lowest(word)
                    word &= word - 1
                    cost = price[left, slot] + price[right, slot]
                    if at_table:
                        cost += table[slot]
                    gain = (state.weight[request] - cost - shift) / heat
                    chance[slot] = np.exp(gain) if gain > -12 else 0.0
                    total += chance[slot]
            for place in range(len(state.first)):
                word = state.allow[request, place]
                while word != 0:
                    slot = state.first[place] + lowest(word)
                    word &= word - 1
                    share = chance[slot] / total
                    demand[left, slot] += share
                    demand[right, slot] += share
                    if at_table:
                        table_demand[slot] += share
        for node in range(len(state.capacity)):
            for slot in range(slots):
                if open_slot[node, slot]:
                    step = 0.5 * heat * np.log(demand[node, slot] / count_room(state, node, slot))
                    price[node, slot] = max(0.0, price[node, slot] + step)
        for slot in range(slots):
            if state.table_most[slot] > 0:
                step = 0.5 * heat * np.log(table_demand[slot] / state.table_most[slot])
                table[slot] = max(0.0, table[slot] + step)
