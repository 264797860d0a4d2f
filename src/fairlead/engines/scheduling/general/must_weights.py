"""One weight for each request, in which no number of others makes up for what must be held."""

from __future__ import annotations

import numpy as np

from fairlead.engines.scheduling.bounds import find_weight_step
from fairlead.engines.scheduling.problem import Floats, Problem

_LARGEST = 2.0**50
"""Of a sum of weights, so that it stays exact."""


def is_ordered(problem: Problem) -> bool:
    """Return whether some requests must be held before others, or before what is wished least.

    Where all must be held their weight is the whole of it; what is missing of the leasts comes
    after it all the same.
    """
    wished = problem.asked and not problem.least_required
    return bool(problem.must.any() and (wished or not problem.must.all()))


def find_factor(problem: Problem) -> float:
    """Return how much more the weight of a must counts, so that it goes before all others.

    With whole weights this is exact: the least by which two sums of musts differ is worth more
    than all others together, unless sums would become too large to count; a search led by it then
    still puts musts first wherever that matters by more than a rounding.
    """
    if not is_ordered(problem):
        return 0.0
    musts, others = problem.weight[problem.must], problem.weight[~problem.must]
    step = find_weight_step(musts) or float(np.min(musts[musts > 0], initial=1.0)) * 1e-3
    total = float(musts.sum())
    if total == 0 or step == 0:
        return 0.0
    # What is missing of the leasts comes between the two.
    between = 1.0 + float(problem.asked)
    wanted = np.floor(float(others.sum() + 1.0) * between / step) + 1.0
    return float(min(wanted, max(1.0, np.floor(_LARGEST / total))))


def weigh(problem: Problem, factor: float) -> Floats:
    """Return (R,) the weights with those of musts counted ``factor`` times more."""
    weights: Floats = problem.weight * (1.0 + factor * problem.must)
    return weights
