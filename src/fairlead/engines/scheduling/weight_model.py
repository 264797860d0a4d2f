"""The most valuable timetable of a small fair, proved: the time-indexed model, solved by CP-SAT.

One variable for each request and slot it may take; every rule is linear over them. Used where the
search and its prices leave a gap, and by a replan, which wants three objectives in order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from threading import Thread
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.scheduling.problem import SHARED_TABLE, Floats, Ints, Problem

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

SOLVER = "CP-SAT"
SMALL_REQUESTS = 300
"""Requests up to which a timetable is proved by this model: a second or two at most."""
_ASKED_EVERY = 0.2
"""Seconds between two looks at whether to stop."""
_PRECISION = 2**45
"""Largest sum of weights in the model's whole numbers: the rest of a weight is lost."""


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


class WeightModel:
    """A problem as linear rules over "request r is held in slot t"."""

    def __init__(self, problem: Problem) -> None:
        from ortools.sat.python import cp_model

        self._problem = problem
        self._model = cp_model.CpModel()
        self._held: list[dict[int, cp_model.IntVar]] = [
            {
                int(t): self._model.new_bool_var(f"{r}@{t}")
                for t in np.flatnonzero(problem.allowed(r))
            }
            for r in range(problem.requests)
        ]
        participant = problem.participant
        self._capacity = dict(zip(participant.tolist(), problem.capacity.tolist(), strict=True))
        self._mine: dict[int, list[int]] = defaultdict(list)
        for r in range(problem.requests):
            for person in (problem.a[r], problem.b[r]):
                self._mine[int(participant[person])].append(r)
        self._state_meetings()
        self._state_tables()
        self._state_limits()
        self._state_walks()
        self._state_orders()
        self._state_pairs()

    def maximise(
        self, value: Floats, *, start: Ints, stop: Callable[[], bool], seed: int, effort: Effort
    ) -> Proved:
        """Return the timetable of the greatest value among those left.

        ``value`` (R, T) of each request in each slot; ``start`` (R,) a timetable to begin from.
        ``stop`` is asked some times a second whether to end; Ctrl-C ends it too.
        """
        from ortools.sat.python import cp_model

        scale = _find_scale(value)
        whole = np.rint(value * scale).astype(np.int64)
        lost = float(np.abs(whole - value * scale).max(axis=1, initial=0.0).sum())
        goal = self._sum(whole)
        self._model.maximize(goal)
        self._model.clear_hints()  # type: ignore[no-untyped-call]
        for r, slots in enumerate(self._held):
            for t, variable in slots.items():
                self._model.add_hint(variable, t == start[r])
        bound = float("inf")
        slot = start
        for relaxation, work in effort:
            solver = cp_model.CpSolver()
            # One worker, so that the same problem gives the same timetable. Fairs are symmetrical
            # everywhere, and finding out how costs more than it gains.
            solver.parameters.num_workers = 1
            solver.parameters.symmetry_level = 0
            solver.parameters.linearization_level = relaxation
            solver.parameters.random_seed = seed
            solver.parameters.max_deterministic_time = work
            solver.parameters.catch_sigint_signal = False
            status = _run_solver(solver, self._model, stop)
            if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                continue
            slot = self._read_slots(solver)
            if status == cp_model.OPTIMAL:
                return Proved(slot, (solver.objective_value + lost) / scale, optimal=True)
            bound = min(bound, (solver.best_objective_bound + lost) / scale)
            if stop():
                break
        return Proved(slot, bound, optimal=False)

    def _read_slots(self, solver: cp_model.CpSolver) -> Ints:
        slot = np.full(len(self._held), -1, dtype=np.int32)
        for r, slots in enumerate(self._held):
            slot[r] = next((t for t, variable in slots.items() if solver.value(variable)), -1)
        return slot

    def keep(self, value: Floats, slot: Ints) -> None:
        """Leave only the timetables that are worth at least what this one is."""
        whole = np.rint(value * _find_scale(value)).astype(np.int64)
        held = np.flatnonzero(slot >= 0)
        self._model.add(self._sum(whole) >= int(whole[held, slot[held]].sum()))

    @property
    def size(self) -> tuple[int, int]:
        """Return the number of variables and of rules."""
        proto = self._model.proto
        return len(proto.variables), len(proto.constraints)

    def _sum(self, whole: NDArray[np.int64]) -> cp_model.LinearExprT:
        return sum(
            variable * int(whole[r, t])
            for r, slots in enumerate(self._held)
            for t, variable in slots.items()
            if whole[r, t]
        )

    def _add_at_most(self, variables: Iterable[cp_model.IntVar], most: int) -> None:
        listed = list(variables)
        if len(listed) <= most:
            return
        if most == 1:
            self._model.add_at_most_one(listed)
        else:
            self._model.add(sum(listed) <= most)

    def _state_meetings(self) -> None:
        problem = self._problem
        for r, slots in enumerate(self._held):
            if problem.locked[r] >= 0:
                self._model.add(sum(slots.values()) == 1)
            else:
                self._add_at_most(slots.values(), 1)
        for one, mine in self._mine.items():
            for t in range(problem.slots):
                self._add_at_most(self._at(mine, (t,)), self._capacity[one])

    def _state_tables(self) -> None:
        shared = np.flatnonzero(self._problem.host == SHARED_TABLE).tolist()
        for t in range(self._problem.slots):
            self._add_at_most(self._at(shared, (t,)), self._problem.tables)

    def _state_limits(self) -> None:
        problem = self._problem
        for one, mine in self._mine.items():
            for day in self._days():
                if problem.max_per_day is not None:
                    most = problem.max_per_day * self._capacity[one]
                    self._add_at_most(self._at(mine, day), most)
                if problem.max_in_row is not None:
                    row = problem.max_in_row
                    for begin in range(day.start, day.stop - row):
                        window = range(begin, begin + row + 1)
                        self._add_at_most(self._at(mine, window), row * self._capacity[one])

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
            for here, left in by_hall.items():
                for there, right in by_hall.items():
                    apart = int(problem.walk[here, there])
                    for day in self._days():
                        for t in day:
                            for u in range(t + 1, min(t + apart + 1, day.stop)):
                                both = [*self._at(left, (t,)), *self._at(right, (u,))]
                                self._add_at_most(both, 1)

    def _state_orders(self) -> None:
        slots = self._problem.slots
        for first, second in self._problem.precedences.tolist():
            for t in range(slots):
                late = [*self._at([first], range(t, slots)), *self._at([second], range(t + 1))]
                self._add_at_most(late, 1)

    def _state_pairs(self) -> None:
        problem = self._problem
        if not problem.once_per_pair:
            return
        pairs: dict[frozenset[int], list[int]] = defaultdict(list)
        for r in range(problem.requests):
            one = int(problem.organisation[problem.a[r]])
            two = int(problem.organisation[problem.b[r]])
            if min(one, two) >= 0:
                pairs[frozenset((one, two))].append(r)
        for requests in pairs.values():
            self._add_at_most(self._at(requests, range(problem.slots)), 1)

    def _at(self, requests: Iterable[int], slots: Iterable[int]) -> list[cp_model.IntVar]:
        wanted = list(slots)
        return [self._held[r][t] for r in requests for t in wanted if t in self._held[r]]

    def _days(self) -> list[range]:
        ends = np.cumsum([0, *self._problem.slots_per_day]).tolist()
        return [range(begin, end) for begin, end in pairwise(ends)]


def _run_solver(
    solver: cp_model.CpSolver, model: cp_model.CpModel, stop: Callable[[], bool]
) -> cp_model.CpSolverStatus:
    """Return the solver's status; it runs beside this thread, which can be interrupted."""
    found: list[cp_model.CpSolverStatus] = []
    run = Thread(target=lambda: found.append(solver.solve(model)), daemon=True)
    run.start()
    try:
        while run.is_alive():
            run.join(_ASKED_EVERY)
            if run.is_alive() and stop():
                solver.stop_search()
    finally:
        solver.stop_search()
        run.join()
    return found[0]


def _find_scale(value: Floats) -> float:
    """Return what the values are multiplied by to become whole numbers: 1 when they are."""
    if (value == np.rint(value)).all():
        return 1.0
    return float(_PRECISION / max(float(np.abs(value).max(axis=1).sum()), 1e-300))
