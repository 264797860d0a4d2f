"""The door: a programme within a time, with its bound."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.scheduling.programme.bound import find_bound
from fairlead.engines.scheduling.programme.problem import ProgrammeProblem
from fairlead.engines.scheduling.programme.search import anneal
from fairlead.engines.scheduling.programme.verify import find_objective

_CHUNKS = 40
_Hard: TypeAlias = tuple[NDArray[np.int64], NDArray[np.int64]]
_Soft: TypeAlias = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]
_SAME = 1e-6


@dataclass(frozen=True, slots=True)
class ProgrammeResult:
    """Where sessions begin and in which rooms, -1 for those without a place.

    ``objective`` never exceeds ``bound``; "optimal" says that they are the same.
    """

    status: Literal["optimal", "feasible"]
    starts: NDArray[np.int64]
    rooms: NDArray[np.int64]
    objective: float
    bound: float
    seconds: float

    @property
    def gap(self) -> float:
        """Return how far the objective may be below the best, as a share of the bound."""
        return (self.bound - self.objective) / self.bound if self.bound > 0 else 0.0


def solve(
    problem: ProgrammeProblem,
    *,
    seconds: float = 8.0,
    iterations: int = 6_000_000,
    seed: int = 0,
    told: Callable[[float], None] = lambda _share: None,
) -> ProgrammeResult:
    """Return the best programme that the search finds, within about so many seconds.

    It ends after ``iterations`` moves, and then, on the same problem and seed, always with the
    same programme. ``told`` hears how far it is, from 0 to 1.
    """
    began = time.perf_counter()
    bound = find_bound(problem)
    state = _State(problem)
    if len(state.free):
        state.fill()
        _search(problem, state, began + seconds, iterations, seed, told)
    objective = find_objective(problem, state.best_start.tolist(), state.best_room.tolist())
    return ProgrammeResult(
        "optimal" if bound - objective <= _SAME * max(1.0, bound) + 1e-9 else "feasible",
        state.best_start,
        state.best_room,
        objective,
        max(bound, objective),
        time.perf_counter() - began,
    )


def _search(
    problem: ProgrammeProblem,
    state: _State,
    until: float,
    iterations: int,
    seed: int,
    told: Callable[[float], None],
) -> None:
    weights = state.soft[2]
    hot = max(1.0, float(np.median(weights)) if len(weights) else 1.0)
    cold = hot / 100
    heats = np.geomspace(hot, cold, _CHUNKS + 1)
    for chunk in range(_CHUNKS):
        if time.perf_counter() >= until:
            break
        anneal(
            iterations // _CHUNKS, heats[chunk], heats[chunk + 1], (seed * _CHUNKS + chunk) % 2**32,
            state.start, state.room, state.taken, state.best_start, state.best_room, state.worth,
            problem.lengths, problem.values, problem.fit, state.allowed, state.free,
            state.option_begins, state.options, problem.halls, problem.way, *state.soft,
            *state.hard,
        )  # fmt: skip
        told((chunk + 1) / _CHUNKS)


class _State:
    """Where everything is, and the tables that the search looks up."""

    def __init__(self, problem: ProgrammeProblem) -> None:
        size, rooms, steps = problem.allowed.shape
        self._problem = problem
        fixed = problem.fixed_start >= 0
        self.start = np.where(fixed, problem.fixed_start, -1).astype(np.int64)
        self.room = np.where(fixed, problem.fixed_room, 0).astype(np.int64)
        self.free = np.flatnonzero(~fixed)
        # Who is in a room at a step; what is fixed is nobody that could be moved.
        self.taken = np.full((rooms, steps), -1, dtype=np.int32)
        for one in np.flatnonzero(fixed):
            begin = self.start[one]
            self.taken[self.room[one], begin : begin + problem.lengths[one]] = size
        self.allowed = problem.allowed.copy()
        for one in self.free:
            self._leave_out_taken(int(one))
        self._list_options()
        self.soft = _list_near(size, problem.list_soft())
        hard = dict.fromkeys(problem.list_hard(), 1.0)
        begins, near, _ = _list_near(size, hard)
        self.hard = (begins, near)
        self.best_start, self.best_room = self.start.copy(), self.room.copy()
        self.worth = np.zeros(2)
        self._value()

    def _leave_out_taken(self, one: int) -> None:
        """Let a session not begin where what is fixed would be in its way."""
        held = self.taken >= 0
        for later in range(int(self._problem.lengths[one])):
            self.allowed[one, :, : held.shape[1] - later] &= ~held[:, later:]

    def _list_options(self) -> None:
        size, _rooms, steps = self.allowed.shape
        which, rooms, starts = np.nonzero(self.allowed)
        self.options = (rooms * steps + starts).astype(np.int32)
        self.option_begins = np.searchsorted(which, np.arange(size + 1)).astype(np.int64)

    def _value(self) -> None:
        worth = find_objective(self._problem, self.start.tolist(), self.room.tolist())
        self.worth[:] = worth
        self.best_start[:], self.best_room[:] = self.start, self.room

    def fill(self) -> None:
        """Put each session that has few places first where it fits, the least costly of some."""
        problem, steps = self._problem, self.taken.shape[1]
        many = np.diff(self.option_begins)
        for one in sorted(self.free.tolist(), key=lambda i: (many[i], -problem.lengths[i])):
            mine = self.options[self.option_begins[one] : self.option_begins[one + 1]]
            length, least, found = int(problem.lengths[one]), np.inf, -1
            costs = _list_costs(problem, self.start, one, self.soft, steps)
            blocked = _block_by_step(problem, self.start, one, self.hard, steps)
            for option in mine.tolist():
                room, at = divmod(option, steps)
                cost = costs[at] + problem.fit[one, room]
                if cost >= least or blocked[at] or (self.taken[room, at : at + length] >= 0).any():
                    continue
                least, found = cost, option
            if found >= 0 and least < problem.values[one]:
                self.room[one], self.start[one] = divmod(found, steps)
                begin = self.start[one]
                self.taken[self.room[one], begin : begin + length] = one
        self._value()


def _list_costs(
    problem: ProgrammeProblem, start: NDArray[np.int64], one: int, soft: _Soft, steps: int
) -> NDArray[np.float64]:
    """Return what beginning at each step costs by those that are placed."""
    begins, near, weights = soft
    costs = np.zeros(steps)
    for place in range(begins[one], begins[one + 1]):
        other = near[place]
        if start[other] >= 0:
            first = max(0, start[other] - problem.lengths[one] + 1)
            costs[first : start[other] + problem.lengths[other]] += weights[place]
    return costs


def _block_by_step(
    problem: ProgrammeProblem, start: NDArray[np.int64], one: int, hard: _Hard, steps: int
) -> NDArray[np.bool_]:
    """Return at which steps a session cannot begin for its people, the way always counted."""
    begins, near = hard
    blocked = np.zeros(steps, dtype=bool)
    for place in range(begins[one], begins[one + 1]):
        other = near[place]
        if start[other] >= 0:
            first = max(0, start[other] - problem.lengths[one] + 1 - problem.way)
            blocked[first : start[other] + problem.lengths[other] + problem.way] = True
    return blocked


def _list_near(size: int, pairs: Mapping[tuple[int, int], float]) -> _Soft:
    """Return for each session where its neighbours begin, the neighbours, and the weights."""
    rows = [(a, b, w) for (a, b), w in pairs.items()] + [(b, a, w) for (a, b), w in pairs.items()]
    rows.sort()
    ones = np.array([one for one, _, _ in rows], dtype=np.int64)
    return (
        np.searchsorted(ones, np.arange(size + 1)).astype(np.int64),
        np.array([other for _, other, _ in rows], dtype=np.int64),
        np.array([weight for _, _, weight in rows], dtype=np.float64),
    )
