"""The most valuable timetable of a small fair, proved: the time-indexed model, solved by CP-SAT.

One variable for each request and slot it may take; every rule is linear over them. Used where the
search and its prices leave a gap, and by a replan, which wants three objectives in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.scheduling.bounds import find_weight_step, round_to_weights
from fairlead.engines.scheduling.cp_sat import (
    COUNTED,
    find_scale,
    open_solver,
    round_values,
    run_solver,
)
from fairlead.engines.scheduling.problem import Bools, Floats, Ints, Problem
from fairlead.engines.scheduling.representatives import (
    assign_representatives,
)
from fairlead.engines.scheduling.seating import SPARE, seat_long
from fairlead.engines.scheduling.weight_rules import WeightRules

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

SOLVER = "CP-SAT"
SMALL_REQUESTS = 300
"""Requests up to which a timetable is proved by this model: a second or two at most."""


Effort = tuple[tuple[int, float], ...]
"""What is tried one after the other: how much of the rules is relaxed to a linear program (1 or
2) and the work at most, in CP-SAT's deterministic seconds, about one each on a slow machine."""


@dataclass(frozen=True, slots=True)
class ProvedTimetable:
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


def is_provable_beside(problem: Problem, held_before: Bools) -> bool:
    """Return whether what follows a released timetable is small enough for the model.

    ``held_before`` (R,): it may have as many meetings as a problem has requests, and as many again
    that were not held: most of the work is done where the meetings are.
    """
    few = int(held_before.sum()) <= SMALL_REQUESTS
    return few and problem.requests <= 2 * SMALL_REQUESTS


class WeightModel(WeightRules):
    """The rules of a problem, of which the best timetable is asked."""

    def maximise(
        self,
        value: Floats,
        *,
        start: Ints,
        stop: Callable[[], bool],
        seed: int,
        effort: Effort,
        missed: float = 0.0,
        most: float = float("inf"),
    ) -> ProvedTimetable:
        """Return the timetable of the greatest value among those left.

        ``value`` of each of `requests` in each slot; ``start`` (R,) a timetable to begin from.
        ``stop`` is asked some times a second whether to end; Ctrl-C ends it too. ``missed``: what
        each meeting costs that is missing of the least of somebody. ``most``: no timetable is
        known to be worth more.
        """
        from ortools.sat.python import cp_model

        scale = find_scale(value)
        whole, lost = round_values(value, scale)
        goal = self._sum(whole, missed=int(np.ceil(missed * scale)))
        self._model.maximize(goal)
        bound = most
        if np.isfinite(most):
            self._limit_goal(most * scale + lost)
        slot = start
        for relaxation, work in effort:
            solver = open_solver(seed=seed, relaxation=relaxation, work=work)
            status = self._run(solver, slot, stop)
            if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                continue
            slot = self._read_slots(solver, start)
            if status == cp_model.OPTIMAL:
                return ProvedTimetable(slot, (solver.objective_value + lost) / scale, optimal=True)
            self._limit_goal(solver.best_objective_bound)
            bound = min(bound, (solver.best_objective_bound + lost) / scale)
            if stop():
                break
        return ProvedTimetable(slot, bound, optimal=False)

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

    def cut_rings(self, weight: Floats, *, reached: float) -> float:
        """State of people who meet in rings what no timetable breaks; return what none exceeds.

        The model then bounds what it could not: ``reached`` is the weight that a timetable holds.
        Where nobody can meet in a ring nothing is stated, and infinity is returned.
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
        cuts, bound = find_cuts(Places(own, taken, room), worth, enough=enough)
        for columns, most in cuts:
            self._model.add(sum(variables[c][1] * times for c, times in columns.items()) <= most)
        return round_to_weights(weight, bound) if np.isfinite(bound) else bound

    def keep_missing(self, most: int) -> None:
        """Leave only the timetables in which no more meetings are missing of the leasts."""
        self._model.add(sum(self._missing) <= most)

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
