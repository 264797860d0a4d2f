"""Whether so much is missing of the meetings people are to have: no code of the search."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from fairlead.engines.scheduling.problem import Problem
from fairlead.engines.scheduling.result import Refutation, Result, Status
from fairlead.engines.scheduling.verification.findings import Findings
from fairlead.engines.scheduling.verification.rules import (
    find_fewer,
    find_limits,
    find_missing,
    list_asked,
)


def check_leasts(
    problem: Problem, result: Result, findings: Findings, *, seconds: float, bound_alone: bool
) -> None:
    """Add what of the claims about least meetings is false, shown or unchecked."""
    said = result.leasts
    if said is None:
        if list_asked(problem) and result.status in (Status.OPTIMAL, Status.FEASIBLE):
            findings.false.append(
                "the result states nothing about the meetings people are to have at least"
            )
        return
    none = result.status not in (Status.OPTIMAL, Status.FEASIBLE)
    missing = tuple((one, day, count) for one, day, _, count in find_missing(problem, result.slot))
    asked = sum(least for _, _, least in list_asked(problem))
    if not none and not bound_alone and missing != said.missing:
        findings.false.append(f"missing are {list(missing)}, the result says {list(said.missing)}")
    if said.asked != asked:
        findings.false.append(f"{asked} meetings are asked at least, not {said.asked}")
    # Where the fewest slots or days come first, least meetings of a day may be missing after it.
    best = result.status == Status.OPTIMAL and result.fewest is None
    if said.total < said.bound or (best and said.total > said.bound):
        findings.false.append(f"{said.total} missing meetings are not the bound {said.bound}")
    if result.status == Status.INFEASIBLE and not (problem.least_required and said.bound):
        findings.false.append("nothing shows that there is no timetable")
    claim = f"In every timetable {said.bound} of the meetings people are to have are missing"
    if result.musts is not None and not problem.least_required:
        claim += f" where {result.musts.weight:.10g} of what must be held is"
    if count_missing_anyway(problem) >= said.bound:
        if said.bound:
            findings.shown.append(f"{claim}: they have too few requests or slots")
    elif not isinstance(said.certificate, Refutation):
        findings.false.append(f"nothing shows that {said.bound} meetings are missing")
    elif seconds <= 0:
        findings.unchecked.append(f"{claim}: no time was given")
    else:
        _ask_another(problem, result, claim, findings, seconds)


def _ask_another(
    problem: Problem, result: Result, claim: str, findings: Findings, seconds: float
) -> None:
    # The second solver is imported when it is asked.
    from fairlead.engines.scheduling.verification.weight import SOLVER, find_least_missing

    said = result.leasts
    if said is None:
        return
    free = result.musts is None or problem.least_required
    musts = None if free or result.musts is None else result.musts.weight
    found, bound = find_least_missing(problem, seconds=seconds, musts=musts, fewer_than=said.bound)
    if found < said.bound - 0.5:
        findings.false.append(f"{claim}: {SOLVER} found one with {found:g}")
    elif bound > said.bound - 1 + 1e-6:
        findings.shown.append(f"{claim}: {SOLVER}, given the rules in other words, agrees")
    else:
        findings.unchecked.append(f"{claim}: {SOLVER} had no answer in {seconds:g} s")


def count_missing_anyway(problem: Problem) -> int:
    """Return how many meetings are missing whatever is held: too few requests, or slots."""
    requests: dict[int, list[int]] = defaultdict(list)
    calendar = problem.participant.tolist()
    for request in range(problem.requests):
        requests[calendar[int(problem.a[request])]].append(request)
        requests[calendar[int(problem.b[request])]].append(request)
    for request, person in problem.further.tolist():
        requests[calendar[person]].append(request)
    fewer, per_day = find_fewer(problem), find_limits(problem)[0]
    total = 0
    for person, day, least in list_asked(problem):
        n, rest = int(problem.participant[person]), _find_rest(problem, person)
        slots: set[int] = set()
        possible = 0
        for request in requests[n]:
            begins = np.flatnonzero(problem.allowed(request)).tolist()
            begins = [t for t in begins if day < 0 or problem.day[t] == day]
            possible += bool(begins)
            slots.update(begins)
        places, begin = 0, 0
        for size in problem.slots_per_day:
            there = sorted(slots & set(range(begin, begin + size)))
            offered = sum(fewer.get((n, at), int(problem.capacity[person])) for at in there)
            if rest and there:
                offered = min(offered, 1 + (there[-1] - there[0]) // (rest + 1))
            places += min(offered, per_day.get(n, offered))
            begin += size
        total += max(0, least - min(possible, places))
    return total


def _find_rest(problem: Problem, person: int) -> int:
    same = problem.participant == problem.participant[person]
    return int(problem.rest[same].max())
