"""Every internal rate of return of a series of yearly flows.

The present value is a polynomial in the discount factor x = 1 / (1 + rate), and the rates above
-100 % are its roots x > 0. Between two neighbouring roots of a polynomial's derivative it is
monotone, so the derivative's roots fence every root in: no rate is missed and none is guessed.
"""

from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_NOTHING = 1e-100  # beside the largest flow; a cent beside all the money there is is 1e-20
_TOUCH = 1e-12  # a value this small beside the sum of its terms is taken as touching nought


def rates_of_return(flows: Floats) -> tuple[float, ...]:
    """Return every rate above -1 at which the flows' present value is nought, rising.

    Flows that are nought throughout have no rate. A rate at which the value touches nought
    without changing sign counts once.
    """
    counted = drop_negligible(flows)
    # Leading noughts only delay (a factor x^k), trailing ones add nothing.
    core = _trimmed(counted) / np.abs(counted).max(initial=0.0) if counted.any() else counted[:0]
    return tuple(sorted(1 / x - 1 for x in _positive_roots(core)))


def drop_negligible(flows: Floats) -> Floats:
    """Return the flows with nought for those that are nothing beside the largest.

    Ratios of what is left can be formed and raised to powers without leaving the numbers.
    """
    return np.where(np.abs(flows) < _NOTHING * np.abs(flows).max(initial=0.0), 0.0, flows)


def _positive_roots(ascending: Floats) -> list[float]:
    """Return the distinct positive roots, rising; ``ascending[k]`` multiplies x^k."""
    if len(ascending) < 2 or (ascending >= 0).all() or (ascending <= 0).all():
        return []  # Descartes: no change of sign, no positive root
    slope = ascending[1:] * np.arange(1, len(ascending))
    fences = [0.0, *_positive_roots(_trimmed(slope)), _beyond_all_roots(ascending)]
    roots: list[float] = []
    for low, high in itertools.pairwise(fences):
        root = _between(ascending, low, high)
        if root is not None and root > 0 and not (roots and _same(roots[-1], root)):
            roots.append(root)
    return roots


def _between(poly: Floats, low: float, high: float) -> float | None:
    """Return the root in [low, high], where ``poly`` is monotone, or None."""
    at_low, at_high = _sign(poly, low), _sign(poly, high)
    if not at_low:
        return low
    if not at_high:
        return high
    if at_low == at_high:
        return None
    while (middle := (low + high) / 2) not in (low, high):
        if _sign(poly, middle, touch=0.0) == at_low:
            low = middle
        else:
            high = middle
    return high


def _sign(poly: Floats, x: float, *, touch: float = _TOUCH) -> int:
    # Beyond 1 all is divided by the highest power, which may be larger than any number.
    highest = len(poly) - 1 if x > 1 else 0
    terms = poly * np.power(x, np.arange(len(poly), dtype=np.float64) - highest)
    value = float(terms.sum())
    if abs(value) <= touch * float(np.abs(terms).sum()):
        return 0
    return 1 if value > 0 else -1


def _beyond_all_roots(poly: Floats) -> float:
    """Return Cauchy's bound: every root is smaller in size."""
    lead = _trimmed(poly)
    return 1.0 + float(np.abs(lead[:-1] / lead[-1]).max(initial=0.0))


def _trimmed(poly: Floats) -> Floats:
    """Return the polynomial without the factors x and without leading noughts."""
    nonzero = np.flatnonzero(poly)
    return poly[nonzero[0] : nonzero[-1] + 1] if len(nonzero) else poly[:0]


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-7 * max(abs(one), abs(other))
