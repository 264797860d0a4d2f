"""Roots that rounding hides, settled in whole numbers.

The flows are binary fractions, so the sign of the polynomial at a binary fraction x is found
without any rounding. They stand for decimal amounts, though: a value that the last bits of the
flows could make nought is taken as nought, so that -1, 2.2, -1.21 touches it at 10 % as it does
on paper.
"""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_MOST_DERIVATIVES = 40
# How well doubles hold decimal flows, beside the sum of the sizes of the terms.
_KNOWN = Fraction(1, 2**51)
# Crossings this near a place where the value touches nought are that place.
_TOGETHER = 1e-6
_WIDER = 4e-10  # what a stretch is widened by on either side, so that its ends are clear


def settle_stretch(coefficients: Floats, low: float, high: float) -> list[float]:
    """Return the roots s of sum c_k e^(k s) on a narrow stretch, each once, rising.

    Some derivative of e^(-m s) times the sum keeps its sign there. Its parent has at most one
    root, found exactly, between whose sides the parent's parent is monotone, and so on back to
    the sum itself. Where that touches nought it has one root, however near two crossings are.
    """
    whole = _make_whole(coefficients)
    left, right = math.exp(low - _WIDER), math.exp(high + _WIDER)
    power = round(_find_centre(coefficients, (low + high) / 2))
    chain = [whole]
    while len(chain) <= _MOST_DERIVATIVES and not _keeps_sign(chain[-1], left, right):
        chain.append([c * (k - power) for k, c in enumerate(chain[-1])])
    turns: list[float] = []
    for derivative in reversed(chain[1:]):
        turns = _cross(derivative, [left, *turns, right])
    roots = _cross(whole, [left, *turns, right])
    for turn in turns:
        if _touches(whole, turn):
            roots = [root for root in roots if not math.isclose(root, turn, rel_tol=_TOGETHER)]
            roots.append(turn)
    return sorted(map(math.log, roots))


def _find_centre(coefficients: Floats, s: float) -> float:
    """Return the mean power, each weighed by the size of its term at s."""
    power = np.flatnonzero(coefficients)
    exponent = np.log(np.abs(coefficients[power])) + power * s
    size = np.exp(exponent - exponent.max())
    return float((size * power).sum() / size.sum())


def _keeps_sign(whole: list[int], left: float, right: float) -> bool:
    """Return whether the polynomial is shown to have one sign between the places, both above 0.

    The parts with positive and with negative coefficients both only rise, so the value lies
    between the one at the left less the other at the right, and the reverse.
    """
    up, down = [max(c, 0) for c in whole], [min(c, 0) for c in whole]
    parts = (
        _evaluate(up, left),
        _evaluate(up, right),
        _evaluate(down, left),
        _evaluate(down, right),
    )
    up_left, up_right, down_left, down_right = parts
    return up_left + down_right > 0 or up_right + down_left < 0


def _evaluate(whole: list[int], x: float) -> Fraction:
    """Return the value at x, exactly."""
    top, bottom = x.as_integer_ratio()
    shift = bottom.bit_length() - 1
    value = 0
    for step, coefficient in enumerate(reversed(whole)):
        value = value * top + (coefficient << (shift * step))
    return Fraction(value, 1 << (shift * (len(whole) - 1)))


def _cross(whole: list[int], places: list[float]) -> list[float]:
    """Return where the sign changes between neighbouring places, rising; at a place, the place."""
    found: list[float] = []
    before, before_sign = places[0], _find_sign(whole, places[0])
    for place in places[1:]:
        sign = _find_sign(whole, place)
        if not sign:
            found.append(place)
            continue
        if before_sign * sign < 0 and not (found and found[-1] > before):
            found.append(_halve(whole, before, place))
        before, before_sign = place, sign
    return found


def _touches(whole: list[int], turn: float) -> bool:
    """Return whether the value at a turning point is nought, as far as the flows are known."""
    size = _evaluate([abs(c) for c in whole], turn)
    return abs(_evaluate(whole, turn)) <= size * _KNOWN


def _make_whole(coefficients: Floats) -> list[int]:
    """Return whole numbers in the same proportions, exactly."""
    exact = [Fraction(float(c)) for c in coefficients]
    common = math.lcm(*(c.denominator for c in exact))
    whole = [int(c * common) for c in exact]
    shared = math.gcd(*whole) or 1
    return [c // shared for c in whole]


def _find_sign(whole: list[int], x: float) -> int:
    """Return the sign of the polynomial at x, exactly; whole[k] multiplies x^k."""
    top, bottom = x.as_integer_ratio()
    shift = bottom.bit_length() - 1  # the denominator is a power of two
    value = 0
    for step, coefficient in enumerate(reversed(whole)):
        value = value * top + (coefficient << (shift * step))
    return (value > 0) - (value < 0)


def _halve(whole: list[int], low: float, high: float) -> float:
    """Return the root between two places with different signs, to the last bit."""
    at_low = _find_sign(whole, low)
    while (middle := (low + high) / 2) not in (low, high):
        here = _find_sign(whole, middle)
        if not here:
            return middle
        low, high = (middle, high) if here == at_low else (low, middle)
    return low
