"""The most valuable timetable of a small fair, proved: the time-indexed model, solved by CP-SAT.

One variable for each request and slot it may take; every rule is linear over them. Used where the
search and its prices leave a gap, and by a replan, which wants three objectives in order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.scheduling.bounds import find_weight_step
from fairlead.engines.scheduling.cp_sat import (
    COUNTED,
    find_scale,
    open_solver,
    round_values,
    run_solver,
)
from fairlead.engines.scheduling.problem import SHARED_TABLE, Floats, Ints, Problem
from fairlead.engines.scheduling.representatives import (
    assign_representatives,
    find_uneven_teams,
    state_shares,
)
from fairlead.engines.scheduling.seating import SPARE, seat_long, state_seats

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

SOLVER = "CP-SAT"
SMALL_REQUESTS = 300
"""Requests up to which a timetable is proved by this model: a second or two at most."""


Effort = tuple[tuple[int, float], ...]
"""What is tried one after the other: how much of the rules is relaxed to a linear program (1 or
2) and the work at most, in CP-SAT's deterministic seconds, about one each on a slow machine."""


@dataclass(frozen=True, slots=True)
class Proved:
    """The best timetable found, and what no timetable exceeds."""

    slot: Ints
    """(R,) slot of each request, -1 when it is not held."""
    bound: float
    """No timetable is worth more."""
    optimal: bool
    """Whether the timetable is proved to be worth the bound."""


def is_provable(problem: Problem) -> bool:
    """Return whether a problem is small enough for the model."""
    return problem.requests <= SMALL_REQUESTS


@dataclass(frozen=True, slots=True)
class Part:
    """Some requests of a problem, while all others stay where they are."""

    free: Collection[int]
    """Requests that the model places."""
    fixed: dict[int, int]
    """Slots of the held requests that share a participant, a pair or an order with a free one."""
    participants: frozenset[int] | None = None
    """Of the free requests; None for all there are."""
    tables: Ints | None = None
    """(T,) shared tables that the others leave; None for all."""
    spare: Ints | None = None
    """(T,) of the tables to which nothing is locked those that the others leave; None for all."""
    blocked: frozenset[tuple[int, int]] = frozenset()
    """Tables to which some are locked, and slots, that the others take."""
    seats: Mapping[int, int] | None = None
    """The table of each of several slots, where it stands now: `seating.seat_long`."""


_Cover = dict[int, "list[cp_model.IntVar]"]
"""What is held in each slot."""


def _is_short(problem: Problem, request: int) -> bool:
    return bool(problem.length[request] == 1 and problem.minutes[request] == 0)


class WeightModel:
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

    def maximise(
        self,
        value: Floats,
        *,
        start: Ints,
        stop: Callable[[], bool],
        seed: int,
        effort: Effort,
        missed: float = 0.0,
    ) -> Proved:
        """Return the timetable of the greatest value among those left.

        ``value`` of each of `requests` in each slot; ``start`` (R,) a timetable to begin from.
        ``stop`` is asked some times a second whether to end; Ctrl-C ends it too. ``missed``: what
        each meeting costs that is missing of the least of somebody.
        """
        from ortools.sat.python import cp_model

        scale = find_scale(value)
        whole, lost = round_values(value, scale)
        goal = self._sum(whole, missed=int(np.ceil(missed * scale)))
        self._model.maximize(goal)
        bound = float("inf")
        slot = start
        for relaxation, work in effort:
            solver = open_solver(seed=seed, relaxation=relaxation, work=work)
            status = self._run(solver, slot, stop)
            if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                continue
            slot = self._read_slots(solver, start)
            if status == cp_model.OPTIMAL:
                return Proved(slot, (solver.objective_value + lost) / scale, optimal=True)
            self._limit_goal(solver.best_objective_bound)
            bound = min(bound, (solver.best_objective_bound + lost) / scale)
            if stop():
                break
        return Proved(slot, bound, optimal=False)

    def _run(
        self, solver: cp_model.CpSolver, start: Ints, stop: Callable[[], bool]
    ) -> cp_model.CpSolverStatus:
        """Return the solver's status, having begun with a timetable."""
        from ortools.sat.python import cp_model

        self._model.clear_hints()  # type: ignore[no-untyped-call]
        for variable, hint in self._list_hints(start):
            self._model.add_hint(variable, hint)
        status = run_solver(solver, self._model, stop)
        if not self._apart or self._seats or status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return status
        if seat_long(self._problem, self._read_slots(solver, start)) is not None:
            return status
        self._state_seats(self._part)
        return self._run(solver, start, stop)

    def _limit_goal(self, most: float) -> None:
        """Say what is known of the goal: who finds as much need not look for more."""
        domain = self._model.proto.objective.domain
        domain.clear()
        # The model's own goal is minus the one that is made as large as possible.
        domain.extend([-int(np.floor(most + 0.5)), COUNTED])

    def _list_hints(self, start: Ints) -> Iterator[tuple[cp_model.IntVar, bool]]:
        seen = set()
        for r, slots in self._held.items():
            for t, variable in slots.items():
                if variable.index not in seen:  # what is fixed shares one variable
                    seen.add(variable.index)
                    yield variable, t == start[r]
        seats = self._part.seats
        if self._seats and seats is None:
            seats = seat_long(self._problem, start)
        for (r, t), mine in self._seats.items():
            for table, variable in mine.items():
                yield variable, t == start[r] and (seats or {}).get(r, SPARE) == table
        sharing = {person for _, person, _ in self._shares}
        chosen = assign_representatives(self._problem, start, only=sharing) if sharing else {}
        for (r, person, t), mine in self._shares.items():
            for one, variable in mine.items():
                yield variable, t == start[r] and one == chosen[r, person]

    def _read_slots(self, solver: cp_model.CpSolver, start: Ints) -> Ints:
        slot = start.copy()
        for r, slots in self._held.items():
            slot[r] = next((t for t, variable in slots.items() if solver.value(variable)), -1)
        return slot

    def cut_rings(self, weight: Floats, *, reached: float) -> int:
        """State of people who meet in rings what no timetable breaks; return in how many cuts.

        The model then bounds what it could not: ``reached`` is the weight that a timetable holds.
        """
        from fairlead.engines.scheduling.odd_sets import Places, find_cuts

        variables = [(r, x) for r, slots in self._held.items() for x in slots.values()]
        place = {x.index: at for at, (_, x) in enumerate(variables)}
        own = [[place[x.index] for x in slots.values()] for slots in self._held.values()]
        taken = {
            (one, t): [place[x.index] for x in listed]
            for one, cover in self._cover.items()
            for t, listed in cover.items()
        }
        room = {key: int(self._room[key]) for key in taken}
        worth = weight[[r for r, _ in variables]]
        enough = reached + find_weight_step(weight)
        cuts = find_cuts(Places(own, taken, room), worth, enough=enough)
        for columns, most in cuts:
            self._model.add(sum(variables[c][1] * times for c, times in columns.items()) <= most)
        return len(cuts)

    def keep_missing(self, most: int) -> None:
        """Leave only the timetables in which no more meetings are missing of the leasts."""
        self._model.add(sum(self._missing) <= most)

    def _state_leasts(self, wanted: Collection[int] | None) -> list[cp_model.IntVar]:
        """Return for each person who is to have some meetings how many are missing."""
        problem, found = self._problem, []
        participant = problem.participant
        for person, requests in problem.list_meetings_of().items() if problem.least.any() else ():
            if wanted is not None and int(participant[person]) not in wanted:
                continue
            least = int(problem.least[person])
            short = self._model.new_int_var(0, least, f"missing {person}")
            held = [x for r in requests if r in self._held for x in self._held[r].values()]
            self._model.add(short + sum(held) >= least)
            found.append(short)
        return found

    def keep(self, value: Floats, slot: Ints) -> None:
        """Leave only the timetables that are worth at least what this one is."""
        whole, lost = round_values(value, find_scale(value))
        placed = slot[self.requests]
        held = np.flatnonzero(placed >= 0)
        # What weighs as much may be less by what rounding lost, on both sides.
        least = int(whole[held, placed[held]].sum()) - int(np.ceil(2 * lost))
        self._model.add(self._sum(whole) >= least)

    @property
    def requests(self) -> list[int]:
        """Return the requests that the model knows, in the order of its values."""
        return list(self._held)

    @property
    def size(self) -> tuple[int, int]:
        """Return the number of variables and of rules."""
        proto = self._model.proto
        return len(proto.variables), len(proto.constraints)

    def _sum(self, whole: NDArray[np.int64], *, missed: int = 0) -> cp_model.LinearExprT:
        terms = [
            variable * int(whole[at, t])
            for at, slots in enumerate(self._held.values())
            for t, variable in slots.items()
            if whole[at, t]
        ]
        return sum(terms + [short * -missed for short in self._missing if missed])

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
        """Return what is held in each slot, by meetings that begin there or earlier.

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
            keys, spans = [], []
            for r in self._mine[n]:
                ends = self._ends.get(r)
                for t, variable in self._held[r].items():
                    keys.append((r, person, t))
                    spans.append((range(t, t + 1 if ends is None else int(ends[t])), variable))
            found |= zip(keys, state_shares(self._model, team, spans), strict=True)
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
