"""Whether another solver, asked in other words, agrees that no timetable has so few breaks.

Shares no code with the exact search: a break is known by its last empty slot, as in Bofill and
others (JAIR 74, 2022), sums are python-sat's own, and the solver is Glucose. Every clause states a
rule or follows from one, so that clauses nobody can satisfy refute the timetable too. What Glucose
has not answered after some conflicts CaDiCaL refutes, which is mostly much sooner; then it is not
believed, but every line of its refutation is followed.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from threading import Timer

import numpy as np
from pysat.card import CardEnc, EncType
from pysat.formula import IDPool
from pysat.solvers import Glucose4

from fairlead.engines.scheduling.problem import SHARED_TABLE, Problem

SOLVER = "Glucose 4"
CONFLICTS = 10_000
"""Of Glucose: about a second."""


@dataclass(frozen=True, slots=True)
class Statement:
    """The published problem as clauses, and the literals of which each true one is a break."""

    clauses: list[list[int]]
    breaks: list[int]


class Verdict(StrEnum):
    """What the second solver says of a refutation."""

    AGREES = "agrees"
    FOLLOWED = "every line of another refutation follows"
    DISAGREES = "disagrees"
    NO_ANSWER = "no answer"


def state(problem: Problem, at_most: int = -1) -> Statement:
    """Return the clauses of all timetables that hold every meeting with at most so many breaks.

    -1: with any number of breaks.
    """
    made = _Clauses(problem, at_most)
    return Statement(made.all, made.breaks)


def judge(problem: Problem, at_most: int, *, seconds: float, conflicts: int = CONFLICTS) -> Verdict:
    """Return whether no timetable holds all with ``at_most`` breaks, as others see it.

    ``at_most`` -1: that none holds all with any number. Others have ``seconds``, which writing
    the clauses does not count in; Glucose so many ``conflicts``.
    """
    clauses = state(problem, at_most).clauses
    began = time.perf_counter()
    found = _ask_glucose(clauses, seconds, conflicts)
    if found is None:
        return _follow_refutation(clauses, seconds - (time.perf_counter() - began))
    return Verdict.DISAGREES if found else Verdict.AGREES


def _ask_glucose(clauses: list[list[int]], seconds: float, conflicts: int) -> bool | None:
    """Return whether the clauses can be satisfied, None where there was no answer."""
    with Glucose4(bootstrap_with=clauses) as solver:
        solver.conf_budget(conflicts)
        timer = Timer(seconds, solver.interrupt)
        timer.daemon = True  # nobody waits for it after Ctrl-C
        timer.start()
        try:
            found: bool | None = solver.solve_limited(expect_interrupt=True)
        finally:
            timer.cancel()
    return found


def _follow_refutation(clauses: list[list[int]], seconds: float) -> Verdict:
    """Return what a refutation by CaDiCaL, followed line by line, shows within the seconds."""
    # Compiled where a refutation is followed, and nowhere else.
    from fairlead.engines.scheduling.exact.refute import refute
    from fairlead.engines.scheduling.formats.drat import read_binary
    from fairlead.engines.scheduling.verification.drat import check_proof

    if seconds <= 0:
        return Verdict.NO_ANSWER
    began = time.perf_counter()
    try:
        proof = refute(clauses, seconds=seconds)
    except TimeoutError:
        return Verdict.NO_ANSWER
    if proof is None:
        return Verdict.DISAGREES
    left = seconds - (time.perf_counter() - began)
    followed = check_proof(clauses, read_binary(proof), seconds=left).refuted
    return Verdict.FOLLOWED if followed else Verdict.NO_ANSWER


class _Clauses:
    """The clauses of one question."""

    def __init__(self, problem: Problem, at_most: int) -> None:
        self.all: list[list[int]] = []
        self._problem = problem
        self._pool = IDPool()
        self._days = np.cumsum([0, *problem.slots_per_day]).tolist()
        self._x = [
            {int(t): self._new(("x", m, t)) for t in np.flatnonzero(problem.allowed(m))}
            for m in range(problem.requests)
        ]
        node = problem.participant
        self._capacity = dict(zip(node.tolist(), problem.capacity.tolist(), strict=True))
        self._mine: dict[int, list[int]] = {}
        for m in range(problem.requests):
            for person in (problem.a[m], problem.b[m]):
                self._mine.setdefault(int(node[person]), []).append(m)
        self._state_meetings()
        self._state_tables()
        self._state_orders()
        self._state_breaks(at_most)

    def _state_meetings(self) -> None:
        for slots in self._x:
            self.all.append(list(slots.values()))
            self._at_most(list(slots.values()), 1)
        self._used: dict[int, dict[int, int]] = {}
        for one, mine in self._mine.items():
            used = self._used[one] = {}
            for t in range(self._problem.slots):
                here = [self._x[m][t] for m in mine if t in self._x[m]]
                if here:
                    self._at_most(here, self._capacity[one])
                    used[t] = self._either(here)
            if self._capacity[one] == 1:
                self._exactly(list(used.values()), len(mine))
            self._state_limits(one, mine)
        if self._problem.once_per_pair:
            self._state_pairs()

    def _state_limits(self, one: int, mine: list[int]) -> None:
        problem = self._problem
        windows: list[tuple[range, int]] = []
        for begin, end in zip(self._days, self._days[1:], strict=False):
            if problem.max_per_day is not None:
                windows.append((range(begin, end), problem.max_per_day))
            if problem.max_in_row is not None:
                row = problem.max_in_row
                windows += [(range(t, t + row + 1), row) for t in range(begin, end - row)]
        for window, most in windows:
            inside = [self._x[m][t] for m in mine for t in window if t in self._x[m]]
            self._at_most(inside, most * self._capacity[one])

    def _state_pairs(self) -> None:
        org = self._problem.organisation
        names = [
            frozenset((int(org[a]), int(org[b])))
            for a, b in zip(self._problem.a, self._problem.b, strict=True)
        ]
        known = [pair for pair in names if min(pair) >= 0]
        if len(set(known)) < len(known):
            self.all.append([])

    def _state_tables(self) -> None:
        problem = self._problem
        seated = [m for m in range(problem.requests) if problem.host[m] == SHARED_TABLE]
        sitting = [
            one
            for one, mine in self._mine.items()
            if self._capacity[one] == 1 and all(problem.host[m] == SHARED_TABLE for m in mine)
        ]
        for t in range(problem.slots):
            self._at_most([self._x[m][t] for m in seated if t in self._x[m]], problem.tables)
            # Two for each table: implied, and of great help.
            busy = [self._used[one][t] for one in sitting if t in self._used[one]]
            self._at_most(busy, 2 * problem.tables)

    def _state_orders(self) -> None:
        problem = self._problem
        for first, second in problem.precedences.tolist():
            for t, late in self._x[first].items():
                for u, early in self._x[second].items():
                    if u <= t:
                        self.all.append([-late, -early])
        if not problem.walk.any():
            return
        hall = [int(problem.hall[h]) if h >= 0 else -1 for h in problem.host.tolist()]
        day = problem.day
        for one, mine in self._mine.items():
            placed = [m for m in mine if hall[m] >= 0 and self._capacity[one] == 1]
            for m, n in combinations(placed, 2):
                apart = int(problem.walk[hall[m], hall[n]])
                for t, here in self._x[m].items():
                    for u, there in self._x[n].items():
                        if day[t] == day[u] and abs(t - u) <= apart:
                            self.all.append([-here, -there])

    def _state_breaks(self, at_most: int) -> None:
        ends = {one: self._ends(one) for one in self._mine}
        self.breaks = [end for mine in ends.values() for end in mine]
        if at_most >= 0:
            self._at_most(self.breaks, at_most)
        fairness = self._problem.fairness
        if fairness is None:
            return
        counted = {one: self._counted(mine) for one, mine in ends.items()}
        for one, other in combinations(counted, 2):
            for few, many in ((counted[one], counted[other]), (counted[other], counted[one])):
                for floor in range(len(many) - fairness):
                    # More than `fairness + floor` breaks on one side: more than `floor` on each.
                    more = [few[floor]] if floor < len(few) else []
                    self.all.append([-many[floor + fairness], *more])

    def _ends(self, one: int) -> list[int]:
        """Return the literals "a break ends with this slot" of a participant."""
        used, found = self._used[one], []
        for begin, end in zip(self._days, self._days[1:], strict=False):
            before = 0
            for t in range(begin, end - 1):
                if t in used:
                    before = self._either([used[t], *([before] if before else [])])
                if not before or t + 1 not in used:
                    continue
                hole = self._new(("hole", one, t))
                empty = [used[t]] if t in used else []
                self.all.append([hole, -before, -used[t + 1], *empty])
                self.all += [[-hole, before], [-hole, used[t + 1]], *([-hole, -u] for u in empty)]
                found.append(hole)
        return found

    def _counted(self, literals: list[int]) -> list[int]:
        """Return the literals "at least 1, 2, ... of these": true exactly when that many are."""
        sums: list[int] = []
        for literal in literals:
            longer = []
            for j in range(len(sums) + 1):
                here = self._new()
                lower = [sums[j - 1]] if j else []
                same = [sums[j]] if j < len(sums) else []
                self.all.append([here, -literal, *(-s for s in lower)])
                self.all += [[here, -s] for s in same]
                self.all.append([-here, literal, *same])
                self.all += [[-here, s, *same] for s in lower]
                longer.append(here)
            sums = longer
        return sums

    def _new(self, name: object = None) -> int:
        variable: int = self._pool.id(name)
        return variable

    def _either(self, literals: list[int]) -> int:
        if len(literals) == 1:
            return literals[0]
        found = self._new()
        self.all.append([-found, *literals])
        self.all += [[-literal, found] for literal in literals]
        return found

    def _at_most(self, literals: list[int], most: int) -> None:
        if len(literals) > most:
            kind = EncType.pairwise if most == 1 and len(literals) < 6 else EncType.seqcounter
            self.all += CardEnc.atmost(
                literals, bound=most, vpool=self._pool, encoding=kind
            ).clauses

    def _exactly(self, literals: list[int], count: int) -> None:
        if len(literals) < count:
            self.all.append([])
        else:
            self.all += CardEnc.equals(
                literals, bound=count, vpool=self._pool, encoding=EncType.seqcounter
            ).clauses
