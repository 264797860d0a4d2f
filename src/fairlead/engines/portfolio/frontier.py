"""Several objectives at once: the choices of which none is better in all of them."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import numpy as np

from fairlead.engines.portfolio.problem import Bools, Floats, Problem, Result, Stop
from fairlead.engines.portfolio.solver import solve


@dataclass(frozen=True, slots=True)
class Point:
    """A choice on the frontier: ``npv`` and ``measure`` are what it comes to.

    ``gap`` is that of the NPV at this level of the measure, as `solve` gives it: with at least as
    much of the measure no choice is worth more than ``npv`` by more than that.
    """

    chosen: Bools
    npv: float
    measure: float
    gap: float


def find_frontier(
    problem: Problem,
    measure: Floats,
    *,
    points: int = 20,
    stop: Stop | None = None,
    seed: int = 0,
) -> tuple[Point, ...]:
    """Return choices from the one worth most to the one with most of ``measure`` (projects).

    The NPV is maximal subject to at least so much of the measure, at ``points`` levels between
    what the worthiest choice has and the most that can be had (Haimes, Lasdon and Wismer, 1971).
    What is to be small is given negated. The points rise in the measure and fall in the NPV; those
    that another one is better than in both are left out. ``stop`` holds for all points together.
    Empty when there is no choice.
    """
    if points < 2:
        raise ValueError(f"Expected 2 points or more, got {points}.")
    if measure.shape != problem.npv.shape or not np.isfinite(measure).all():
        raise ValueError(f"Expected a finite number for each project, got {measure.shape}.")
    stop = stop or Stop(seconds=20.0, gap=0.01)
    ends = time.perf_counter() + stop.seconds
    first = solve(problem, stop=_share(stop, ends, points + 1), seed=seed)
    if not np.isfinite(first.objective):
        return ()
    most = solve(replace(problem, npv=measure), stop=_share(stop, ends, points), seed=seed)
    found = [_point(problem, measure, first)]
    low, high = found[0].measure, float(measure[most.chosen].sum())
    for left, level in zip(
        range(points - 1, 0, -1), np.linspace(low, high, points)[1:], strict=True
    ):
        held = _hold(problem, measure, float(level))
        one = solve(held, stop=_share(stop, ends, left), seed=seed)
        if np.isfinite(one.objective):
            found.append(_point(problem, measure, one))
    found.append(_point(problem, measure, replace(most, gap=1.0)))
    return _keep_best(found)


def _hold(problem: Problem, measure: Floats, level: float) -> Problem:
    """Return the problem with at least so much of the measure, but for rounding."""
    size = float(np.abs(measure).sum())
    rows, ceilings = -measure[:, None], np.array([-(level - 1e-9 * size)])
    if problem.measures is not None and problem.ceilings is not None:
        rows = np.hstack([problem.measures, rows])
        ceilings = np.concatenate([problem.ceilings, ceilings])
    return replace(problem, measures=rows, ceilings=ceilings)


def _share(stop: Stop, ends: float, left: int) -> Stop:
    return replace(stop, seconds=max((ends - time.perf_counter()) / left, 0.05))


def _point(problem: Problem, measure: Floats, result: Result) -> Point:
    npv = float(problem.npv[result.chosen].sum())
    return Point(result.chosen, npv, float(measure[result.chosen].sum()), result.gap)


def _keep_best(found: list[Point]) -> tuple[Point, ...]:
    """Return the points none of which another one is at least as good as in both, rising."""
    kept: list[Point] = []
    best = -np.inf
    for point in sorted(found, key=lambda one: (-one.measure, -one.npv, one.gap)):
        if point.npv > best:
            kept.append(point)
            best = point.npv
    return tuple(reversed(kept))
