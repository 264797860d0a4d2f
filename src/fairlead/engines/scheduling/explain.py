"""Why a request has no slot, in words, and what would give it one."""

from __future__ import annotations

import numpy as np

from fairlead.engines.scheduling.explain_general import explain_general
from fairlead.engines.scheduling.problem import SHARED_TABLE, Ints, Problem
from fairlead.engines.scheduling.reasons import Reason, Why, write_slots
from fairlead.engines.scheduling.remedies import book_around, complete_remedies
from fairlead.engines.scheduling.representatives import find_uneven_teams
from fairlead.engines.scheduling.search.open_state import open_state
from fairlead.engines.scheduling.search.repair import place_at
from fairlead.engines.scheduling.search.state import State, make_board_for_once, open_board

__all__ = ["Reason", "Why", "explain_unscheduled"]


def explain_unscheduled(problem: Problem, slot: Ints, requests: Ints | None = None) -> list[Reason]:
    """Return the reason of each request without a slot, in order; ``requests`` asks for some.

    ``slot`` (R,) is the timetable. Raises `ValueError` for a request that is held.
    """
    asked = np.flatnonzero(slot < 0) if requests is None else requests
    held = [int(r) for r in asked if slot[r] >= 0]
    if held:
        raise ValueError(f"Expected requests without a slot, got {held[0]}, which is held.")
    if not len(asked):
        return []
    bookings = book_around(problem, slot, np.asarray(asked))
    if not problem.is_plain or len(problem.duty_limits) or find_uneven_teams(problem):
        found = explain_general(bookings, [int(request) for request in asked])
        return complete_remedies(bookings, found)
    state = open_state(problem, seed=0)
    place_at(make_board_for_once(state, open_board(state)), slot)
    found = [_explain(problem, state, int(request)) for request in asked]
    return complete_remedies(bookings, found)


def _explain(problem: Problem, state: State, request: int) -> Reason:
    a, b = int(problem.a[request]), int(problem.b[request])
    allowed = np.flatnonzero((state.allow[request][state.word] & state.bit) != 0)
    if len(allowed) == 0:
        return _explain_never(problem, request, a, b)
    group = int(state.group[request])
    if group >= 0 and state.group_held[group] >= 0:
        other = int(state.group_held[group])
        words = f"Request {other} between the same organisations is held."
        return Reason(request, Why.MEET_ALREADY, words, "Allow more than one meeting.", -1)
    return _explain_blocked(problem, state, request, allowed.tolist())


def _explain_never(problem: Problem, request: int, a: int, b: int) -> Reason:
    both = np.flatnonzero(problem.available[a] & problem.available[b])
    if len(both):
        words = f"Persons {a} and {b} are both there in {write_slots(both)}, outside its session."
        return Reason(request, Why.NEVER_TOGETHER, words, "Allow any session.", int(both[0]))
    there = write_slots(np.flatnonzero(problem.available[a]))
    words = f"Person {a} is there in {there}, person {b} in "
    words += f"{write_slots(np.flatnonzero(problem.available[b]))}: never together."
    remedy, slot = _find_coming(problem, request, a, b)
    return Reason(request, Why.NEVER_TOGETHER, words, remedy, slot)


def _find_coming(problem: Problem, request: int, a: int, b: int) -> tuple[str, int]:
    """Return who would have to come, and the first slot of the session that suits the other."""
    session = int(problem.session[request])
    wanted = (
        problem.sessions[session - 1] if session > 0 else np.ones(problem.slots, dtype=np.bool_)
    )
    for here, other in ((a, b), (b, a)):
        slots = np.flatnonzero(problem.available[here] & wanted)
        if len(slots):
            return f"Person {other} comes in slot {slots[0]}.", int(slots[0])
    slots = np.flatnonzero(wanted)
    if not len(slots):
        return "Give its session slots.", -1
    return f"Persons {a} and {b} come in slot {slots[0]}.", int(slots[0])


def _explain_blocked(problem: Problem, state: State, request: int, allowed: list[int]) -> Reason:
    """Return the reason of a request that every allowed slot refuses for some cause."""
    a, b = int(problem.a[request]), int(problem.b[request])
    free_a = [t for t in allowed if _free(state, int(state.left[request]), t)]
    free_b = [t for t in allowed if _free(state, int(state.right[request]), t)]
    common = [t for t in free_a if t in free_b]
    if not common:
        return _explain_busy(problem, state, request, allowed, free_a=free_a, free_b=free_b)
    if problem.host[request] == SHARED_TABLE:
        seated = [t for t in common if state.tables_used[t] < state.table_most[t]]
        if not seated:
            words = f"Persons {a} and {b} are both free in {write_slots(common)}, and all "
            words += f"{problem.tables_by_slot[common[0]]} tables are taken then."
            remedy = f"One more table in slot {common[0]}."
            return Reason(request, Why.TABLES, words, remedy, common[0])
        common = seated
    causes = [_find_rule(problem, state, request, t) for t in common]
    for cause in causes:
        if cause.why == Why.ROOM:
            return cause
    return causes[0]


def _free(state: State, node: int, slot: int) -> bool:
    return bool(state.free[node, state.word[slot]] & state.bit[slot])


def _explain_busy(
    problem: Problem,
    state: State,
    request: int,
    allowed: list[int],
    *,
    free_a: list[int],
    free_b: list[int],
) -> Reason:
    a, b = int(problem.a[request]), int(problem.b[request])
    if free_a and free_b:
        one, other = write_slots(free_a), write_slots(free_b)
        words = f"Person {a} is free in {one}, person {b} in {other}: never "
        words += "at once."
        return _explain_freeing(problem, state, request, free_a, Why.NEVER_FREE_TOGETHER, words)
    if free_a or free_b:
        full = b if free_a else a
        words = f"Person {full} has a meeting in every slot that both could take "
        words += f"({write_slots(allowed)})."
        return _explain_freeing(problem, state, request, free_a or free_b, Why.ONE_FULL, words)
    words = f"Persons {a} and {b} both have meetings in every slot that both could take "
    words += f"({write_slots(allowed)})."
    return _explain_freeing(problem, state, request, allowed, Why.BOTH_FULL, words)


def _explain_freeing(
    problem: Problem, state: State, request: int, slots: list[int], why: Why, words: str
) -> Reason:
    """Return the reason with the lightest meetings that would have to go as its remedy."""
    options: list[tuple[float, int, list[int]]] = []
    for slot in slots:
        gone = []
        for node in (int(state.left[request]), int(state.right[request])):
            if not _free(state, node, slot):
                rows = state.at[state.row[node] : state.row[node + 1], slot]
                gone.append(int(min(rows[rows >= 0], key=lambda r: float(problem.weight[r]))))
        gone = sorted(set(gone))  # once, where both are at it
        options.append((float(problem.weight[gone].sum()), slot, gone))
    lost, slot, gone = min(options)
    names = " and ".join(str(other) for other in gone)
    plural = "s" if len(gone) > 1 else ""
    remedy = f"Slot {slot}, if request{plural} {names} (weight {lost:g}) made way"
    remedy += ", or another representative."
    return Reason(request, why, words, remedy, slot, tuple(gone))


def _find_rule(problem: Problem, state: State, request: int, slot: int) -> Reason:
    """Return which rule keeps the request out of a slot where both are free."""
    day = int(state.day[slot])
    for person, node in (
        (int(problem.a[request]), int(state.left[request])),
        (int(problem.b[request]), int(state.right[request])),
    ):
        capacity = int(state.capacity[node])
        most = int(state.day_most[node, day])
        if state.in_day[node, day] >= most:
            return _explain_day_limit(problem, request, person, day, most=most, slot=slot)
        most = int(state.all_most[node])
        if state.in_day[node].sum() >= most:
            return _explain_limit(request, person, most, slot)
        if problem.max_in_row is not None and _is_in_row(problem, state, node, slot):
            words = f"With slot {slot} person {person} would have more than "
            words += f"{problem.max_in_row} meetings without a pause."
            return Reason(request, Why.LIMIT, words, "A longer row of meetings.", slot)
        other = _find_far_meeting(state, node, request, slot) if capacity == 1 else -1
        if other >= 0:
            words = f"Person {person} cannot walk between slot {slot} and request {other} in time."
            return Reason(request, Why.WALK, words, f"Request {other} in another slot.", slot)
    for at in range(int(state.order_from[request]), int(state.order_from[request + 1])):
        other = int(state.order_other[at])
        if state.slot[other] >= 0 and (state.slot[other] - slot) * state.order_sign[at] <= 0:
            words = f"Its order with request {other} in slot {state.slot[other]} would break."
            return Reason(request, Why.ORDER, words, f"Request {other} in another slot.", slot)
    words = f"Slot {slot} is free for both."
    return Reason(request, Why.ROOM, words, f"Hold it in slot {slot}.", slot)


def _explain_day_limit(
    problem: Problem, request: int, person: int, day: int, *, most: int, slot: int
) -> Reason:
    words = f"Person {person} has {most} meetings on day {day}, the most allowed."
    each = most // int(problem.capacity[person]) + 1
    remedy = f"A limit of {each} meetings a day for person {person}."
    return Reason(request, Why.LIMIT, words, remedy, slot)


def _explain_limit(request: int, person: int, most: int, slot: int) -> Reason:
    words = f"Person {person} has {most} meetings in all, the most allowed."
    remedy = f"A limit of {most + 1} meetings in all for person {person}."
    return Reason(request, Why.LIMIT, words, remedy, slot)


def _is_in_row(problem: Problem, state: State, node: int, slot: int) -> bool:
    longest = problem.max_in_row or 0
    day = int(state.day[slot])
    begin, end = int(state.day_from[day]), int(state.day_from[day + 1])
    rows = state.at[state.row[node] : state.row[node + 1]] >= 0
    held = rows.sum(axis=0)
    most = longest * int(state.capacity[node])
    first, last = max(begin, slot - longest), min(end - longest - 1, slot)
    return any(int(held[t : t + longest + 1].sum()) + 1 > most for t in range(first, last + 1))


def _find_far_meeting(state: State, node: int, request: int, slot: int) -> int:
    """Return a meeting too far from the request's hall for its slot, -1 for none."""
    hall, day = int(state.hall[request]), int(state.day[slot])
    if hall < 0 or not state.walk.size:
        return -1
    reach = int(state.walk.max())
    first = max(int(state.day_from[day]), slot - reach)
    last = min(int(state.day_from[day + 1]) - 1, slot + reach)
    for at in range(first, last + 1):
        other = int(state.at[state.row[node], at])
        in_hall = other >= 0 and state.hall[other] >= 0
        if in_hall and abs(at - slot) - 1 < state.walk[hall, state.hall[other]]:
            return other
    return -1
