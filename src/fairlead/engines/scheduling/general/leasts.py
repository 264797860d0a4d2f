"""How many meetings are missing of those that people are to have at least."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from fairlead.engines.scheduling.problem import Floats, Ints, Problem
from fairlead.engines.scheduling.result import Leasts, Result, Status


def list_missing(problem: Problem, slot: Ints) -> list[tuple[int, int]]:
    """Return (person, meetings missing) of those who have fewer than they are to have."""
    found = []
    for person, requests in problem.list_meetings_of().items():
        missing = int(problem.least[person]) - int((slot[requests] >= 0).sum())
        if missing > 0:
            found.append((person, missing))
    return found


def count_missing(problem: Problem, slot: Ints) -> int:
    """Return how many meetings are missing in all."""
    return sum(missing for _, missing in list_missing(problem, slot))


def bound_missing(problem: Problem) -> int:
    """Return how many meetings every timetable lacks: people have too few requests or slots."""
    total = 0
    node, room, rests = problem.participant, problem.find_room(), problem.find_rests()
    per_day = problem.find_limits()[0]
    for person, requests in problem.list_meetings_of().items():
        allowed = [problem.allowed(r) for r in requests]
        possible = sum(1 for one in allowed if one.any())
        n = int(node[person])
        there = np.logical_or.reduce(allowed) if allowed else np.zeros(problem.slots, dtype=bool)
        places = 0
        for day in range(len(problem.slots_per_day)):
            of_day = np.flatnonzero(there & (problem.day == day))
            in_day = int(room[n, of_day].sum())
            if rests[n] and len(of_day):
                in_day = min(in_day, (int(of_day[-1] - of_day[0])) // (int(rests[n]) + 1) + 1)
            places += in_day if per_day[n] < 0 else min(in_day, int(per_day[n]))
        total += max(0, int(problem.least[person]) - min(possible, places))
    return total


def boost(problem: Problem, slot: Ints, weight: Floats) -> Floats:
    """Return weights in which the requests of people to whom some are missing count far more."""
    short = {person for person, _ in list_missing(problem, slot)}
    largest = float(weight.max(initial=1.0))
    raised = weight.copy()
    for person, requests in problem.list_meetings_of().items():
        if person in short:
            raised[requests] += 2.0 * largest
    return raised


def refuse_missing(problem: Problem, result: Result) -> Result:
    """Return the result, or that there is no timetable where what is missing must not be."""
    leasts = result.leasts
    if leasts is None or not problem.least_required or not leasts.missing:
        return result
    nothing = np.full(problem.requests, -1, dtype=np.int32)
    person, missing = leasts.missing[0]
    least = int(problem.least[person])
    reason = f"person {person} would have {least - missing} of at least {least} meetings"
    if leasts.bound:
        reason = f"{leasts.bound} of the meetings that people must have are missing at least: in "
        reason += f"the best timetable person {person} has {least - missing} of {least}"
    return replace(
        result,
        status=Status.INFEASIBLE if leasts.bound else Status.UNKNOWN,
        slot=nothing,
        table=nothing,
        held=0,
        weight=0.0,
        breaks=0,
        waiting=0,
        walking=0.0,
        spread=0,
        gap=0.0,
        musts=None,
        reason=reason,
    )


def describe_leasts(problem: Problem, slot: Ints, known: Leasts | None) -> Leasts | None:
    """Return what the result says of the leasts, given what is known of their bound."""
    if known is None:
        return None
    return replace(known, missing=tuple(list_missing(problem, slot)))
