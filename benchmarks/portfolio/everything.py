"""Times the choice under every rule beside HiGHS: ``python -m benchmarks.portfolio.everything``."""

from __future__ import annotations

import argparse
import time
from dataclasses import replace

import numpy as np

from benchmarks.portfolio.generate import proposals
from fairlead.engines.portfolio import Problem, Stop, solve, verify
from fairlead.engines.portfolio.model import Model
from fairlead.engines.portfolio.rows import build_rows

PROJECTS, PARTNERS, YEARS, CRITICAL = 5_000, 10, 5, 20
_PROVED = 1e-4  # HiGHS's own idea of an optimum


def main() -> None:
    """Print the seconds and gap of both on the same problem, within the same run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=float, default=60.0, help="seconds for HiGHS alone")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    asked = parser.parse_args()
    _compile()
    print(
        f"{PROJECTS:,} projects, {PARTNERS} parties, {YEARS} years: budgets by party and year, "
        f"exclusions, prerequisites, {CRITICAL} least covers, a ceiling on emissions, a least "
        "renewal, and for every party a least gain; within 1 %"
    )
    for seed in asked.seeds:
        problem = constrain(
            proposals(PROJECTS, partners=PARTNERS, years=YEARS, seed=seed, fair=True), seed=seed
        )
        work = time.process_time()
        ours = solve(problem, stop=Stop(seconds=30, gap=0.01))
        work = time.process_time() - work
        assert not verify(problem, ours.chosen)
        print(
            f"seed {seed}: {len(build_rows(problem).upper)} rows can bind; Fairlead {ours.status}, "
            f"gap {ours.gap:.2%}, {ours.runtime:.2f} s, processor {work:.2f} s",
            flush=True,
        )
        for gap in (0.01, 0.0):
            print(f"        {_run_highs(problem, limit=asked.limit, gap=gap)}", flush=True)


def constrain(problem: Problem, *, seed: int) -> Problem:
    """Return the problem with covers, emissions, renewal and least gains that all bind.

    Each is set beside what the choice comes to without them: a fifth less of emissions, a
    twentieth more of renewal, a quarter more of every critical import covered, and a fifth of
    what all gain for the party that gains least.
    """
    draw = np.random.default_rng(seed)
    cost = problem.costs.sum(axis=(1, 2))
    emissions = cost * draw.lognormal(0, 0.5, len(cost))
    renewal = cost * draw.random(len(cost))
    covers = np.zeros((len(cost), CRITICAL))  # one project in eight makes one critical import
    makers = draw.random(len(cost)) < 0.125
    covers[makers, draw.integers(0, CRITICAL, int(makers.sum()))] = cost[makers]
    free = solve(problem, stop=Stop(seconds=10, gap=0.05)).chosen
    assert problem.gains is not None
    least = problem.gains[free].sum(axis=0).mean() / 5
    return replace(
        problem,
        measures=np.column_stack([emissions, -renewal, -covers]),
        ceilings=np.concatenate(
            [
                [0.8 * emissions[free].sum(), -1.05 * renewal[free].sum()],
                -1.25 * covers[free].sum(axis=0),
            ]
        ),
        least_gains=np.full(PARTNERS, least),
    )


def _run_highs(problem: Problem, *, limit: float, gap: float) -> str:
    """Return what HiGHS alone comes to from a cold start, asked for ``gap``."""
    begun, work = time.perf_counter(), time.process_time()
    found = Model(problem, build_rows(problem), seed=0).search(None, seconds=limit, gap=gap)
    took = f"{time.perf_counter() - begun:.2f} s, processor {time.process_time() - work:.2f} s"
    asked = f"HiGHS alone, asked for {gap:.0%}" if gap else "HiGHS alone, asked for the optimum"
    if found.chosen is None:
        return f"{asked}: no choice, {took}"
    objective = float(problem.npv[found.chosen].sum())
    reached = max(found.bound - objective, 0.0) / abs(found.bound)
    said = "reached" if reached <= max(gap, _PROVED) else "not reached"
    return f"{asked}: {said}, gap {reached:.3%}, {took}"


def _compile() -> None:
    solve(proposals(130, partners=3, years=2, seed=1, fair=True))


if __name__ == "__main__":
    main()
