"""What no programme can exceed: a linear programme without times.

A session's share y_ir in each room brings its value less its fit. A room has no more minutes than
it is open to some session, nor a person than there is time in which one of theirs may be held. In
a clique whose sessions need more time than there is, some must overlap: with m steps of them in H
steps, at least H f(m / H) pairs of steps, where f joins the points (k, k (k - 1) / 2) by straight
lines, and a pair that overlaps has no more steps in common than the shorter of the two is long.
Each line of f is a valid cut, so the bound holds for every programme.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array

from fairlead.engines.scheduling.programme.problem import ProgrammeProblem


def find_bound(problem: ProgrammeProblem) -> float:
    """Return what no programme of the problem can exceed."""
    sessions, rooms = _list_shares(problem)
    if not len(sessions):
        return 0.0
    shares, cliques = len(sessions), len(problem.cliques)
    gain = problem.values[sessions] - problem.fit[sessions, rooms]
    weights = np.array([weight for _, weight in problem.cliques])
    rows: list[NDArray[np.int64]] = []
    columns: list[NDArray[np.int64]] = []
    cells: list[NDArray[np.float64]] = []
    limits: list[float] = []

    def add(which: NDArray[np.int64], factor: NDArray[np.float64], limit: float) -> None:
        rows.append(np.full(len(which), len(limits)))
        columns.append(which)
        cells.append(factor)
        limits.append(limit)

    everything = np.arange(shares)
    minutes = problem.lengths[sessions].astype(float)
    for one in range(problem.size):
        mine = everything[sessions == one]
        add(mine, np.ones(len(mine)), 1.0)
    fixed = problem.fixed_start >= 0
    # What is fixed may break any rule: it takes nothing from what is bounded here.
    free = ~fixed[sessions]
    reach = _find_reach(problem)
    for room in range(problem.allowed.shape[1]):
        mine = everything[(rooms == room) & free]
        open_steps = reach[~fixed, room].any(axis=0).sum() if (~fixed).any() else 0
        add(mine, minutes[mine], float(open_steps))
    for group in problem.people:
        members = np.array([one for one in group if not fixed[one]], dtype=np.int64)
        if len(members) > 1:
            mine = everything[np.isin(sessions, members)]
            add(mine, minutes[mine], float(reach[members].any(axis=(0, 1)).sum()))
    for number, (group, _) in enumerate(problem.cliques):
        members = np.array(sorted(set(group)), dtype=np.int64)
        time = float(reach[members].any(axis=(0, 1)).sum()) if len(members) > 1 else 0.0
        if not time:
            continue
        mine = everything[np.isin(sessions, members)]
        longest = float(
            np.sort(problem.lengths[members])[-2]
        )  # the shorter of any two is no longer
        most = int(problem.lengths[members].sum() / time) + 1
        for k in range(1, most + 1):
            # longest * cost >= k m - H k (k + 1) / 2
            which = np.concatenate([mine, [shares + number]])
            factor = np.concatenate([k * minutes[mine], [-longest]])
            add(which, factor, time * k * (k + 1) / 2)
    matrix = coo_array(
        (np.concatenate(cells), (np.concatenate(rows), np.concatenate(columns))),
        shape=(len(limits), shares + cliques),
    ).tocsr()
    cost = np.concatenate([-gain, weights])
    found = linprog(  # type: ignore[call-overload]  # the stubs know no sparse matrices
        cost,
        A_ub=matrix,
        b_ub=np.array(limits),
        bounds=(0, None),
        method="highs",
    )
    # Of the plain bound nothing can go wrong; the linear programme's is rounded up.
    best = problem.values - np.array(
        [
            problem.fit[one, rooms[sessions == one]].min(initial=np.inf)
            for one in range(problem.size)
        ]
    )
    plain = float(np.maximum(best, 0.0).sum())
    return min(plain, float(-found.fun) + 1e-6 * max(1.0, plain)) if found.success else plain


def _list_shares(problem: ProgrammeProblem) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the sessions and the rooms they could be in; a fixed one has its own."""
    can: NDArray[np.bool_] = np.asarray(problem.allowed.any(axis=2))
    for one in np.flatnonzero(problem.fixed_start >= 0):
        can[one] = False
        can[one, problem.fixed_room[one]] = True
    sessions, rooms = np.nonzero(can)
    return sessions, rooms


def _find_reach(problem: ProgrammeProblem) -> NDArray[np.bool_]:
    """Return which steps a session can take up in each room, wherever it begins."""
    reach = np.zeros_like(problem.allowed)
    steps = problem.allowed.shape[2]
    for one in range(problem.size):
        if problem.fixed_start[one] >= 0:
            begin = problem.fixed_start[one]
            reach[one, problem.fixed_room[one], begin : begin + problem.lengths[one]] = True
            continue
        for later in range(int(problem.lengths[one])):
            reach[one, :, later:] |= problem.allowed[one, :, : steps - later]
    return reach
