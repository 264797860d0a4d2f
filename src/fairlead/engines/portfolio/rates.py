"""Every internal rate of return of a series of yearly flows.

The present value is sum of flow_k x^k in the discount factor x = 1 / (1 + rate); the rates above
-100 % are its roots x > 0. With x = e^s it is a sum of exponentials, c_k e^(k s), and stays
within the numbers for any length and size of flows when each sum is divided by its largest term.

Stretches of s are halved until each is shown to hold no root (the value stays away from zero) or at
most one (the value, times some e^(-m s), only rises or only falls). Both are shown by enclosures
of the sums over the stretch (interval analysis: Moore, Kearfott and Cloud, Introduction to
Interval Analysis, 2009), so no root is missed and none is guessed. Where the sum is short enough
it is a polynomial of few powers and a remainder that is bounded (`series`), which shows both on
stretches many times as long. What rounding leaves open, a value that touches zero or almost
does, is settled in whole numbers.
"""

from __future__ import annotations

import math
from functools import cached_property

import numpy as np
import numpy.typing as npt

from fairlead.engines.portfolio.exact_roots import ExactSum, distinguish
from fairlead.engines.portfolio.series import POWERS, REACH, Pieces, expand, search_pieces

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_NOTHING = 1e-100  # beside the largest flow; a cent beside all the money there is is 1e-20
_EPSILON = 2.3e-16  # what rounding may take of a number, beside the number
_NARROWEST = 1e-10  # stretches of s are not halved below this
_LEAST = math.nextafter(-1.0, 0.0)  # a rate nearer to -1 than numbers can be is this one
_CLOSE = 1e-11  # so near a root of s rounding should not hide the sign


def find_rates_of_return(flows: Floats) -> tuple[float, ...]:
    """Return every rate above -1 at which the flows' present value is zero, rising.

    Flows that are zero throughout have no rate. A rate at which the value touches zero
    without changing sign counts once. Any number of flows; 1,200 take some tens of milliseconds.
    """
    counted = drop_negligible(flows)
    nonzero = np.flatnonzero(counted)
    # Leading zeros only delay (a factor x^k), trailing ones add nothing.
    core = counted[nonzero[0] : nonzero[-1] + 1] if len(nonzero) else counted[:0]
    changes = _count_changes(core)
    if not changes:
        return ()  # Descartes: no change of sign, no positive root
    terms = _Sum(core)
    # One change, one root; and 1 + x has no positive root, but takes many changes away.
    with np.errstate(over="ignore"):  # the sign is right still
        times = np.append(core, 0.0) + np.append(0.0, core)
    only_one = 1 in (changes, _count_changes(times))
    roots = terms.find_only_root() if only_one else terms.find_roots()
    return tuple(sorted(max(math.expm1(-s) + 0.0, _LEAST) for s in roots))


def drop_negligible(flows: Floats) -> Floats:
    """Return the flows with zero for those that are nothing beside the largest.

    Ratios of what is left can be formed and raised to powers without leaving the numbers.
    """
    return np.where(np.abs(flows) < _NOTHING * np.abs(flows).max(initial=0.0), 0.0, flows)


def _count_changes(flows: Floats) -> int:
    """Return how often the sign changes, zeros left out."""
    sign = np.sign(flows[flows != 0])
    return int((sign[1:] != sign[:-1]).sum())


class _Sum:
    """The sum of c_k e^(k s) and its roots; c_0 and the last are not zero."""

    def __init__(self, coefficients: Floats) -> None:
        self.coefficients = coefficients
        power = np.flatnonzero(coefficients)
        self.power = power.astype(np.float64)
        self.sign = np.sign(coefficients[power])
        self.size = np.log(np.abs(coefficients[power]))
        self.size -= self.size.max()

    @cached_property
    def _exact(self) -> ExactSum:
        """Return the sum in whole numbers, which few flows need."""
        return ExactSum(self.coefficients)

    def find_roots(self) -> list[float]:
        """Return the roots s, rising."""
        single, unclear = self._isolate()
        clear = self._halve_to_root(single)
        maybe = bool(unclear) and self._exact.may_touch
        for touching in (True, False) if maybe else (False,):
            found = list(clear)
            for low, high in unclear:
                found += self._exact.settle_stretch(low, high, touching=touching)
            distinct = distinguish(found)
            # More than the sign changes: what seems to touch does not everywhere (Descartes).
            if len(distinct) <= _count_changes(self.coefficients):
                break
        return distinct

    def find_only_root(self) -> list[float]:
        """Return the root where there is just one."""
        return self._halve_to_root(np.array([self._bounds()]))

    def _bounds(self) -> tuple[float, float]:
        """Return between which s all roots lie (Fujiwara's bound, at either end)."""
        ahead = (self.size[:-1] - self.size[-1]) / (self.power[-1] - self.power[:-1])
        behind = (self.size[1:] - self.size[0]) / self.power[1:]
        high = math.log(2) + float(ahead.max())
        low = -(math.log(2) + float(behind.max()))
        return low - 1e-9, high + 1e-9

    def _isolate(self) -> tuple[Floats, list[tuple[float, float]]]:
        """Return stretches (n, 2) with one root each, and those on which rounding decides."""
        pieces = np.linspace(*self._bounds(), num=18)  # the middle of both bounds is no end
        stretches = np.column_stack((pieces[:-1], pieces[1:]))
        single: list[Floats] = []
        unclear: list[tuple[float, float]] = []
        while len(stretches):
            empty, monotone, hidden = self._enclose(stretches)
            one = monotone & ~empty
            ends = self._signs(stretches[one].ravel()).reshape(-1, 2)
            fenced = stretches[one]
            single.append(fenced[ends[:, 0] * ends[:, 1] < 0])
            unclear += [tuple(s) for s in fenced[(ends == 0).any(axis=1)].tolist()]
            hidden |= stretches[:, 1] - stretches[:, 0] < _NARROWEST
            unclear += [tuple(s) for s in stretches[~empty & ~one & hidden].tolist()]
            left = stretches[~empty & ~one & ~hidden]
            short = (left[:, 1] - left[:, 0]) * self.power[-1] <= 2 * REACH
            if short.any():
                found = search_pieces(self._expand(left[short]))
                single.append(found.single)
                unclear += [tuple(s) for s in found.unclear.tolist()]
                left = left[~short]
            # Never a round place: there the ends of stretches would be roots themselves.
            middle = left[:, 0] + 0.4871 * (left[:, 1] - left[:, 0])
            stretches = np.concatenate(
                (np.column_stack((left[:, 0], middle)), np.column_stack((middle, left[:, 1])))
            )
        return np.concatenate(single), _join(unclear)

    def _terms(self, s: Floats, *, around: Floats) -> tuple[Floats, Floats]:
        """Return sizes of the terms (places, terms), the largest 1, and the powers about m."""
        exponent = self.size + self.power * s[:, None]
        exponent -= exponent.max(axis=1, keepdims=True)
        return np.exp(exponent), self.power - around[:, None]

    def _lose(self, s: Floats) -> Floats:
        """Return what rounding may take of a sum at each place, beside the sizes of its terms.

        A term is e to an exponent, whose own rounding grows with it.
        """
        exponent = np.abs(self.size).max() + self.power[-1] * np.abs(s)
        lost: Floats = _EPSILON * (8 + 2 * exponent + math.log2(len(self.power)))
        return lost

    def _enclose(self, stretches: Floats) -> tuple[Bools, Bools, Bools]:
        """Return which stretches hold no root, which at most one, and which rounding hides."""
        middle = stretches.mean(axis=1)
        half = (stretches[:, 1] - stretches[:, 0]) / 2
        size = self._terms(middle, around=middle)[0]
        # About the power where the sizes balance, the terms change least over the stretch.
        centre = (size * self.power).sum(axis=1) / size.sum(axis=1)
        off = self.power - centre[:, None]
        spread = np.exp(np.minimum(np.abs(off) * half[:, None], 600.0))
        value = (size * self.sign).sum(axis=1)
        slope = (size * self.sign * off).sum(axis=1)
        lost = self._lose(middle)
        rounding = lost * (size * spread).sum(axis=1)
        tilt = (size * np.abs(off) * spread).sum(axis=1) * half
        bend = (size * off * off * spread).sum(axis=1) * half
        empty = np.abs(value) > tilt + rounding
        # The second order, where the first is wide: value + slope t within bend t / 2.
        empty |= np.abs(value) > np.abs(slope) * half + bend * half / 2 + rounding
        empty[~empty] = self._is_ruled_by_one(stretches[~empty])
        farthest = np.abs(off).max(axis=1)
        monotone = np.abs(slope) > bend + rounding * farthest
        # Halving helps no more where value and slope are both nothing but rounding.
        least = lost * size.sum(axis=1)
        hidden = (np.abs(value) <= least) & (np.abs(slope) <= least * farthest)
        return empty, monotone, hidden

    def _expand(self, stretches: Floats) -> Pieces:
        """Return the sum on stretches as polynomials of few powers."""
        middle, half = stretches.mean(axis=1), (stretches[:, 1] - stretches[:, 0]) / 2
        size = self._terms(middle, around=middle)[0]
        centre = (size * self.power).sum(axis=1) / size.sum(axis=1)
        return expand(
            stretches, size, self.sign, (self.power - centre[:, None]) * half[:, None],
            self._lose(middle) + 2 * POWERS * _EPSILON,
        )  # fmt: skip

    def _is_ruled_by_one(self, stretches: Floats) -> Bools:
        """Return where one term is larger than all others together at both ends.

        Divided by that term the others are convex in s, so it is then larger in between too.
        """
        ruled = np.ones(len(stretches), dtype=np.bool_)
        ruler = np.full(len(stretches), -1)
        for end in (0, 1):
            size = self._terms(stretches[:, end], around=stretches[:, end])[0]
            largest = size.argmax(axis=1)
            ruled &= size.sum(axis=1) < 2 - 4 * self._lose(stretches[:, end])
            ruled &= (ruler < 0) | (ruler == largest)
            ruler = largest
        return ruled

    def _signs(self, s: Floats) -> Floats:
        """Return the sign of the sum at each place, 0 where rounding hides it."""
        if not len(s):
            return s
        size = self._terms(s, around=s)[0]
        value = (size * self.sign).sum(axis=1)
        hidden = np.abs(value) <= self._lose(s) * size.sum(axis=1)
        return np.where(hidden, 0.0, np.sign(value))

    def _halve_to_root(self, stretches: Floats) -> list[float]:
        """Return the root of each stretch, whose ends have different signs.

        Where rounding hides the sign already at some distance, as beside other roots, the root is
        found in whole numbers.
        """
        low, high = stretches[:, 0].copy(), stretches[:, 1].copy()
        at_low = self._signs(low)
        for _ in range(200):
            middle = (low + high) / 2
            if not len(middle) or ((middle == low) | (middle == high)).all():
                break
            size = self._terms(middle, around=middle)[0]
            before = np.sign((size * self.sign).sum(axis=1)) == at_low
            low, high = np.where(before, middle, low), np.where(before, high, middle)
        roots = (low + high) / 2
        close = _CLOSE * np.maximum(1.0, np.abs(roots))
        hidden = (self._signs(roots - close) == 0) | (self._signs(roots + close) == 0)
        for at in np.flatnonzero(hidden).tolist():
            roots[at] = self._exact.find_crossing(*stretches[at].tolist(), near=roots[at])
        return [float(root) for root in roots]


def _join(stretches: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the stretches with those that touch joined."""
    joined: list[tuple[float, float]] = []
    for low, high in sorted(stretches):
        if joined and low <= joined[-1][1] + _NARROWEST:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return joined
