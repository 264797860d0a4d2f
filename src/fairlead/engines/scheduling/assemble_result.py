"""A search state and its bound, put together as a result."""

from __future__ import annotations

from fairlead.engines.scheduling.bounds import Bound
from fairlead.engines.scheduling.measures import measure, number_tables
from fairlead.engines.scheduling.problem import Ints, Problem
from fairlead.engines.scheduling.result import End, Leasts, Musts, Result, Status
from fairlead.engines.scheduling.search.state import State
from fairlead.engines.scheduling.stop import Watch

CLOSE = 1e-9


def compute_gap(weight: float, bound: float) -> float:
    """Return (bound - weight) / bound, 0 when there is nothing to gain."""
    return max(0.0, (bound - weight) / bound) if bound > 0 else 0.0


def is_reached(weight: float, bound: float) -> bool:
    """Return whether the weight is as good as the bound, rounding aside."""
    return weight >= bound - CLOSE * max(1.0, bound)


def find_end(watch: Watch, *, proved: bool, still: bool) -> End:
    """Return why a run ends now; ``still``: comfort gained until its moves were used up."""
    if watch.out_of_time:
        return End.TIME
    if watch.over:
        return End.ASKED
    if still or not proved:
        return End.WORK if watch.stop.seconds is None else End.TIME
    return End.NO_GAIN


def assemble(
    problem: Problem,
    state: State,
    bound: Bound,
    *,
    runtime: float,
    compile_seconds: float = 0.0,
    released: tuple[Ints, Ints] | None = None,
) -> Result:
    """Return the result of the timetable a state holds: see `assemble_found`."""
    return assemble_found(
        problem,
        state.slot.copy(),
        bound,
        runtime=runtime,
        compile_seconds=compile_seconds,
        released=released,
    )


def assemble_found(
    problem: Problem,
    slot: Ints,
    bound: Bound,
    *,
    runtime: float,
    compile_seconds: float = 0.0,
    released: tuple[Ints, Ints] | None = None,
    musts: Musts | None = None,
    leasts: Leasts | None = None,
) -> Result:
    """Return the result of a timetable (R,).

    ``released`` are slots and tables given out before, which meetings keep where they can.
    Without a slot for every locked meeting there is no timetable: its status is unknown.
    """
    weight = float(problem.weight[slot >= 0].sum())
    reached = is_reached(weight, bound.value)
    proved = reached and (musts is None or is_reached(musts.weight, musts.bound))
    proved = proved and (leasts is None or leasts.total <= leasts.bound)
    measures = measure(problem, slot)
    locks_held = bool((slot[problem.locked >= 0] >= 0).all())
    status = Status.OPTIMAL if proved else Status.FEASIBLE
    return Result(
        objective="meetings",
        status=status if locks_held else Status.UNKNOWN,
        slot=slot,
        table=number_tables(problem, slot, released=released),
        requested=problem.requests,
        held=int((slot >= 0).sum()),
        weight=weight,
        bound=weight if reached else bound.value,
        gap=0.0 if reached else compute_gap(weight, bound.value),
        proof=bound.proof,
        certificate=bound.certificate,
        breaks=measures.breaks,
        waiting=measures.waiting,
        walking=measures.walking,
        spread=measures.spread,
        runtime=runtime,
        compile_seconds=compile_seconds,
        musts=musts,
        leasts=leasts,
    )
