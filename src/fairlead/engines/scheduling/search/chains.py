"""Alternating chains of two slots (Kempe chains): room made without losing a meeting."""

from __future__ import annotations

from fairlead.engines.native.parts import part
from fairlead.engines.native.words import lowest
from fairlead.engines.scheduling.problem import Ints
from fairlead.engines.scheduling.search.bits import SLOTS_PER_WORD, draw
from fairlead.engines.scheduling.search.rules import KEPT, find_offender
from fairlead.engines.scheduling.search.state import (
    CHAIN,
    Longs,
    State,
    go_back_to,
    has_room,
    may_fit,
    move,
)


@part
def is_free(state: State, node: int, slot: int) -> bool:
    """Return whether the participant can take one more meeting in the slot."""
    return bool(state.free[node, state.word[slot]] & state.bit[slot] != 0)


@part
def is_allowed(state: State, request: int, slot: int) -> bool:
    """Return whether the request may take the slot at all."""
    return bool(state.allow[request, state.word[slot]] & state.bit[slot] != 0)


@part
def pick(state: State, node: int, slot: int) -> int:
    """Return a meeting of the participant in a slot in which it has at least one."""
    begin, size = state.row[node], state.row[node + 1] - state.row[node]
    if size == 1:
        return state.at[begin, slot]
    start = draw(state.random, size)
    for step in range(size):
        found = state.at[begin + (start + step) % size, slot]
        if found >= 0:
            return found
    return -1


@part
def collect(state: State, request: int, slot: int, chain: Ints, ends: Ints) -> int:
    """Return how many meetings must change slots so that a held request moves to ``slot``.

    Writes them to ``chain`` (the request first; each goes to the other of the two slots) and the
    participants in which the chain ends to ``ends`` with the slot they gain (node, slot, node,
    slot; -1 when the chain closes). Returns 0 when the chain is not possible.
    """
    here = state.slot[request]
    chain[0] = request
    size = 1
    ends[0] = -1
    ends[2] = -1
    for side in range(2):
        node = state.left[request] if side == 0 else state.right[request]
        gained, lost = slot, here
        while not is_free(state, node, gained):
            other = pick(state, node, gained)
            if other == request:
                return size
            if state.pinned[other] or not is_allowed(state, other, lost) or size == CHAIN:
                return 0
            if state.capacity[node] > 1:
                for place in range(size):
                    if chain[place] == other:
                        return 0
            chain[size] = other
            size += 1
            node = state.right[other] if state.left[other] == node else state.left[other]
            gained, lost = lost, gained
        ends[2 * side] = node
        ends[2 * side + 1] = gained
    return size


@part
def swing(state: State, chain: Ints, size: int, slot: int) -> bool:
    """Move a collected chain (its first meeting to ``slot``); nothing moves when a rule breaks.

    Notes its moves in the journal when it succeeds.
    """
    here = state.slot[chain[0]]
    mark = state.undo_size[0]
    for place in range(size):
        # A meeting in `slot` goes `here`: remember by the sign which it was.
        goes_here = state.slot[chain[place]] == slot
        move(state, chain[place], -1)
        if goes_here:
            chain[place] = -chain[place] - 1
    kept = True
    for place in range(size):
        goes_here = chain[place] < 0
        if goes_here:
            chain[place] = -chain[place] - 1
        if kept:
            target = here if goes_here else slot
            kept = has_room(state, chain[place], target)
            if kept:
                move(state, chain[place], target)
    if kept and state.limits[4] != 0:
        for place in range(size):
            if find_offender(state, chain[place]) != KEPT:
                kept = False
                break
    if not kept:
        go_back_to(state, mark)
    return kept


@part
def draw_slot(state: State, ones: Longs, others: Longs) -> int:
    """Return a random slot that two sets given as words share, -1 when they share none."""
    size = len(ones)
    start = draw(state.random, size)
    for step in range(size):
        place = (start + step) % size
        word = ones[place] & others[place]
        if word != 0:
            turn = draw(state.random, SLOTS_PER_WORD)
            high = (word >> turn) << turn
            return state.first[place] + lowest(high if high != 0 else word)
    return -1


@part
def free_slot(state: State, node: int, slot: int, chain: Ints, ends: Ints, tries: int) -> bool:
    """Move one meeting of the participant out of the slot to one it has free; True when done."""
    for _ in range(tries):
        meeting = pick(state, node, slot)
        if state.pinned[meeting]:
            return False
        target = draw_slot(state, state.free[node], state.allow[meeting])
        if target < 0:
            return False
        size = collect(state, meeting, target, chain, ends)
        if size > 0 and swing(state, chain, size, target):
            return True
    return False


@part
def try_slot(state: State, request: int, slot: int) -> bool:
    """Hold a request in the slot; True when there is room and every rule is kept."""
    if not has_room(state, request, slot):
        return False
    mark = state.undo_size[0]
    move(state, request, slot)
    if state.limits[4] == 0 or find_offender(state, request) == KEPT:
        return True
    go_back_to(state, mark)
    return False


@part
def settle(state: State, request: int) -> bool:
    """Hold a request in a slot free for both sides; True when there is one that keeps the rules."""
    allow = state.allow[request]
    left, right = state.free[state.left[request]], state.free[state.right[request]]
    size = len(allow)
    start = draw(state.random, size)
    turn = draw(state.random, SLOTS_PER_WORD)
    for step in range(2 * size):
        place = (start + step) % size
        word = allow[place] & left[place] & right[place]
        high = (word >> turn) << turn
        word = high if step < size else word & ~high
        while word != 0:
            if try_slot(state, request, state.first[place] + lowest(word)):
                return True
            word &= word - 1
    return False


@part
def squeeze(state: State, request: int, chain: Ints, ends: Ints, tries: int) -> bool:
    """Hold a request after chains have made room for it; True when done."""
    if not may_fit(state, request):
        return False
    for _ in range(tries):
        slot = draw_slot(state, state.allow[request], state.allow[request])
        if slot < 0:
            return False
        if state.at_table[request] and state.tables_used[slot] >= state.table_most[slot]:
            continue
        mark = state.undo_size[0]
        room = True
        for side in range(2):
            node = state.left[request] if side == 0 else state.right[request]
            if room and not is_free(state, node, slot):
                room = free_slot(state, node, slot, chain, ends, 2)
        if room and try_slot(state, request, slot):
            return True
        go_back_to(state, mark)
    return False
