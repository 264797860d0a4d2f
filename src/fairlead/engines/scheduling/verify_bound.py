"""Whether a result's bound follows from its certificate: shares no code with the search."""

from __future__ import annotations

import numpy as np

from fairlead.engines.scheduling.problem import Bools, Floats, Problem
from fairlead.engines.scheduling.result import PriceCertificate, Result, Status
from fairlead.engines.scheduling.verify import broken_rules, figures


def bound_of_prices(problem: Problem, certificate: PriceCertificate) -> float:
    """Return the bound on the weight that the prices of `PriceCertificate` prove.

    Raises `ValueError` when a price is negative or of the wrong shape.
    """
    node = problem.participant
    count = int(node.max(initial=-1)) + 1
    prices, table = certificate.participant, certificate.table
    if prices.shape not in {(count, 1), (count, problem.slots)}:
        raise ValueError(f"Expected prices of {count} participants, got shape {prices.shape}.")
    if (prices < 0).any() or (table < 0).any():
        raise ValueError("Expected prices of zero or more.")
    sigma = np.broadcast_to(table, (problem.slots,))
    possible = np.zeros((count, problem.slots), dtype=np.bool_)
    total = 0.0
    best_of_pair: dict[frozenset[int], float] = {}
    for request in range(problem.requests):
        allowed = problem.allowed(request)
        a, b = int(node[problem.a[request]]), int(node[problem.b[request]])
        possible[a] |= allowed
        possible[b] |= allowed
        cost = np.broadcast_to(prices[a] + prices[b], (problem.slots,))
        cost = cost + (sigma if problem.host[request] == -1 else 0.0)
        if not allowed.any():
            continue
        surplus = float(problem.weight[request]) - float(cost[allowed].min())
        if problem.locked[request] >= 0:
            total += surplus
            continue
        pair = _pair(problem, request)
        if pair is None:
            total += max(0.0, surplus)
        else:
            best_of_pair[pair] = max(best_of_pair.get(pair, 0.0), surplus)
    total += sum(best_of_pair.values())
    at_tables = int((problem.host == -1).sum())
    total += min(problem.tables, at_tables) * float(sigma.sum())
    return total + _income(problem, prices, possible)


def _pair(problem: Problem, request: int) -> frozenset[int] | None:
    one = int(problem.organisation[problem.a[request]])
    two = int(problem.organisation[problem.b[request]])
    return frozenset((one, two)) if problem.once_per_pair and one >= 0 and two >= 0 else None


def _income(problem: Problem, prices: Floats, possible: Bools) -> float:
    """Return the most that the participants' room can earn at these prices."""
    capacity = np.ones(len(possible), dtype=np.int64)
    capacity[problem.participant] = problem.capacity
    begin = 0
    total = 0.0
    for size in problem.slots_per_day:
        part = possible[:, begin : begin + size]
        price = np.broadcast_to(prices, possible.shape)[:, begin : begin + size]
        dearest = -np.sort(-np.where(part, price, 0.0), axis=1)
        most = size
        if problem.max_per_day is not None:
            most = min(most, problem.max_per_day)
        if problem.max_in_row is not None:
            row = problem.max_in_row + 1
            most = min(most, size // row * problem.max_in_row + size % row)
        total += float(capacity @ dearest[:, :most].sum(axis=1))
        begin += size
    return total


def false_claims(problem: Problem, result: Result) -> list[str]:
    """Return what is wrong with a result's rules, figures and bound; empty when all is right."""
    found = figures(problem, result.slot)
    claims = []
    if result.held:
        all_held = result.objective == "breaks"
        claims = broken_rules(problem, result.slot, result.table, all_held=all_held)
    for name in ("held", "breaks", "spread"):
        if getattr(found, name) != getattr(result, name):
            claims.append(
                f"{name} is {getattr(found, name)}, the result says {getattr(result, name)}"
            )
    for name in ("weight", "walking"):
        if abs(getattr(found, name) - getattr(result, name)) > 1e-6 * max(1.0, found.weight):
            claims.append(
                f"{name} is {getattr(found, name)}, the result says {getattr(result, name)}"
            )
    if result.objective == "meetings":
        claims += _false_bound(problem, result)
    return claims


def _false_bound(problem: Problem, result: Result) -> list[str]:
    if not isinstance(result.certificate, PriceCertificate):
        return ["the bound has no certificate"]
    slack = 1e-6 * max(1.0, abs(result.bound))
    proved = bound_of_prices(problem, result.certificate)
    claims = []
    if proved > result.bound + slack:
        claims.append(f"the certificate proves {proved}, the result says {result.bound}")
    if result.status == Status.OPTIMAL and result.weight < result.bound - slack:
        claims.append(f"the weight {result.weight} is below the bound {result.bound}")
    if result.weight > result.bound + slack:
        claims.append(f"the weight {result.weight} is above the bound {result.bound}")
    return claims
