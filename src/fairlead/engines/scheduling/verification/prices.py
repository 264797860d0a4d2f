"""The bound on weight that prices prove, added up again: shares no code with the search."""

from __future__ import annotations

import numpy as np

from fairlead.engines.scheduling.problem import Bools, Floats, Problem
from fairlead.engines.scheduling.result import PriceCertificate
from fairlead.engines.scheduling.verification.meetings import find_last_slot
from fairlead.engines.scheduling.verification.rules import find_fewer, find_limits


def bound_of_prices(problem: Problem, certificate: PriceCertificate) -> float:
    """Return the bound on the weight that the prices of `PriceCertificate` prove.

    A meeting of several slots pays for all of them, or for its first alone: then the limits on
    meetings count too. The better of both holds. Raises `ValueError` when a price is negative, no
    number, or of the wrong shape.
    """
    node = problem.participant
    count = int(node.max(initial=-1)) + 1
    prices, table = certificate.participant, certificate.table
    if prices.shape not in {(count, 1), (count, problem.slots)}:
        raise ValueError(f"Expected prices of {count} participants, got shape {prices.shape}.")
    if not ((prices >= 0).all() and (table >= 0).all() and certificate.must >= 0):
        raise ValueError("Expected prices of zero or more.")  # neither is what is no number
    long = bool((problem.length > 1).any() or (problem.minutes > 0).any())
    return min(_add_up(problem, certificate, wholly=wholly) for wholly in {True, not long})


def _add_up(problem: Problem, certificate: PriceCertificate, *, wholly: bool) -> float:
    """Return the bound; ``wholly``: every meeting pays for all its slots."""
    node, prices = problem.participant, certificate.participant
    count = int(node.max(initial=-1)) + 1
    sigma = np.broadcast_to(certificate.table, (problem.slots,))
    possible = np.zeros((count, problem.slots), dtype=np.bool_)
    further: dict[int, list[int]] = {}
    for request, person in problem.further.tolist():
        further.setdefault(request, []).append(int(node[person]))
    total = 0.0
    best_of_pair: dict[frozenset[int], float] = {}
    for request in range(problem.requests):
        allowed = problem.allowed(request)
        if not allowed.any():
            continue
        parties = [int(node[problem.a[request]]), int(node[problem.b[request]])]
        parties += further.get(request, [])
        cost = np.zeros(problem.slots)
        for party in parties:
            cost = cost + prices[party]
        cost = cost + (sigma if problem.host[request] == -1 else 0.0)
        taken = allowed
        if wholly:
            cost, taken = _sum_over_slots(problem, request, cost, allowed)
        for party in parties:
            possible[party] |= taken
        worth = float(problem.weight[request]) * (1 + certificate.must * problem.must[request])
        surplus = worth - float(cost[allowed].min())
        if problem.locked[request] >= 0:
            total += surplus
            continue
        pair = None if request in further else _pair(problem, request)
        if pair is None:
            total += max(0.0, surplus)
        else:
            best_of_pair[pair] = max(best_of_pair.get(pair, 0.0), surplus)
    total += sum(best_of_pair.values())
    at_tables = int((problem.host == -1).sum())
    room = problem.table_room.tolist() or [problem.tables] * problem.slots
    for at, tables in enumerate(room):
        total += min(int(tables), at_tables) * float(sigma[at])
    return total + _compute_income(problem, prices, possible, wholly=wholly)


def _sum_over_slots(
    problem: Problem, request: int, cost: Floats, allowed: Bools
) -> tuple[Floats, Bools]:
    """Return what a meeting costs by its first slot, and the slots it can be in."""
    if problem.length[request] == 1 and problem.minutes[request] == 0:
        return cost, allowed
    total, taken = cost.copy(), np.zeros_like(allowed)
    for first in np.flatnonzero(allowed).tolist():
        last, _ = find_last_slot(problem, request, first)
        total[first] = cost[first : last + 1].sum()
        taken[first : last + 1] = True
    return total, taken


def _pair(problem: Problem, request: int) -> frozenset[int] | None:
    one = int(problem.organisation[problem.a[request]])
    two = int(problem.organisation[problem.b[request]])
    return frozenset((one, two)) if problem.once_per_pair and one >= 0 and two >= 0 else None


def _compute_income(problem: Problem, prices: Floats, possible: Bools, *, wholly: bool) -> float:
    """Return the most that the participants' room can earn at these prices.

    A limit on meetings bounds the slots that are paid for where each pays for one; a person who has
    longer ones that pay ``wholly`` may take them all.
    """
    count = len(possible)
    capacity = np.ones(count, dtype=np.int64)
    capacity[problem.participant] = problem.capacity
    per_day, in_all = find_limits(problem)
    for n in _find_longer(problem) if wholly else ():
        per_day.pop(n, None)
        in_all.pop(n, None)
    fewer = find_fewer(problem)
    changing = {n for n, _ in fewer}
    kept = [np.zeros(count)]
    earned: dict[int, list[float]] = {n: [] for n in in_all}
    begin = 0
    for size in problem.slots_per_day:
        part = possible[:, begin : begin + size]
        price = np.broadcast_to(prices, possible.shape)[:, begin : begin + size]
        dearest = -np.sort(-np.where(part, price, 0.0), axis=1)
        most = size
        if problem.max_in_row is not None:
            row = problem.max_in_row + 1
            most = min(most, size // row * problem.max_in_row + size % row)
        sums = capacity * dearest[:, :most].sum(axis=1)
        for n in {*per_day, *in_all, *changing}:
            places = np.repeat(dearest[n, :most], min(int(capacity[n]), problem.requests))
            if n in changing:
                own = min(int(capacity[n]), problem.requests)
                paid = [
                    float(price[n, at]) * bool(part[n, at])
                    for at in range(size)
                    for _ in range(fewer.get((n, begin + at), own))
                ]
                places = np.array(sorted(paid, reverse=True)[: int(capacity[n]) * most])
            places = places[: per_day.get(n, len(places))]
            sums[n] = places.sum()
            if n in in_all:
                earned[n] += places.tolist()
        kept.append(sums)
        begin += size
    total = np.sum(kept, axis=0)
    for n, most in in_all.items():
        total[n] = sum(sorted(earned[n], reverse=True)[:most])
    return float(total.sum())


def _find_longer(problem: Problem) -> set[int]:
    """Return the participants with a request of more than one slot."""
    long = set(np.flatnonzero((problem.length > 1) | (problem.minutes > 0)).tolist())
    people = [int(person) for one in (problem.a, problem.b) for person in one[sorted(long)]]
    people += [person for request, person in problem.further.tolist() if request in long]
    return {int(problem.participant[person]) for person in people}
