"""CP-SAT on the same model: a literal for each room, a start, intervals, one for each pair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from fairlead.engines.scheduling.programme import ProgrammeProblem

_POINTS = 10  # of the model for one of the objective: fits have one decimal


@dataclass(frozen=True, slots=True)
class Peer:
    """What CP-SAT found: -1 where a session has no place."""

    status: str
    starts: list[int]
    rooms: list[int]
    bound: float


def solve_by_cp_sat(problem: ProgrammeProblem, *, seconds: float, workers: int = 2) -> Peer:
    """Return the best programme that CP-SAT finds in so many seconds."""
    model: Any = cp_model.CpModel()
    rooms = problem.allowed.shape[1]
    start, end, placed, inside = [], [], [], []
    by_room: list[list[Any]] = [[] for _ in range(rooms)]
    for one in range(problem.size):
        length = int(problem.lengths[one])
        steps = np.flatnonzero(problem.allowed[one].any(axis=0))
        domain = cp_model.Domain.from_values(steps.tolist() or [0])
        start.append(model.new_int_var_from_domain(domain, f"s{one}"))
        end.append(start[one] + length)
        lit = {}
        for room in range(rooms):
            can = np.flatnonzero(problem.allowed[one, room])
            if not len(can):
                continue
            lit[room] = model.new_bool_var(f"x{one},{room}")
            if len(can) < len(steps):
                own = cp_model.Domain.from_values(can.tolist())
                model.add_linear_expression_in_domain(start[one], own).only_enforce_if(lit[room])
            interval = model.new_optional_interval_var(
                start[one], length, end[one], lit[room], f"i{one},{room}"
            )
            by_room[room].append(interval)
        placed.append(model.new_bool_var(f"p{one}"))
        model.add(sum(lit.values()) == placed[one])
        inside.append(lit)
    for intervals in by_room:
        model.add_no_overlap(intervals)
    for one, other in problem.list_hard():
        first = model.new_bool_var("")
        both = [placed[one], placed[other]]
        far = model.new_bool_var("") if problem.way else 0
        if problem.way:
            for a, x in inside[one].items():
                for b, y in inside[other].items():
                    if problem.halls[a] != problem.halls[b]:
                        model.add_bool_or([~x, ~y, far])
        gap = problem.way * far
        model.add(end[one] + gap <= start[other]).only_enforce_if([*both, first])
        model.add(end[other] + gap <= start[one]).only_enforce_if([*both, ~first])
    cost = []
    for (one, other), weight in problem.list_soft().items():
        before, after = model.new_bool_var(""), model.new_bool_var("")
        model.add(end[one] <= start[other]).only_enforce_if(before)
        model.add(end[other] <= start[one]).only_enforce_if(after)
        overlap = model.new_bool_var("")
        model.add_bool_or([overlap, before, after, ~placed[one], ~placed[other]])
        cost.append(round(weight * _POINTS) * overlap)
    gain = [
        round(float(problem.values[one] - problem.fit[one, room]) * _POINTS) * lit
        for one in range(problem.size)
        for room, lit in inside[one].items()
    ]
    model.maximize(sum(gain) - sum(cost))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    status = solver.solve(model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    chosen = [
        next((room for room, lit in inside[one].items() if found and solver.value(lit)), -1)
        for one in range(problem.size)
    ]
    starts = [int(solver.value(start[one])) if room >= 0 else -1 for one, room in enumerate(chosen)]
    bound = solver.best_objective_bound / _POINTS
    return Peer(solver.status_name(status), starts, [max(0, one) for one in chosen], bound)
