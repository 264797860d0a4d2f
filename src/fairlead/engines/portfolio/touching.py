"""Roots that rounding hides, settled in whole numbers.

Amounts of up to 15 digits are taken as the decimals that they are written as, others as the binary
fractions that they are, so the sign of the polynomial at a binary fraction x is found without any
rounding. Where amounts have more digits they are results, known to their last bits only: a value
that these could make nought is taken as nought, as -1, 2.2, -1.21 touches it at 10 % on paper.
Amounts as they are written touch nought only where the polynomial and its slope share a root.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_MOST_DERIVATIVES = 40
_WRITTEN = 15  # digits that any double holds
_WHOLE = 2.0**53
_PRIME = 2**31 - 1
# How well doubles hold decimal flows, beside the sum of the sizes of the terms.
_KNOWN = 51  # bits
_SHORT = 60  # so many terms are reckoned without rounding at once
_BITS = 192  # in which terms are added up first
_ASIDE = 2.0**-3  # of the last step
# Crossings this near a place where the value touches nought are that place.
_TOGETHER = 1e-6
_WIDER = 4e-10  # what a stretch is widened by on either side, so that its ends are clear


def settle_stretch(
    coefficients: Floats, low: float, high: float, *, touching: bool = True
) -> list[float]:
    """Return the roots s of sum c_k e^(k s) on a narrow stretch, each once, rising.

    Without ``touching`` only those at which the flows, as they are given, change sign.

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
    for turn in _find_touching(whole, turns) if touching else []:
        roots = [root for root in roots if not math.isclose(root, turn, rel_tol=_TOGETHER)]
        roots.append(turn)
    return sorted(map(math.log, roots))


def find_crossing(coefficients: Floats, low: float, high: float) -> float:
    """Return the one root s of sum c_k e^(k s) on a stretch, to the last bit of e^s."""
    return math.log(_halve(_make_whole(coefficients), math.exp(low), math.exp(high)))


def may_touch(coefficients: Floats) -> bool:
    """Return whether the value may be nought where the slope is, as far as the flows are known."""
    return not all(map(_is_as_written, coefficients.tolist())) or not _is_squarefree(
        _make_whole(coefficients)
    )


def _is_as_written(amount: float) -> bool:
    """Return whether an amount is a whole number, or has as few digits as people write."""
    if amount.is_integer() and abs(amount) < _WHOLE:
        return True
    return len(Decimal(repr(amount)).normalize().as_tuple().digits) <= _WRITTEN


def _is_squarefree(whole: list[int]) -> bool:
    """Return whether it is shown that no factor is repeated: modulo a prime none is."""
    poly = np.array([c % _PRIME for c in whole], dtype=np.int64)
    if not poly[-1]:
        return False  # of another degree there: nothing is shown
    one, other = poly, _trim(poly[1:] * np.arange(1, len(poly)) % _PRIME)
    while len(other) > 1:
        inverse = pow(int(other[-1]), -1, _PRIME)
        rest = one.copy()
        while len(rest) >= len(other):
            factor = int(rest[-1]) * inverse % _PRIME
            at = len(rest) - len(other)
            rest[at:] = (rest[at:] - other * factor) % _PRIME
            rest = _trim(rest[:-1])
        one, other = other, rest
    return len(other) == 1


def _trim(poly: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return a polynomial without the highest powers that are nought."""
    some = np.flatnonzero(poly)
    return poly[: some[-1] + 1] if len(some) else poly[:0]


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
class _Near:
    """The positive and the negative terms of a polynomial at a place, nearly, at one scale."""

    up: _Part
    down: _Part


def _approach(whole: list[int], x: float) -> _Near:
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
    return _Near(_Part(up, off_up, scale), _Part(down, off_down, scale))


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
            found.append(_halve(whole, before, place))
        before, before_sign = place, sign
    return found


def _touches(whole: list[int], turn: float) -> bool:
    """Return whether the value at a turning point is nought, as far as the flows are known."""
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
    """Return the turning points at which the value touches nought.

    None where it keeps to nought, as far as the flows are known, from one to the next: over such a
    range nothing touches, and the changes of sign of the flows as they are given count.
    """
    touching = [(turn, _touches(whole, turn)) for turn in turns]
    for (turn, here), (after, there) in pairwise(touching):
        if here and there and _touches(whole, (turn + after) / 2):
            return []
    return [turn for turn, here in touching if here]


def _make_whole(coefficients: Floats) -> list[int]:
    """Return whole numbers in the same proportions, exactly."""
    amounts = coefficients.tolist()
    written = all(map(_is_as_written, amounts))
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


def _halve(whole: list[int], low: float, high: float) -> float:
    """Return the root between two places with different signs, to the last bit.

    The next place is where the line between the values at both ends crosses nought, and a little
    on towards the end that is farther: then both ends close in. It is the middle where that has
    not halved the stretch.
    """
    here, there = _weigh(whole, low), _weigh(whole, high)
    by_line, last = True, low
    while (middle := (low + high) / 2) not in (low, high):
        before, at = high - low, middle
        if by_line:
            crossing = low + _share_of(here, there) * (high - low)
            aside = abs(crossing - last) * _ASIDE
            at = crossing + (aside if high - crossing > crossing - low else -aside)
            at = min(max(at, math.nextafter(low, high)), math.nextafter(high, low))
            last = crossing
        found = _weigh(whole, at)
        if not found[0]:
            return at
        if found[0] == here[0]:
            low, here = at, found
        else:
            high, there = at, found
        by_line = not by_line or high - low < before / 2
    return low


def _share_of(here: tuple[int, float, int], there: tuple[int, float, int]) -> float:
    """Return where the line between two values crosses nought, as a share of the way."""
    one = abs(math.ldexp(here[1], max(min(here[2] - there[2], 900), -900)))
    return one / (one + abs(there[1]))
