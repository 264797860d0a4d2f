"""Factors that a polynomial in whole numbers holds more than once.

They are the factors of its greatest common divisor with its slope, which is found modulo primes
(Collins, 1967): where it is 1 modulo one, no factor is repeated. Otherwise the product of the
repeated ones is put together from a few primes, and counts where its square divides.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Residues = npt.NDArray[np.int64]

_PRIMES = (
    2147483647, 2147483629, 2147483587, 2147483579, 2147483563, 2147483549, 2147483543, 2147483497,
)  # fmt: skip


def part_repeated(whole: Sequence[int]) -> tuple[list[int], list[list[int]]] | None:
    """Return the polynomial without what is repeated, and the repeated factors.

    Their roots together are those of the polynomial, and none of them has a repeated one. None
    where the repeated factors are too long for the primes.
    """
    rest = list(whole)
    found: list[list[int]] = []
    while True:
        factor = _find_repeated(rest)
        if factor is None:
            return None
        if len(factor) == 1:
            return rest, found
        found.append(factor)
        while (shorter := _divide(rest, factor)) is not None:
            rest = shorter


def _find_repeated(whole: list[int]) -> list[int] | None:
    """Return the product of all repeated factors, [1] where there are none, None if not found."""
    known: list[int] = []
    modulus = 1
    for prime in _PRIMES:
        factor = _find_repeated_modulo(whole, prime)
        if factor is None:
            continue
        if len(factor) == 1:
            return [1]
        if len(factor) != len(known):
            if known and len(factor) > len(known):
                continue  # of this prime more factors agree than there are
            known, modulus = [0] * len(factor), 1
        inverse = pow(modulus, -1, prime)
        known = [
            one + modulus * ((int(other) - one) * inverse % prime)
            for one, other in zip(known, factor, strict=True)
        ]
        modulus *= prime
        whole_factor = _read_fractions(known, modulus)
        if whole_factor:
            once = _divide(whole, whole_factor)
            if once is not None and _divide(once, whole_factor) is not None:
                return whole_factor
    return None


def _find_repeated_modulo(whole: list[int], prime: int) -> Residues | None:
    """Return the product of the repeated factors modulo a prime, its highest power's factor 1."""
    poly = np.array([c % prime for c in whole], dtype=np.int64)
    if not poly[-1]:
        return None  # of another degree there: nothing is shown
    shared = _find_divisor(poly, _differentiate(poly, prime), prime)
    if len(shared) == 1:
        return shared
    again = _find_divisor(shared, _differentiate(shared, prime), prime)
    return _divide_modulo(shared, again, prime)[0]


def _differentiate(poly: Residues, prime: int) -> Residues:
    return _trim(poly[1:] * np.arange(1, len(poly)) % prime)


def _find_divisor(one: Residues, other: Residues, prime: int) -> Residues:
    """Return the greatest common divisor, its highest power's factor 1."""
    while len(other) > 1:
        one, other = other, _divide_modulo(one, other, prime)[1]
    if len(other) == 1:
        return np.ones(1, dtype=np.int64)
    return one * pow(int(one[-1]), -1, prime) % prime


def _divide_modulo(one: Residues, other: Residues, prime: int) -> tuple[Residues, Residues]:
    """Return quotient and remainder."""
    inverse = pow(int(other[-1]), -1, prime)
    rest = one.copy()
    quotient = np.zeros(len(one) - len(other) + 1, dtype=np.int64)
    for at in range(len(quotient) - 1, -1, -1):
        factor = int(rest[at + len(other) - 1]) * inverse % prime
        quotient[at] = factor
        if factor:
            piece = rest[at : at + len(other)]
            piece -= other * factor % prime
            piece %= prime
    return quotient, _trim(rest[: len(other) - 1])


def _trim(poly: Residues) -> Residues:
    """Return a polynomial without the highest powers that are zero."""
    some = np.flatnonzero(poly)
    return poly[: some[-1] + 1] if len(some) else poly[:0]


def _read_fractions(residues: list[int], modulus: int) -> list[int] | None:
    """Return whole numbers in the proportions of short fractions with these residues (Wang)."""
    bound = math.isqrt(modulus // 2)
    tops, bottoms = [], []
    for residue in residues:
        before, now = (modulus, 0), (residue, 1)
        while now[0] > bound:
            times = before[0] // now[0]
            before, now = now, (before[0] - times * now[0], before[1] - times * now[1])
        if not now[1] or abs(now[1]) > bound:
            return None
        sign = 1 if now[1] > 0 else -1
        tops.append(sign * now[0])
        bottoms.append(sign * now[1])
    common = math.lcm(*bottoms)
    whole = [top * common // bottom for top, bottom in zip(tops, bottoms, strict=True)]
    shared = math.gcd(*whole)
    return [c // shared for c in whole]


def _divide(whole: list[int], factor: list[int]) -> list[int] | None:
    """Return the quotient in whole numbers, None where there is a remainder."""
    if len(factor) > len(whole):
        return None
    rest, highest = list(whole), factor[-1]
    quotient = [0] * (len(whole) - len(factor) + 1)
    for at in range(len(quotient) - 1, -1, -1):
        times, over = divmod(rest[at + len(factor) - 1], highest)
        if over:
            return None
        quotient[at] = times
        if times:
            for place, c in enumerate(factor):
                rest[at + place] -= times * c
    return None if any(rest) else quotient
