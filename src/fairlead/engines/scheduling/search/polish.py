"""Fewer breaks, shorter walks, fairer shares for a timetable that keeps all its meetings."""

from __future__ import annotations

import math

import numpy as np

from fairlead.engines.native.parts import part
from fairlead.engines.native.words import count
from fairlead.engines.scheduling.problem import Floats, Ints
from fairlead.engines.scheduling.search.bits import SLOTS_PER_WORD, draw, draw_chance
from fairlead.engines.scheduling.search.chains import collect, draw_slot, is_allowed, swing
from fairlead.engines.scheduling.search.marks import kernel
from fairlead.engines.scheduling.search.state import CHAIN, State, go_back_to

LONGEST = 64
"""Most meetings a chain moves here: longer ones gain nothing, only their ends change breaks."""
HOPELESS = 800.0
"""Heats that a change may cost: its probability, exp(-800), is 0 in doubles."""


@part
def count_breaks_with(state: State, node: int, gained: int, lost: int) -> int:
    """Return the participant's breaks if it used slot ``gained`` and not ``lost`` (-1: as is)."""
    total, runs, carry = 0, 0, 0
    for place in range(len(state.first)):
        word = state.used[node, place]
        if lost >= 0 and state.word[lost] == place:
            word &= ~state.bit[lost]
        if gained >= 0 and state.word[gained] == place:
            word |= state.bit[gained]
        if not state.goes_on[place]:
            total += max(runs - 1, 0)
            runs, carry = 0, 0
        runs += count(word & ~((word << 1) | carry))
        carry = (word >> (SLOTS_PER_WORD - 1)) & 1
    return total + max(runs - 1, 0)


@part
def count_idle_with(state: State, node: int, gained: int, lost: int) -> int:
    """Return the slots between two meetings of a day in which the participant has none.

    As if it used slot ``gained`` and not ``lost`` (-1: as is).
    """
    total = 0
    for day in range(len(state.day_from) - 1):
        before = -1
        for slot in range(state.day_from[day], state.day_from[day + 1]):
            busy = state.used[node, state.word[slot]] & state.bit[slot] != 0
            if (busy and slot != lost) or slot == gained:
                if before >= 0:
                    total += slot - before - 1
                before = slot
    return total


def count_all_breaks(board: State, participants: int) -> Ints:
    """Return (N,) the breaks of each participant."""
    each = np.zeros(participants, dtype=np.int32)
    count_breaks(board, each)
    return each


@kernel
def count_breaks(state: State, each: Ints) -> None:
    """Write the breaks of each participant to ``each`` (N,)."""
    for node in range(len(each)):
        each[node] = count_breaks_with(state, node, -1, -1)


@part
def _is_alone(state: State, node: int, slot: int) -> bool:
    """Return whether the participant has just one meeting in the slot."""
    held = 0
    for row in range(state.row[node], state.row[node + 1]):
        held += state.at[row, slot] >= 0
    return held == 1


@part
def _walk_of(state: State, node: int) -> float:
    """Return the walking of a participant of capacity 1, hall to hall, day by day."""
    total = 0.0
    row = state.row[node]
    for day in range(len(state.day_from) - 1):
        before = -1
        for slot in range(state.day_from[day], state.day_from[day + 1]):
            meeting = state.at[row, slot]
            if meeting >= 0 and state.hall[meeting] >= 0:
                hall = state.hall[meeting]
                if before >= 0:
                    total += state.distance[before, hall]
                before = hall
    return total


@part
def _bound_walk(state: State) -> float:
    """Return a way that nobody walks more than."""
    longest = 0.0
    for start in range(len(state.distance)):
        for end in range(len(state.distance)):
            longest = max(longest, state.distance[start, end])
    return longest * len(state.word)


@part
def _walk_of_chain(state: State, chain: Ints, size: int) -> float:
    """Return the walking of all participants of a chain; one that is met twice counts twice."""
    total = 0.0
    for place in range(size):
        for side in range(2):
            request = chain[place]
            node = state.left[request] if side == 0 else state.right[request]
            if state.capacity[node] == 1:
                total += _walk_of(state, node)
    return total


@part
def _choose_aim(state: State, request: int, node: int) -> int:
    """Return a slot beside another meeting of the participant, -1 when the draw fails."""
    begin, size = state.mine_from[node], state.mine_from[node + 1] - state.mine_from[node]
    other = state.mine[begin + draw(state.random, size)]
    if other == request or state.slot[other] < 0:
        return -1
    slot = state.slot[other] + 1 - 2 * draw(state.random, 2)
    if not 0 <= slot < len(state.word) or state.day[slot] != state.day[state.slot[other]]:
        return -1
    if slot == state.slot[request] or not is_allowed(state, request, slot):
        return -1
    return slot


@part
def _note(broken: Ints, place: Ints, size: int, node: int, breaks: int) -> int:
    """Keep the list of participants with breaks up to date; return its size."""
    if breaks > 0 and place[node] < 0:
        broken[size] = node
        place[node] = size
        return size + 1
    if breaks == 0 and place[node] >= 0:
        last = broken[size - 1]
        broken[place[node]] = last
        place[last] = place[node]
        place[node] = -1
        return size - 1
    return size


@part
def _one_of(state: State, node: int) -> int:
    """Return a meeting of a participant that has at least one, at random."""
    begin, size = state.mine_from[node], state.mine_from[node + 1] - state.mine_from[node]
    start = draw(state.random, size)
    for step in range(size):
        request = state.mine[begin + (start + step) % size]
        if state.slot[request] >= 0:
            return request
    return -1


@kernel
def polish(
    state: State, each: Ints, held: Ints, price: Floats, heat: float, moves: int
) -> tuple[int, float, int]:
    """Change slots of held meetings by chains; return the change of breaks, walking and waiting.

    A change costs ``price[0]`` a break, ``price[1]`` a unit of walking, ``price[2]`` a unit of
    the sum of the squares of the breaks and ``price[3]`` a slot of waiting between meetings; a
    change for the worse by d is kept with probability exp(-d / heat). ``each`` (N,) are the breaks
    of each participant, kept up to date. Where walking costs nothing only meetings of participants
    with breaks are tried, and none without.
    """
    chain = np.zeros(CHAIN, dtype=np.int32)
    ends = np.zeros(4, dtype=np.int32)
    broken = np.zeros(len(each), dtype=np.int32)
    place = np.full(len(each), -1, dtype=np.int32)
    size_broken = 0
    for node in range(len(each)):
        size_broken = _note(broken, place, size_broken, node, each[node])
    breaks, walking, waiting = 0, 0.0, 0
    reach = price[1] * _bound_walk(state) * 2 * LONGEST
    for _ in range(moves):
        if price[1] > 0:
            request = held[draw(state.random, len(held))]
            node = state.left[request] if draw(state.random, 2) == 0 else state.right[request]
        elif size_broken > 0:
            node = broken[draw(state.random, size_broken)]
            request = _one_of(state, node)
        else:
            break
        if state.pinned[request]:
            continue
        target = -1
        if price[1] == 0 and price[3] > 0 and draw(state.random, 2) == 0:
            # Waiting is shorter wherever a meeting comes nearer, not only beside another.
            target = draw_slot(state, state.allow[request], state.allow[request])
            if target == state.slot[request]:
                target = -1
        if target < 0:
            target = _choose_aim(state, request, node)
        if target < 0:
            continue
        here = state.slot[request]
        size = collect(state, request, target, chain, ends)
        if size == 0 or size > LONGEST or (ends[0] >= 0 and ends[0] == ends[2]):
            continue
        change, squares, idle = 0, 0, 0
        for side in range(2):
            end = ends[2 * side]
            if end >= 0:
                gained = ends[2 * side + 1]
                lost = here if gained == target else target
                if not _is_alone(state, end, lost):
                    lost = -1
                after = count_breaks_with(state, end, gained, lost)
                change += after - each[end]
                squares += after * after - each[end] * each[end]
                if price[3] > 0:
                    idle += count_idle_with(state, end, gained, lost)
                    idle -= count_idle_with(state, end, -1, -1)
        cost = price[0] * change + price[2] * squares + price[3] * idle
        if price[1] == 0 and cost > 0 and draw_chance(state.random) >= math.exp(-cost / heat):
            continue
        walked = 0.0
        # Most changes cost breaks, for which no way is short enough: those need not be walked.
        counts = price[1] > 0 and cost - reach < HOPELESS * heat
        if counts:
            walked = -_walk_of_chain(state, chain, size)
        if not swing(state, chain, size, target):
            continue
        if price[1] > 0:
            if counts:
                walked += _walk_of_chain(state, chain, size)
            # Every participant inside the chain was counted twice.
            cost += price[1] * walked * 0.5
            if cost > 0 and draw_chance(state.random) >= math.exp(-cost / heat):
                go_back_to(state, 0)
                continue
        state.undo_size[0] = 0
        breaks += change
        walking += walked
        waiting += idle
        for side in range(2):
            end = ends[2 * side]
            if end >= 0:
                each[end] = count_breaks_with(state, end, -1, -1)
                size_broken = _note(broken, place, size_broken, end, each[end])
    return breaks, walking, waiting
