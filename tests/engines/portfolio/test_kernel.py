"""The search of a kernel: only what hardly matters to the relaxation is decided anew."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.portfolio.generate import proposals

from fairlead.engines.portfolio import Stop, solve, verify
from fairlead.engines.portfolio.model import Model
from fairlead.engines.portfolio.rows import build_rows


@pytest.mark.parametrize("seed", [1, 2])
def test_a_kernel_s_choice_keeps_the_rules_and_leaves_the_model_as_it_was(seed: int) -> None:
    problem = proposals(120, partners=3, years=3, seed=seed, fair=True)
    model = Model(problem, build_rows(problem), seed=0)
    relaxed = model.relax(seconds=60)
    assert relaxed is not None
    chosen = model.search_kernel(relaxed, free=60, seconds=60, enough=0.97 * relaxed.bound)
    assert chosen is not None
    assert not verify(problem, chosen)
    settled = np.argsort(np.abs(relaxed.margins))[90:]
    assert (chosen[settled] == (relaxed.shares[settled] > 0.5)).all()

    whole = model.search(None, seconds=60, gap=0.0)
    fresh = solve(problem, stop=Stop(gap=0.0))
    assert whole.chosen is not None
    assert problem.npv[whole.chosen].sum() == pytest.approx(fresh.objective, rel=1e-9)


def test_a_large_portfolio_comes_within_its_gap() -> None:
    problem = proposals(1_000, partners=6, years=5, seed=4, fair=True)
    result = solve(problem)
    assert result.status == "gap_reached"
    assert result.gap <= 0.01
    assert not verify(problem, result.chosen)
