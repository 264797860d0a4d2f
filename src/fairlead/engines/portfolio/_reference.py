"""The slow, obvious way: look at every subset of projects; count rates of return in fractions."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

import numpy as np

from fairlead.engines.portfolio.problem import Bools, Problem
from fairlead.engines.portfolio.verify import verify


def list_allowed(problem: Problem) -> Iterator[Bools]:
    """Yield every subset of the projects that keeps the rules."""
    for bits in itertools.product((False, True), repeat=len(problem.npv)):
        chosen = np.array(bits, dtype=np.bool_)
        if not verify(problem, chosen):
            yield chosen


def find_best_choice(problem: Problem) -> Bools | None:
    """Return the allowed subset with the largest NPV, or None when none is allowed."""
    allowed = list_allowed(problem)
    return max(allowed, key=lambda chosen: float(problem.npv[chosen].sum()), default=None)


def count_rates_exactly(flows: Sequence[float]) -> int:
    """Return how many different rates above -1 make the present value zero (Sturm, 1829).

    In fractions without any rounding: the changes of sign along the chain of remainders at x = 0
    and beyond all roots differ by the number of distinct roots x > 0. Up to some tens of flows.
    """
    poly = _strip([Fraction(c) for c in reversed(flows)])
    while poly and not poly[-1]:
        poly.pop()
    if len(poly) < 2:
        return 0
    degree = len(poly) - 1
    chain = [poly, [c * (degree - n) for n, c in enumerate(poly[:-1])]]
    while chain[-1]:
        chain.append([-c for c in _divide(chain[-2], chain[-1])])
    chain.pop()
    at_nought = [one[-1] for one in chain]
    beyond = [one[0] for one in chain]
    return _changes(at_nought) - _changes(beyond)


def _strip(poly: list[Fraction]) -> list[Fraction]:
    first = next((n for n, c in enumerate(poly) if c), len(poly))
    return poly[first:]


def _divide(one: list[Fraction], other: list[Fraction]) -> list[Fraction]:
    """Return the remainder; the highest power stands first."""
    rest = list(one)
    for place in range(len(one) - len(other) + 1):
        factor = rest[place] / other[0]
        for n, c in enumerate(other):
            rest[place + n] -= factor * c
    return _strip(rest[len(one) - len(other) + 1 :])


def _changes(values: list[Fraction]) -> int:
    signs = [value > 0 for value in values if value]
    return sum(one != other for one, other in pairwise(signs))
