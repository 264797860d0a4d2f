"""A new timetable near a released one, of meetings of any number of people and slots."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import numpy as np

from fairlead.engines.scheduling.assemble_result import assemble_found
from fairlead.engines.scheduling.bookings import Bookings
from fairlead.engines.scheduling.bounds import Bound
from fairlead.engines.scheduling.general.bounded_timetable import BoundedTimetable, open_standing
from fairlead.engines.scheduling.general.leasts import (
    count_missing,
    describe_leasts,
    refuse_missing,
)
from fairlead.engines.scheduling.general.must_weights import find_factor, is_ordered, weigh
from fairlead.engines.scheduling.general.neighbourhoods import improve
from fairlead.engines.scheduling.general.place import place_greedily
from fairlead.engines.scheduling.general.price_bounds import bound_timetables
from fairlead.engines.scheduling.general.prove import prove_missing
from fairlead.engines.scheduling.problem import Bools, Floats, Ints, Problem
from fairlead.engines.scheduling.result import Proof, Result, WeightRefutation
from fairlead.engines.scheduling.stop import Watch
from fairlead.engines.scheduling.weight_model import (
    SOLVER,
    Effort,
    WeightModel,
    is_provable_beside,
)

EFFORT = 0.2
"""Of the search: a replan starts from a good timetable."""
NEARER = 0.5
"""Of the search, where the solver proves nothing."""
KEPT, STAYS = 1e-3, 1e-6
"""Of the least weight, what keeping a released meeting and its slot are worth where one solver
looks at a part of the timetable at a time."""


def replan_general(
    problem: Problem,
    released: Ints,
    *,
    held_before: Bools,
    given: tuple[Ints, Ints],
    price: float,
    seed: int,
    effort: Effort,
    watch: Watch,
) -> tuple[Result, bool]:
    """Return the new timetable, and whether it is proved to keep and to leave as much as it can.

    The order of aims is that of `replan.replan`, what must be held before all of them.
    """
    began = time.perf_counter()
    standing = open_standing(problem, _keep_released(problem, released))
    stays = np.arange(problem.slots) == released[:, None]
    if is_provable_beside(problem, held_before):
        fewest = _prove(standing, stays, held_before, price, seed, effort, watch)
    else:
        fewest = False
        _improve(standing, stays, held_before, price, seed, watch)
        bound_timetables(standing, seed, lambda: watch.over, sharply=True)
    result = assemble_found(
        problem,
        standing.slot,
        standing.bound,
        runtime=time.perf_counter() - began,
        released=given,
        musts=standing.describe_musts(),
        leasts=describe_leasts(problem, standing.slot, standing.leasts),
    )
    result = refuse_missing(problem, result)
    return result, fewest


def _keep_released(problem: Problem, released: Ints) -> Ints:
    """Return the released meetings that still fit where they were, and what fits beside them."""
    weight = weigh(problem, find_factor(problem))
    bookings = Bookings(problem)
    bookings.become(problem.locked)
    for request in np.argsort(-weight, kind="stable").tolist():
        slot = int(released[request])
        if slot < 0 or bookings.slot[request] >= 0 or not problem.allowed(request)[slot]:
            continue
        if bookings.fits(request, slot):
            bookings.put(request, slot)
    # Released meetings that must go elsewhere come before new ones.
    first = weight * (1.0 + (released >= 0))
    return place_greedily(problem, first, bookings.slot)


def _prove(
    standing: BoundedTimetable,
    stays: Bools,
    held_before: Bools,
    price: float,
    seed: int,
    effort: Effort,
    watch: Watch,
) -> bool:
    """Make the timetable the best in all aims, one after the other; tell if all are proved."""
    problem = standing.problem
    model = WeightModel(problem)
    held = np.ones(stays.shape)
    weight = problem.weight[:, None] * held
    goals = [weight + price * stays, held * held_before[:, None], held * stays]
    musts = int(is_ordered(problem))  # goals before the weight
    if musts:
        goals.insert(0, weight * problem.must[:, None])
    fewest, near = True, standing.slot

    def is_over() -> bool:
        return watch.over

    for rank, goal in enumerate(goals):
        of_weight = rank == musts and price == 0
        if rank == (0 if problem.least_required else musts) and problem.asked:
            prove_missing(standing, model, is_over, seed, effort)
            fewest = fewest and standing.leasts_proved
        most = float("inf")
        if of_weight:
            most = model.cut_rings(problem.weight, reached=standing.weight)
        found = model.maximise(
            goal, start=standing.slot, stop=is_over, seed=seed, effort=effort, most=most
        )
        standing.slot, fewest = found.slot, fewest and found.optimal
        bound = Bound(
            found.bound, Proof.BRANCH_AND_BOUND, WeightRefutation(found.bound, SOLVER, *model.size)
        )
        if rank < musts and found.bound < standing.musts.value:
            standing.musts = bound
        if of_weight and found.bound < standing.bound.value:
            standing.bound = bound
        model.keep(goal, found.slot)
    if not fewest:
        standing.slot = bring_nearer(
            problem,
            [standing.slot, near],
            stays=stays,
            held_before=held_before,
            price=price,
            seed=seed,
            is_over=is_over,
        )
    if problem.must.all() and not is_ordered(problem):
        standing.musts = standing.bound
    return fewest


def bring_nearer(
    problem: Problem,
    starts: Sequence[Ints],
    *,
    stays: Bools,
    held_before: Bools,
    price: float,
    seed: int,
    is_over: Callable[[], bool],
) -> Ints:
    """Return the best of some timetables (R,) whose parts were improved in all aims at once.

    For what the solver did not prove: it looks for weight far from what was released.
    """

    def rank(slot: Ints) -> tuple[float, ...]:
        held = slot >= 0
        there = np.flatnonzero(held & stays.any(axis=1))
        same = int(stays[there, slot[there]].sum())
        weight = float(problem.weight[held].sum()) + price * same
        missing = -float(count_missing(problem, slot)) if problem.asked else 0.0
        musts = float((problem.weight * problem.must)[held].sum())
        first = (missing, musts) if problem.least_required else (musts, missing)
        return (*first, round(weight, 9), int((held & held_before).sum()), same)

    value = _value_nearness(problem, stays, held_before, price)
    found = []
    for start in starts:
        bookings = Bookings(problem)
        bookings.become(start)
        improve(
            bookings,
            value,
            seed=seed,
            is_over=is_over,
            tell=lambda: None,
            timed=False,
            effort=NEARER,
        )
        found += [start, bookings.slot.copy()]
    return max(found, key=rank)


def _value_nearness(
    problem: Problem, stays: Bools, held_before: Bools, price: float
) -> Callable[[list[int]], Floats]:
    """Return what requests are worth in each slot: their weight, then being kept, then staying."""
    weight = weigh(problem, find_factor(problem))
    least = float(np.min(problem.weight[problem.weight > 0], initial=1.0))

    def value(requests: list[int]) -> Floats:
        row = weight[requests] + least * KEPT * held_before[requests]
        found: Floats = row[:, None] + (price + least * STAYS) * stays[requests]
        return found

    return value


def _improve(
    standing: BoundedTimetable,
    stays: Bools,
    held_before: Bools,
    price: float,
    seed: int,
    watch: Watch,
) -> None:
    """Improve parts of the timetable in all aims at once."""
    problem = standing.problem
    bookings = Bookings(problem)
    bookings.become(standing.slot)
    value = _value_nearness(problem, stays, held_before, price)

    def tell() -> None:
        standing.slot = bookings.slot.copy()
        standing.tell(watch, "exchanging")

    timed = watch.stop.seconds is not None
    improve(
        bookings,
        value,
        seed=seed,
        is_over=lambda: watch.over,
        tell=tell,
        timed=timed,
        effort=EFFORT,
    )
