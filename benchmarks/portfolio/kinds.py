"""Asks for choices of projects of many kinds: ``python -m benchmarks.portfolio.kinds``.

500 projects of ten partners are asked for within .2 %, thirty seeds; six other kinds, four seeds
each, for the proved optimum.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from benchmarks.portfolio.generate import proposals
from fairlead.engines.portfolio import Problem, Stop, solve, verify

WITHIN = 0.002


def plain(seed: int) -> Problem:
    """Return 500 projects of ten partners in five years."""
    return proposals(500, partners=10, years=5, seed=seed, fair=True)


def alike(seed: int) -> Problem:
    """Return 400 projects that are worth about what they cost: ranking says little of them."""
    draw = np.random.default_rng(1_000 + seed)
    costs = draw.lognormal(3, 0.6, (400, 8, 3))
    npv = costs.sum((1, 2)) * 0.1 + draw.normal(0, 5, 400) + 20
    return Problem(npv=npv, costs=costs, budgets=costs.sum(0) * 0.3)


def correlated(seed: int) -> Problem:
    """Return 300 projects by the recipe of multidimensional knapsacks that are hard to prove."""
    draw = np.random.default_rng(1_000 + seed)
    costs = draw.integers(10, 1000, (300, 5, 1)).astype(float)
    npv = costs.mean((1, 2)) + draw.integers(0, 500, 300)
    return Problem(npv=npv, costs=costs, budgets=costs.sum(0) * 0.5)


def grouped(seed: int) -> Problem:
    """Return 450 projects in groups of five of which one at most is chosen."""
    pairs = [(at + i, at + j) for at in range(0, 450, 5) for i in range(5) for j in range(i)]
    problem = proposals(450, partners=8, years=3, seed=seed, fair=True)
    return replace(problem, excludes=np.array(pairs))


def chained(seed: int) -> Problem:
    """Return 400 projects in chains in which one requires the one before it."""
    draw = np.random.default_rng(1_000 + seed)
    pairs = [
        (at + i + 1, at + i) for at in range(0, 400, 8) for i in range(7) if draw.random() < 0.7
    ]
    problem = proposals(400, partners=8, years=4, seed=seed, fair=True)
    return replace(problem, requires=np.array(pairs))


def long(seed: int) -> Problem:
    """Return 450 projects of six partners in fifteen years."""
    return proposals(450, partners=6, years=15, seed=seed, fair=True)


def tight(seed: int) -> Problem:
    """Return 500 projects of ten partners with a quarter of the usual budgets."""
    problem = plain(seed)
    return replace(problem, budgets=problem.budgets * 0.25)


KINDS: tuple[Callable[[int], Problem], ...] = (alike, correlated, grouped, chained, long, tight)


def main() -> None:
    """Print what is reached in ``--seconds``, and by how many seconds of the processor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0)
    asked = parser.parse_args()
    solve(proposals(130, partners=3, years=2, seed=1, fair=True))  # compiles
    for seed in range(1, 31):
        _solve("plain", plain(seed), seed, seconds=asked.seconds, gap=WITHIN)
    for kind in KINDS:
        for seed in range(1, 5):
            _solve(kind.__name__, kind(seed), seed, seconds=asked.seconds, gap=0.0)


def _solve(kind: str, problem: Problem, seed: int, *, seconds: float, gap: float) -> None:
    work = time.process_time()
    found = solve(problem, stop=Stop(seconds=seconds, gap=gap))
    work = time.process_time() - work
    assert not verify(problem, found.chosen)
    print(
        f"{kind}, seed {seed}: {found.status}, {found.objective:.4f} of {found.bound:.4f}, gap "
        f"{found.gap:.3%}, {found.runtime:.2f} s, processor {work:.2f} s",
        flush=True,
    )


if __name__ == "__main__":
    main()
