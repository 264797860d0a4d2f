"""Whether another solver agrees that no timetable is worth more: shares no code with the search.

The rules are those of `rule_matrix`, and the solver is HiGHS.
"""

from __future__ import annotations

import time
from collections import defaultdict

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array

from fairlead.engines.scheduling.problem import Floats, Problem
from fairlead.engines.scheduling.verification.meetings import find_last_slot
from fairlead.engines.scheduling.verification.rule_matrix import Rules
from fairlead.engines.scheduling.verification.rules import find_fewer

SOLVER = "HiGHS"
_INFEASIBLE = 2


def find_highest_weight(
    problem: Problem,
    *,
    seconds: float,
    musts: float | None = None,
    of_musts: bool = False,
    missing: int | None = None,
    above: float | None = None,
    seated: bool = False,
) -> tuple[float, float]:
    """Return the weight of the best timetable HiGHS finds, and its bound on every timetable's.

    ``musts``: of those timetables that hold so much of what must be held; ``of_musts``: the weight
    of that alone; ``missing``: of those in which so many meetings are missing at most of the least
    of people. What it does not find within the seconds is minus and plus infinity; both are
    minus infinity where the locks cannot all be kept. ``above``: only timetables of a greater
    weight are looked for, which takes less than finding the best; where there is none, that is the
    bound. ``seated``: whether meetings of several slots must have tables beside locked ones from
    the start, and not only where the best have none.
    """
    began = time.monotonic()
    rules = Rules(problem, seated=seated)
    if not rules.columns:
        return 0.0, 0.0
    matrix, least, most = rules.build()
    requests = [request for request, _ in rules.columns]
    worth, must = np.zeros(rules.width), np.zeros(rules.width)
    worth[: len(requests)] = problem.weight[requests]
    must[: len(requests)] = np.where(problem.must[requests], problem.weight[requests], 0.0)
    constraints = [LinearConstraint(matrix, least, most)]
    if musts is not None:
        slack = 1e-6 * max(1.0, musts)
        constraints.append(LinearConstraint(must[None, :], musts - slack, np.inf))
    goal = must if of_musts else worth
    if above is not None:
        more = _find_next_sum(problem.weight, above)
        constraints.append(LinearConstraint(goal[None, :], more, np.inf))
    nothing = (-np.inf, -np.inf if above is None else above)

    def ask_again() -> tuple[float, float]:
        """Return the answer with seats stated from the start."""
        return find_highest_weight(
            problem,
            seconds=_find_left(seconds, began),
            musts=musts,
            of_musts=of_musts,
            missing=missing,
            above=above,
            seated=True,
        )

    if missing is not None:
        best = _maximise_with_missing(rules, goal, constraints, missing, seconds)
        if best is None:
            return ask_again()
        return nothing if best[1] == -np.inf else best
    found = milp(
        -goal,
        constraints=constraints,
        integrality=np.ones(len(worth), dtype=np.int8),
        bounds=Bounds(0, 1),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    if found.status == _INFEASIBLE:
        return nothing
    dual = getattr(found, "mip_dual_bound", None)
    bound = np.inf if dual is None else float(-dual)
    if not rules.has_seats(found.x):
        weight, beside = ask_again()
        return weight, min(bound, beside)
    return -np.inf if found.x is None else float(goal @ np.rint(found.x)), bound


def _find_next_sum(weight: Floats, above: float) -> float:
    """Return what the weight of a timetable is at least where it is more than ``above``.

    Sums of whole weights are multiples of what divides them all; others are told apart beyond a
    millionth.
    """
    slack = 1e-6 * max(1.0, above)
    if (weight % 1).any() or weight.sum() > 2**50:
        return above + 2 * slack
    step = float(np.gcd.reduce(weight.astype(np.int64)) or 1)
    return float((np.floor((above + slack) / step) + 1) * step - 1e-6)


def find_fewest_units(
    problem: Problem,
    units: list[int],
    *,
    seconds: float,
    person: int | None = None,
    seated: bool = False,
) -> tuple[float, float]:
    """Return in how many units HiGHS holds every request, and its bound on how many are needed.

    ``units`` (T,) what each slot counts as, for everybody or for a ``person`` alone. Both are
    infinity where not all can be held. ``seated`` as for `find_highest_weight`.
    """
    began = time.monotonic()
    rules = Rules(problem, seated=seated)
    matrix, least, most = rules.build()
    columns, size = rules.columns, max(units, default=-1) + 1
    width = rules.width
    rows: list[dict[int, int]] = []
    held, booked = defaultdict(list), defaultdict(list)
    calendar = problem.participant
    for at, (request, first) in enumerate(columns):
        held[request].append(at)
        everybody = calendar[problem.parties(request)]
        if person is not None and calendar[person] not in everybody:
            continue
        for slot in range(first, find_last_slot(problem, request, first)[0] + 1):
            rows.append({at: 1, width + units[slot]: -1})
            one = problem.a[request] if person is None else person
            booked[int(calendar[one]), slot].append(at)
    if len(held) < problem.requests:
        return np.inf, np.inf
    capacity = {int(n): int(problem.capacity[p]) for p, n in enumerate(problem.participant)}
    fewer = find_fewer(problem)
    for (one, slot), found in booked.items():
        room = fewer.get((one, slot), capacity[one])
        rows.append(dict.fromkeys(found, 1) | {width + units[slot]: -room})
    own = [dict.fromkeys(found, 1) for found in held.values()]
    wide = csr_array((matrix.data, matrix.indices, matrix.indptr), (len(least), width + size))
    answer = milp(
        np.concatenate([np.zeros(width), np.ones(size)]),
        constraints=[
            LinearConstraint(wide, least, most),
            LinearConstraint(_write_rows(rows, width + size), -np.inf, 0),
            LinearConstraint(_write_rows(own, width + size), 1, 1),
        ],
        integrality=np.ones(width + size, dtype=np.int8),
        bounds=Bounds(0, 1),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    if answer.status == _INFEASIBLE:
        return np.inf, np.inf
    dual = getattr(answer, "mip_dual_bound", None)
    bound = -np.inf if dual is None else float(dual)
    if not rules.has_seats(answer.x):
        used, beside = find_fewest_units(
            problem, units, seconds=_find_left(seconds, began), person=person, seated=True
        )
        return used, max(bound, beside)
    return np.inf if answer.x is None else float(np.rint(answer.x[width:]).sum()), bound


def find_least_missing(
    problem: Problem,
    *,
    seconds: float,
    musts: float | None,
    fewer_than: int | None = None,
    seated: bool = False,
) -> tuple[float, float]:
    """Return how many meetings are missing at least in the timetable HiGHS finds, and its bound.

    ``fewer_than``: only timetables in which fewer are missing are looked for.
    """
    began = time.monotonic()
    rules = Rules(problem, seated=seated)
    matrix, least, most = rules.build()
    constraints = [LinearConstraint(matrix, least, most)]
    if musts is not None:
        requests = [request for request, _ in rules.columns]
        must = np.zeros(rules.width)
        must[: len(requests)] = np.where(problem.must[requests], problem.weight[requests], 0.0)
        slack = 1e-6 * max(1.0, musts)
        constraints.append(LinearConstraint(must[None, :], musts - slack, np.inf))
    most_missing = None if fewer_than is None else fewer_than - 1
    found = _maximise_with_missing(rules, None, constraints, most_missing, seconds)
    if found is None:
        return find_least_missing(
            problem,
            seconds=_find_left(seconds, began),
            musts=musts,
            fewer_than=fewer_than,
            seated=True,
        )
    return -found[0], -found[1]


def _maximise_with_missing(
    rules: Rules,
    goal: Floats | None,
    constraints: list[LinearConstraint],
    missing: int | None,
    seconds: float,
) -> tuple[float, float] | None:
    """Return the best goal where so many are missing at most, None for as many as may be.

    Without a goal it is minus what is missing. Nothing where the timetable found has no tables for
    meetings of several slots.
    """
    asked, people = rules.list_asked(), rules.width
    size = people + len(asked)
    wider = []
    for one in constraints:
        entries = coo_array(csr_array(one.A))  # type: ignore[arg-type]
        data = (entries.data, (entries.row, entries.col))
        wider.append(LinearConstraint(csr_array(data, (entries.shape[0], size)), one.lb, one.ub))
    rows = [{people + at: 1} | dict.fromkeys(columns, 1) for at, (_, columns) in enumerate(asked)]
    wider.append(LinearConstraint(_write_rows(rows, size), [n for n, _ in asked], np.inf))
    short = np.concatenate([np.zeros(people), np.ones(len(asked))])
    if missing is not None:
        wider.append(LinearConstraint(short[None, :], 0, missing + 1e-6))
    found = milp(
        short if goal is None else np.concatenate([-goal, np.zeros(len(asked))]),
        constraints=wider,
        integrality=np.ones(size, dtype=np.int8),
        bounds=Bounds(0, np.concatenate([np.ones(people), [n for n, _ in asked]])),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    if found.status == _INFEASIBLE:
        return -np.inf, -np.inf
    if not rules.has_seats(found.x):
        return None
    value = -np.inf if found.x is None else -float(np.rint(found.fun * 1e6) / 1e6)
    bound = getattr(found, "mip_dual_bound", None)
    return value, np.inf if bound is None else float(-bound)


def _find_left(seconds: float, began: float) -> float:
    """Return how many of the seconds are left for asking again with seats, since it was begun."""
    return max(0.0, seconds - (time.monotonic() - began))


def _write_rows(rows: list[dict[int, int]], width: int) -> csr_array:
    places = [(at, column, value) for at, row in enumerate(rows) for column, value in row.items()]
    table = np.array(places, dtype=np.int64).reshape(-1, 3)
    return csr_array((table[:, 2].astype(float), (table[:, 0], table[:, 1])), (len(rows), width))
