"""The slow, obvious choice of projects: look at every subset."""

from __future__ import annotations

import itertools

import numpy as np

from fairlead.engines.portfolio.problem import Bools, Problem
from fairlead.engines.portfolio.verify import verify


def best_choice(problem: Problem) -> Bools | None:
    """Return the allowed subset with the largest NPV, or None when none is allowed."""
    best: Bools | None = None
    best_npv = -np.inf
    for bits in itertools.product((False, True), repeat=len(problem.npv)):
        chosen = np.array(bits, dtype=np.bool_)
        npv = float(problem.npv[chosen].sum())
        if npv > best_npv and not verify(problem, chosen):
            best, best_npv = chosen, npv
    return best
