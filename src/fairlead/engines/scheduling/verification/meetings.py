"""The meetings of a timetable, as the verifier sees them: shares no code with the search."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from fairlead.engines.scheduling.problem import Ints, Problem


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting held: who is there, and its first and last slot."""

    request: int
    participants: tuple[int, ...]
    first: int
    last: int


def list_meetings(problem: Problem, slot: Ints) -> list[Meeting]:
    """Return the meetings held; one that runs beyond its day ends in the day's last slot."""
    participant = problem.participant.tolist()
    others: dict[int, list[int]] = defaultdict(list)
    for request, person in problem.further.tolist():
        others[request].append(participant[person])
    a, b = problem.a.tolist(), problem.b.tolist()
    return [
        Meeting(
            request,
            (participant[a[request]], participant[b[request]], *others[request]),
            int(slot[request]),
            find_last_slot(problem, request, int(slot[request]))[0],
        )
        for request in np.flatnonzero(slot >= 0).tolist()
    ]


def find_last_slot(problem: Problem, request: int, first: int) -> tuple[int, bool]:
    """Return the last slot of a meeting, and whether all it needs lies one after another."""
    slots, minutes = int(problem.length[request]), int(problem.minutes[request])
    if slots == 1 and minutes == 0:
        return first, True
    last, days = first, problem.day
    lasted = int(problem.slot_minutes[first]) if minutes else 0
    while last - first + 1 < slots or lasted < minutes:
        goes_on = last + 1 < problem.slots and days[last + 1] == days[last]
        if goes_on and len(problem.slot_begin):
            ends = int(problem.slot_begin[last]) + int(problem.slot_minutes[last])
            goes_on = ends == int(problem.slot_begin[last + 1])
        if not goes_on:
            return last, False
        last += 1
        lasted += int(problem.slot_minutes[last]) if minutes else 0
    return last, True


def find_capacities(problem: Problem) -> dict[int, int]:
    participant = problem.participant
    return {int(n): int(c) for n, c in zip(participant, problem.capacity, strict=True)}


def list_days_alone(problem: Problem, meetings: list[Meeting]) -> list[tuple[int, list[Meeting]]]:
    """Return the meetings in halls of each participant of capacity 1 and day, in order of time."""
    day_of, capacity = problem.day, find_capacities(problem)
    days: dict[tuple[int, int], list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        if find_hall(problem, meeting) >= 0:
            for n in meeting.participants:
                if capacity[n] == 1:
                    days[n, int(day_of[meeting.first])].append(meeting)
    return [(n, sorted(found, key=lambda one: one.first)) for (n, _), found in sorted(days.items())]


def find_hall(problem: Problem, meeting: Meeting) -> int:
    host = int(problem.host[meeting.request])
    return int(problem.hall[host]) if host >= 0 else -1
