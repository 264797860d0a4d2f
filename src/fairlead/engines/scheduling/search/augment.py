"""Room for one more meeting of a participant by moving its other meetings: shortest way first.

While the rest of the timetable stands still, the sets of requests that one participant can hold
are the independent sets of a transversal matroid: a request goes in exactly when an alternating
way leads from its slots to a free slot of the participant, and else may replace any meeting on
the ways it can take, at best the lightest.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from fairlead.engines.native.parts import part
from fairlead.engines.native.words import lowest
from fairlead.engines.scheduling.problem import Ints
from fairlead.engines.scheduling.search.bits import draw
from fairlead.engines.scheduling.search.chains import is_free
from fairlead.engines.scheduling.search.rules import KEPT, find_offender
from fairlead.engines.scheduling.search.state import Longs, State, go_back_to, has_room, move

NO_WAY = -1e300
"""What `augment` returns when it cannot hold the request."""


class Way(NamedTuple):
    """Scratch of one search; slots and meetings of the ways found so far."""

    via: Ints  # (T,) the meeting that would come into the slot
    queue: Ints  # (T,) slots in the order they were reached
    seen: Longs  # (W,) slots reached
    moved: Ints  # (T + 1,) meetings of the way taken, last first
    target: Ints  # (T + 1,) their new slots
    out: Ints  # (1,) the meeting that left for it, -1


def open_way(state: State) -> Way:
    """Return scratch for the searches of a state."""
    slots = len(state.word)
    return Way(
        np.zeros(slots, dtype=np.int32),
        np.zeros(slots, dtype=np.int32),
        np.zeros(len(state.first), dtype=np.int64),
        np.zeros(slots + 1, dtype=np.int32),
        np.zeros(slots + 1, dtype=np.int32),
        np.zeros(1, dtype=np.int32),
    )


@part
def _reach(state: State, node: int, meeting: int, way: Way, size: int) -> int:
    """Add the slots the meeting could take; return the new size of the queue."""
    far = state.right[meeting] if state.left[meeting] == node else state.left[meeting]
    for place in range(len(way.seen)):
        word = state.allow[meeting, place] & state.free[far, place] & ~way.seen[place]
        way.seen[place] |= word
        while word != 0:
            slot = state.first[place] + lowest(word)
            way.via[slot] = meeting
            way.queue[size] = slot
            size += 1
            word &= word - 1
    return size


@part
def find_light_table(state: State, slot: int, looks: int) -> int:
    """Return the lightest of a few meetings at the tables of a slot, -1 when none can go."""
    best = -1
    if state.tables_used[slot] == 0:
        return best
    for _ in range(looks):
        other = state.tables[slot, draw(state.random, state.tables_used[slot])]
        if not state.pinned[other] and (best < 0 or state.weight[other] < state.weight[best]):
            best = other
    return best


@part
def augment(state: State, node: int, request: int, way: Way, spare: float) -> float:
    """Hold a request by moving other meetings of the participant; return the weight gained.

    When no slot is free for it, it replaces the lightest meeting it can whose weight is at most
    ``spare`` (-1: none): one of the participant's own, or
    another's at a table it needs. Returns `NO_WAY`, and nothing moves, when there is none.
    """
    way.seen[:] = 0
    size = _reach(state, node, request, way, 0)
    at = 0
    lightest, out = spare, -1
    while at < size:
        slot = way.queue[at]
        at += 1
        if is_free(state, node, slot):
            if (
                not state.at_table[way.via[slot]]
                or state.tables_used[slot] < state.table_most[slot]
            ):
                way.out[0] = -1
                done = _take_way(state, request, slot, -1, way)
                return state.weight[request] if done else NO_WAY
            if spare >= 0:
                other = find_light_table(state, slot, 16)
                if other >= 0 and state.weight[other] < lightest:
                    lightest, out = state.weight[other], other
            continue
        for row in range(state.row[node], state.row[node + 1]):
            other = state.at[row, slot]
            if other < 0 or state.pinned[other]:
                continue
            weight = state.weight[other]
            if weight < lightest or (weight == lightest and draw(state.random, 2) == 0):
                lightest, out = weight, other
            size = _reach(state, node, other, way, size)
    way.out[0] = out
    if out >= 0 and _take_way(state, request, state.slot[out], out, way):
        return state.weight[request] - state.weight[out]
    return NO_WAY


@part
def _take_way(state: State, request: int, slot: int, out: int, way: Way) -> bool:
    """Move every meeting of the way that ends in the slot; undo all when a rule breaks."""
    mark = state.undo_size[0]
    size = 0
    while True:
        meeting = way.via[slot]
        way.moved[size] = meeting
        way.target[size] = slot
        size += 1
        if meeting == request:
            break
        slot = state.slot[meeting]
    if out >= 0:
        move(state, out, -1)
    for at in range(size - 1):
        move(state, way.moved[at], -1)
    for at in range(size):
        if not has_room(state, way.moved[at], way.target[at]):
            go_back_to(state, mark)
            return False
        move(state, way.moved[at], way.target[at])
    if state.limits[4] != 0:
        for at in range(size):
            if find_offender(state, way.moved[at]) != KEPT:
                go_back_to(state, mark)
                return False
    return True
