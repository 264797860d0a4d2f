"""The most valuable timetable of meetings of any number of people and slots, musts first."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np

from fairlead.engines.scheduling.assemble_result import assemble_found, is_reached
from fairlead.engines.scheduling.bookings import Bookings
from fairlead.engines.scheduling.bounds import FEW, Bound, round_to_weights
from fairlead.engines.scheduling.comfort import improve_comfort
from fairlead.engines.scheduling.compile_kernels import warm_up
from fairlead.engines.scheduling.general.leasts import (
    boost,
    count_missing,
    describe_leasts,
    refuse_missing,
)
from fairlead.engines.scheduling.general.must_weights import (
    find_factor,
    is_ordered,
    weigh,
)
from fairlead.engines.scheduling.general.neighbourhoods import improve
from fairlead.engines.scheduling.general.prices import bound_by_prices
from fairlead.engines.scheduling.general.rigid import find_wide, fix_wide
from fairlead.engines.scheduling.general.standing import Standing, open_standing
from fairlead.engines.scheduling.meetings import solve_meetings
from fairlead.engines.scheduling.params import MeetingParams
from fairlead.engines.scheduling.problem import Floats, Ints, Problem
from fairlead.engines.scheduling.prove_weight import prove_weight
from fairlead.engines.scheduling.representatives import find_uneven_teams
from fairlead.engines.scheduling.result import (
    PriceCertificate,
    Proof,
    Refutation,
    Result,
    WeightRefutation,
)
from fairlead.engines.scheduling.search.repair import place_at
from fairlead.engines.scheduling.search.state import has_many, is_small, open_board, open_state
from fairlead.engines.scheduling.stop import Stop, Watch, finish_despite_interrupt
from fairlead.engines.scheduling.weight_model import (
    SOLVER,
    Effort,
    WeightModel,
    is_provable,
)

USUAL_EFFORT = MeetingParams().effort
ROUNDS = 4
"""Searches at most, each with more weight for people to whom meetings are missing."""
FACTORS = (1.0, 8.0)
"""By which musts count more in the prices that bound everything else, tried in this order."""


def is_general(problem: Problem) -> bool:
    """Return whether a problem has what the compiled search does not know."""
    several = not problem.is_plain or bool(find_uneven_teams(problem))
    return several or bool(problem.must.any() or problem.least.any())


def solve_general(problem: Problem, *, stop: Stop, seed: int, params: MeetingParams) -> Result:
    """Return the best timetable found of a checked problem: musts, weight, then comfort."""
    began = time.perf_counter()
    watch = Watch(stop)
    standing = open_standing(problem, np.full(problem.requests, -1, dtype=np.int32))
    interrupted = False
    compiled = 0.0
    try:
        compiled = _search(standing, watch, seed, params)
        if params.polish and not watch.over:
            compiled += _comfort(standing, watch, seed, params)
    except KeyboardInterrupt:
        interrupted = True
        if not (standing.slot >= 0).any():
            standing.slot = problem.locked.copy()

    def end() -> Result:
        return assemble_found(
            problem,
            standing.slot,
            standing.bound,
            musts=standing.describe_musts(),
            leasts=describe_leasts(problem, standing.slot, standing.leasts),
            runtime=time.perf_counter() - began - compiled,
        )

    result, again = finish_despite_interrupt(end)
    result = replace(result, compile_seconds=compiled, interrupted=interrupted or again)
    return refuse_missing(problem, result)


def _search(standing: Standing, watch: Watch, seed: int, params: MeetingParams) -> float:
    """Find the timetable and its bounds; return the seconds spent compiling."""
    problem = standing.problem
    provable = params.proving > 0 and is_provable(problem)
    if provable:
        standing.slot = place_greedily(problem, weigh(problem, find_factor(problem)))
        standing.tell(watch, "placing")
        prove(standing, watch, seed, params)
        return 0.0
    seconds = watch.stop.seconds
    share = None if seconds is None else seconds * params.share

    def is_late() -> bool:
        return watch.over or (share is not None and watch.seconds >= share)

    weight = weigh(problem, find_factor(problem))
    counted = standing
    if find_uneven_teams(problem):
        # The search counts who is there; whom they cannot share out makes way afterwards.
        nobody = np.empty((0, 3), dtype=np.int32)
        counted = open_standing(replace(problem, on_duty=nobody), standing.slot)
    compiled = _place(counted, watch, seed, params, weight)
    if counted is not standing:
        bookings = Bookings(problem)
        bookings.become(counted.slot)
        bookings.leave_out_unshared(weight)
        _fill(bookings, weight)
        standing.slot = bookings.slot.copy()
    find_bounds(standing, seed, is_late, sharply=False)
    standing.tell(watch, "bounding")
    several = bool(find_wide(counted.problem).any() or problem.least.any())
    if not standing.proved and several and params.effort > 0:
        effort = params.effort / USUAL_EFFORT
        _improve(standing, watch, seed, weight, is_late, effort=effort)
    find_bounds(standing, seed, is_late, sharply=True)
    return compiled


def prove(standing: Standing, watch: Watch, seed: int, params: MeetingParams) -> None:
    """Find the best timetable of a small problem: first of musts, then of all weights."""
    problem = standing.problem
    model = WeightModel(problem)
    if not model.requests:
        return
    for_comfort = params.find_small_comfort(watch.stop.seconds)

    def find_left() -> float:
        return max(0.0, watch.left - for_comfort)

    def is_over(kept: float = 0.0) -> bool:
        standing.tell(watch, "proving")
        return find_left() <= kept

    effort: Effort = ((2, params.proving),)
    goals = [problem.weight * problem.must] if is_ordered(problem) else []
    if problem.least_required or (problem.least.any() and not goals):
        prove_missing(standing, model, is_over, seed, effort)
    for rank, worth in enumerate([*goals, problem.weight]):
        # What comes first is not to take all the time.
        limited = watch.stop.seconds is not None
        kept = find_left() / 2 if rank < len(goals) and limited else 0.0
        found = prove_weight(
            problem,
            model,
            worth,
            # What is missing of the leasts comes after the musts, so that both are kept.
            order=weigh(problem, find_factor(problem)),
            start=standing.slot,
            stop=partial(is_over, kept),
            seed=seed,
            work=params.proving,
            left=lambda kept=kept: find_left() - kept,  # type: ignore[misc]
        )
        claim = WeightRefutation(found.bound, SOLVER, *model.size)
        bound = Bound(found.bound, Proof.BRANCH_AND_BOUND, claim)
        standing.slot = found.slot
        if rank < len(goals):
            if found.bound < standing.musts.value:
                standing.musts = bound
            model.keep(np.repeat(worth[:, None], problem.slots, axis=1), found.slot)
            if problem.least.any() and not problem.least_required:
                prove_missing(standing, model, is_over, seed, effort)
        elif found.bound < standing.bound.value:
            standing.bound = bound
        if find_left() <= 0:
            break
    if problem.must.all():
        standing.musts = standing.bound


def prove_missing(
    standing: Standing,
    model: WeightModel,
    is_over: Callable[[], bool],
    seed: int,
    effort: Effort,
) -> None:
    """Make what is missing of the leasts as little as it can be, and keep it so."""
    problem, known = standing.problem, standing.leasts
    if known is None:
        return
    missing = count_missing(problem, standing.slot)
    if missing > known.bound:
        nothing = np.zeros((len(model.requests), problem.slots))
        found = model.maximise(
            nothing, start=standing.slot, stop=is_over, seed=seed, effort=effort, missed=1.0
        )
        after = count_missing(problem, found.slot)
        if after < missing:
            standing.slot, missing = found.slot, after
        least = int(np.ceil(-found.bound - 1e-6)) if np.isfinite(found.bound) else 0
        if least > known.bound:
            claim = Refutation(least - 1, SOLVER, *model.size)
            proof = Proof.UNSATISFIABILITY
            standing.leasts = replace(known, bound=least, proof=proof, certificate=claim)
    model.keep_missing(missing)


def place_greedily(problem: Problem, weight: Floats, slot: Ints | None = None) -> Ints:
    """Return a timetable: the given one if any, and whatever fits then, heaviest first."""
    bookings = Bookings(problem)
    bookings.become(problem.locked if slot is None else slot)
    _fill(bookings, weight)
    return bookings.slot.copy()


def _fill(bookings: Bookings, weight: Floats) -> None:
    for request in np.argsort(-weight, kind="stable").tolist():
        if bookings.slot[request] < 0 and weight[request] > 0:
            for t in bookings.find_starts(request):
                if bookings.fits(request, t):
                    bookings.put(request, t)
                    break


def _place(
    standing: Standing, watch: Watch, seed: int, params: MeetingParams, weight: Floats
) -> float:
    """Place wide meetings by prices, the others by the compiled search, and what fits then."""
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
    _fill(bookings, weight)
    standing.slot = bookings.slot.copy()
    if found.interrupted:
        raise KeyboardInterrupt
    return compiled


def _place_for_leasts(
    standing: Standing, watch: Watch, seed: int, params: MeetingParams, weight: Floats
) -> float:
    """Place plain meetings, again and again with more weight for those to whom some are missing."""
    problem = standing.problem
    compiled, raised = 0.0, weight
    best: tuple[tuple[float, float, float], Ints] | None = None
    for _ in range(ROUNDS if problem.least.any() else 1):
        compiled += _place_plain(standing, watch, seed, params, raised)
        if not problem.least.any():
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
    standing: Standing, watch: Watch, seed: int, params: MeetingParams, weight: Floats
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
    standing: Standing,
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


def _pass_on(standing: Standing, watch: Watch) -> Callable[[object], bool]:
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


def find_bounds(
    standing: Standing, seed: int, is_late: Callable[[], bool], *, sharply: bool
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
    if problem.must.all():
        standing.musts = standing.bound


def _bound_weight(
    standing: Standing, factor: float, seed: int, is_late: Callable[[], bool], *, sharply: bool
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


def _improve(
    standing: Standing,
    watch: Watch,
    seed: int,
    weight: Floats,
    is_late: Callable[[], bool],
    *,
    effort: float,
) -> None:
    """Make one part of the timetable after another as good as a solver can."""
    bookings = Bookings(standing.problem)
    bookings.become(standing.slot)
    slots = standing.problem.slots

    def value(requests: list[int]) -> Floats:
        return np.repeat(weight[requests][:, None], slots, axis=1)

    def tell() -> None:
        standing.slot = bookings.slot.copy()
        standing.tell(watch, "exchanging")

    def is_done() -> bool:
        return is_late() or standing.proved

    timed = watch.stop.seconds is not None
    improve(bookings, value, seed=seed, is_over=is_done, tell=tell, timed=timed, effort=effort)


def _comfort(standing: Standing, watch: Watch, seed: int, params: MeetingParams) -> float:
    """Improve breaks, walking and fairness by other slots for plain meetings."""
    problem = standing.problem
    rigid = fix_wide(problem, standing.slot, problem.weight)
    compiled = 0.0 if is_small(rigid.problem) else warm_up(many=has_many(rigid.problem))
    watch.leave_out(compiled)
    state = open_state(rigid.problem, seed=seed, uncounted=rigid.uncounted)
    board = open_board(state)
    wanted = np.where(rigid.problem.locked >= 0, rigid.problem.locked, -1).astype(np.int32)
    wanted[: len(rigid.plain)] = standing.slot[rigid.plain]
    place_at(board, wanted)
    if not (state.slot == wanted).all():
        return compiled  # Nothing is lost where the plain problem cannot say it.

    def tell(stage: str, *, breaks: int = 0) -> None:
        standing.tell(watch, stage, breaks=breaks)

    try:
        improve_comfort(state, board, params=params, tell=tell, watch=watch)
    finally:
        standing.slot = rigid.read(state.slot, standing.slot)
    return compiled
