"""A timetable that holds every request in as few slots, or days, as it can."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np

from fairlead.engines.scheduling.assemble_result import assemble_found
from fairlead.engines.scheduling.bounds import Bound
from fairlead.engines.scheduling.checks import check, find_lock_conflict
from fairlead.engines.scheduling.fewest.count import Count, count_places, number_units
from fairlead.engines.scheduling.general.bounded_timetable import open_standing
from fairlead.engines.scheduling.general.leasts import bound_missing, describe_leasts, forget_leasts
from fairlead.engines.scheduling.params import MeetingParams
from fairlead.engines.scheduling.problem import Bools, Ints, Problem
from fairlead.engines.scheduling.result import (
    Fewest,
    Musts,
    PriceCertificate,
    Proof,
    Refutation,
    Result,
    Status,
    Unit,
)
from fairlead.engines.scheduling.solve import solve
from fairlead.engines.scheduling.stop import Progress, Stop, Watch
from fairlead.engines.scheduling.trivial_results import refuse_locks
from fairlead.engines.scheduling.unit_model import UnitModel
from fairlead.engines.scheduling.weight_model import SOLVER, is_provable


def solve_fewest(
    problem: Problem,
    *,
    unit: Unit = "slots",
    person: int | None = None,
    stop: Stop | None = None,
    seed: int = 0,
    params: MeetingParams | None = None,
) -> Result:
    """Return a timetable that holds every request and uses as few slots, or days, as possible.

    ``person``: as few of this person's alone, with whom all of one calendar count.
    ``result.fewest`` says how many are used and how many are needed at least, by what proof. A
    slot counts when a meeting takes place in it. Status "infeasible": it is proved that no
    timetable holds every request; "unknown": none was found. Up to `SMALL_REQUESTS` requests a
    solver proves the fewest; above, the bound is what participants, tables and parts of the fair
    need by counting. Least meetings a day that are wished come after it. Raises `ValueError` for a
    problem that makes no sense, and where such meetings are required.
    """
    began = time.perf_counter()
    check(problem)
    if problem.least_required and problem.day_least.any():
        raise ValueError(
            "Expected no least meetings a day that are required where the fewest slots or days are "
            "asked for: say that they are wished."
        )
    conflict = find_lock_conflict(problem)
    if conflict:
        return refuse_locks(problem, conflict, objective="meetings")
    if problem.least_required and bound_missing(problem):
        # Somebody has too few requests or slots for what is required: no timetable at all.
        return solve(problem, stop=stop, seed=seed, params=params)
    if person is not None and not 0 <= person < problem.people:
        raise ValueError(f"Expected a person from 0 to {problem.people - 1}, got {person}.")
    return _Run(problem, unit, person, stop or Stop(), seed, params or MeetingParams()).run(began)


class _Run:
    """A run under way."""

    def __init__(
        self,
        problem: Problem,
        unit: Unit,
        person: int | None,
        stop: Stop,
        seed: int,
        params: MeetingParams,
    ) -> None:
        self.problem = problem
        self.unit: Unit = unit
        self.person = person
        node = problem.participant
        self.calendar = None if person is None else int(node[person])
        everybody = np.ones(problem.people, dtype=np.bool_)
        self.counted = everybody if person is None else node == node[person]
        """(P,) whose slots count."""
        self.watch = Watch(stop)
        self.seed = seed
        self.params = params
        none = np.zeros(problem.requests, dtype=np.bool_)
        ones = np.ones(problem.requests)
        self.alike = forget_leasts(replace(problem, weight=ones, must=none))
        self.units = number_units(problem, unit)
        self.interrupted = False
        self.compiled = 0.0

    def run(self, began: float) -> Result:
        """Return the best timetable found; Ctrl-C ends the run."""
        counted = count_places(self.problem, self.unit, only=self.calendar)
        size = counted.places.shape[1]
        least, certificate = counted.least, None
        proof = Proof.COUNTING
        found = self._hold_all(counted.choose(least)) if least <= size else None
        provable = is_provable(self.problem) and self.params.proving > 0
        if found is None and least <= size and not self._over:
            if provable:
                found, least, certificate = self._prove(least)
            if found is None and least <= size and not self._over:
                found = self._search(counted, least + 1 if certificate is None else least)
        if certificate is not None:
            proof = Proof.UNSATISFIABILITY
        if found is None:
            return self._fail(began)
        used = len(np.unique(self.units[self._list_taken(found)]))
        fewest = Fewest(self.unit, used, least, proof, certificate, self.person)
        return self._assemble(found, fewest, began)

    @property
    def _over(self) -> bool:
        return self.watch.over or self.interrupted

    def _inner_stop(self, *, whole: bool) -> Stop:
        """Return when a search ends: with the run, and at once when not all can be held."""

        def tell(now: Progress) -> bool:
            self.watch.tell(
                now.stage,
                held=now.held,
                weight=now.weight,
                bound=now.bound,
                breaks=now.breaks,
                gap=1.0,
            )
            hopeless = now.bound < self.problem.requests - 0.5
            return self.watch.over or (hopeless and not whole)

        left = self.watch.left
        return Stop(seconds=None if left == float("inf") else left, callback=tell)

    def _hold_all(self, chosen: Bools) -> Ints | None:
        """Return a timetable of every request in these units alone, None where none is found."""
        inside = chosen[self.units]
        part = replace(
            self.alike, available=self.alike.available & (inside | ~self.counted[:, None])
        )
        locked = np.flatnonzero(self.problem.locked >= 0).tolist()
        if not all(part.allowed(request).any() for request in locked):
            return None
        found = self._solve(part, whole=False)
        return found.slot if found.held == self.problem.requests else None

    def _solve(self, problem: Problem, *, whole: bool) -> Result:
        found = solve(
            problem, stop=self._inner_stop(whole=whole), seed=self.seed, params=self.params
        )
        self.interrupted = self.interrupted or found.interrupted
        self.compiled += found.compile_seconds
        self.watch.leave_out(found.compile_seconds)
        return found

    def _prove(self, least: int) -> tuple[Ints | None, int, Refutation | None]:
        """Return the best timetable by a solver, the fewest units and the refutation of fewer."""
        model = UnitModel(self.alike, self.units, least=least, only=self.calendar)
        found = model.minimise(
            stop=lambda: self.watch.over, seed=self.seed, work=self.params.proving
        )
        certificate = None
        if found.bound > least:
            least, certificate = found.bound, Refutation(found.bound - 1, SOLVER, *model.size)
        if found.slot is None:
            return None, least, certificate
        # The search makes the same slots comfortable, where it too can hold all in them.
        chosen = np.zeros(int(self.units.max()) + 1, dtype=np.bool_)
        chosen[self.units[self._list_taken(found.slot)]] = True
        comfortable = self._hold_all(chosen) if not self._over else None
        return (found.slot if comfortable is None else comfortable), least, certificate

    def _list_taken(self, slot: Ints) -> Ints:
        """Return the slots in which something takes place that counts."""
        problem = self.problem
        taken = np.zeros(problem.slots, dtype=np.bool_)
        for request in np.flatnonzero(slot >= 0).tolist():
            if self.counted[problem.parties(request)].any():
                first = int(slot[request])
                taken[first : int(problem.find_ends(request)[first])] = True
        found: Ints = np.flatnonzero(taken).astype(np.int32)
        return found

    def _search(self, counted: Count, size: int) -> Ints | None:
        """Return a timetable of few units that holds all, going up and then back."""
        most = counted.places.shape[1]
        low, step, high = size - 1, 1, most + 1
        best: Ints | None = None
        while low + 1 < high and not self._over:
            tried = min(low + step, most) if best is None else (low + high) // 2
            found = self._hold_all(counted.choose(tried))
            if found is None:
                low, step = tried, 2 * step
            else:
                high, best = tried, found
        return best

    def _fail(self, began: float) -> Result:
        """Return that no timetable holds all, or that none was found."""
        whole = self._solve(self.alike, whole=True) if not self._over else None
        nothing = np.full(self.problem.requests, -1, dtype=np.int32)
        none = Fewest(self.unit, 0, 0, Proof.NONE, None, self.person)
        blank = self._assemble(nothing, none, began)
        blank = replace(blank, status=Status.UNKNOWN, interrupted=self.interrupted)
        if whole is None or whole.bound > self.problem.requests - 0.5:
            return blank
        most = int(np.floor(whole.bound + 0.5))
        reason = f"of {self.problem.requests} requests at most {most} can be held together"
        return replace(
            blank,
            status=Status.INFEASIBLE,
            bound=whole.bound,
            gap=0.0,
            proof=whole.proof,
            certificate=whole.certificate,
            musts=None,
            leasts=None,
            reason=reason,
        )

    def _assemble(self, slot: Ints, fewest: Fewest, began: float) -> Result:
        """Return the result: a timetable of every request holds all weight there is."""
        problem = self.problem
        count = int(problem.participant.max(initial=-1)) + 1
        free = PriceCertificate(np.zeros((count, 1)), np.zeros(1))
        total = Bound(float(problem.weight.sum()), Proof.PRICE_CERTIFICATE, free)
        result = assemble_found(
            problem,
            slot,
            total,
            runtime=time.perf_counter() - began - self.compiled,
            compile_seconds=self.compiled,
            musts=_describe_musts(problem, slot),
            leasts=describe_leasts(problem, slot, open_standing(problem, slot).leasts),
        )
        optimal = result.held == problem.requests and fewest.used == fewest.bound
        return replace(
            result,
            status=Status.OPTIMAL if optimal else Status.FEASIBLE,
            fewest=fewest,
            interrupted=self.interrupted,
        )


def _describe_musts(problem: Problem, slot: Ints) -> Musts | None:
    if not problem.must.any():
        return None
    held = problem.must & (slot >= 0)
    weight = float(problem.weight[problem.must].sum())
    return Musts(
        requested=int(problem.must.sum()),
        held=int(held.sum()),
        weight=float(problem.weight[held].sum()),
        bound=weight,
        proof=Proof.COUNTING,
        certificate=None,
    )
