"""The timetable while it is searched: who meets whom when, and what is free."""

from __future__ import annotations

from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.native.parts import part
from fairlead.engines.scheduling.problem import Bools, Floats, Ints, Problem

Longs = NDArray[np.int64]

RULE_DAY, RULE_ROW, RULE_WALK, RULE_ORDER, RULE_ALL = 1, 2, 4, 8, 16
PLAIN_REQUESTS, PLAIN_ONCE = 100, 8_000
"""Requests up to which plain Python is used: for everything, and to look at each of them once."""
BLOCKED = -2
"""In a row of ``at``: nothing is ever entered there."""
UNLIMITED = 2**29
"""Limits from here on are none."""
CHAIN = 512
"""Most meetings one chain moves."""


class State(NamedTuple):
    """The problem as the kernels read it, then the timetable as they change it.

    A participant of capacity c has c rows of ``at``; which meeting is in which row means nothing.
    """

    left: Ints  # (R,) participant of the first person
    right: Ints  # (R,) participant of the second
    weight: Floats  # (R,)
    allow: Longs  # (R, W) slots the request may take
    at_table: Bools  # (R,)
    pinned: Bools  # (R,) never moves and never leaves
    hall: Ints  # (R,) where the meeting is, -1 for nowhere
    group: Ints  # (R,) at most one request of a group is held, -1 for none
    order_from: Ints  # (R + 1,) part of `order_other` of each request
    order_other: Ints  # requests tied to it by a precedence
    order_sign: Ints  # 1: the other must be after, -1: before
    mine_from: Ints  # (N + 1,) part of `mine` of each participant
    mine: Ints  # its requests
    capacity: Ints  # (N,)
    row: Ints  # (N + 1,) its rows of `at`
    word: Ints  # (T,)
    bit: Longs  # (T,) the slot as a bit of its word
    first: Ints  # (W,) first slot of the word
    goes_on: Bools  # (W,) the word continues the day of the word before
    day: Ints  # (T,)
    day_from: Ints  # (D + 1,)
    walk: Ints  # (H, H)
    distance: Floats  # (H, H)
    day_most: Ints  # (N, D) most meetings
    all_most: Ints  # (N,) most meetings on all days
    table_most: Ints  # (T,) shared tables of use in each slot
    limits: (
        Longs  # places at tables, whether rows are blocked, in row, longest walk, rules in force
    )
    slot: Ints  # (R,) -1 when not held
    at: Ints  # (rows, T) request, -1, or `BLOCKED` where there is less room
    free: Longs  # (N, W) slots with a free row
    used: Longs  # (N, W) slots with a meeting
    in_day: Ints  # (N, D) meetings
    group_held: Ints  # (G,) request held, -1
    tables: Ints  # (T, K) request at each table, the first `tables_used[t]` of each row
    tables_used: Ints  # (T + 1,) of each slot, then of all together
    table: Ints  # (R,)
    undo_request: Ints  # journal of moves, to take them back
    undo_slot: Ints
    undo_size: Longs  # (1,)
    random: Longs  # (1,)


def is_small(problem: Problem) -> bool:
    """Return whether plain Python is done with a problem before a compiler has started."""
    return problem.requests <= PLAIN_REQUESTS


def has_many(problem: Problem) -> bool:
    """Return whether a problem has too many requests to look at each in plain Python."""
    return problem.requests > PLAIN_ONCE


def open_board(state: State) -> State:
    """Return the state as kernels take it: itself when it is small, else its board."""
    return state if len(state.left) <= PLAIN_REQUESTS else make_compiled_board(state)


def make_board_for_once(state: State, board: State) -> State:
    """Return on what a kernel runs that looks at every request once: the state itself, mostly.

    Plain Python is done with that in less time than compiling takes, unless there are many.
    """
    return state if len(state.left) <= PLAIN_ONCE else board


def make_compiled_board(state: State) -> State:
    """Return the board of a state, on which kernels run compiled: where its arrays lie."""
    from fairlead.engines.native.kernels import Board

    return cast("State", Board(state))


def find_rooms(state: State) -> Longs:
    """Return (N, T) the meetings each participant can be in at once in each slot."""
    count = len(state.capacity)
    room = np.repeat(state.capacity[:, None].astype(np.int64), len(state.word), axis=1)
    for at in np.flatnonzero((state.at == BLOCKED).any(axis=1)).tolist():
        node = int(np.searchsorted(state.row, at, side="right")) - 1
        room[min(node, count - 1)] -= state.at[at] == BLOCKED
    return room


@part
def has_room(state: State, request: int, slot: int) -> bool:
    """Return whether both sides, a table and the group leave room for the request in the slot."""
    word, bit = state.word[slot], state.bit[slot]
    if state.free[state.left[request], word] & bit == 0:
        return False
    if state.free[state.right[request], word] & bit == 0:
        return False
    if state.at_table[request] and state.tables_used[slot] >= state.table_most[slot]:
        return False
    group = state.group[request]
    return bool(group < 0 or state.group_held[group] < 0)


@part
def may_fit(state: State, request: int) -> bool:
    """Return False when the request cannot be held by only moving others: tables, its group."""
    if state.at_table[request] and state.tables_used[-1] >= state.limits[0]:
        return False
    group = state.group[request]
    return bool(group < 0 or state.group_held[group] < 0)


@part
def count_room(state: State, node: int, slot: int) -> int:
    """Return the meetings a participant can be in at once in a slot."""
    room = state.capacity[node]
    if room > 1:
        for row in range(state.row[node], state.row[node + 1]):
            if state.at[row, slot] == BLOCKED:
                room -= 1
    return room


@part
def _enter(state: State, node: int, request: int, slot: int) -> None:
    word, bit = state.word[slot], state.bit[slot]
    state.used[node, word] |= bit
    state.in_day[node, state.day[slot]] += 1
    begin, end = state.row[node], state.row[node + 1]
    spare = 0
    entered = False
    for row in range(begin, end):
        if state.at[row, slot] == -1:
            if entered:
                spare = 1
                break
            state.at[row, slot] = request
            entered = True
    if spare == 0:
        state.free[node, word] &= ~bit


@part
def _leave(state: State, node: int, request: int, slot: int) -> None:
    word, bit = state.word[slot], state.bit[slot]
    state.free[node, word] |= bit
    state.in_day[node, state.day[slot]] -= 1
    others = 0
    for row in range(state.row[node], state.row[node + 1]):
        if state.at[row, slot] == request:
            state.at[row, slot] = -1
        elif state.at[row, slot] >= 0:
            others = 1
    if others == 0:
        state.used[node, word] &= ~bit


@part
def put(state: State, request: int, slot: int) -> None:
    """Hold a request in a slot that has room for it."""
    _enter(state, state.left[request], request, slot)
    _enter(state, state.right[request], request, slot)
    state.slot[request] = slot
    if state.at_table[request]:
        table = state.tables_used[slot]
        state.tables[slot, table] = request
        state.table[request] = table
        state.tables_used[slot] = table + 1
        state.tables_used[-1] += 1
    if state.group[request] >= 0:
        state.group_held[state.group[request]] = request


@part
def take(state: State, request: int) -> None:
    """Take a held request out of the timetable."""
    slot = state.slot[request]
    _leave(state, state.left[request], request, slot)
    _leave(state, state.right[request], request, slot)
    state.slot[request] = -1
    if state.at_table[request]:
        last = state.tables_used[slot] - 1
        moved = state.tables[slot, last]
        state.tables[slot, state.table[request]] = moved
        state.table[moved] = state.table[request]
        state.table[request] = -1
        state.tables_used[slot] = last
        state.tables_used[-1] -= 1
    if state.group[request] >= 0:
        state.group_held[state.group[request]] = -1


@part
def move(state: State, request: int, slot: int) -> None:
    """Bring a request to a slot (-1: out of the timetable) and note how to take it back."""
    size = state.undo_size[0]
    state.undo_request[size] = request
    state.undo_slot[size] = state.slot[request]
    state.undo_size[0] = size + 1
    if state.slot[request] >= 0:
        take(state, request)
    if slot >= 0:
        put(state, request, slot)


@part
def go_back_to(state: State, mark: int) -> None:
    """Take back every move noted after the mark, latest first."""
    while state.undo_size[0] > mark:
        size = state.undo_size[0] - 1
        request, slot = state.undo_request[size], state.undo_slot[size]
        if state.slot[request] >= 0:
            take(state, request)
        if slot >= 0:
            put(state, request, slot)
        state.undo_size[0] = size
