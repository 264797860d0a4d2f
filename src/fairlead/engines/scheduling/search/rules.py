"""The rules beyond capacity: limits per day and in a row, walks, precedences."""

from __future__ import annotations

from fairlead.engines.native.parts import part
from fairlead.engines.scheduling.search.bits import draw
from fairlead.engines.scheduling.search.state import (
    RULE_ALL,
    RULE_DAY,
    RULE_ORDER,
    RULE_ROW,
    RULE_WALK,
    State,
)

KEPT = -1


@part
def find_offender(state: State, request: int) -> int:
    """Return a meeting that breaks a rule together with this held request, `KEPT` if none does.

    Taking the returned meeting out brings the timetable nearer to keeping the rule. Every rule
    that a change can break is broken by one of the meetings it placed, so looking at those is
    enough.
    """
    rules = state.limits[4]
    if rules == 0:
        return KEPT
    for side in range(2):
        node = state.left[request] if side == 0 else state.right[request]
        if rules & RULE_DAY:
            found = _find_too_many_in_day(state, node, request)
            if found != KEPT:
                return found
        if rules & RULE_ALL:
            found = _find_too_many(state, node, request)
            if found != KEPT:
                return found
        if rules & RULE_ROW:
            found = _find_too_many_in_row(state, node, request)
            if found != KEPT:
                return found
        if rules & RULE_WALK and state.capacity[node] == 1:
            found = _find_too_far(state, node, request)
            if found != KEPT:
                return found
    if rules & RULE_ORDER:
        return _find_out_of_order(state, request)
    return KEPT


@part
def _find_another(state: State, node: int, request: int, begin: int, end: int) -> int:
    """Return a meeting of the node other than the request within slots begin .. end - 1."""
    length = end - begin
    start = draw(state.random, length)
    for step in range(length):
        slot = begin + (start + step) % length
        for row in range(state.row[node], state.row[node + 1]):
            other = state.at[row, slot]
            if other >= 0 and other != request and not state.pinned[other]:
                return other
    return request


@part
def _find_too_many_in_day(state: State, node: int, request: int) -> int:
    day = state.day[state.slot[request]]
    if state.in_day[node, day] <= state.day_most[node, day]:
        return KEPT
    return _find_another(state, node, request, state.day_from[day], state.day_from[day + 1])


@part
def _find_too_many(state: State, node: int, request: int) -> int:
    held = 0
    for day in range(len(state.day_from) - 1):
        held += state.in_day[node, day]
    if held <= state.all_most[node]:
        return KEPT
    return _find_another(state, node, request, 0, len(state.word))


@part
def _find_too_many_in_row(state: State, node: int, request: int) -> int:
    slot = state.slot[request]
    day = state.day[slot]
    longest = state.limits[2]
    most = longest * state.capacity[node]
    first = max(state.day_from[day], slot - longest)
    last = min(state.day_from[day + 1] - longest - 1, slot)
    for begin in range(first, last + 1):
        held = 0
        for other in range(begin, begin + longest + 1):
            for row in range(state.row[node], state.row[node + 1]):
                if state.at[row, other] >= 0:
                    held += 1
        if held > most:
            return _find_another(state, node, request, begin, begin + longest + 1)
    return KEPT


@part
def _find_too_far(state: State, node: int, request: int) -> int:
    hall = state.hall[request]
    if hall < 0:
        return KEPT
    slot = state.slot[request]
    day = state.day[slot]
    reach = state.limits[3]
    first = max(state.day_from[day], slot - reach)
    last = min(state.day_from[day + 1] - 1, slot + reach)
    row = state.row[node]
    for other_slot in range(first, last + 1):
        other = state.at[row, other_slot]
        if other >= 0 and other != request and state.hall[other] >= 0:
            between = abs(other_slot - slot) - 1
            if between < state.walk[hall, state.hall[other]]:
                return other
    return KEPT


@part
def _find_out_of_order(state: State, request: int) -> int:
    slot = state.slot[request]
    for place in range(state.order_from[request], state.order_from[request + 1]):
        other = state.order_other[place]
        if state.slot[other] >= 0:
            ahead = (state.slot[other] - slot) * state.order_sign[place]
            if ahead <= 0:
                return other
    return KEPT
