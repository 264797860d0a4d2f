"""A first timetable of meetings of any number of people and slots.

Wide ones are placed by prices, plain ones by the compiled search, and then what still fits.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from fairlead.engines.scheduling.bookings import Bookings
from fairlead.engines.scheduling.bounds import Bound
from fairlead.engines.scheduling.compile_kernels import warm_up
from fairlead.engines.scheduling.general.bounded_timetable import BoundedTimetable
from fairlead.engines.scheduling.general.leasts import (
    boost,
    count_missing,
)
from fairlead.engines.scheduling.general.prices import bound_by_prices
from fairlead.engines.scheduling.general.rigid_meetings import find_wide, fix_wide
from fairlead.engines.scheduling.meetings import solve_meetings
from fairlead.engines.scheduling.params import MeetingParams
from fairlead.engines.scheduling.problem import Floats, Ints, Problem
from fairlead.engines.scheduling.result import (
    PriceCertificate,
    Result,
)
from fairlead.engines.scheduling.search.state import has_many, is_small
from fairlead.engines.scheduling.stop import Stop, Watch

ROUNDS = 4
"""Searches at most, each with more weight for people to whom meetings are missing."""


def place_greedily(problem: Problem, weight: Floats, slot: Ints | None = None) -> Ints:
    """Return a timetable: the given one if any, and whatever fits then, heaviest first."""
    bookings = Bookings(problem)
    bookings.become(problem.locked if slot is None else slot)
    fill_up(bookings, weight)
    return bookings.slot.copy()


def fill_up(bookings: Bookings, weight: Floats) -> None:
    """Hold whatever fits in the first slot where it does, heaviest first."""
    for request in np.argsort(-weight, kind="stable").tolist():
        if bookings.slot[request] < 0 and weight[request] > 0:
            for t in bookings.find_starts(request):
                if bookings.fits(request, t):
                    bookings.put(request, t)
                    break


def place(
    standing: BoundedTimetable, watch: Watch, seed: int, params: MeetingParams, weight: Floats
) -> float:
    """Place wide meetings by prices, the others by the compiled search, and what fits then.

    Return the seconds spent compiling. Raises KeyboardInterrupt once what was found is kept.
    """
    problem = standing.problem
    wide = find_wide(problem)
    if not wide.any():
        return _place_for_leasts(standing, watch, seed, params, weight)
    bookings = Bookings(problem)
    bookings.become(problem.locked)
    bound = bound_by_prices(
        problem, weight, seed=seed, reached=0.0, sharply=False, is_over=lambda: watch.over
    )
    _place_wide(bookings, np.flatnonzero(wide).tolist(), weight, bound)
    standing.slot = bookings.slot.copy()
    standing.tell(watch, "placing")
    rigid = fix_wide(problem, np.where(wide, bookings.slot, -1).astype(np.int32), weight)
    # The solver's proof of the plain part would be none of the whole.
    found, compiled = _solve_inner(
        standing, watch, rigid.problem, seed, replace(params, proving=0.0), rigid.uncounted
    )
    bookings.become(rigid.read(found.slot, bookings.slot))
    fill_up(bookings, weight)
    standing.slot = bookings.slot.copy()
    if found.interrupted:
        raise KeyboardInterrupt
    return compiled


def _place_for_leasts(
    standing: BoundedTimetable, watch: Watch, seed: int, params: MeetingParams, weight: Floats
) -> float:
    """Place plain meetings, again and again with more weight for those to whom some are missing."""
    problem = standing.problem
    compiled, raised = 0.0, weight
    best: tuple[tuple[float, float, float], Ints] | None = None
    for _ in range(ROUNDS if problem.asked else 1):
        compiled += _place_plain(standing, watch, seed, params, raised)
        if not problem.asked:
            return compiled
        missing = count_missing(problem, standing.slot)
        key = (standing.musts_held, float(-missing), standing.weight)
        if problem.least_required:
            key = (float(-missing), standing.musts_held, standing.weight)
        if best is None or key > best[0]:
            best = (key, standing.slot)
        if standing.leasts_proved or watch.over:
            break
        raised = boost(problem, standing.slot, raised)
    if best is not None:
        standing.slot = best[1]
    return compiled


def _place_plain(
    standing: BoundedTimetable, watch: Watch, seed: int, params: MeetingParams, weight: Floats
) -> float:
    """Place meetings of two people and one slot by the compiled search, with these weights."""
    none = np.zeros(standing.problem.requests, dtype=np.bool_)
    inner = replace(standing.problem, weight=weight, must=none)
    found, compiled = _solve_inner(standing, watch, inner, seed, params)
    standing.slot = found.slot
    if found.interrupted:
        raise KeyboardInterrupt
    return compiled


def _solve_inner(
    standing: BoundedTimetable,
    watch: Watch,
    inner: Problem,
    seed: int,
    params: MeetingParams,
    uncounted: Ints | None = None,
) -> tuple[Result, float]:
    """Return what the compiled search finds, and the seconds spent compiling."""
    compiled = 0.0 if is_small(inner) else warm_up(many=has_many(inner))
    watch.leave_out(compiled)
    seconds = None if watch.stop.seconds is None else watch.left * params.share
    found = solve_meetings(
        inner,
        stop=Stop(seconds=seconds, callback=_pass_on(standing, watch)),
        seed=seed,
        params=replace(params, polish=False, share=1.0),
        uncounted=uncounted,
    )
    return found, compiled + found.compile_seconds


def _pass_on(standing: BoundedTimetable, watch: Watch) -> Callable[[object], bool]:
    def tell(_: object) -> bool:
        standing.tell(watch, "placing")
        return watch.over

    return tell


def _place_wide(bookings: Bookings, wide: list[int], weight: Floats, bound: Bound) -> None:
    """Hold wide meetings where the prices of their slots are lowest, if they are worth them."""
    problem = bookings.problem
    prices = bound.certificate
    if not isinstance(prices, PriceCertificate):
        return
    shape = (len(prices.participant), problem.slots)
    price = np.broadcast_to(prices.participant, shape)
    sigma = np.broadcast_to(prices.table, (problem.slots,))
    for request in sorted(wide, key=lambda r: (-weight[r], r)):
        if bookings.slot[request] >= 0 or weight[request] <= 0:
            continue
        each = price[list(bookings.parties[request])].sum(axis=0)
        if problem.host[request] == -1:
            each = each + sigma
        sums = np.concatenate([[0.0], np.cumsum(each)])
        starts = bookings.find_starts(request)
        costs = {t: sums[bookings.find_end(request, t)] - sums[t] for t in starts}
        for t in sorted(starts, key=lambda t: (costs[t], t)):
            if costs[t] > weight[request]:
                break
            if bookings.fits(request, t):
                bookings.put(request, t)
                break
