"""The most valuable timetable of a small problem: goes of a solver, then neighbourhoods."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from fairlead.engines.scheduling.assemble_result import is_reached
from fairlead.engines.scheduling.bookings import Bookings
from fairlead.engines.scheduling.general.neighbourhoods import improve
from fairlead.engines.scheduling.problem import Floats, Ints, Problem
from fairlead.engines.scheduling.weight_model import Effort, ProvedTimetable, WeightModel

_FIRST, _SECOND = ((2, 1.2),), ((1, 1.5),)
"""Tried before the rest of the work: most timetables are proved by then, and with fewer rules in
the linear program good ones are found sooner."""
_BRIEFLY, _EXCHANGED = 0.3, 0.5
"""How long no gain of neighbourhoods is waited for between the goes, and after them
(`neighbourhoods.improve`)."""
_PROVING = 0.5
"""Part of the seconds left after the first goes that the last may take; the rest is for
neighbourhoods."""


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
    left: Callable[[], float] = lambda: float("inf"),
    search: Callable[[Ints], Ints] | None = None,
    bound: float = float("inf"),
) -> ProvedTimetable:
    """Return the timetable of the greatest weight that the model leaves, and its bound.

    ``weight`` (R,) of each request. What the solver does not prove at once is improved one part
    after another and tried again, at last with rings cut, and what it does not prove then is
    improved further. ``order`` (R,): weights by which a part is better, where what the model keeps
    comes before ``weight``. ``left``: seconds until ``stop`` ends the run, called where there is a
    limit.
    ``search`` returns a timetable as good as the given one or better, where something finds those
    sooner than parts do. ``bound``: no timetable is known to be worth more.
    """
    value = np.repeat(weight[model.requests][:, None], problem.slots, axis=1)
    found = ProvedTimetable(start, bound, optimal=False)

    def go(effort: Effort, *, least_left: float = 0.0) -> bool:
        """Let the solver try; return whether that is all."""
        nonlocal found

        def is_over() -> bool:
            return stop() or left() <= least_left

        brief = tuple((relaxation, min(one, work)) for relaxation, one in effort)
        last = model.maximise(
            value, start=found.slot, stop=is_over, seed=seed, effort=brief, most=found.bound
        )
        found = replace(last, bound=min(found.bound, last.bound))
        return found.optimal or stop()

    def exchange(patience: float, *, timed: bool = False) -> bool:
        """Improve one part after another; return whether that is all."""
        nonlocal found
        found = _exchange(
            problem,
            found,
            weight,
            order=order,
            stop=stop,
            seed=seed,
            patience=patience,
            timed=timed,
        )
        return found.optimal or stop()

    def look() -> bool:
        """Look for a better timetable; return whether that is all."""
        nonlocal found
        if search is None:
            return exchange(_BRIEFLY)
        found = _settle(replace(found, slot=search(found.slot)), weight)
        return found.optimal or stop()

    if go(_FIRST) or work <= 0 or look() or go(_SECOND):
        return found
    most = model.cut_rings(weight, reached=_sum_held(weight, found.slot))
    found = _settle(replace(found, bound=min(found.bound, most)), weight)
    if found.optimal:
        return found
    limited = left() < float("inf")
    if not go(((2, work),), least_left=_PROVING * left() if limited else 0.0):
        exchange(_EXCHANGED, timed=limited)
    return found


def _exchange(
    problem: Problem,
    found: ProvedTimetable,
    weight: Floats,
    *,
    order: Floats,
    stop: Callable[[], bool],
    seed: int,
    patience: float,
    timed: bool,
) -> ProvedTimetable:
    """Return the timetable after its parts were improved; the bound stays."""
    bookings = Bookings(problem)
    bookings.become(found.slot)

    def value(requests: list[int]) -> Floats:
        return np.repeat(order[requests][:, None], problem.slots, axis=1)

    def is_over() -> bool:
        return stop() or is_reached(_sum_held(weight, bookings.slot), found.bound)

    def tell() -> None:
        """Tell nothing: ``stop`` does."""

    improve(bookings, value, seed=seed, is_over=is_over, tell=tell, timed=timed, effort=patience)
    slot = bookings.slot.copy()
    if _sum_held(weight, slot) <= _sum_held(weight, found.slot):
        return found
    return _settle(replace(found, slot=slot), weight)


def _settle(found: ProvedTimetable, weight: Floats) -> ProvedTimetable:
    """Return what was found, proved where the timetable reaches the bound."""
    return replace(found, optimal=is_reached(_sum_held(weight, found.slot), found.bound))


def _sum_held(weight: Floats, slot: Ints) -> float:
    return float(weight[slot >= 0].sum())
