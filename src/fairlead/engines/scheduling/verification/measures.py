"""What a timetable is worth, counted from its slots alone: shares no code with the search."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from fairlead.engines.scheduling.problem import Ints, Problem
from fairlead.engines.scheduling.verification.meetings import (
    find_hall,
    list_days_alone,
    list_meetings,
)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a timetable is worth, recomputed from its slots alone."""

    held: int
    weight: float
    musts: float
    """Weight of the meetings held that must be."""
    breaks: int
    waiting: int
    """Slots without a meeting between two of one day, summed over the participants."""
    walking: float
    spread: int


def measure_timetable(problem: Problem, slot: Ints) -> Figures:
    """Return held, weight, breaks, walking and spread of a timetable."""
    held = [int(r) for r in np.flatnonzero(slot >= 0)]
    breaks = count_breaks(problem, slot)
    met = {n for meeting in list_meetings(problem, slot) for n in meeting.participants}
    counted = [breaks[n] for n in met]
    return Figures(
        held=len(held),
        weight=float(sum(float(problem.weight[r]) for r in held)),
        musts=float(sum(float(problem.weight[r]) for r in held if problem.must[r])),
        breaks=sum(counted),
        waiting=_count_waiting(problem, slot),
        walking=_measure_walking(problem, slot),
        spread=max(counted) - min(counted) if counted else 0,
    )


def count_breaks(problem: Problem, slot: Ints) -> list[int]:
    """Return the breaks of each participant: idle gaps between two meetings of one day."""
    busy = _find_busy_slots(problem, slot)
    starts = _find_day_starts(problem)
    breaks = []
    for slots in busy:
        ordered = sorted(slots)
        gaps = 0
        for before, after in pairwise(ordered):
            gaps += after > before + 1 and not any(before < s <= after for s in starts)
        breaks.append(gaps)
    return breaks


def _count_waiting(problem: Problem, slot: Ints) -> int:
    day, total = problem.day, 0
    for slots in _find_busy_slots(problem, slot):
        for before, after in pairwise(sorted(slots)):
            if day[before] == day[after]:
                total += after - before - 1
    return total


def _find_day_starts(problem: Problem) -> list[int]:
    return [sum(problem.slots_per_day[:day]) for day in range(len(problem.slots_per_day))]


def _find_busy_slots(problem: Problem, slot: Ints) -> list[set[int]]:
    participant = problem.participant
    busy: list[set[int]] = [set() for _ in range(int(participant.max(initial=-1)) + 1)]
    for meeting in list_meetings(problem, slot):
        for n in meeting.participants:
            busy[n].update(range(meeting.first, meeting.last + 1))
    return busy


def _measure_walking(problem: Problem, slot: Ints) -> float:
    total = 0.0
    for _, found in list_days_alone(problem, list_meetings(problem, slot)):
        halls = [find_hall(problem, meeting) for meeting in found]
        for one, two in pairwise(halls):
            total += float(problem.distance[one, two]) if problem.distance.size else one != two
    return total
