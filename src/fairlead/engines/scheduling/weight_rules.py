"""The rules of a timetable as linear ones: which requests may be held from which slots on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from fairlead.engines.scheduling.general.leasts import list_owed
from fairlead.engines.scheduling.model_part import Part
from fairlead.engines.scheduling.problem import SHARED_TABLE, Problem
from fairlead.engines.scheduling.representatives import find_uneven_teams
from fairlead.engines.scheduling.seating import state_seats
from fairlead.engines.scheduling.share_model import state_shares

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


_Cover = dict[int, "list[cp_model.IntVar]"]
"""What is held in each slot."""


def _is_short(problem: Problem, request: int) -> bool:
    return bool(problem.length[request] == 1 and problem.minutes[request] == 0)


class WeightRules:
    """A problem as linear rules over "request r is held from slot t on"."""

    def __init__(self, problem: Problem, *, part: Part | None = None) -> None:
        """State the rules, for all requests or for the free ones of a part."""
        from ortools.sat.python import cp_model

        self._problem = problem
        self._model = cp_model.CpModel()
        part = part or Part(range(problem.requests), {})
        self._held: dict[int, dict[int, cp_model.IntVar]] = {
            r: {
                int(t): self._model.new_bool_var(f"{r}@{t}")
                for t in np.flatnonzero(problem.allowed(r))
            }
            for r in part.free
        }
        if part.fixed:
            one = self._model.new_constant(1)
            self._held |= {r: {t: one} for r, t in part.fixed.items()}
        self._ends = {r: problem.find_ends(r) for r in self._held if not _is_short(problem, r)}
        participant = problem.participant
        self._capacity = dict(zip(participant.tolist(), problem.capacity.tolist(), strict=True))
        self._room = problem.find_room()
        self._mine: dict[int, list[int]] = defaultdict(list)
        others: dict[int, list[int]] = defaultdict(list)
        for r, person in problem.further.tolist():
            others[r].append(person)
        self._of_more = set(others)
        wanted = part.participants
        for r in self._held:
            for person in (problem.a[r], problem.b[r], *others[r]):
                n = int(participant[person])
                if wanted is None or n in wanted:
                    self._mine[n].append(r)
        self._cover: dict[int, dict[int, list[cp_model.IntVar]]] = {}
        self._part = part
        self._locked_at: dict[tuple[int, int], list[cp_model.IntVar]] = {}
        """What is locked to a table, by table and slot."""
        self._seats: dict[tuple[int, int], dict[int, cp_model.IntVar]] = {}
        """Who of several slots is at which table to which others are locked."""
        self._state_meetings(part)
        self._state_tables(part)
        self._state_limits()
        self._state_walks()
        self._state_orders()
        self._state_pairs()
        self._shares = self._state_teams(wanted)
        self._missing = self._state_leasts(wanted)

    def _state_leasts(self, wanted: Collection[int] | None) -> list[cp_model.IntVar]:
        """Return for each person who is to have some meetings how many are missing."""
        problem, found = self._problem, []
        participant = problem.participant
        for owed in list_owed(problem):
            if wanted is not None and int(participant[owed.person]) not in wanted:
                continue
            short = self._model.new_int_var(0, owed.least, f"missing {owed.person}")
            held = self._at((r for r in owed.requests if r in self._held), owed.find_slots(problem))
            self._model.add(short + sum(held) >= owed.least)
            found.append(short)
        return found

    def _add_at_most(self, variables: Iterable[cp_model.IntVar], most: int) -> None:
        listed = list(variables)
        if len(listed) <= most:
            return
        if most == 1:
            self._model.add_at_most_one(listed)
        else:
            self._model.add(sum(listed) <= most)

    def _state_meetings(self, part: Part) -> None:
        problem = self._problem
        for r in part.free:
            slots = self._held[r]
            if problem.locked[r] >= 0:
                self._model.add(sum(slots.values()) == 1)
            else:
                self._add_at_most(slots.values(), 1)
        rests = problem.find_rests()
        for one, mine in self._mine.items():
            self._cover[one] = self._find_cover(mine)
            for t, variables in self._cover[one].items():
                self._add_at_most(variables, int(self._room[one, t]))
            if rests[one]:
                for variables in self._find_cover(mine, rest=int(rests[one])).values():
                    self._add_at_most(variables, 1)

    def _find_cover(
        self, requests: Iterable[int], *, rest: int = 0
    ) -> dict[int, list[cp_model.IntVar]]:
        """Return the meetings held in each slot, which begin there or earlier.

        ``rest``: slots of the day that a meeting takes after its last.
        """
        cover: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        night = {t: day.stop for day in self._days() for t in day} if rest else {}
        for r in requests:
            ends = self._ends.get(r)
            for t, variable in self._held[r].items():
                end = t + 1 if ends is None else int(ends[t])
                for at in range(t, min(end + rest, night[t]) if rest else end):
                    cover[at].append(variable)
        return cover

    def _state_tables(self, part: Part) -> None:
        problem = self._problem
        seat = problem.locked_table
        shared = [r for r in part.free if problem.host[r] == SHARED_TABLE]
        for t, variables in self._find_cover(shared).items():
            room = problem.tables_by_slot if part.tables is None else part.tables
            self._add_at_most(variables, int(room[t]))
        named: dict[int, list[int]] = defaultdict(list)
        for r in self._held:
            if seat[r] >= 0:
                named[int(seat[r])].append(r)
        for table, requests in named.items():
            for t, variables in self._find_cover(requests).items():
                self._add_at_most(variables, 1)
                self._locked_at[table, t] = variables
        free = set(part.free)
        for table in sorted({table for table, _ in part.blocked}):
            for t, variables in self._find_cover(r for r in named[table] if r in free).items():
                if (table, t) in part.blocked:
                    for variable in variables:
                        self._model.add(variable == 0)
        is_apart = problem.is_apart
        self._apart = [r for r in shared if is_apart[r]]
        if part.seats is not None:
            self._state_seats(part)

    def _state_seats(self, part: Part) -> None:
        """State that each meeting of several slots has one table, beside locked ones.

        Of a whole problem this is asked only where the best timetable has no seats: most have.
        """
        problem, keys, held = self._problem, [], []
        for r in self._apart:
            ends = self._ends[r]
            for t, variable in self._held[r].items():
                keys.append((r, t))
                held.append(((t, int(ends[t])), variable))
        usual = np.full(problem.slots, problem.tables - len(problem.named_tables))
        spare = usual if part.spare is None else part.spare
        seats = state_seats(
            self._model,
            held,
            problem.named_tables,
            spare=dict(enumerate(spare.tolist())),
            locked=self._locked_at,
            blocked=part.blocked,
        )
        self._seats = dict(zip(keys, seats, strict=True))

    def _state_limits(self) -> None:
        problem, (per_day, in_all) = self._problem, self._problem.find_limits()
        for one, mine in self._mine.items():
            if in_all[one] >= 0:
                self._add_at_most(self._at(mine, range(problem.slots)), int(in_all[one]))
            for day in self._days():
                if per_day[one] >= 0:
                    self._add_at_most(self._at(mine, day), int(per_day[one]))
                if problem.max_in_row is not None:
                    row = problem.max_in_row
                    for begin in range(day.start, day.stop - row):
                        cover = self._cover[one]
                        window = [cover.get(t, ()) for t in range(begin, begin + row + 1)]
                        listed = [variable for variables in window for variable in variables]
                        if len(listed) > row * self._capacity[one]:
                            self._model.add(sum(listed) <= row * self._capacity[one])

    def _state_walks(self) -> None:
        problem = self._problem
        if not problem.walk.any():
            return
        hall = np.where(problem.host >= 0, problem.hall[np.maximum(problem.host, 0)], -1)
        for one, mine in self._mine.items():
            if self._capacity[one] != 1:
                continue
            by_hall: dict[int, list[int]] = defaultdict(list)
            for r in mine:
                if hall[r] >= 0:
                    by_hall[int(hall[r])].append(r)
            cover = {here: self._find_cover(requests) for here, requests in by_hall.items()}
            for hall_of_one, one_hall in cover.items():
                for apart in range(1, int(problem.walk[hall_of_one].max(initial=0)) + 1):
                    # In a slot somebody is in one hall at most: all that are too far count once.
                    far = [
                        other
                        for here, other in cover.items()
                        if problem.walk[hall_of_one, here] >= apart
                    ]
                    for day in self._days() if far else ():
                        for t in range(day.start, day.stop - apart):
                            self._keep_apart(one_hall, t, far, t + apart)
                            self._keep_apart(one_hall, t + apart, far, t)

    def _keep_apart(self, one: _Cover, at: int, others: list[_Cover], then: int) -> None:
        """State that who is in one hall in a slot is in none of some others in another slot."""
        here = one.get(at, ())
        there = [variable for cover in others for variable in cover.get(then, ())]
        if here and there:
            self._add_at_most([*here, *there], 1)

    def _state_teams(
        self, wanted: Collection[int] | None
    ) -> dict[tuple[int, int, int], dict[int, cp_model.IntVar]]:
        """State that representatives share the meetings of a person, where counting is not enough.

        Return who may be at each, by request, person and slot.
        """
        found: dict[tuple[int, int, int], dict[int, cp_model.IntVar]] = {}
        participant = self._problem.participant
        for person, team in find_uneven_teams(self._problem).items():
            n = int(participant[person])
            if wanted is not None and n not in wanted:
                continue
            keys, meetings = [], []
            for r in self._mine[n]:
                ends = self._ends.get(r)
                for t, variable in self._held[r].items():
                    keys.append((r, person, t))
                    span = range(t, t + 1 if ends is None else int(ends[t]))
                    meetings.append((team.book(r, span), variable))
            found |= zip(keys, state_shares(self._model, team, meetings), strict=True)
        return found

    def _state_orders(self) -> None:
        for first, second in self._problem.precedences.tolist():
            if first not in self._held or second not in self._held:
                continue
            ends = self._ends.get(first)
            begun = self._held[second]
            for t in sorted(begun):
                late = [
                    variable
                    for at, variable in self._held[first].items()
                    if (at + 1 if ends is None else int(ends[at])) > t
                ]
                early = [variable for at, variable in begun.items() if at <= t]
                self._add_at_most([*late, *early], 1)

    def _state_pairs(self) -> None:
        problem = self._problem
        if not problem.once_per_pair:
            return
        pairs: dict[frozenset[int], list[int]] = defaultdict(list)
        for r in self._held:
            one = int(problem.organisation[problem.a[r]])
            two = int(problem.organisation[problem.b[r]])
            if min(one, two) >= 0 and r not in self._of_more:
                pairs[frozenset((one, two))].append(r)
        for requests in pairs.values():
            self._add_at_most(self._at(requests, range(problem.slots)), 1)

    def _at(self, requests: Iterable[int], slots: Iterable[int]) -> list[cp_model.IntVar]:
        wanted = list(slots)
        return [self._held[r][t] for r in requests for t in wanted if t in self._held[r]]

    def _days(self) -> list[range]:
        ends = np.cumsum([0, *self._problem.slots_per_day]).tolist()
        return [range(begin, end) for begin, end in pairwise(ends)]
