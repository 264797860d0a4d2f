"""A timetable of meetings of any number of people and slots: what is free, what stands in the way.

Plain Python, for what the compiled search does not know: it places two people in one slot.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

import numpy as np

from fairlead.engines.scheduling.problem import Floats, Ints, Problem
from fairlead.engines.scheduling.representatives import can_share, find_uneven_teams
from fairlead.engines.scheduling.shared_tables import SharedTables
from fairlead.engines.scheduling.team import BookedMeeting

_Spell = tuple[int, int, tuple[int, ...]]
"""Of a meeting the first slot, the slot after the last, and who does not come."""


class Cause(Enum):
    """What can keep a meeting out of a slot."""

    BUSY = auto()
    REPRESENTATIVES = auto()
    TABLES = auto()
    SEAT = auto()
    REST = auto()
    DAY = auto()
    ALL_DAYS = auto()
    ROW = auto()
    WALK = auto()
    ORDER = auto()
    PAIR = auto()


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One cause: whose it is (-1: nobody's), the slot, and the meetings it is about."""

    cause: Cause
    participant: int
    slot: int
    meetings: tuple[int, ...] = ()


class Bookings:
    """A timetable that keeps every rule while meetings come and go."""

    def __init__(self, problem: Problem) -> None:
        """Begin with no meeting held."""
        self.problem = problem
        node = problem.participant.tolist()
        further: dict[int, list[int]] = defaultdict(list)
        for request, person in problem.further.tolist():
            further[request].append(node[person])
        self.parties: list[tuple[int, ...]] = [
            (node[a], node[b], *further.get(r, ()))
            for r, (a, b) in enumerate(zip(problem.a.tolist(), problem.b.tolist(), strict=True))
        ]
        self.slot: Ints = np.full(problem.requests, -1, dtype=np.int32)
        count = int(problem.participant.max(initial=-1)) + 1
        self.at: list[dict[int, list[int]]] = [defaultdict(list) for _ in range(count)]
        self._capacity = [1] * count
        for person, n in enumerate(node):
            self._capacity[n] = int(problem.capacity[person])
        self._fewer: dict[tuple[int, int], int] = {}
        for person, t, most in problem.reduced.tolist():
            key = (node[person], t)
            self._fewer[key] = min(most, self._fewer.get(key, most))
        self._teams = {node[person]: one for person, one in find_uneven_teams(problem).items()}
        self._shared: dict[tuple[int, tuple[_Spell, ...]], bool] = {}
        """Whether the representatives of a participant can be at such meetings of a day."""
        self.rest: list[int] = problem.find_rests().tolist()
        """(N,) slots of rest of each participant."""
        limits = problem.find_limits()
        self.per_day: list[int] = limits[0].tolist()
        self.in_all: list[int] = limits[1].tolist()
        """(N,) most meetings of each participant a day and in all, -1 for no limit."""
        self._days = problem.day.tolist()
        self._day_from = np.concatenate([[0], np.cumsum(problem.slots_per_day)]).tolist()
        self._in_day = [[0] * len(problem.slots_per_day) for _ in range(count)]
        hall = np.where(problem.host >= 0, problem.hall[np.maximum(problem.host, 0)], -1)
        self._hall: list[int] = hall.tolist()
        self._walk = problem.walk.tolist() if problem.walk.any() else []
        self._reach = int(problem.walk.max(initial=0))
        self._ends: dict[tuple[int, int], list[int]] = {}
        self._kinds = list(zip(problem.length.tolist(), problem.minutes.tolist(), strict=True))
        self._orders: dict[int, list[tuple[int, bool]]] = defaultdict(list)
        for first, second in problem.precedences.tolist():
            self._orders[first].append((second, True))
            self._orders[second].append((first, False))
        self._pair = self._find_pairs() if problem.once_per_pair else [-1] * problem.requests
        self._pair_held: dict[int, int] = {}
        self.tables = SharedTables(problem, self.slot, self.find_end)

    @cached_property
    def mine(self) -> list[list[int]]:
        """Return the requests of each participant, in order."""
        mine: list[list[int]] = [[] for _ in self.at]
        for r, parties in enumerate(self.parties):
            for n in parties:
                mine[n].append(r)
        return mine

    def _find_pairs(self) -> list[int]:
        """Return the number of the pair of organisations each request is of, -1 for none."""
        problem = self.problem
        one, two = problem.organisation[problem.a], problem.organisation[problem.b]
        most = int(problem.organisation.max(initial=0)) + 1
        pair = np.minimum(one, two).astype(np.int64) * most + np.maximum(one, two)
        pair[np.minimum(one, two) < 0] = -1
        pair[problem.further[:, 0]] = -1
        found: list[int] = pair.tolist()
        return found

    def find_person(self, request: int, participant: int) -> int:
        """Return which of a request's people is part of a participant, -1 for none of them."""
        people = zip(self.problem.parties(request), self.parties[request], strict=True)
        return next((person for person, n in people if n == participant), -1)

    def find_starts(self, request: int) -> list[int]:
        """Return the slots a request may begin in, whatever else is held."""
        found: list[int] = np.flatnonzero(self.problem.allowed(request)).tolist()
        return found

    def find_end(self, request: int, slot: int) -> int:
        """Return the slot after the last of a request that begins in a slot it may begin in."""
        kind = self._kinds[request]
        if kind == (1, 0):
            return slot + 1
        if kind not in self._ends:
            self._ends[kind] = self.problem.find_ends(request).tolist()
        return self._ends[kind][slot]

    def list_related(self, request: int) -> set[int]:
        """Return requests tied to this one by an order, and the one held for its pair."""
        found = {other for other, _ in self._orders.get(request, ())}
        found |= {r for r in self.tables.list_locked_beside(request) if self.slot[r] >= 0}
        pair = self._pair[request]
        if pair in self._pair_held:
            found.add(self._pair_held[pair])
        return found - {request}

    def fits(self, request: int, slot: int) -> bool:
        """Return whether a request that is not held can begin in a slot it may begin in."""
        return next(self._walk_obstacles(request, slot), None) is None

    def find_obstacles(self, request: int, slot: int) -> list[Obstacle]:
        """Return everything that keeps a request out of a slot it may begin in."""
        return list(self._walk_obstacles(request, slot))

    def put(self, request: int, slot: int) -> None:
        """Hold a request from a slot on."""
        self.slot[request] = slot
        day, span = self._days[slot], range(slot, self.find_end(request, slot))
        for n in self.parties[request]:
            self._in_day[n][day] += 1
            for t in span:
                self.at[n][t].append(request)
        self.tables.count(request, span, 1)
        pair = self._pair[request]
        if pair >= 0:
            self._pair_held[pair] = request

    def take(self, request: int) -> None:
        """Take a held request out of the timetable."""
        slot = int(self.slot[request])
        self.slot[request] = -1
        day, span = self._days[slot], range(slot, self.find_end(request, slot))
        for n in self.parties[request]:
            self._in_day[n][day] -= 1
            for t in span:
                self.at[n][t].remove(request)
        self.tables.count(request, span, -1)
        pair = self._pair[request]
        if pair >= 0:
            del self._pair_held[pair]

    def become(self, slot: Ints) -> None:
        """Make the timetable the given one, which keeps every rule."""
        changed = np.flatnonzero(self.slot != slot)
        for request in changed[self.slot[changed] >= 0].tolist():
            self.take(request)
        come = changed[slot[changed] >= 0]
        for request, begins in zip(come.tolist(), slot[come].tolist(), strict=True):
            self.put(request, begins)

    def become_around(self, slot: Ints, requests: Ints) -> None:
        """Make an empty timetable the given one, as far as it concerns some requests.

        What stands in their way is known, and can be taken out and put back; of other meetings
        only the slot and the shared table that they take.
        """
        near = self._find_near_requests(requests)
        wanted = {self._pair[r] for r in requests.tolist()} - {-1}
        held = np.flatnonzero(slot >= 0)
        for request, begins in zip(held.tolist(), slot[held].tolist(), strict=True):
            if near[request]:
                self.put(request, begins)
                continue
            self.slot[request] = begins
            self.tables.count(request, range(begins, self.find_end(request, begins)), 1)
            pair = self._pair[request]
            if pair in wanted:
                self._pair_held[pair] = request

    def _find_near_requests(self, requests: Ints) -> list[bool]:
        """Return which requests share a participant, a locked table or an order with some."""
        problem, asked = self.problem, requests.tolist()
        concerned = np.zeros(len(self.at), np.bool_)
        for request in asked:
            concerned[list(self.parties[request])] = True
        of_person = concerned[problem.participant]
        near = of_person[problem.a] | of_person[problem.b]
        near[problem.further[of_person[problem.further[:, 1]], 0]] = True
        for request in asked:
            near[[other for other, _ in self._orders.get(request, ())]] = True
            near[self.tables.list_locked_beside(request)] = True
        found: list[bool] = near.tolist()
        return found

    def leave_out_unshared(self, weight: Floats) -> None:
        """Take out the lightest meetings that the representatives of a person cannot share."""
        for n, team in self._teams.items():
            held = [r for r in dict.fromkeys(self.mine[n]) if self.slot[r] >= 0]
            held.sort(key=lambda r: (self.problem.locked[r] < 0, -float(weight[r]), r))
            meetings: dict[int, dict[int, BookedMeeting]] = defaultdict(dict)
            for request in held:
                begun = int(self.slot[request])
                day = -1 if team.adds_up else self._days[begun]
                span = range(begun, self.find_end(request, begun))
                meetings[day][request] = team.book(request, span)
            for of_day in meetings.values():
                if can_share(team, list(of_day.values())):
                    continue
                kept: list[BookedMeeting] = []
                for request, meeting in of_day.items():
                    if can_share(team, [*kept, meeting]):
                        kept.append(meeting)
                    else:
                        self.take(request)

    def _walk_obstacles(self, request: int, slot: int) -> Iterator[Obstacle]:
        end, day = self.find_end(request, slot), self._days[slot]
        for n in self.parties[request]:
            booked = self.at[n]
            for t in range(slot, end):
                if len(booked[t]) >= self._fewer.get((n, t), self._capacity[n]):
                    yield Obstacle(Cause.BUSY, n, t, tuple(booked[t]))
        if self.tables.takes[request]:
            yield from self._walk_tables(request, range(slot, end))
        pair = self._pair[request]
        if pair in self._pair_held:
            yield Obstacle(Cause.PAIR, -1, slot, (self._pair_held[pair],))
        for n in self.parties[request]:
            if 0 <= self.per_day[n] <= self._in_day[n][day]:
                yield Obstacle(Cause.DAY, n, slot)
            if 0 <= self.in_all[n] <= sum(self._in_day[n]):
                yield Obstacle(Cause.ALL_DAYS, n, slot)
            if self.problem.max_in_row is not None and self._is_in_row(n, slot, end):
                yield Obstacle(Cause.ROW, n, slot)
            if self.rest[n]:
                near = self._find_near(n, slot, end)
                if near >= 0:
                    yield Obstacle(Cause.REST, n, slot, (near,))
            if self._walk and self._capacity[n] == 1:
                far = self._find_far(n, request, slot, end)
                if far >= 0:
                    yield Obstacle(Cause.WALK, n, slot, (far,))
        for other, later in self._orders.get(request, ()):
            begun = int(self.slot[other])
            if begun < 0:
                continue
            if (end > begun) if later else (self.find_end(other, begun) > slot):
                yield Obstacle(Cause.ORDER, -1, slot, (other,))
        # Last, as it takes longest.
        for n in self.parties[request]:
            if n in self._teams and not self._can_share(n, request, range(slot, end)):
                in_row = self.problem.max_in_row
                too_long = in_row is not None and end - slot > in_row
                yield Obstacle(Cause.ROW if too_long else Cause.REPRESENTATIVES, n, slot)

    def _can_share(self, n: int, request: int, span: range) -> bool:
        """Return whether the representatives can be at a meeting beside those of the day."""
        team = self._teams[n]
        day = self._days[span.start]
        of_day = range(self._day_from[day], self._day_from[day + 1])
        if team.adds_up:
            of_day = range(len(self._days))
        held = {r for t in of_day for r in self.at[n][t]}
        spans = {r: range(t, self.find_end(r, t)) for r in held for t in (int(self.slot[r]),)}
        meetings = [team.book(r, taken) for r, taken in [*spans.items(), (request, span)]]
        spells = ((one.span.start, one.span.stop, tuple(sorted(one.barred))) for one in meetings)
        key = n, tuple(sorted(spells))
        if key not in self._shared:
            self._shared[key] = can_share(team, meetings)
        return self._shared[key]

    def _walk_tables(self, request: int, span: range) -> Iterator[Obstacle]:
        """Yield the slots without a table, and who is at the one the request is locked to."""
        for t in span:
            if self.tables.is_full(t):
                yield Obstacle(Cause.TABLES, -1, t)
        for t, other in self.tables.list_at_own_table(request, span):
            yield Obstacle(Cause.SEAT, -1, t, (other,))
        for t in self.tables.list_unseated(request, span):
            yield Obstacle(Cause.TABLES, -1, t)

    def _find_near(self, n: int, slot: int, end: int) -> int:
        """Return a meeting between which and this time there is too little rest, -1 for none."""
        rest, day = self.rest[n], self._days[slot]
        first = max(self._day_from[day], slot - rest)
        last = min(self._day_from[day + 1], end + rest)
        for t in (*range(first, slot), *range(end, last)):
            if self.at[n][t]:
                return self.at[n][t][0]
        return -1

    def _is_in_row(self, n: int, slot: int, end: int) -> bool:
        longest, day = self.problem.max_in_row or 0, self._days[slot]
        first = max(self._day_from[day], slot - longest)
        last = min(self._day_from[day + 1] - longest - 1, end - 1)
        booked = self.at[n]
        for begin in range(first, last + 1):
            window = range(begin, begin + longest + 1)
            held = sum(len(booked[t]) for t in window)
            own = min(end, window.stop) - max(slot, begin)
            if held + own > longest * self._capacity[n]:
                return True
        return False

    def _find_far(self, n: int, request: int, slot: int, end: int) -> int:
        """Return a meeting too far from the request's hall, -1 for none."""
        hall, day = self._hall[request], self._days[slot]
        if hall < 0:
            return -1
        first = max(self._day_from[day], slot - self._reach)
        last = min(self._day_from[day + 1], end + self._reach)
        for t in (*range(first, slot), *range(end, last)):
            for other in self.at[n][t]:
                if self._hall[other] < 0:
                    continue
                between = slot - t - 1 if t < slot else t - end
                if between < self._walk[hall][self._hall[other]]:
                    return other
        return -1
