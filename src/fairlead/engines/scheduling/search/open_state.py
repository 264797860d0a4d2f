"""An empty timetable of a problem, as the kernels read and change it."""

from __future__ import annotations

import numpy as np

from fairlead.engines.scheduling.problem import SHARED_TABLE, Floats, Ints, Problem
from fairlead.engines.scheduling.search.bits import index_words_by_day
from fairlead.engines.scheduling.search.state import (
    BLOCKED,
    CHAIN,
    RULE_ALL,
    RULE_DAY,
    RULE_ORDER,
    RULE_ROW,
    RULE_WALK,
    Longs,
    State,
)


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
