"""Times the frontier, fair shares and reasons: ``python -m benchmarks.portfolio.aims``."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np

from benchmarks.portfolio.generate import proposals
from fairlead.engines.portfolio import (
    Problem,
    Stop,
    check_core,
    explain_left_out,
    find_frontier,
    sample_shares,
    share_fairly,
    solve,
    value_coalitions,
    verify,
)


def main() -> None:
    """Print what each takes, in seconds and in those of the processor."""
    _choose_under_everything(5_000, partners=10)
    _walk(1_000, partners=6)
    _share(500, parties=12)


def add_measures(problem: Problem, *, seed: int) -> Problem:
    """Return the problem with a ceiling on emissions and a least renewal, both binding."""
    draw = np.random.default_rng(seed)
    cost = problem.costs.sum(axis=(1, 2))
    emissions = cost * draw.lognormal(0, 0.5, len(cost))
    renewal = cost * draw.random(len(cost))
    free = solve(problem, stop=Stop(seconds=10, gap=0.05)).chosen
    return replace(
        problem,
        measures=np.column_stack([emissions, -renewal]),
        ceilings=np.array([0.8 * emissions[free].sum(), -1.05 * renewal[free].sum()]),
    )


def _choose_under_everything(projects: int, *, partners: int) -> None:
    for seed in (1, 2, 3):
        plain = proposals(projects, partners=partners, years=5, seed=seed, fair=True)
        problem = add_measures(plain, seed=seed)
        work = time.process_time()
        result = solve(problem, stop=Stop(seconds=30, gap=0.01))
        work = time.process_time() - work
        assert not verify(problem, result.chosen)
        print(
            f"{projects} x {partners}, budgets, gains, pairs, ceiling and least, seed {seed}: "
            f"{result.status}, gap {result.gap:.2%}, {result.runtime:.1f} s, processor {work:.1f} s"
        )
        begun = time.perf_counter()
        out = explain_left_out(problem, result.chosen)
        print(f"  why {len(out)} are out: {time.perf_counter() - begun:.2f} s")


def _walk(projects: int, *, partners: int) -> None:
    for seed in (1, 2):
        problem = proposals(projects, partners=partners, years=5, seed=seed, fair=True)
        draw = np.random.default_rng(seed)
        measure = -problem.costs.sum(axis=(1, 2)) * draw.lognormal(0, 0.5, projects)
        begun, work = time.perf_counter(), time.process_time()
        found = find_frontier(problem, measure, points=20)
        print(
            f"frontier of 20 at {projects} x {partners}, seed {seed}: {len(found)} points, largest "
            f"gap {max(p.gap for p in found[:-1]):.2%}, {time.perf_counter() - begun:.1f} s, "
            f"processor {time.process_time() - work:.1f} s"
        )


def _share(projects: int, *, parties: int) -> None:
    draw = np.random.default_rng(1)
    members, worths = draw.random((projects, parties)) < 0.25, draw.random(projects)
    begun = time.perf_counter()
    values = value_coalitions(worths, members)
    shares = share_fairly(values)
    check_core(values, shares.shares)
    print(f"Shapley and core of {parties} parties, {projects} projects: "
          f"{time.perf_counter() - begun:.3f} s")  # fmt: skip
    members = draw.random((projects, 30)) < 0.1

    def value(inside: np.ndarray) -> float:
        return float(worths[~(members & ~inside).any(axis=1)].sum())

    begun = time.perf_counter()
    drawn = sample_shares(value, 30, orders=1_000, seed=1)
    part = (drawn.errors / drawn.shares).max()
    print(f"30 parties by 1,000 orders: {time.perf_counter() - begun:.2f} s, widest interval "
          f"+- {part:.1%} of the share")  # fmt: skip


if __name__ == "__main__":
    main()
