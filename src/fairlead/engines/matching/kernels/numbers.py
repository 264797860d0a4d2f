"""Numbers that both kinds of kernels compute exponentials and logarithms with.

Libraries round the last bit of these differently from one another, so the kernels do them by the
same steps of single precision: a power of 2 in the exponent's bits, and a short series.
"""

from __future__ import annotations

from math import factorial, log, sqrt

import numpy as np

SINGLE = np.float32
ZERO, HALF, ONE, TWO = SINGLE(0), SINGLE(0.5), SINGLE(1), SINGLE(2)
TINY = SINGLE(1e-30)
STOPPED = SINGLE(-np.inf)
"""The odds of a pair that cannot meet."""
INFINITE = SINGLE(np.inf)
LEAST = SINGLE(1e-45)
"""The least number above 0."""
HIGHEST = SINGLE(87)
"""exp(x) is an ordinary number of single precision up to here, and so is exp(-x)."""
PER_LN2 = SINGLE(1 / log(2))
ROUNDER = SINGLE(3 << 22)
"""Added and taken away again it leaves the nearest whole number."""
LN2_FRONT = SINGLE(355 / 512)
"""ln 2 in two parts, of which whole multiples of the first are exact."""
LN2_BACK = SINGLE(log(2) - 355 / 512)
E3, E4, E5, E6, E7 = (SINGLE(1 / factorial(n)) for n in range(3, 8))
"""exp(r) = 1 + r + r^2 / 2 + ... for |r| <= ln 2 / 2."""
L3, L5, L7, L9 = (SINGLE(2 / n) for n in (3, 5, 7, 9))
"""ln m = 2 s + 2 s^3 / 3 + ... for s = (m - 1) / (m + 1)."""
ROOT2 = SINGLE(sqrt(2))
BIAS, SHIFT = np.int32(127), np.int32(23)
MANTISSA, ONE_BITS = np.int32((1 << 23) - 1), np.int32(127 << 23)
MIX_LEFT, MIX_RIGHT, MIX_SEED, MIX_LAST = 0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F
"""Odd numbers without a pattern in their bits."""
CIRCLE_STEP = SINGLE(1e6)
CIRCLE_PART = SINGLE(1 / log(1 + 1e6))
"""What two share of their circles, from 0 to 1, counts ln(1 + step x share) x part."""
LANES = 16
"""Sums over a row are kept in so many parts, which are added up at its end."""
HIGHEST_WORTH = 60.0
"""What a pair is worth is at most e to the power of this."""
SHORT_SHIFT, SHORT_HALF = np.uint32(16), np.uint32(1 << 15)
"""Short numbers are the upper 16 bits of single precision, rounded: 8 bits of them are digits."""
CLOSE_TEXT = SINGLE(0.2)
"""From here descriptions are close."""
PRODUCT, DEMAND, COOPERATION, TEXT, SECTOR, COUNTRY, LANGUAGE, SIZE, CIRCLE = range(9)
"""The places of `params.TERMS`."""
NOT_NEAR = 255
"""A nearness of 0 and the largest level of answers: what is more is near."""
