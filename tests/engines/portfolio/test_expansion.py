"""Sums whose terms cancel, expanded in whole numbers, and factors that are repeated."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.engines.portfolio.expansion import expand, read_terms
from fairlead.engines.portfolio.repeated_factors import part_repeated

roots = st.tuples(st.integers(1, 9), st.integers(1, 9))


def multiply(*factors: list[int]) -> list[int]:
    """Return the product of polynomials in whole numbers, exactly."""
    product = np.array([1], dtype=object)
    for factor in factors:
        product = np.convolve(product, np.array(factor, dtype=object))
    return [int(c) for c in product]


def evaluate(whole: list[int], s: float) -> float:
    """Return the sum at s over the sum of its terms' sizes, without rounding in between."""
    x = Fraction(math.exp(s))
    terms = [c * x**k for k, c in enumerate(whole)]
    return float(sum(terms) / sum(map(abs, terms)))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-99, 99), min_size=2, max_size=30), st.floats(-1.5, 1.5))
def test_signs_are_those_of_the_sum(whole: list[int], low: float) -> None:
    if not any(whole):
        return
    about = expand(read_terms(whole), low, low + 0.3, 90)
    for t in (-1.0, -0.3, 0.2, 1.0):
        value = evaluate(whole, about.middle + about.half * t)
        if abs(value) > 1e-12:  # the place itself is rounded
            assert about.weigh(t)[0] == (1 if value > 0 else -1)


@pytest.mark.parametrize("centre", [0, 3, 12])
def test_the_slope_is_that_of_the_sum(centre: int) -> None:
    whole = multiply([-11, 10], [-12, 10], [-13, 10], [3, 1, 2])
    about = expand(read_terms(whole), 0.05, 0.1, 90)
    slope = about.differentiate(centre)
    step = 2.0**-20

    def value(t: float) -> float:
        _, number, scale = about.weigh(t)
        turned = math.exp((about.centre - centre) * about.half * t)
        return math.ldexp(number * turned, scale - 80) * about.weigh(t)[0] ** 2

    for t in (-0.8, 0.1, 0.7):
        rise = (value(t + step) - value(t - step)) / (2 * step)
        _, number, scale = slope.weigh(t)
        turned = math.exp((about.centre - centre) * about.half * t)
        assert math.ldexp(number * turned, scale - 80) == pytest.approx(rise, rel=1e-6)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(roots, st.integers(1, 4)), min_size=1, max_size=4))
def test_repeated_factors_are_parted(given_roots: list[tuple[tuple[int, int], int]]) -> None:
    times: dict[float, int] = {}
    factors = []
    for (top, bottom), often in given_roots:
        times[top / bottom] = times.get(top / bottom, 0) + often
        factors += [[-top, bottom]] * often
    parted = part_repeated(multiply(*factors, [1, 0, 1]))
    assert parted is not None
    rest, repeated = parted
    parts = [rest, *repeated]
    assert all(part_repeated(part) == (part, []) for part in parts)
    for root, often in times.items():
        holding = [
            part for part in parts if abs(np.polyval(part[::-1], root)) < 1e-9 * max(map(abs, part))
        ]
        assert holding
        assert (often > 1) == any(part is not rest for part in holding)


def test_a_repeated_factor_without_a_rational_root() -> None:
    assert part_repeated(multiply([-2, 0, 1], [-2, 0, 1], [5, 3])) == ([5, 3], [[-2, 0, 1]])
    assert part_repeated([1, 2, 3]) == ([1, 2, 3], [])
