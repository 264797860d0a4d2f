"""The shared tables of a timetable while meetings come and go: who takes one, where one is left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from fairlead.engines.scheduling.problem import SHARED_TABLE, Ints, Problem
from fairlead.engines.scheduling.seating import Span, TakenTables, find_seats

_STEPS = 2_000
"""Of `find_seats` at most for one question; what is not known then does not fit."""


class SharedTables:
    """Counts the tables that meetings take, and knows those to which some are locked."""

    def __init__(self, problem: Problem, slot: Ints, find_end: Callable[[int, int], int]) -> None:
        """Begin with no table taken.

        ``slot`` (R,) the slot of each request that is held, else -1: it is read as it changes.
        ``find_end``: the slot after the last of a request that begins in a slot.
        """
        self._slot, self._find_end = slot, find_end
        self.used = [0] * problem.slots
        """Tables taken in each slot."""
        self._long_used = [0] * problem.slots
        """Of them those of meetings of several slots that are locked to none."""
        self._apart: list[set[int]] = [set() for _ in problem.slots_per_day]
        """Those meetings, by day."""
        self._there: list[int] = problem.tables_by_slot.tolist()
        self._spare = problem.tables - len(problem.named_tables)
        """Tables to which nothing is locked."""
        self._days: list[int] = problem.day.tolist()
        self._locked: list[int] = problem.locked_table.tolist()
        self._seated: dict[int, list[int]] = defaultdict(list)
        """Who is locked to each table, held or not."""
        for r, table in enumerate(self._locked):
            if table >= 0:
                self._seated[table].append(r)
        self.takes: list[bool] = (problem.host == SHARED_TABLE).tolist()
        """(R,) which requests are held at shared tables."""
        self.is_apart: list[bool] = problem.is_apart.tolist()
        """(R,) which meetings of several slots choose a table beside locked ones."""

    def is_full(self, slot: int) -> bool:
        """Return whether all shared tables of a slot are taken."""
        return self.used[slot] >= self._there[slot]

    def list_locked_beside(self, request: int) -> list[int]:
        """Return the requests that are locked to the table of one, itself too; held or not."""
        return self._seated[self._locked[request]] if self._locked[request] >= 0 else []

    def count(self, request: int, span: range, more: int) -> None:
        """Count the shared table that a meeting takes (1), or gives back (-1)."""
        if not self.takes[request]:
            return
        for t in span:
            self.used[t] += more
            self._long_used[t] += more * self.is_apart[request]
        if self.is_apart[request]:
            apart = self._apart[self._days[span.start]]
            apart.add(request) if more > 0 else apart.discard(request)

    def list_at_own_table(self, request: int, span: range) -> Iterator[tuple[int, int]]:
        """Yield who is at the table that a request is locked to, and from which slot of it on."""
        for other in self.list_locked_beside(request):
            begun = int(self._slot[other])
            there = other != request and 0 <= begun < span.stop
            if there and span.start < self._find_end(other, begun):
                yield max(span.start, begun), other

    def list_unseated(self, request: int, span: range) -> Iterator[int]:
        """Yield the slots in which meetings of several slots and locked ones lack a table."""
        table, apart = self._locked[request], self.is_apart[request]
        if table < 0 and not apart:
            return
        day = self._days[span.start]
        spans = self._list_spans(self._apart[day] - {request})
        asked = span
        if not apart:  # it may take a table from those that are there
            near = [one for one in spans if one[0] < span.stop and one[1] > span.start]
            asked = range(
                min((first for first, _ in near), default=span.start),
                max((stop for _, stop in near), default=span.start),
            )
        if all(self._long_used[t] <= self._spare - apart for t in asked):
            return
        taken = {
            name: [
                one
                for one in self._list_spans(r for r in listed if r != request)
                if self._days[one[0]] == day
            ]
            for name, listed in self._seated.items()
        }
        (spans if apart else taken[table]).append((span.start, span.stop))
        try:
            fits = find_seats(spans, TakenTables(taken, self._spare), steps=_STEPS) is not None
        except TimeoutError:
            fits = False
        for t in asked if not fits else ():
            if not self.is_full(t):
                yield t

    def _list_spans(self, requests: Iterable[int]) -> list[Span]:
        """Return from when to when those of the requests are that are held."""
        begun = ((r, int(self._slot[r])) for r in requests)
        return [(t, self._find_end(r, t)) for r, t in begun if t >= 0]
