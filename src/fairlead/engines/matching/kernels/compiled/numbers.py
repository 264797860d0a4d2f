"""Exponentials, logarithms and lots of one pair, for the compiled kernels."""

from __future__ import annotations

import numpy as np

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
from fairlead.engines.native.parts import part


@part
def compute_mutual(p: np.float32, q: np.float32) -> np.float32:
    """Return the harmonic mean 2pq / (p + q) of two chances, 0 where both are 0."""
    return TWO * p * q / max(p + q, TINY)


@part
def raise_e(x: np.float32) -> np.float32:
    """Return exp(x), x taken for -87 to 87."""
    x = min(max(x, -HIGHEST), HIGHEST)
    whole = (x * PER_LN2 + ROUNDER) - ROUNDER
    r = (x - whole * LN2_FRONT) - whole * LN2_BACK
    series = ((((E7 * r + E6) * r + E5) * r + E4) * r + E3) * r + HALF
    series = (series * r + ONE) * r + ONE
    bits = np.int32((np.int32(whole) + BIAS) << SHIFT)
    power: np.float32 = bits.view(np.float32)
    return series * power


@part
def take_log(x: np.float32) -> np.float32:
    """Return ln x of an ordinary number above 0."""
    bits = np.float32(x).view(np.int32)
    whole = np.float32(np.int32((bits >> SHIFT) - BIAS))
    m = np.int32((bits & MANTISSA) | ONE_BITS).view(np.float32)
    if m > ROOT2:
        m = m * HALF
        whole = whole + ONE
    s = (m - ONE) / (m + ONE)
    z = s * s
    series = ((((L9 * z + L7) * z + L5) * z + L3) * z + TWO) * s
    result: np.float32 = whole * LN2_FRONT + (whole * LN2_BACK + series)
    return result


@part
def compute_chance(odds: np.float32) -> np.float32:
    """Return 1 / (1 + exp(-odds)), 0 for a stopped pair (-inf) and above 0 for every other."""
    chance = ONE / (ONE + raise_e(-odds))
    return chance if odds > STOPPED else ZERO


@part
def mix_bits(i: int, j: int, seed: int) -> np.uint32:
    """Return 24 bits that look drawn, always the same for the same numbers."""
    h = np.uint32(i) * np.uint32(MIX_LEFT) ^ np.uint32(j) * np.uint32(MIX_RIGHT)
    h = np.uint32(h ^ np.uint32(seed)) * np.uint32(MIX_SEED)
    h = np.uint32(h ^ (h >> np.uint32(15))) * np.uint32(MIX_LAST)
    return np.uint32(np.uint32(h ^ (h >> np.uint32(13))) >> np.uint32(8))


@part
def draw_lot(owner: int, partner: int, seed: int, near: np.float32) -> np.float32:
    """Return from 1 to 1 + ``near``, another number for each pair."""
    return ONE + np.float32(mix_bits(owner, partner, seed)) * near / np.float32(1 << 24)


@part
def draw_factor(owner: int, partner: int, seed: int, spread: np.float32) -> np.float32:
    """Return exp(spread x G), G from Gumbel: the largest score x draw is a draw by score."""
    # 23 bits: a half more than 24 could be rounded up to a share of 1, which has no logarithm.
    bits = mix_bits(owner, partner, ~seed) >> np.uint32(1)
    share = (np.float32(bits) + HALF) / np.float32(1 << 23)
    return raise_e(-spread * take_log(-take_log(share)))
