"""Roots that rounding hides, settled in whole numbers.

Amounts of up to 15 digits are taken as the decimals that they are written as, others as the binary
fractions that they are, so the sign of the polynomial at a binary fraction x is found without any
rounding. Where amounts have more digits they are results, known to their last bits only: a value
that these could make zero is taken as zero, as -1, 2.2, -1.21 touches it at 10 % on paper.
Amounts as they are written touch zero only where the polynomial and its slope share a root.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, partial
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from fairlead.engines.portfolio.cancellation import Look, find_root_near, isolate_roots
from fairlead.engines.portfolio.expansion import Terms, expand, read_terms
from fairlead.engines.portfolio.repeated_factors import part_repeated
from fairlead.engines.portfolio.steps import halve_to_last_bit

Floats = npt.NDArray[np.float64]

_MOST_DERIVATIVES = 40
_WRITTEN = 15  # digits that any double holds
_WHOLE = 2.0**53
# How well doubles hold decimal flows, beside the sum of the sizes of the terms.
_KNOWN = 51  # bits
_SHORT = 60  # so many terms are reckoned without rounding at once
_BITS = 192  # in which terms are added up first
# Crossings this near a place where the value touches zero are that place.
_TOGETHER = 1e-6
_SAME = 1e-13  # roots of s nearer than this are one
_WIDER = 4e-10  # what a stretch is widened by on either side, so that its ends are clear


class ExactSum:
    """The sum of c_k e^(k s) in whole numbers."""

    def __init__(self, coefficients: Floats) -> None:
        written = all(map(_is_as_written, coefficients.tolist()))
        self._whole = _make_whole(coefficients, written=written)
        self._terms = read_terms(self._whole)
        self._look = cache(partial(expand, self._terms))
        parts = part_repeated(self._whole) if written else None
        self.may_touch = parts is None
        self._parts = [parts[0], *parts[1]] if parts else [self._whole]

    def settle_stretch(self, low: float, high: float, *, touching: bool) -> list[float]:
        """Return the roots s on a stretch on which rounding hides the sign, each once, rising.

        Where the amounts are as they were written, or without ``touching``, these are the roots of
        the flows as they are given. Else also where the value touches zero as far as the flows
        are known: there it has one root, however near two crossings are.
        """
        low, high = low - _WIDER, high + _WIDER
        if not touching:
            return distinguish([root for part in self._parts for root in _settle(part, low, high)])
        roots = _find_changes(self._look, low, high)
        power = _find_centre(self._terms, (low + high) / 2)
        turns = _find_changes(lambda *asked: self._look(*asked).differentiate(power), low, high)
        for turn in _find_touching(self._whole, turns):
            roots = [root for root in roots if abs(root - turn) > _TOGETHER]
            roots.append(turn)
        return distinguish(roots)

    def find_crossing(self, low: float, high: float, *, near: float) -> float:
        """Return the one root s on a stretch, which is about ``near``, to the last digits."""
        found = find_root_near(self._look, near)
        if found is not None and low <= found <= high:
            return found
        weigh = partial(_weigh, self._whole)
        return math.log(halve_to_last_bit(weigh, math.exp(low), math.exp(high)))


def distinguish(roots: list[float]) -> list[float]:
    """Return roots s rising, those nearer to one another than numbers can say as one."""
    distinct: list[float] = []
    for root in sorted(roots):
        if not distinct or root - distinct[-1] > _SAME * max(1.0, abs(root)):
            distinct.append(root)
    return distinct


def _find_changes(look: Look, low: float, high: float) -> list[float]:
    """Return where the sign changes on a stretch of s, rising."""
    found = isolate_roots(look, low, high)
    return distinguish(found.roots + found.odd)


def _settle(whole: list[int], low: float, high: float) -> list[float]:
    """Return the roots s of a polynomial without repeated roots on a stretch."""
    if len(whole) < 2:
        return []
    terms = read_terms(whole)
    found = isolate_roots(partial(expand, terms), low, high)
    more = [root for one in found.even for root in _settle_exactly(whole, terms, *one)]
    return found.roots + found.odd + more


def _settle_exactly(whole: list[int], terms: Terms, low: float, high: float) -> list[float]:
    """Return where the sign changes on a stretch of s of almost no length, rising.

    Some derivative of e^(-m s) times the sum keeps its sign there. Its parent has at most one
    root, found exactly, between whose sides the parent's parent is monotone, and so on back to
    the sum itself.
    """
    left, right = math.exp(low), math.exp(high)
    if left == right:
        left, right = math.nextafter(left, 0), math.nextafter(right, math.inf)
    power = _find_centre(terms, low)
    chain = [whole]
    while len(chain) <= _MOST_DERIVATIVES and not _keeps_sign(chain[-1], left, right):
        chain.append([c * (k - power) for k, c in enumerate(chain[-1])])
    turns: list[float] = []
    for derivative in reversed(chain[1:]):
        turns = _cross(derivative, [left, *turns, right])
    return [math.log(root) for root in _cross(whole, [left, *turns, right])]


def _is_as_written(amount: float) -> bool:
    """Return whether an amount is a whole number, or has as few digits as people write."""
    if amount.is_integer() and abs(amount) < _WHOLE:
        return True
    return len(Decimal(repr(amount)).normalize().as_tuple().digits) <= _WRITTEN


def _find_centre(terms: Terms, s: float) -> int:
    """Return about the mean power, each weighed by the size of its term at s."""
    exponent = terms.size + terms.power * s * math.log2(math.e)
    size = np.exp2(exponent - exponent.max())
    return round(float((size * terms.power).sum() / size.sum()))


def _keeps_sign(whole: list[int], left: float, right: float) -> bool:
    """Return whether the polynomial is shown to have one sign between the places, both above 0.

    The parts with positive and with negative coefficients both only rise, so the value lies
    between the one at the left less the other at the right, and the reverse.
    """
    one, other = _approach(whole, left), _approach(whole, right)
    return one.up.least(other.down) > 0 or other.up.most(one.down) < 0


@dataclass(frozen=True, slots=True)
class _Part:
    """The sum of the terms of one sign: size x 2^scale, off by at most ``off`` x 2^scale."""

    size: int
    off: int
    scale: int

    def _beside(self, other: _Part) -> tuple[int, int]:
        """Return the sum of both and what it may be off by, at the scale that is finer."""
        fine = min(self.scale, other.scale)
        mine, theirs = self.scale - fine, other.scale - fine
        off = (self.off << mine) + (other.off << theirs)
        return (self.size << mine) + (other.size << theirs), off

    def least(self, other: _Part) -> int:
        """Return the least that the sum of both can be, at some scale."""
        value, off = self._beside(other)
        return value - off

    def most(self, other: _Part) -> int:
        """Return the most that the sum of both can be, at some scale."""
        value, off = self._beside(other)
        return value + off


@dataclass(frozen=True, slots=True)
class _NearValue:
    """The positive and the negative terms of a polynomial at a place, nearly, at one scale."""

    up: _Part
    down: _Part


def _approach(whole: list[int], x: float) -> _NearValue:
    """Return the terms at x above 0, in numbers of `_BITS` bits with a bound on what that takes."""
    top, bottom = x.as_integer_ratio()
    shift = bottom.bit_length() - 1  # the denominator is a power of two
    power, exponent = 1, 0
    terms: list[tuple[int, int]] = []
    for coefficient in whole:
        if coefficient:
            terms.append((coefficient * power, exponent))
        power, exponent = power * top, exponent - shift
        more = power.bit_length() - _BITS
        if more > 0:
            power, exponent = power >> more, exponent + more
    scale = max((t.bit_length() + e for t, e in terms), default=0) - _BITS
    up = down = 0
    for term, exponent in terms:
        moved = exponent - scale
        part = term << moved if moved >= 0 else term >> -moved
        if term > 0:
            up += part
        else:
            down += part
    # Each power was cut once a step, by one in 2^(bits - 1), and each term once more, by one.
    count = len(whole) + 1
    off_up, off_down = ((size * count >> (_BITS - 3)) + count for size in (up, -down))
    return _NearValue(_Part(up, off_up, scale), _Part(down, off_down, scale))


def _evaluate(whole: list[int], x: float) -> tuple[int, int]:
    """Return the value at x exactly, and the sum of the sizes of its terms, at one scale."""
    top, bottom = x.as_integer_ratio()
    shift = bottom.bit_length() - 1
    value, size = 0, 0
    for step, coefficient in enumerate(reversed(whole)):
        part = coefficient << (shift * step)
        value, size = value * top + part, size * top + abs(part)
    return value, size


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
            found.append(halve_to_last_bit(partial(_weigh, whole), before, place))
        before, before_sign = place, sign
    return found


def _touches(whole: list[int], turn: float) -> bool:
    """Return whether the value at a turning point is zero, as far as the flows are known."""
    near = _approach(whole, turn)
    up, down = near.up, near.down
    off = up.off + down.off
    value, size = abs(up.size + down.size), up.size - down.size
    if value - off > (size + off) >> _KNOWN:
        return False
    if value + off <= (size - off) >> _KNOWN:
        return True
    value, size = _evaluate(whole, turn)
    return abs(value) << _KNOWN <= size


def _find_touching(whole: list[int], turns: list[float]) -> list[float]:
    """Return the turning points s at which the value touches zero.

    None where it stays zero, as far as the flows are known, from one to the next: over such a
    range nothing touches, and the changes of sign of the flows as they are given count.
    """
    touching: list[float] = []
    for before, turn in pairwise([-math.inf, *turns]):
        if not _touches(whole, math.exp(turn)):
            continue
        if touching and touching[-1] == before and _touches(whole, math.exp((turn + before) / 2)):
            return []
        touching.append(turn)
    return touching


def _make_whole(coefficients: Floats, *, written: bool) -> list[int]:
    """Return whole numbers in the same proportions, exactly."""
    amounts = coefficients.tolist()
    exact = [Fraction(repr(amount)) if written else Fraction(amount) for amount in amounts]
    common = math.lcm(*(c.denominator for c in exact))
    whole = [int(c * common) for c in exact]
    shared = math.gcd(*whole) or 1
    return [c // shared for c in whole]


def _find_sign(whole: list[int], x: float) -> int:
    """Return the sign of the polynomial at x, exactly; whole[k] multiplies x^k."""
    return _weigh(whole, x)[0]


def _weigh(whole: list[int], x: float) -> tuple[int, float, int]:
    """Return the exact sign at x, and about the value: a number to multiply by a power of two."""
    if len(whole) > _SHORT:
        near = _approach(whole, x)
        value, off = near.up._beside(near.down)
        if abs(value) > off:
            return (value > 0) - (value < 0), *_shorten(value, min(near.up.scale, near.down.scale))
    value = _evaluate(whole, x)[0]
    shift = x.as_integer_ratio()[1].bit_length() - 1
    return (value > 0) - (value < 0), *_shorten(value, -shift * (len(whole) - 1))


def _shorten(value: int, scale: int) -> tuple[float, int]:
    """Return value x 2^scale as a double and a power of two."""
    more = max(value.bit_length() - 60, 0)
    return float(value >> more), scale + more
