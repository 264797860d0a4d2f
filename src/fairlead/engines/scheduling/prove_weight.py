"""The most valuable timetable of a small problem: goes of a solver, then neighbourhoods."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from fairlead.engines.scheduling.assemble_result import is_reached
from fairlead.engines.scheduling.bookings import Bookings
from fairlead.engines.scheduling.general.neighbourhoods import improve
from fairlead.engines.scheduling.problem import Floats, Ints, Problem
from fairlead.engines.scheduling.weight_model import Effort, Proved, WeightModel

_FIRST: Effort = ((2, 1.2), (1, 1.5))
"""Tried before the rest of the work: most timetables are proved by then, and with fewer rules in
the linear program good ones are found sooner."""
_EXCHANGED = 0.5
"""How long no gain of neighbourhoods is waited for (`neighbourhoods.improve`)."""


def prove_weight(
    problem: Problem,
    model: WeightModel,
    weight: Floats,
    *,
    order: Floats,
    start: Ints,
    stop: Callable[[], bool],
    seed: int,
    work: float,
) -> Proved:
    """Return the timetable of the greatest weight that the model leaves, and its bound.

    ``weight`` (R,) of each request. What the solver does not prove at once it tries again with
    rings cut, and what it does not prove then is improved one part after another. ``order`` (R,):
    weights by which a part is better, where what the model keeps comes before ``weight``.
    """
    value = np.repeat(weight[model.requests][:, None], problem.slots, axis=1)
    brief = tuple((relaxation, min(one, work)) for relaxation, one in _FIRST)
    found = model.maximise(value, start=start, stop=stop, seed=seed, effort=brief)
    if found.optimal or stop() or work <= 0:
        return found
    model.cut_rings(weight, reached=_sum_held(weight, found.slot))
    last = model.maximise(value, start=found.slot, stop=stop, seed=seed, effort=((2, work),))
    found = replace(last, bound=min(found.bound, last.bound))
    if found.optimal or stop():
        return found
    return _exchange(problem, found, weight, order=order, stop=stop, seed=seed)


def _exchange(
    problem: Problem,
    found: Proved,
    weight: Floats,
    *,
    order: Floats,
    stop: Callable[[], bool],
    seed: int,
) -> Proved:
    """Return the timetable after its parts were improved; the bound stays."""
    bookings = Bookings(problem)
    bookings.become(found.slot)

    def value(requests: list[int]) -> Floats:
        return np.repeat(order[requests][:, None], problem.slots, axis=1)

    def is_over() -> bool:
        return stop() or is_reached(_sum_held(weight, bookings.slot), found.bound)

    def tell() -> None:
        """Tell nothing: ``stop`` does."""

    improve(bookings, value, seed=seed, is_over=is_over, tell=tell, timed=False, effort=_EXCHANGED)
    slot = bookings.slot.copy()
    if _sum_held(weight, slot) <= _sum_held(weight, found.slot):
        return found
    return replace(found, slot=slot, optimal=is_reached(_sum_held(weight, slot), found.bound))


def _sum_held(weight: Floats, slot: Ints) -> float:
    return float(weight[slot >= 0].sum())
