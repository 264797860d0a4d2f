"""Sums of exponentials on short stretches: polynomials of few powers, and their roots.

On a stretch with middle m and half length h a term is size x e^(u t), with t from -1 to 1 and u
its distance from the middle power, times h. Where |u| is at most 5 the series of e^(u t) is cut
after `POWERS` powers, which leaves less than rounding does. The polynomial is written in
Bernstein's form, whose coefficients enclose it; halved (de Casteljau) they enclose it ever more
closely (Farouki, The Bernstein polynomial basis: a centennial retrospective, 2012).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

POWERS = 40
REACH = 5.0  # how far a term may be from the middle power, times half a stretch
_DEEPEST = 40
_AT = 0.4871  # where pieces are cut: at a round place a root might lie
_ALMOST = 2.0**-20  # of a stretch: what is shorter is not halved on


@dataclass(frozen=True, slots=True)
class Pieces:
    """Stretches of s with the value on them and its slope, each up to an error.

    stretches: (n, 2). value, slope: coefficients in Bernstein's form, (n, powers). value_error,
    slope_error: (n,) what the coefficients may be off by, all that was cut or rounded included.
    """

    stretches: Floats
    value: Floats
    slope: Floats
    value_error: Floats
    slope_error: Floats

    def take(self, chosen: npt.NDArray[np.bool_]) -> Pieces:
        """Return the chosen ones."""
        return Pieces(
            self.stretches[chosen], self.value[chosen], self.slope[chosen],
            self.value_error[chosen], self.slope_error[chosen],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundRoots:
    """Stretches (n, 2) with one root each, and those on which rounding decides."""

    single: Floats
    unclear: Floats


def expand(stretches: Floats, size: Floats, sign: Floats, off: Floats, lost: Floats) -> Pieces:
    """Return the sums of sign x size x e^(off t) on stretches, t from -1 to 1 over each.

    size, off: (stretches, terms), |off| at most `REACH`. lost: what a term may be off by, beside
    it.
    """
    sums = []
    term = size * sign
    for power in range(POWERS + 1):
        sums.append(term.sum(axis=1))
        term = term * off / (power + 1)
    slopes = [power * sums[power] for power in range(1, POWERS + 1)]
    spread = size * np.exp(np.abs(off))
    cut = REACH ** (POWERS + 1) / math.factorial(POWERS)
    whole = spread.sum(axis=1)
    steep = (spread * np.abs(off)).sum(axis=1)
    return Pieces(
        stretches,
        np.stack(sums, axis=1) @ _to_bernstein(POWERS).T,
        np.stack(slopes, axis=1) @ _to_bernstein(POWERS - 1).T,
        (lost + cut) * whole,
        lost * steep + (lost + cut) * whole,
    )


@cache
def _to_bernstein(degree: int) -> Floats:
    """Return the coefficients of t^j on -1 to 1 in Bernstein's form, (degree + 1) x (degree + 1).

    None is above 1, so what a polynomial's coefficients are off by does not grow.
    """
    matrix = np.zeros((degree + 1, degree + 1))
    for j in range(degree + 1):
        # t = 2 u - 1: t^j in powers of u, then u^i = sum of C(k, i) / C(degree, i) b_k.
        for k in range(degree + 1):
            matrix[k, j] = sum(
                math.comb(k, i) * math.comb(degree - k, j - i) * (-1) ** (j - i)
                for i in range(min(k, j) + 1)
            ) / math.comb(degree, j)
    return matrix


def search_pieces(pieces: Pieces) -> FoundRoots:
    """Return where the roots of the pieces are, one by one."""
    single: list[Floats] = [np.empty((0, 2))]
    unclear: list[Floats] = [np.empty((0, 2))]
    shortest = (pieces.stretches[:, 1] - pieces.stretches[:, 0]).min(initial=1.0) * _ALMOST
    for _ in range(_DEEPEST):
        if not len(pieces.stretches):
            break
        off_nought = np.abs(pieces.value).min(axis=1) > pieces.value_error
        one_sided = (pieces.value > 0).all(axis=1) | (pieces.value < 0).all(axis=1)
        pieces = pieces.take(~(off_nought & one_sided))
        clear = np.abs(pieces.slope).min(axis=1) > pieces.slope_error
        one_way = (pieces.slope > 0).all(axis=1) | (pieces.slope < 0).all(axis=1)
        ends = pieces.value[:, [0, -1]]
        hidden_end = (np.abs(ends) <= pieces.value_error[:, None]).any(axis=1)
        monotone = clear & one_way
        crossed = monotone & ~hidden_end & (ends[:, 0] * ends[:, 1] < 0)
        single.append(pieces.stretches[crossed])
        nothing = (np.abs(pieces.value) <= pieces.value_error[:, None]).all(axis=1)
        nothing |= pieces.stretches[:, 1] - pieces.stretches[:, 0] < shortest
        nothing = (nothing & ~monotone) | (monotone & hidden_end)
        unclear.append(pieces.stretches[nothing])
        pieces = _part(pieces.take(~monotone & ~nothing))
    unclear.append(pieces.stretches)
    return FoundRoots(np.concatenate(single), np.concatenate(unclear))


def _part(pieces: Pieces) -> Pieces:
    """Return both parts of each piece."""
    low, high = pieces.stretches[:, 0], pieces.stretches[:, 1]
    middle = low + _AT * (high - low)
    value, slope = _cut(pieces.value), _cut(pieces.slope)
    return Pieces(
        np.concatenate((np.column_stack((low, middle)), np.column_stack((middle, high)))),
        np.concatenate(value),
        np.concatenate(slope),
        np.tile(pieces.value_error, 2),
        np.tile(pieces.slope_error, 2),
    )


def _cut(coefficients: Floats) -> tuple[Floats, Floats]:
    """Return the coefficients over the first and over the second part."""
    first, second = _list_cuts(coefficients.shape[1])
    return coefficients @ first, coefficients @ second


@cache
def _list_cuts(count: int) -> tuple[Floats, Floats]:
    """Return what coefficients are multiplied by for those of either part (de Casteljau)."""
    first, second = np.empty((count, count)), np.empty((count, count))
    now = np.eye(count)
    for step in range(count):
        first[:, step], second[:, count - 1 - step] = now[:, 0], now[:, -1]
        now = (1 - _AT) * now[:, :-1] + _AT * now[:, 1:]
    return first, second
