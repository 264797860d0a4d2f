"""Requests placed where they fit or where moving others makes room."""

from __future__ import annotations

import numpy as np

from fairlead.engines.native.parts import part
from fairlead.engines.scheduling.problem import Ints
from fairlead.engines.scheduling.search.augment import NO_WAY, Way, augment
from fairlead.engines.scheduling.search.bits import draw
from fairlead.engines.scheduling.search.chains import (
    is_allowed,
    settle,
    squeeze,
    try_slot,
)
from fairlead.engines.scheduling.search.marks import kernel
from fairlead.engines.scheduling.search.state import (
    CHAIN,
    State,
    go_back_to,
    may_fit,
    move,
)


@part
def insert(state: State, request: int, way: Way) -> bool:
    """Hold a request by a free slot or by moving other meetings of one of its participants."""
    if not may_fit(state, request):
        return False
    return (
        settle(state, request)
        or augment(state, state.left[request], request, way, -1.0) != NO_WAY
        or augment(state, state.right[request], request, way, -1.0) != NO_WAY
    )


@part
def insert_deeper(state: State, request: int, way: Way, most: int) -> bool:
    """Hold a request after one meeting of a participant went elsewhere, others making room."""
    if not may_fit(state, request):
        return False
    mark = state.undo_size[0]
    for side in range(2):
        node = state.left[request] if side == 0 else state.right[request]
        begin, size = state.mine_from[node], state.mine_from[node + 1] - state.mine_from[node]
        start = draw(state.random, size)
        for step in range(min(size, most)):
            other = state.mine[begin + (start + step) % size]
            if state.slot[other] < 0 or state.pinned[other]:
                continue
            if not is_allowed(state, request, state.slot[other]):
                continue
            move(state, other, -1)
            if insert(state, request, way) and insert(state, other, way):
                return True
            go_back_to(state, mark)
    return False


@kernel
def place_at(state: State, wanted: Ints) -> int:
    """Place every request that has a wanted slot there if it can be; return how many could."""
    placed = 0
    for request in range(len(wanted)):
        slot = wanted[request]
        if slot >= 0 and is_allowed(state, request, slot) and try_slot(state, request, slot):
            placed += 1
        state.undo_size[0] = 0
    return placed


@kernel
def place_all(state: State, order: Ints, way: Way, tries: int, most: int) -> int:
    """Place requests in order where moving others makes room; return how many found a slot.

    ``tries`` chains of two slots are tried for a request that no participant alone can make room
    for, and then ``most`` meetings of each participant are tried elsewhere.
    """
    chain = np.zeros(CHAIN, dtype=np.int32)
    ends = np.zeros(4, dtype=np.int32)
    placed = 0
    for request in order:
        if state.slot[request] < 0 and (
            insert(state, request, way)
            or (tries > 0 and squeeze(state, request, chain, ends, tries))
            or (most > 0 and insert_deeper(state, request, way, most))
        ):
            placed += 1
        state.undo_size[0] = 0
    return placed


@kernel
def restore(state: State, slots: Ints) -> None:
    """Make the timetable the given one."""
    for request in range(len(slots)):
        if state.slot[request] >= 0 and state.slot[request] != slots[request]:
            take_out(state, request)
    for request in range(len(slots)):
        if slots[request] >= 0 and state.slot[request] < 0:
            try_slot(state, request, slots[request])
        state.undo_size[0] = 0


@part
def take_out(state: State, request: int) -> None:
    """Take a request out without a note in the journal."""
    move(state, request, -1)
    state.undo_size[0] = 0
