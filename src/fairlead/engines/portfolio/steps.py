"""A root between two places with different signs, by lines and halves."""

from __future__ import annotations

import math
from collections.abc import Callable

_ASIDE = 2.0**-3  # of the last step


def halve_to_last_bit(
    weigh: Callable[[float], tuple[int, float, int]], low: float, high: float
) -> float:
    """Return the root between two places with different signs, to the last bit.

    ``weigh`` returns the sign at a place, and the value as a number to multiply by a power of two.
    The next place is where the line between the values at both ends crosses zero, and a little
    on towards the end that is farther: then both ends close in. It is the middle where that has
    not halved the stretch.
    """
    here, there = weigh(low), weigh(high)
    by_line, last = True, low
    while (middle := (low + high) / 2) not in (low, high):
        before, at = high - low, middle
        if by_line:
            crossing = low + _share_of(here, there) * (high - low)
            aside = abs(crossing - last) * _ASIDE
            at = crossing + (aside if high - crossing > crossing - low else -aside)
            at = min(max(at, math.nextafter(low, high)), math.nextafter(high, low))
            last = crossing
        found = weigh(at)
        if not found[0]:
            return at
        if found[0] == here[0]:
            low, here = at, found
        else:
            high, there = at, found
        by_line = not by_line or high - low < before / 2
    return low


def _share_of(here: tuple[int, float, int], there: tuple[int, float, int]) -> float:
    """Return where the line between two values crosses zero, as a share of the way."""
    one = abs(math.ldexp(here[1], max(min(here[2] - there[2], 900), -900)))
    return one / (one + abs(there[1]))
