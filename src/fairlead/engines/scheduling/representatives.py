"""Which of a person's representatives is at each meeting of a timetable."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import groupby

import numpy as np

from fairlead.engines.scheduling.attendance import find_held_ends
from fairlead.engines.scheduling.problem import Bools, Ints, Problem

Chosen = dict[tuple[int, int], int]
"""Of a request and a person in it: the representative."""


def find_hours(problem: Problem) -> dict[int, Bools]:
    """Return (representatives, slots) when those of each person that has some are there."""
    hours: dict[int, Bools] = {}
    rows = problem.on_duty[np.argsort(problem.on_duty[:, 0], kind="stable")]
    people, first = np.unique(rows[:, 0], return_index=True)
    for person, begin, end in zip(people.tolist(), first, [*first[1:], len(rows)], strict=False):
        there = np.zeros((int(problem.capacity[person]), problem.slots), dtype=np.bool_)
        there[rows[begin:end, 1], rows[begin:end, 2]] = True
        hours[person] = there
    return hours


def assign_representatives(
    problem: Problem, slot: Ints, *, released: tuple[Ints, Chosen] | None = None
) -> Chosen:
    """Return who of those that represent a person is at each of its meetings.

    ``released`` slots and representatives given out before: who was at a meeting stays, in its old
    slot first. Else one comes who has fewest meetings that day, then in all. A timetable that
    keeps the problem's rules leaves somebody for each meeting.
    """
    hours = find_hours(problem)
    mine: dict[int, list[int]] = defaultdict(list)
    for request in np.flatnonzero(slot >= 0).tolist() if hours else ():
        for person in problem.parties(request):
            if person in hours:
                mine[person].append(request)
    ends = find_held_ends(problem, slot) if hours else slot
    before, known = released or (np.full(problem.requests, -1), {})
    chosen: Chosen = {}
    for person, requests in mine.items():
        team = _Team(hours[person], problem.day.tolist())
        order = sorted(requests, key=lambda r: (slot[r], slot[r] != before[r]))
        for _, group in groupby(order, key=lambda r: int(slot[r])):
            waiting = []
            for request in group:
                span = int(slot[request]), int(ends[request])
                wish = known.get((request, person), -1)
                if wish in team.list_free(*span):
                    chosen[request, person] = team.take(wish, *span)
                else:
                    waiting.append((request, span))
            for request, span in waiting:
                chosen[request, person] = team.take(team.choose(*span), *span)
    return chosen


class _Team:
    """The representatives of a person while their meetings are given out, slot by slot."""

    def __init__(self, hours: Bools, day: list[int]) -> None:
        self._hours, self._day = hours, day
        self._until = [0] * len(hours)
        """When each of them is free again."""
        self._load: Counter[tuple[int, int]] = Counter()
        """Meetings of each on a day, and in all (day -1)."""

    def list_free(self, begin: int, end: int) -> list[int]:
        """Return who is there and at no meeting."""
        return [
            one
            for one, there in enumerate(self._hours)
            if self._until[one] <= begin and there[begin:end].all()
        ]

    def choose(self, begin: int, end: int) -> int:
        """Return who of them has fewest meetings that day, then in all."""
        day, load = self._day[begin], self._load
        free = self.list_free(begin, end)
        return min(free, key=lambda one: (load[one, day], load[one, -1], one))

    def take(self, one: int, begin: int, end: int) -> int:
        """Give somebody a meeting."""
        self._load.update(((one, self._day[begin]), (one, -1)))
        self._until[one] = end
        return one
