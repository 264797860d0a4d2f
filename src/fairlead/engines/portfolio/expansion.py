"""A sum of c_k e^(k s) about a place, as a polynomial of few powers in whole numbers.

About s = ln x the sum, divided by e^(centre s), is the sum of W_k e^(u_k d) with W_k = c_k x^k,
u_k = k - centre and d the way from the place. Its power d^j has the factor sum of W_k u_k^j / j!:
a moment of the terms, found without rounding once each W_k is cut to so many bits. So terms may
cancel almost entirely, and what is left is still known to many digits; it has as few powers as
the terms that count allow, and is searched as `series` searches sums that doubles hold.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from operator import add, mul, sub

import numpy as np
import numpy.typing as npt

from fairlead.engines.portfolio.series import Pieces

Floats = npt.NDArray[np.float64]

_DEGREES = (12, 24, 48, 72, 96, 128)
_SHORTER = 0.8
_ROUNDING = 1e-12  # what halving in doubles may take, beside the largest coefficient
_LOG2_E = math.log2(math.e)


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a polynomial that are not zero: powers, whole coefficients, log2 of sizes."""

    power: Floats
    coefficient: tuple[int, ...]
    size: Floats


def read_terms(whole: Sequence[int]) -> Terms:
    """Return the terms of a polynomial; whole[k] multiplies x^k."""
    some = [k for k, c in enumerate(whole) if c]
    sizes = [math.log2(abs(whole[k])) for k in some]
    return Terms(np.array(some, float), tuple(whole[k] for k in some), np.array(sizes))


@dataclass(frozen=True, slots=True)
class Expansion:
    """The sum between middle - half and middle + half, at some scale.

    factor: whole numbers a_j; the sum, divided by e^(centre s), is that of a_j t^j for
    s = middle + half t, up to ``off``, and its slope in t up to ``off`` x ``steep``.
    """

    middle: float
    half: float
    centre: int
    factor: tuple[int, ...]
    off: int
    steep: int

    def differentiate(self, centre: int) -> Expansion:
        """Return the slope in t of the sum divided by e^(centre s), times that."""
        top, bottom = (self.half * (self.centre - centre)).as_integer_ratio()
        after = [*(j * a for j, a in enumerate(self.factor) if j), 0]
        factor = tuple(
            slope + a * top // bottom for slope, a in zip(after, self.factor, strict=True)
        )
        off = self.off * (self.steep + abs(top) // bottom + 1) + len(factor)
        return replace(self, centre=centre, factor=factor, off=off)

    def weigh(self, t: float) -> tuple[int, float, int]:
        """Return the sign at t, 0 where it is not known, and the value as a double x 2^scale."""
        top = int(math.ldexp(t, 60))
        value = 0
        for factor in reversed(self.factor):
            value = (value * top >> 60) + factor
        if abs(value) <= self.off + 2 * len(self.factor) + (abs(self.factor[1]) >> 59):
            return 0, 0.0, 0
        more = max(value.bit_length() - 60, 0)
        return (1 if value > 0 else -1), float(value >> more), more

    def to_pieces(self) -> Pieces:
        """Return the value and the slope over t from -1 to 1 in Bernstein's form, in doubles."""
        whole = _to_bernstein(self.factor)
        degree = len(whole) - 1
        slopes = [(after - before) * degree for before, after in pairwise(whole)]
        value, value_error = _to_doubles(whole, self.off + 2)
        slope, slope_error = _to_doubles(slopes, 2 * self.off * self.steep + 4 * degree)
        return Pieces(np.array([[-1.0, 1.0]]), value, slope, value_error, slope_error)

    def is_known(self, low: float, high: float) -> bool:
        """Return whether the value is above what it may be off by somewhere between two t."""
        return any(self.weigh(low + share * (high - low))[0] for share in (0.0, 0.31, 0.69, 1.0))


def expand(terms: Terms, low: float, high: float, bits: int) -> Expansion:
    """Return the sum about a place, from ``low`` as far towards ``high`` as few powers allow.

    It is off by 2^-bits of the sum of its largest terms at most.
    """
    half = (high - low) / 2
    while True:
        found = _expand(terms, low + half, half, bits=bits)
        if found:
            return found
        half *= _SHORTER


def _expand(terms: Terms, middle: float, half: float, *, bits: int) -> Expansion | None:
    x = math.exp(middle)
    half, numerator, halvings = _round_up(half + 1.2e-15 * max(1.0, abs(middle)))
    size = terms.size + terms.power * math.log2(x)
    size -= size.max()
    weight = np.exp2(size)
    centre = round(float((weight * terms.power).sum() / weight.sum()))
    reach = np.abs(terms.power - centre) * half
    spread = size + reach * _LOG2_E
    kept = spread > -(bits + 24)
    degree = _find_degree(size[kept], reach[kept], bits=bits)
    if degree is None:
        return None
    first, last = (int(end) for end in np.flatnonzero(kept)[[0, -1]])
    among = reach[first : last + 1]
    precision = bits + 12 + math.ceil(float(np.logaddexp.reduce(among)) * _LOG2_E)
    weights = _weigh_terms(terms, first, last + 1, x, bits=precision)
    moments = _add_up(weights, terms.power[first : last + 1] - centre, degree)
    factor = [
        ((moment * numerator**j) >> (halvings * j)) // math.factorial(j)
        for j, moment in enumerate(moments)
    ]
    # Beside the largest term: what is left out, the powers left out, and two bits of each term.
    cut = float(np.exp2(spread[~kept]).sum()) + 2.0 ** -(bits + 8) + 2.0 ** -(bits + 10)
    off = math.ceil(math.ldexp(2 * cut, precision)) + 2 * degree
    steep = max(degree, math.ceil(float(reach.max())))
    return Expansion(math.log(x), half, centre, tuple(factor), off, steep)


def _round_up(half: float) -> tuple[float, int, int]:
    """Return a length a little longer, and as a short whole number divided by a power of two."""
    part, exponent = math.frexp(half)
    numerator = math.ceil(part * 64)
    return math.ldexp(numerator, exponent - 6), numerator, 6 - exponent


def _find_degree(size: Floats, reach: Floats, *, bits: int) -> int | None:
    """Return how many powers leave 2^-(bits + 8) of the largest terms, None where none do."""
    log_reach = np.log2(np.maximum(reach, 1e-300))
    for degree in _DEGREES:
        last = degree + 1
        left = size + last * log_reach + reach * _LOG2_E
        if left.max() - math.log2(math.factorial(degree)) + math.log2(len(size)) < -(bits + 8):
            return degree
    return None


def _weigh_terms(terms: Terms, first: int, last: int, x: float, *, bits: int) -> list[int]:
    """Return c_k x^k for some terms as whole numbers, the largest of them of about ``bits`` bits.

    Each is off by two at most: x^k is cut once a step to 24 bits more than that.
    """
    top, bottom = x.as_integer_ratio()
    shift = bottom.bit_length() - 1  # the denominator is a power of two
    powers = [int(k) for k in terms.power[first:last]]
    number, exponent = top ** powers[0], -shift * powers[0]
    scale = math.floor(float((terms.size + terms.power * math.log2(x)).max())) + 1 - bits
    before, found = powers[0], []
    for k, coefficient in zip(powers, terms.coefficient[first:last], strict=True):
        for _ in range(k - before):
            number, exponent = number * top, exponent - shift
            more = number.bit_length() - bits - 24
            if more > 0:
                number, exponent = number >> more, exponent + more
        before = k
        moved = exponent - scale
        term = coefficient * number
        found.append(term << moved if moved >= 0 else term >> -moved)
    return found


def _add_up(weights: list[int], off_centre: Floats, degree: int) -> list[int]:
    """Return the moments sum of W u^j for j from 0 to the degree.

    Terms as far on either side of the centre share their powers, but for the sign.
    """
    sides: dict[int, list[int]] = {}
    for u, weight in zip(off_centre.astype(int).tolist(), weights, strict=True):
        sides.setdefault(abs(u), [0, 0])[u < 0] += weight
    apart = list(sides)
    right, left = [list(side) for side in zip(*sides.values(), strict=True)]
    squares = [u * u for u in apart]
    even = list(map(add, right, left))
    odd = list(map(mul, map(sub, right, left), apart))
    moments = []
    for _ in range(degree // 2 + 1):
        moments += [sum(even), sum(odd)]
        even, odd = list(map(mul, even, squares)), list(map(mul, odd, squares))
    return moments[: degree + 1]


def _to_bernstein(factor: Sequence[int]) -> list[int]:
    """Return the coefficients in Bernstein's form over t from -1 to 1, each off by one at most."""
    degree = len(factor) - 1
    # t = 2 u - 1, by one shift of -t by 1: sums of sums, as in Horner's scheme.
    turned = [-c if j % 2 else c for j, c in enumerate(factor)]
    line, shifted = turned[::-1], []
    while line:
        line = list(accumulate(line))
        shifted.append(line.pop())
    signs = (-1, 1)
    steps = [
        ((signs[j % 2 == 0] * c) << (j + degree + 8)) // math.comb(degree, j)
        for j, c in enumerate(shifted)
    ]
    # The steps are the differences of the coefficients, of every order.
    found: list[int] = []
    for step in reversed(steps):
        found = list(accumulate(found, initial=step))
    return [c >> (degree + 8) for c in found]


def _to_doubles(whole: list[int], off: int) -> tuple[Floats, Floats]:
    """Return whole numbers as doubles at some scale (1, n), and what they may be off by (1,)."""
    most = max(max(map(abs, whole)), off, 1)
    more = max(most.bit_length() - 200, 0)
    value = np.array([[float(c >> more) for c in whole]])
    error = float((off >> more) + 1) + _ROUNDING * float(np.abs(value).max())
    return value, np.array([error])
