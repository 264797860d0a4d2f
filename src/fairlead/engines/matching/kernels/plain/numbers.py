"""Exponentials, logarithms and lots of arrays of pairs, step by step as the compiled kernels."""

from __future__ import annotations

from typing import cast

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.matching.kernels.numbers import (
    BIAS,
    E3,
    E4,
    E5,
    E6,
    E7,
    HALF,
    HIGHEST,
    L3,
    L5,
    L7,
    L9,
    LN2_BACK,
    LN2_FRONT,
    MANTISSA,
    MIX_LAST,
    MIX_LEFT,
    MIX_RIGHT,
    MIX_SEED,
    ONE,
    ONE_BITS,
    PER_LN2,
    ROOT2,
    ROUNDER,
    SHIFT,
    STOPPED,
    TINY,
    TWO,
    ZERO,
)
from fairlead.engines.matching.vectors import Bits, Floats, Ints

_LOW = np.uint64(0xFFFFFFFF)


def compute_mutual(p: Floats, q: Floats) -> Floats:
    """Return the harmonic means 2pq / (p + q) of chances, 0 where both are 0."""
    return cast("Floats", TWO * p * q / np.maximum(p + q, TINY))


def raise_e(x: Floats) -> Floats:
    """Return exp(x), x taken for -87 to 87."""
    x = np.minimum(np.maximum(x, -HIGHEST), HIGHEST)
    whole = (x * PER_LN2 + ROUNDER) - ROUNDER
    r = (x - whole * LN2_FRONT) - whole * LN2_BACK
    series = ((((E7 * r + E6) * r + E5) * r + E4) * r + E3) * r + HALF
    series = (series * r + ONE) * r + ONE
    bits = (whole.astype(np.int32) + BIAS) << SHIFT
    return cast("Floats", series * bits.view(np.float32))


def take_log(x: Floats) -> Floats:
    """Return ln x of ordinary numbers above 0."""
    bits = np.ascontiguousarray(x).view(np.int32)
    whole = ((bits >> SHIFT) - BIAS).astype(np.float32)
    m = ((bits & MANTISSA) | ONE_BITS).view(np.float32)
    above = m > ROOT2
    m = np.where(above, m * HALF, m)
    whole = np.where(above, whole + ONE, whole)
    s = (m - ONE) / (m + ONE)
    z = s * s
    series = ((((L9 * z + L7) * z + L5) * z + L3) * z + TWO) * s
    return cast("Floats", whole * LN2_FRONT + (whole * LN2_BACK + series))


def compute_chance(odds: Floats) -> Floats:
    """Return 1 / (1 + exp(-odds)), 0 for stopped pairs (-inf) and above 0 for every other."""
    return np.where(odds > STOPPED, ONE / (ONE + raise_e(-odds)), ZERO)


def mix_bits(i: Ints, j: Ints, seed: int) -> Bits:
    """Return 24 bits that look drawn, always the same for the same numbers."""
    h = _fold(i) * np.uint64(MIX_LEFT) ^ _fold(j) * np.uint64(MIX_RIGHT)
    h = ((h ^ np.uint64(seed & 0xFFFFFFFF)) & _LOW) * np.uint64(MIX_SEED)
    h = ((h ^ (h >> np.uint64(15))) & _LOW) * np.uint64(MIX_LAST)
    mixed: NDArray[np.uint64] = ((h ^ (h >> np.uint64(13))) & _LOW) >> np.uint64(8)
    return mixed


def _fold(keys: Ints) -> Bits:
    return np.asarray(keys).astype(np.int64).astype(np.uint64) & _LOW


def draw_lots(owner: Ints, partner: Ints, seed: int, near: np.float32) -> Floats:
    """Return from 1 to 1 + ``near``, another number for each pair."""
    drawn = mix_bits(owner, partner, seed).astype(np.float32)
    return ONE + drawn * near / np.float32(1 << 24)


def draw_factors(owner: Ints, partner: Ints, seed: int, spread: Floats) -> Floats:
    """Return exp(spread x G), G from Gumbel: the largest score x draw is a draw by score."""
    bits = mix_bits(owner, partner, ~seed) >> np.uint64(1)
    share = (bits.astype(np.float32) + HALF) / np.float32(1 << 23)
    return raise_e(-spread * take_log(-take_log(share)))


def find_firsts(rising: NDArray[np.integer]) -> NDArray[np.int64]:
    """Return for each of rising values where the first of the same stands."""
    starts = np.flatnonzero(np.diff(rising, prepend=-1))
    return np.repeat(starts, np.diff(np.append(starts, len(rising))))
