"""Placing requests while as few others as possible leave the slot they are known to have."""

from __future__ import annotations

from fairlead.engines.scheduling.problem import Bools, Floats, Ints
from fairlead.engines.scheduling.search.augment import Way
from fairlead.engines.scheduling.search.chains import is_allowed, try_slot
from fairlead.engines.scheduling.search.marks import kernel
from fairlead.engines.scheduling.search.repair import insert, insert_deeper
from fairlead.engines.scheduling.search.state import State, go_back_to, move


@kernel
def place_gently(
    state: State, order: Ints, way: Way, released: Ints, price: Floats, seen: Bools, depth: int
) -> int:
    """Place requests in order when their weight is worth the meetings they move; count them.

    Moving meeting m out of its released slot costs ``price[m]``; a meeting that has moved before
    moves again for nothing. The way with the fewest moves of one participant is taken.
    ``seen`` (R,) is scratch, all False.
    """
    placed = 0
    for request in order:
        if state.slot[request] >= 0:
            continue
        state.undo_size[0] = 0
        if not insert(state, request, way) and not insert_deeper(state, request, way, depth):
            continue
        cost = 0.0
        for at in range(state.undo_size[0]):
            moved = state.undo_request[at]
            if not seen[moved] and moved != request and state.undo_slot[at] == released[moved]:
                seen[moved] = True
                if state.slot[moved] != released[moved]:
                    cost += price[moved]
        for at in range(state.undo_size[0]):
            seen[state.undo_request[at]] = False
        if cost > state.weight[request]:
            go_back_to(state, 0)
        else:
            placed += 1
    state.undo_size[0] = 0
    return placed


@kernel
def bring_back(state: State, released: Ints) -> int:
    """Return moved meetings to their released slots where there is room; count them."""
    back = 0
    for request in range(len(released)):
        slot = released[request]
        if slot < 0 or state.slot[request] < 0 or state.slot[request] == slot:
            continue
        if not is_allowed(state, request, slot):
            continue
        state.undo_size[0] = 0
        move(state, request, -1)
        if try_slot(state, request, slot):
            back += 1
        else:
            go_back_to(state, 0)
    state.undo_size[0] = 0
    return back
