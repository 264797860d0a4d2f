"""The timetable while it is searched: who meets whom when, and what is free."""

from __future__ import annotations

from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.native.parts import part
from fairlead.engines.scheduling.problem import SHARED_TABLE, Bools, Floats, Ints, Problem
from fairlead.engines.scheduling.search.bits import index_words_by_day

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
    return state if len(state.left) <= PLAIN_REQUESTS else compiled_board(state)


def board_for_once(state: State, board: State) -> State:
    """Return on what a kernel runs that looks at every request once: the state itself, mostly.

    Plain Python is done with that in less time than compiling takes, unless there are many.
    """
    return state if len(state.left) <= PLAIN_ONCE else board


def compiled_board(state: State) -> State:
    """Return the board of a state, on which kernels run compiled: where its arrays lie."""
    from fairlead.engines.native.kernels import Board

    return cast("State", Board(state))


def open_state(problem: Problem, *, seed: int, uncounted: Ints | None = None) -> State:
    """Return an empty timetable of a checked problem.

    ``uncounted`` (N, D): of the locked meetings those that count towards no limit.
    """
    participant = problem.participant
    count = int(participant.max(initial=-1)) + 1
    left, right = participant[problem.a], participant[problem.b]
    capacity = np.ones(count, dtype=np.int32)
    capacity[participant] = problem.capacity
    asked = np.bincount(np.concatenate([left, right]), minlength=count)
    # More representatives than requests are never needed and would only take memory.
    capacity = np.minimum(capacity, np.maximum(asked, 1)).astype(np.int32)
    row = np.concatenate([[0], np.cumsum(capacity)]).astype(np.int32)
    word, shift, first = index_words_by_day(problem.slots_per_day)
    bit = np.left_shift(np.int64(1), shift.astype(np.int64))
    day = problem.day
    day_from = np.concatenate([[0], np.cumsum(problem.slots_per_day)]).astype(np.int32)
    allow = _write_allowed_words(problem, word, bit)
    at_table = problem.host == SHARED_TABLE
    table_most = np.minimum(problem.tables_by_slot, int(at_table.sum())).astype(np.int32)
    tables = int(table_most.max(initial=0))
    group, groups = group_once(problem)
    order_from, order_other, order_sign = _read_orders(problem)
    mine_from, mine = _index_requests(left, right, count)
    hall = np.where(problem.host >= 0, problem.hall[np.maximum(problem.host, 0)], -1)
    free = np.zeros((count, len(first)), dtype=np.int64)
    for place, one in zip(word, bit, strict=True):
        free[:, place] |= one
    locked = problem.locked >= 0
    state = State(
        left=left,
        right=right,
        weight=problem.weight,
        allow=allow,
        at_table=at_table,
        pinned=locked,
        hall=hall.astype(np.int32),
        group=group,
        order_from=order_from,
        order_other=order_other,
        order_sign=order_sign,
        mine_from=mine_from,
        mine=mine,
        capacity=capacity,
        row=row,
        word=word,
        bit=bit,
        first=first,
        goes_on=np.array([f not in day_from for f in first], dtype=np.bool_),
        day=day,
        day_from=day_from,
        walk=problem.walk,
        distance=measure_halls(problem),
        **_read_most(problem, uncounted),
        table_most=table_most,
        limits=_read_limits(problem, int(table_most.sum())),
        slot=np.full(problem.requests, -1, dtype=np.int32),
        at=_block_rows(problem, capacity, row),
        free=free,
        used=np.zeros_like(free),
        in_day=np.zeros((count, len(problem.slots_per_day)), dtype=np.int32),
        group_held=np.full(max(groups, 1), -1, dtype=np.int32),
        tables=np.full((problem.slots, max(tables, 1)), -1, dtype=np.int32),
        tables_used=np.zeros(problem.slots + 1, dtype=np.int32),
        table=np.full(problem.requests, -1, dtype=np.int32),
        undo_request=np.zeros(_bound_journal(problem.slots), dtype=np.int32),
        undo_slot=np.zeros(_bound_journal(problem.slots), dtype=np.int32),
        undo_size=np.zeros(1, dtype=np.int64),
        random=np.array([(seed * 2654435761 + 88172645463325252) & ((1 << 62) - 1)]),
    )
    # What was given may be a part of something: compiled kernels read what lies together.
    return State._make(np.ascontiguousarray(array) for array in state)


def _block_rows(problem: Problem, capacity: Ints, row: Ints) -> Ints:
    """Return the empty rows of all participants, of which some are blocked in some slots."""
    at = np.full((int(row[-1]), problem.slots), -1, dtype=np.int32)
    participant = problem.participant
    for person, slot, most in problem.reduced.tolist():
        node = participant[person]
        first, fewer = int(row[node]), int(capacity[node]) - most
        if fewer > 0:
            at[first : first + fewer, slot] = np.minimum(at[first : first + fewer, slot], BLOCKED)
    return at


def find_rooms(state: State) -> Longs:
    """Return (N, T) the meetings each participant can be in at once in each slot."""
    count = len(state.capacity)
    room = np.repeat(state.capacity[:, None].astype(np.int64), len(state.word), axis=1)
    for at in np.flatnonzero((state.at == BLOCKED).any(axis=1)).tolist():
        node = int(np.searchsorted(state.row, at, side="right")) - 1
        room[min(node, count - 1)] -= state.at[at] == BLOCKED
    return room


def _bound_journal(slots: int) -> int:
    """Return room for all moves between two points to which they may be taken back.

    At the most some chains of two slots, and some ways through every slot of a participant, in
    each of which every meeting leaves its slot and enters another. Kernels look at no bounds.
    """
    return 64 * CHAIN + 64 * (slots + 1)


def group_once(problem: Problem) -> tuple[Ints, int]:
    """Return (R,) the group of each request of which at most one may be held, and their number.

    -1 where the rule is off, an organisation is unknown, or the pair has one request only.
    """
    group = np.full(problem.requests, -1, dtype=np.int32)
    if not problem.once_per_pair or problem.requests == 0:
        return group, 0
    one = problem.organisation[problem.a].astype(np.int64)
    two = problem.organisation[problem.b].astype(np.int64)
    known = (one >= 0) & (two >= 0)
    key = np.minimum(one, two) * (int(max(one.max(), two.max())) + 1) + np.maximum(one, two)
    _, inverse, size = np.unique(key[known], return_inverse=True, return_counts=True)
    several = size[inverse] > 1
    names, numbers = np.unique(inverse[several], return_inverse=True)
    group[np.flatnonzero(known)[several]] = numbers
    return group, len(names)


def measure_halls(problem: Problem) -> Floats:
    """Return (H, H) the distance between halls; 1 for every change when none is given."""
    if problem.distance.size:
        return problem.distance
    halls = max(len(problem.walk), int(problem.hall.max(initial=-1)) + 1, 1)
    return 1.0 - np.eye(halls)


def _write_allowed_words(problem: Problem, word: Ints, bit: Longs) -> Longs:
    words = int(word[-1]) + 1 if len(word) else 0
    person = np.zeros((problem.people, words), dtype=np.int64)
    sessions = np.zeros((len(problem.sessions) + 1, words), dtype=np.int64)
    for slot in range(problem.slots):
        person[:, word[slot]] |= np.where(problem.available[:, slot], bit[slot], 0)
        sessions[0, word[slot]] |= bit[slot]
        if len(problem.sessions):
            sessions[1:, word[slot]] |= np.where(problem.sessions[:, slot], bit[slot], 0)
    allow: Longs = person[problem.a] & person[problem.b] & sessions[problem.session]
    for request in np.flatnonzero(problem.locked >= 0):
        slot = int(problem.locked[request])
        only = np.zeros(words, dtype=np.int64)
        only[word[slot]] = bit[slot]
        allow[request] &= only
    return allow


def _read_most(problem: Problem, uncounted: Ints | None) -> dict[str, Ints]:
    """Return the limits of each participant, without a limit a number that is never reached."""
    per_day, in_all = (np.where(most < 0, 2**30, most) for most in problem.find_limits())
    day_most = np.repeat(np.minimum(per_day, 2**30)[:, None], len(problem.slots_per_day), axis=1)
    extra = np.zeros_like(day_most) if uncounted is None else uncounted
    return {
        "day_most": (day_most + extra).astype(np.int32),
        "all_most": (np.minimum(in_all, 2**30) + extra.sum(axis=1)).astype(np.int32),
    }


def _read_limits(problem: Problem, tables: int) -> Longs:
    longest = int(problem.walk.max(initial=0))
    per_day, in_all = problem.find_limits()
    rules = RULE_DAY * bool((per_day >= 0).any())
    rules |= RULE_ALL * bool((in_all >= 0).any())
    rules |= RULE_ROW * (problem.max_in_row is not None)
    rules |= RULE_WALK * (longest > 0)
    rules |= RULE_ORDER * (len(problem.precedences) > 0)
    in_row = problem.max_in_row or 0
    return np.array([tables, len(problem.reduced) > 0, in_row, longest, rules], dtype=np.int64)


def _read_orders(problem: Problem) -> tuple[Ints, Ints, Ints]:
    first, second = problem.precedences[:, 0], problem.precedences[:, 1]
    owner = np.concatenate([first, second])
    other = np.concatenate([second, first])
    sign = np.repeat(np.array([1, -1], dtype=np.int32), len(first))
    by_owner = np.argsort(owner, kind="stable")
    start = np.searchsorted(owner[by_owner], np.arange(problem.requests + 1))
    return start.astype(np.int32), other[by_owner].astype(np.int32), sign[by_owner]


def _index_requests(left: Ints, right: Ints, count: int) -> tuple[Ints, Ints]:
    owner = np.concatenate([left, right])
    by_owner = np.argsort(owner, kind="stable")
    start = np.searchsorted(owner[by_owner], np.arange(count + 1))
    return start.astype(np.int32), (by_owner % max(len(left), 1)).astype(np.int32)


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
