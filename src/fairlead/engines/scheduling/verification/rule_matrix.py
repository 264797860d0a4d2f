"""The rules of a timetable as a matrix for another solver: shares no code with the search.

They are written a second time, from the slots that a meeting takes.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from scipy.sparse import csr_array

from fairlead.engines.scheduling.problem import SHARED_TABLE, Floats, Problem
from fairlead.engines.scheduling.verification.meetings import find_last_slot, list_meetings
from fairlead.engines.scheduling.verification.representatives import (
    Row,
    list_share_rows,
    may_be_unshared,
)
from fairlead.engines.scheduling.verification.rules import find_fewer, find_limits, list_asked
from fairlead.engines.scheduling.verification.seats import check_seats


class Rules:
    """The rules as rows of a matrix over "this request in this slot"."""

    def __init__(self, problem: Problem, *, seated: bool = False) -> None:
        self._problem = problem
        self._seated = seated
        """Whether it is stated that meetings of several slots have tables beside locked ones."""
        self.columns = [
            (request, int(slot))
            for request in range(problem.requests)
            for slot in np.flatnonzero(problem.allowed(request))
        ]
        self.width = len(self.columns)
        """Columns, those of who is at which meeting counted too."""
        self._rows: list[tuple[list[int], int, int]] = []
        self._people: dict[int, set[int]] = {
            request: {int(problem.a[request]), int(problem.b[request])}
            for request in range(problem.requests)
        }
        for request, person in problem.further.tolist():
            self._people[request].add(person)
        self._last = {
            (request, slot): find_last_slot(problem, request, slot)[0]
            for request, slot in self.columns
        }

    def list_asked(self) -> list[tuple[int, list[int]]]:
        """Return the least meetings of each person who is to have some, and their columns.

        Of a day and of all days.
        """
        found: dict[tuple[int, int], list[int]] = defaultdict(list)
        calendar, day_of = self._problem.participant.tolist(), self._problem.day.tolist()
        for at, (request, slot) in enumerate(self.columns):
            for one in {calendar[person] for person in self._people[request]}:
                found[one, -1].append(at)
                found[one, day_of[slot]].append(at)
        asked = list_asked(self._problem)
        return [(least, found[calendar[person], day]) for person, day, least in asked]

    def build(self) -> tuple[csr_array, list[int], list[int]]:
        """Return the matrix of the rules with the least and the most of each row."""
        self._rows.clear()
        self._state_meetings()
        self._state_people()
        self._state_orders()
        if self._problem.walk.any():
            self._state_walks()
        shared, ties = self._state_shares()
        self._rows += [(columns, 0, most) for columns, most in shared]
        if self._seated:
            ties += self._state_seats()
        entries = [(at, column, 1) for at, row in enumerate(self._rows) for column in row[0]]
        for column, columns in ties:
            entries += [(len(self._rows), one, 1) for one in columns]
            entries.append((len(self._rows), column, -1))
            self._rows.append(([], 0, 0))
        places = np.array(entries, dtype=np.int64).reshape(-1, 3)
        shape = (len(self._rows), self.width)
        # A meeting of two people of one calendar takes two of its places: entries add up.
        data = (places[:, 2].astype(float), (places[:, 0], places[:, 1]))
        matrix = csr_array(data, shape=shape)
        return matrix, [row[1] for row in self._rows], [row[2] for row in self._rows]

    def _state_shares(self) -> tuple[list[Row], list[tuple[int, list[int]]]]:
        """Return what representatives keep, and which of theirs a meeting is held with.

        Where meetings take one slot and nobody is limited, who is there is counted elsewhere.
        """
        problem = self._problem
        rows: list[Row] = []
        ties: list[tuple[int, list[int]]] = []
        self.width = len(self.columns)
        for person in sorted(set(problem.on_duty[:, 0].tolist())):
            mine = [at for at, (r, _) in enumerate(self.columns) if person in self._people[r]]
            spans = [(*self.columns[at], self._last[self.columns[at]]) for at in mine]
            long = any(last > first for _, first, last in spans)
            if not may_be_unshared(problem, person, long=long):
                continue
            kept, owners = list_share_rows(problem, person, spans)
            own: list[list[int]] = [[] for _ in mine]
            for column, owner in enumerate(owners):
                own[owner].append(self.width + column)
            rows += [([self.width + c for c in columns], most) for columns, most in kept]
            ties += zip(mine, own, strict=True)
            self.width += len(owners)
        return rows, ties

    def _state_meetings(self) -> None:
        problem = self._problem
        own, seated, pair = defaultdict(list), defaultdict(list), defaultdict(list)
        for at, (request, slot) in enumerate(self.columns):
            own[request].append(at)
            if problem.host[request] == SHARED_TABLE:
                for taken in range(slot, self._last[request, slot] + 1):
                    seated[taken].append(at)
            named = problem.organisation[[problem.a[request], problem.b[request]]]
            if problem.once_per_pair and named.min() >= 0 and len(self._people[request]) == 2:
                pair[tuple(sorted(named.tolist()))].append(at)
        for request in range(problem.requests):
            least = int(problem.locked[request] >= 0)
            self._rows.append((own[request], least, 1))
        room = problem.table_room.tolist() or [problem.tables] * problem.slots
        self._rows += [(row, 0, room[slot]) for slot, row in seated.items()]
        self._state_locked_tables()
        self._rows += [(row, 0, 1) for row in pair.values()]

    def has_seats(self, found: Floats | None) -> bool:
        """Return whether the meetings of a timetable that was found have tables."""
        if self._seated or found is None or not (self._problem.locked_table >= 0).any():
            return True
        slot = np.full(self._problem.requests, -1, dtype=np.int32)
        for at in np.flatnonzero(found[: len(self.columns)] > 0.5).tolist():
            slot[self.columns[at][0]] = self.columns[at][1]
        meetings = list_meetings(self._problem, slot)
        at_tables = [one for one in meetings if self._problem.host[one.request] == SHARED_TABLE]
        return not check_seats(self._problem, at_tables)

    def _list_at_tables(self) -> dict[tuple[int, int], list[int]]:
        """Return the columns that take a table to which they are locked, by table and slot."""
        wanted, found = self._problem.locked_table, defaultdict(list)
        for at, (request, first) in enumerate(self.columns):
            for slot in range(first, self._last[request, first] + 1):
                if wanted[request] >= 0:
                    found[int(wanted[request]), slot].append(at)
        return found

    def _state_locked_tables(self) -> None:
        self._rows += [(row, 0, 1) for row in self._list_at_tables().values()]

    def _state_seats(self) -> list[tuple[int, list[int]]]:
        """State at which table a meeting of several slots is; return the columns of each."""
        problem, at_table = self._problem, self._list_at_tables()
        named = sorted(set(problem.locked_table.tolist()) - {-1})
        others: dict[int, list[int]] = defaultdict(list)
        ties = []
        for at, (request, first) in enumerate(self.columns):
            several = problem.length[request] > 1 or problem.minutes[request] > 0
            locked = problem.locked_table[request] >= 0 or problem.host[request] != SHARED_TABLE
            if locked or not several:
                continue
            own = list(range(self.width, self.width + len(named) + 1))
            self.width += len(own)
            ties.append((at, own))
            for slot in range(first, self._last[request, first] + 1):
                others[slot].append(own[-1])
                for table, column in zip(named, own, strict=False):
                    at_table[table, slot].append(column)
        self._rows += [(row, 0, 1) for row in at_table.values()]
        self._rows += [(row, 0, problem.tables - len(named)) for row in others.values()]
        return ties

    def _state_people(self) -> None:
        problem = self._problem
        day = problem.day
        booked, daily, near = defaultdict(list), defaultdict(list), defaultdict(list)
        every = defaultdict(list)
        row = problem.max_in_row
        for at, (request, first) in enumerate(self.columns):
            for person in self._people[request]:
                one = int(problem.participant[person])
                daily[one, int(day[first])].append(at)
                every[one].append(at)
                for slot in range(first, self._last[request, first] + 1):
                    booked[one, slot].append(at)
                    for begin in range(slot - row, slot + 1) if row is not None else ():
                        if begin >= 0 and day[begin] == day[slot]:
                            near[one, begin].append(at)
        capacity = {int(n): int(problem.capacity[p]) for p, n in enumerate(problem.participant)}
        fewer = find_fewer(problem)
        self._rows += [
            (found, 0, fewer.get((one, slot), capacity[one]))
            for (one, slot), found in booked.items()
        ]
        self._state_rests(every)
        per_day, in_all = find_limits(problem)
        self._rows += [(found, 0, per_day[n]) for (n, _), found in daily.items() if n in per_day]
        self._rows += [(found, 0, in_all[n]) for n, found in every.items() if n in in_all]
        if row is not None:
            self._rows += [(found, 0, row * capacity[one]) for (one, _), found in near.items()]

    def _state_rests(self, every: dict[int, list[int]]) -> None:
        """State of who rests that at most one meeting touches as many slots and one more."""
        problem, day = self._problem, self._problem.day
        for n, found in every.items():
            rest = int(problem.rest[problem.participant == n].max())
            near: dict[int, set[int]] = defaultdict(set)
            for at in found if rest else ():
                first, last = self.columns[at][1], self._last[self.columns[at]]
                for begin in range(max(0, first - rest), last + 1):
                    if day[begin] == day[first]:
                        near[begin].add(at)
            self._rows += [(sorted(ones), 0, 1) for ones in near.values()]

    def _state_orders(self) -> None:
        """State that a first meeting does not go on in a slot up to which a second has begun."""
        columns = defaultdict(list)
        for at, (request, slot) in enumerate(self.columns):
            columns[request].append((slot, at))
        for first, second in self._problem.precedences.tolist():
            for slot, _ in columns[second]:
                goes_on = [at for t, at in columns[first] if self._last[first, t] >= slot]
                begun = [at for t, at in columns[second] if t <= slot]
                self._rows.append((goes_on + begun, 0, 1))

    def _state_walks(self) -> None:
        """State of two slots between which the way is too far that one meeting is in either."""
        problem, day = self._problem, self._problem.day
        there: dict[int, dict[int, dict[int, set[int]]]] = {}
        for at, (request, first) in enumerate(self.columns):
            hall = int(problem.hall[problem.host[request]]) if problem.host[request] >= 0 else -1
            for person in self._people[request] if hall >= 0 else ():
                if problem.capacity[person] == 1:
                    one = there.setdefault(int(problem.participant[person]), {})
                    for slot in range(first, self._last[request, first] + 1):
                        one.setdefault(hall, {}).setdefault(slot, set()).add(at)
        for halls in there.values():
            for hall, here in halls.items():
                for apart in range(1, int(problem.walk[hall].max()) + 1):
                    far = [found for h, found in halls.items() if problem.walk[hall, h] >= apart]
                    for slot, ones in here.items():
                        for other in (slot - apart, slot + apart):
                            if 0 <= other < problem.slots and day[other] == day[slot]:
                                beyond = ones.union(*(found.get(other, set()) for found in far))
                                self._rows.append((sorted(beyond), 0, 1))
