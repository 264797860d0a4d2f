"""The bound on the weight of every timetable, and the certificate it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from fairlead.engines.scheduling.certificate import compute_degree_bound, count_day_room, open_slots
from fairlead.engines.scheduling.problem import Bools, Floats, Ints, Problem
from fairlead.engines.scheduling.relaxation import Relaxation
from fairlead.engines.scheduling.result import PriceCertificate, Proof, WeightRefutation
from fairlead.engines.scheduling.search.prices import (
    choose_by_hubs,
    price_bound,
    soften_prices,
)
from fairlead.engines.scheduling.search.selection import choose
from fairlead.engines.scheduling.search.state import (
    RULE_ALL,
    RULE_DAY,
    Longs,
    State,
    find_rooms,
    make_board_for_once,
)

FROM_THE_BOUND = ((0.03, 10),) * 4 + ((0.01, 10),) * 4 + ((0.005, 10),) * 2
FROM_NOTHING = tuple((0.1 * 0.03 ** (step / 19), 40) for step in range(20))
"""Heats, as parts of the largest weight, and the rounds at each."""
ROUNDING = 1e-9
"""Of a bound, what the arithmetic of prices may have got wrong."""
_COUNTED = 2.0**50
"""Largest sum of whole weights that is exact."""
ROWS = 1_000
"""Requests whose costs in every slot are looked at at once."""
NEVER = 1e300
"""The cost of a meeting that has no slot."""
FEW = 5_000
"""Requests up to which prices also start from nothing: it takes longer and ends lower."""


@dataclass(frozen=True, slots=True)
class Bound:
    """No timetable weighs more than ``value``; the certificate proves it."""

    value: float
    proof: Proof
    certificate: PriceCertificate | WeightRefutation


@dataclass(frozen=True, slots=True)
class Start:
    """Which requests to place first, and in which slots when those are known."""

    chosen: Bools
    """(R,)"""
    slot: Ints
    """(R,) -1 where any slot is as good."""


def build_zero_prices(state: State) -> Bound:
    """Return the bound of prices that are all zero: the weights together."""
    return Bound(float(state.weight.sum()), Proof.PRICE_CERTIFICATE, _make_zero_prices(state))


def _make_zero_prices(state: State) -> PriceCertificate:
    return PriceCertificate(np.zeros((len(state.capacity), 1)), np.zeros(1))


def find_weight_step(weight: Floats) -> float:
    """Return what every sum of the weights is a multiple of; 0 when they are not whole."""
    if not len(weight) or (weight != np.rint(weight)).any() or float(weight.sum()) > _COUNTED:
        return 0.0
    return float(np.gcd.reduce(weight.astype(np.int64)))


def round_to_weights(weight: Floats, bound: float) -> float:
    """Return the largest sum that these weights can have up to a bound, where they are whole."""
    return _round_down(bound, find_weight_step(weight))


def _round_down(value: float, step: float) -> float:
    """Return the largest multiple of the step that is not above a value, rounding errors aside."""
    return float(np.floor(value * (1 + ROUNDING) / step) * step) if step else value


def bound_by_prices(
    state: State, board: State, price: Floats, table: Floats, slots: Bools
) -> float:
    """Return the bound of prices; nobody pays for more meetings than a limit leaves.

    By numpy unless there are many requests and no limits, which are compiled.
    """
    limited = bool(state.limits[4] & (RULE_DAY | RULE_ALL))
    if not limited and make_board_for_once(state, board) is not state:
        return price_bound(board, price, table, slots)
    worth = np.where(slots, price, 0.0)
    if limited:
        income = _earn_under_limits(state, worth)
    elif state.limits[1]:
        income = float((worth * find_rooms(state)).sum())
    else:
        income = float(worth.sum(axis=1) @ state.capacity)
    return _add_up_surpluses(state, price, table) + float(income + state.table_most @ table)


def _earn_under_limits(state: State, worth: Floats) -> float:
    """Return what participants pay at most for slots that are worth so much (N, T)."""
    worth = worth.copy()
    places = find_rooms(state)
    for day, most in enumerate(state.day_most.T):
        part = slice(state.day_from[day], state.day_from[day + 1])
        order = part.start + np.argsort(-worth[:, part], axis=1, kind="stable")
        worth[:, part] = np.take_along_axis(worth, order, axis=1)
        places[:, part] = _cut_places(np.take_along_axis(places, order, axis=1), most)
    dearest = np.argsort(-worth, axis=1, kind="stable")
    worth = np.take_along_axis(worth, dearest, axis=1)
    places = np.take_along_axis(places, dearest, axis=1)
    return float((worth * _cut_places(places, state.all_most)).sum())


def _cut_places(places: Longs, most: Ints) -> Longs:
    """Return the first ``most`` of each row's places, in the order of its columns."""
    before = np.cumsum(places, axis=1) - places
    cut: Longs = np.clip(most.astype(np.int64)[:, None] - before, 0, places)
    return cut


def _add_up_surpluses(state: State, price: Floats, table: Floats) -> float:
    """Return what the requests are worth above their cheapest slots."""
    surplus = np.empty(len(state.left))
    for begin in range(0, len(state.left), ROWS):
        rows = slice(begin, begin + ROWS)
        cost = price[state.left[rows]] + price[state.right[rows]]
        cost += np.where(state.at_table[rows, None], table, 0.0)
        allowed = (state.allow[rows][:, state.word] & state.bit) != 0
        surplus[rows] = state.weight[rows] - cost.min(axis=1, where=allowed, initial=NEVER)
    pinned = np.asarray(state.pinned, dtype=np.bool_)
    gained = np.maximum(surplus, 0.0)
    alone = ~pinned & (state.group < 0)
    together = ~pinned & (state.group >= 0)
    of_group = np.zeros(len(state.group_held))
    np.maximum.at(of_group, state.group[together], gained[together])
    return float(surplus[pinned].sum() + gained[alone].sum() + of_group.sum())


def find_best_bound(problem: Problem, state: State, board: State) -> tuple[Bound, Start]:
    """Return the better of the hubs' prices and the degree flow, and the choice behind it."""
    slots = open_slots(state)
    per_day = count_day_room(state, problem, slots)
    room = np.minimum(per_day * state.capacity[:, None], state.day_most)
    if len(problem.reduced):
        offered = np.where(slots, find_rooms(state), 0)
        room = np.minimum(room, np.add.reduceat(offered, state.day_from[:-1], axis=1))
    room = room.sum(axis=1)
    room = np.minimum(room, state.all_most)
    hubs = choose_by_hubs(state, board, room)
    table = np.full(problem.slots, hubs.table)
    step = find_weight_step(problem.weight)
    value = bound_by_prices(state, board, hubs.price, table, slots)
    value = _round_down(value, step)
    by_price = Bound(value, Proof.PRICE_CERTIFICATE, PriceCertificate(hubs.price, table))
    flow = choose(
        state.left,
        state.right,
        np.where(state.allow.any(axis=1), state.weight, 0.0),
        room,
        at_table=state.at_table,
        table_room=int(state.limits[0]),
        pinned=state.pinned,
    )
    by_flow = Bound(
        _round_down(
            compute_degree_bound(state, room=room, price=flow.price, table=flow.table),
            step,
        ),
        Proof.DEGREE_FLOW,
        PriceCertificate(flow.price[:, None], np.array([flow.table])),
    )
    if by_flow.value < by_price.value:
        return by_flow, Start(flow.chosen, np.full(problem.requests, -1, dtype=np.int32))
    # With tables to spare the hubs' own slots do; scarce tables need an even spread.
    known = hubs.slot if hubs.table == 0 else np.full(problem.requests, -1, dtype=np.int32)
    return by_price, Start(hubs.slot >= 0, known)


def sharpen(
    problem: Problem,
    state: State,
    board: State,
    bound: Bound,
    *,
    enough: Callable[[Bound], bool] = lambda _: False,
) -> Bound:
    """Return a bound at least as good, by moving prices to where demand meets room.

    ``enough`` is asked on the way whether the bound so far will do.

    Whole and half prices are tried too: with whole weights the best prices often are. Few requests
    leave the time to start from nothing as well, which comes within a thousandth of the
    time-indexed linear program where both sides are full and there here and there.
    """
    if problem.requests == 0:
        return bound
    schedules: list[tuple[PriceCertificate, tuple[tuple[float, int], ...]]] = [
        (_read_prices(state, bound), FROM_THE_BOUND)
    ]
    if problem.requests <= FEW:
        schedules.append((_make_zero_prices(state), FROM_NOTHING))
    for begin, schedule in schedules:
        bound = _move_prices(problem, state, board, bound, begin, schedule, enough)
    return bound


def bound_by_relaxation(problem: Problem, state: State, board: State, found: Relaxation) -> Bound:
    """Return the bound of the prices with which a linear program ended."""
    slots, step = open_slots(state), find_weight_step(problem.weight)
    value = bound_by_prices(state, board, found.price, found.table, slots)
    certificate = PriceCertificate(found.price, found.table)
    return Bound(_round_down(value, step), Proof.PRICE_CERTIFICATE, certificate)


def _read_prices(state: State, bound: Bound) -> PriceCertificate:
    known = bound.certificate
    return known if isinstance(known, PriceCertificate) else _make_zero_prices(state)


def _move_prices(
    problem: Problem,
    state: State,
    board: State,
    bound: Bound,
    begin: PriceCertificate,
    schedule: tuple[tuple[float, int], ...],
    enough: Callable[[Bound], bool],
) -> Bound:
    """Return the best bound met on the way from some prices by heats and rounds at each."""
    slots = open_slots(state)
    price = np.ascontiguousarray(np.broadcast_to(begin.participant, slots.shape)).copy()
    table = np.broadcast_to(begin.table, (problem.slots,)).copy()
    largest, step = float(problem.weight.max()), find_weight_step(problem.weight)
    for heat, rounds in schedule:
        if largest == 0 or enough(bound):
            return bound
        soften_prices(board, price, table, slots, heat * largest, rounds)
        for parts in (0.0, 1.0, 2.0):
            tried = np.rint(price * parts) / parts if parts else price.copy()
            tried_table = np.rint(table * parts) / parts if parts else table.copy()
            value = _round_down(bound_by_prices(state, board, tried, tried_table, slots), step)
            if value < bound.value:
                bound = Bound(value, Proof.PRICE_CERTIFICATE, PriceCertificate(tried, tried_table))
    return bound
