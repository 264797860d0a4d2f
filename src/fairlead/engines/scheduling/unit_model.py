"""Every request in the fewest slots or days: the model of `weight_model` with what is in use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from fairlead.engines.scheduling.cp_sat import open_solver
from fairlead.engines.scheduling.problem import Ints, Problem
from fairlead.engines.scheduling.weight_model import WeightModel


@dataclass(frozen=True, slots=True)
class ProvedUnits:
    """The timetable of every request in the fewest units found, and the fewest there can be."""

    slot: Ints | None
    """(R,), None where none was found."""
    bound: int


class UnitModel(WeightModel):
    """The rules with every request held, and which slots or days are in use."""

    def __init__(
        self, problem: Problem, units: Ints, *, least: int, only: int | None = None
    ) -> None:
        """State the rules; ``units`` (T,) what each slot counts as, ``least`` needed anyway.

        ``only``: slots of this participant count alone.
        """
        super().__init__(problem)
        self._most = int(units.max(initial=-1)) + 1
        self._used = [self._model.new_bool_var(f"used {u}") for u in range(self._most)]
        for slots in self._held.values():
            self._model.add_exactly_one(list(slots.values()))
        counted = self._cover if only is None else {only: self._cover.get(only, {})}
        for one, cover in counted.items():
            for t, variables in cover.items():
                room = self._used[int(units[t])] * int(self._room[one, t])
                self._model.add(sum(variables) <= room)
        self._model.add(sum(self._used) >= least)
        if _are_alike(problem):
            for day in self._days():
                for one, two in pairwise(dict.fromkeys(int(units[t]) for t in day)):
                    self._model.add_implication(self._used[two], self._used[one])

    def minimise(self, *, stop: Callable[[], bool], seed: int, work: float) -> ProvedUnits:
        """Return the timetable of the fewest units, as far as the work goes."""
        from ortools.sat.python import cp_model

        self._model.minimize(sum(self._used))
        solver = open_solver(seed=seed, relaxation=2, work=work)
        nothing = np.full(self._problem.requests, -1, dtype=np.int32)
        status = self._run(solver, nothing, stop)
        if status == cp_model.INFEASIBLE:
            return ProvedUnits(None, self._most + 1)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return ProvedUnits(None, 0)
        slot = self._read_slots(solver, nothing)
        return ProvedUnits(slot, int(np.ceil(solver.best_objective_bound - 1e-6)))


def _are_alike(problem: Problem) -> bool:
    """Return whether the slots of a day can change places: nothing tells them apart."""
    sessions = bool((problem.session > 0).any())
    sequence = len(problem.precedences) or problem.walk.any() or problem.max_in_row is not None
    changes = len(problem.reduced) > 0 or len(problem.table_room) > 0
    if sessions or sequence or changes or not problem.is_plain or (problem.locked >= 0).any():
        return False
    days = np.split(problem.available, np.cumsum(problem.slots_per_day)[:-1], axis=1)
    return all(bool((day == day[:, :1]).all()) for day in days)
