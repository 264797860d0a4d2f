"""How many meetings are missing of those that people are to have at least."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from fairlead.engines.scheduling.problem import Floats, Ints, Problem
from fairlead.engines.scheduling.result import Leasts, Result, Status


class OwedMeetings(NamedTuple):
    """What a person is to have at least."""

    person: int
    day: int
    """-1 for all days together."""
    least: int
    requests: list[int]
    """Those of the person, and of others of the same calendar."""

    def find_slots(self, problem: Problem) -> range:
        """Return the slots whose meetings count."""
        if self.day < 0:
            return range(problem.slots)
        begin = sum(problem.slots_per_day[: self.day])
        return range(begin, begin + problem.slots_per_day[self.day])

    def count_missing(self, problem: Problem, slot: Ints) -> int:
        """Return how many of them a timetable (R,) lacks."""
        slots = self.find_slots(problem)
        begun = slot[self.requests]
        return max(0, self.least - int(((begun >= slots.start) & (begun < slots.stop)).sum()))


def list_owed(problem: Problem) -> list[OwedMeetings]:
    """Return what each person is to have at least: on all days, then on single ones."""
    rows = [(person, -1, int(problem.least[person])) for person in np.flatnonzero(problem.least)]
    rows += [row for row in map(tuple, problem.day_least.tolist()) if row[2] > 0]
    if not rows:
        return []
    of: list[int] = problem.participant.tolist()
    mine: dict[int, list[int]] = {of[person]: [] for person, _, _ in rows}
    every = range(problem.requests)
    for person, request in (
        *zip(problem.a.tolist(), every, strict=True),
        *zip(problem.b.tolist(), every, strict=True),
        *((person, request) for request, person in problem.further.tolist()),
    ):
        if of[person] in mine:
            mine[of[person]].append(request)
    return [OwedMeetings(int(person), day, least, mine[of[person]]) for person, day, least in rows]


def list_missing(problem: Problem, slot: Ints) -> list[tuple[int, int, int]]:
    """Return (person, day, meetings missing) of those who have fewer than they are to have."""
    every = ((one, one.count_missing(problem, slot)) for one in list_owed(problem))
    return [(one.person, one.day, missing) for one, missing in every if missing]


def count_missing(problem: Problem, slot: Ints) -> int:
    """Return how many meetings are missing in all."""
    return sum(missing for _, _, missing in list_missing(problem, slot))


def bound_missing(problem: Problem) -> int:
    """Return how many meetings every timetable lacks: people have too few requests or slots."""
    total = 0
    node, room, rests = problem.participant, problem.find_room(), problem.find_rests()
    per_day = problem.find_limits()[0]
    for owed in list_owed(problem):
        counted = np.zeros(problem.slots, dtype=np.bool_)
        counted[owed.find_slots(problem)] = True
        allowed = [problem.allowed(r) & counted for r in owed.requests]
        possible = sum(1 for one in allowed if one.any())
        n = int(node[owed.person])
        there = np.logical_or.reduce(allowed) if allowed else ~counted & counted
        places = 0
        for day in range(len(problem.slots_per_day)):
            of_day = np.flatnonzero(there & (problem.day == day))
            in_day = int(room[n, of_day].sum())
            if rests[n] and len(of_day):
                in_day = min(in_day, (int(of_day[-1] - of_day[0])) // (int(rests[n]) + 1) + 1)
            places += in_day if per_day[n] < 0 else min(in_day, int(per_day[n]))
        total += max(0, owed.least - min(possible, places))
    return total


def boost(problem: Problem, slot: Ints, weight: Floats) -> Floats:
    """Return weights in which the requests of people to whom some are missing count far more."""
    largest = float(weight.max(initial=1.0))
    raised = weight.copy()
    for owed in list_owed(problem):
        if owed.count_missing(problem, slot):
            raised[owed.requests] += 2.0 * largest
    return raised


def keep_days(problem: Problem, slot: Ints) -> Problem:
    """Return the problem in which who is to have meetings of a day keeps those held on their day.

    ``slot`` (R,) of a timetable, whose meetings change their slots then without less on any day.
    """
    if not len(problem.day_least):
        return problem
    node, day = problem.participant, problem.day
    of_day = np.zeros(int(node.max(initial=-1)) + 1, dtype=np.bool_)
    of_day[node[problem.day_least[:, 0]]] = True
    concerned = of_day[node[problem.a]] | of_day[node[problem.b]]
    concerned[problem.further[of_day[node[problem.further[:, 1]]], 0]] = True
    sessions = list(problem.sessions)
    session = problem.session.copy()
    known: dict[tuple[int, int], int] = {}
    for request in np.flatnonzero(concerned & (slot >= 0)).tolist():
        before, on = int(session[request]), int(day[slot[request]])
        if (before, on) not in known:
            inside = day == on
            sessions.append(inside & problem.sessions[before - 1] if before else inside)
            known[before, on] = len(sessions)
        session[request] = known[before, on]
    every = np.array(sessions, dtype=np.bool_).reshape(-1, problem.slots)
    return replace(problem, session=session, sessions=every)


def forget_leasts(problem: Problem) -> Problem:
    """Return the problem in which nobody is to have some meetings at least."""
    nobody = np.zeros(problem.people, dtype=np.int32)
    return replace(problem, least=nobody, day_least=problem.day_least[:0])


def refuse_missing(problem: Problem, result: Result) -> Result:
    """Return the result, or that there is no timetable where what is missing must not be."""
    leasts = result.leasts
    if leasts is None or not problem.least_required or not leasts.missing:
        return result
    nothing = np.full(problem.requests, -1, dtype=np.int32)
    person, day, missing = leasts.missing[0]
    least = next(one.least for one in list_owed(problem) if (one.person, one.day) == (person, day))
    on = f" on day {day}" if day >= 0 else ""
    reason = f"person {person} would have {least - missing} of at least {least} meetings{on}"
    if leasts.bound:
        reason = f"{leasts.bound} of the meetings that people must have are missing at least: in "
        reason += f"the best timetable person {person} has {least - missing} of {least}{on}"
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
