"""Whether a claim about breaks follows from counting: shares no code with the exact search."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from fairlead.engines.scheduling.problem import SHARED_TABLE, Problem
from fairlead.engines.scheduling.result import BreakPrices

NEVER = 10**15
HIGHEST = 10**10
"""Of a price: ten thousand breaks."""


def count_fewest_breaks_alone(problem: Problem) -> list[int]:
    """Return (N,) breaks that each participant has in every timetable that holds all meetings.

    A shortest way over runs of used slots: a run may stand where every slot is usable, and after
    each slot the meetings so far are at least those that must be over by then and at most those
    that can have begun. 0 for participants of more capacity than 1, `NEVER` when no way exists.
    """
    meetings = _list_meetings(problem)
    capacity = _read_capacities(problem)
    ends = np.cumsum(problem.slots_per_day).tolist()
    free = [0] * problem.slots
    return [
        _find_fewest([np.flatnonzero(problem.allowed(m)) for m in mine], [0, *ends], free, 1)
        if mine and capacity[one] == 1
        else 0
        for one, mine in enumerate(meetings)
    ]


def count_breaks_by_prices(problem: Problem, prices: BreakPrices) -> int:
    """Return the breaks that the prices prove, by the formula of `BreakPrices`.

    Raises `ValueError` when the price of a table is negative, one is huge, or a shape is wrong.
    """
    meetings, capacity = _list_meetings(problem), _read_capacities(problem)
    if prices.participant.shape != (len(meetings), problem.slots):
        raise ValueError(
            f"Expected prices of {len(meetings)} participants in {problem.slots} slots, "
            f"got shape {prices.participant.shape}."
        )
    if prices.table.shape != (problem.slots,) or (prices.table < 0).any():
        raise ValueError("Expected a price of zero or more for the tables of each slot.")
    every = np.append(prices.participant.ravel(), prices.table)
    if (every > HIGHEST).any() or (every < -HIGHEST).any():
        raise ValueError(f"Expected prices of at most {HIGHEST}.")  # sums stay whole numbers
    ends = np.cumsum(problem.slots_per_day).tolist()
    priced = np.array([prices.participant[n] * (capacity[n] == 1) for n in range(len(meetings))])
    total = -problem.tables * int(prices.table.sum())
    for one, mine in enumerate(meetings):
        if mine and capacity[one] == 1:
            allowed = [np.flatnonzero(problem.allowed(m)) for m in mine]
            total += _find_fewest(allowed, [0, *ends], priced[one].tolist(), BreakPrices.UNIT)
    node = problem.participant
    for request in range(problem.requests):
        fee = prices.table if problem.host[request] == SHARED_TABLE else 0
        cost = fee - priced[node[problem.a[request]]] - priced[node[problem.b[request]]]
        total += int(cost[problem.allowed(request)].min(initial=NEVER))
    return -(-total // BreakPrices.UNIT)


def explain_impossible(problem: Problem) -> str | None:
    """Return why counting shows that not all meetings can be held, None when it does not."""
    tables = int((problem.host == SHARED_TABLE).sum())
    if tables > problem.tables * problem.slots:
        return f"{tables} meetings are at shared tables, of which a slot has {problem.tables}"
    allowed = [problem.allowed(request) for request in range(problem.requests)]
    nowhere = [request for request, slots in enumerate(allowed) if not slots.any()]
    if nowhere:
        return f"request {nowhere[0]} has no slot"
    capacity = _read_capacities(problem)
    for one, mine in enumerate(_list_meetings(problem)):
        if mine and _count_most_held(np.array([allowed[m] for m in mine]), capacity[one]) < len(
            mine
        ):
            return f"{_name(problem, one)} has more meetings ({len(mine)}) than its slots can take"
    return (
        "two requests are between organisations that meet once" if _is_repeated(problem) else None
    )


def _name(problem: Problem, participant: int) -> str:
    """Return the participant as the person it begins with."""
    return f"person {int(np.flatnonzero(problem.participant == participant)[0])}"


def _is_repeated(problem: Problem) -> bool:
    organisation = problem.organisation
    pairs = [
        frozenset((int(organisation[a]), int(organisation[b])))
        for a, b in zip(problem.a, problem.b, strict=True)
        if organisation[a] >= 0 and organisation[b] >= 0
    ]
    return problem.once_per_pair and len(set(pairs)) < len(pairs)


def _list_meetings(problem: Problem) -> list[list[int]]:
    node = problem.participant
    found: list[list[int]] = [[] for _ in range(int(node.max(initial=-1)) + 1)]
    for request in range(problem.requests):
        found[node[problem.a[request]]].append(request)
        found[node[problem.b[request]]].append(request)
    return found


def _read_capacities(problem: Problem) -> dict[int, int]:
    return dict(zip(problem.participant.tolist(), problem.capacity.tolist(), strict=True))


def _count_most_held(
    allowed: np.ndarray[tuple[int, int], np.dtype[np.bool_]], capacity: int
) -> int:
    """Return how many of the meetings, rows, find a place in the slots, columns."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_bipartite_matching

    places = csr_array(np.repeat(allowed, min(capacity, len(allowed)), axis=1).astype(np.int8))
    return int((maximum_bipartite_matching(places, perm_type="column") >= 0).sum())


def _find_fewest(
    allowed: list[np.ndarray[tuple[int], np.dtype[np.intp]]],
    cuts: list[int],
    price: list[int],
    unit: int,
) -> int:
    """Return the least that a participant's breaks and used slots cost.

    ``allowed`` the slots of each meeting, ``cuts`` the ends of the days, ``price`` of each used
    slot, ``unit`` of a break.
    """
    if not all(len(slots) for slots in allowed):
        return NEVER
    usable = set(np.concatenate(allowed).tolist())
    total, slots = len(allowed), cuts[-1]
    over = [sum(int(own[-1]) < t for own in allowed) for t in range(slots + 1)]
    begun = [sum(int(own[0]) < t for own in allowed) for t in range(slots + 1)]
    best = {0: 0}  # fewest breaks by the meetings held before the day
    for begin, end in pairwise(cuts):
        best = _pass_day(best, range(begin, end), usable, over, begun, price, unit)
    return best.get(total, NEVER)


def _pass_day(
    best: dict[int, int],
    day: range,
    usable: set[int],
    over: list[int],
    begun: list[int],
    price: list[int],
    unit: int,
) -> dict[int, int]:
    """Return the least cost by meetings held after a day, given those before it."""
    # idle[t][met][held]: before slot t, which begins a run or stays unused
    idle: list[tuple[dict[int, int], dict[int, int]]] = [({}, {}) for _ in range(len(day) + 2)]
    idle[0][0].update(best)
    for at, slot in enumerate(day):
        for met in (0, 1):
            for held, cost in idle[at][met].items():
                if over[slot + 1] <= held:
                    _keep(idle[at + 1][met], held, cost)
                # A run from here, then an unused slot or the end of the day.
                fees = cost + unit * met
                for last in range(slot, day.stop):
                    count = held + last - slot + 1
                    if last not in usable or not over[last + 1] <= count <= begun[last + 1]:
                        break
                    fees += price[last]
                    after = last + 1
                    if after < day.stop and over[after + 1] > count:
                        continue
                    step = min(after + 1, day.stop) - day.start
                    _keep(idle[step][1], count, fees)
    final = dict(idle[len(day)][0])
    for held, cost in idle[len(day)][1].items():
        _keep(final, held, cost)
    return final


def _keep(found: dict[int, int], held: int, cost: int) -> None:
    found[held] = min(cost, found.get(held, NEVER))
