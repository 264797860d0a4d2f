"""Bounds by prices on what a timetable of any number of people and slots holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fairlead.engines.scheduling.assemble_result import is_reached
from fairlead.engines.scheduling.bounds import FEW, Bound, round_to_weights
from fairlead.engines.scheduling.general.bounded_timetable import BoundedTimetable
from fairlead.engines.scheduling.general.must_weights import (
    is_ordered,
    weigh,
)
from fairlead.engines.scheduling.general.prices import bound_by_prices
from fairlead.engines.scheduling.result import (
    PriceCertificate,
)

FACTORS = (1.0, 8.0)
"""By which musts count more in the prices that bound everything else, tried in this order."""


def bound_timetables(
    standing: BoundedTimetable, seed: int, is_late: Callable[[], bool], *, sharply: bool
) -> None:
    """Bound what must be held, and the weight of timetables that hold no less of it.

    ``sharply``: take the time, where the timetable does not reach what is known.
    """
    problem = standing.problem
    if not standing.musts_proved and problem.must.any():
        musts, reached = problem.weight * problem.must, standing.musts_held
        bound = bound_by_prices(
            problem, musts, seed=seed, reached=reached, sharply=sharply, is_over=is_late
        )
        value = round_to_weights(problem.weight[problem.must], bound.value)
        if value < standing.musts.value:
            standing.musts = replace(bound, value=value)
    several = is_ordered(problem) and (not sharply or problem.requests <= FEW)
    factors = FACTORS if several else FACTORS[:1] if is_ordered(problem) else (0.0,)
    for factor in factors:
        if not is_reached(standing.weight, standing.bound.value):
            _bound_weight(standing, factor, seed, is_late, sharply=sharply)
    if problem.must.all() and not is_ordered(problem):
        standing.musts = standing.bound


def _bound_weight(
    standing: BoundedTimetable,
    factor: float,
    seed: int,
    is_late: Callable[[], bool],
    *,
    sharply: bool,
) -> None:
    """Bound the weight by prices in which musts count so much more."""
    problem, held = standing.problem, standing.musts_held
    bound = bound_by_prices(
        problem,
        weigh(problem, factor),
        seed=seed,
        reached=standing.weight + factor * held,
        sharply=sharply,
        is_over=is_late,
    )
    value = round_to_weights(problem.weight, bound.value - factor * held)
    if value < standing.bound.value and isinstance(bound.certificate, PriceCertificate):
        kept = replace(bound.certificate, must=factor)
        standing.bound = Bound(value, bound.proof, kept)
