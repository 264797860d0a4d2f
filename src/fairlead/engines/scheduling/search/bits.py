"""Bit operations and random numbers for the compiled search.

A set of slots is a row of 64-bit words that hold at most 62 slots each, so that every word is a
positive number. Every day begins a new word; a day of more than 62 slots has several.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from fairlead.engines.native.parts import part
from fairlead.engines.scheduling.problem import Ints

SLOTS_PER_WORD = 62


@part
def draw(random: Any, below: int) -> int:
    """Return a random whole number from 0 to ``below - 1`` (xorshift, state in ``random``)."""
    x = random[0]
    x ^= (x << 13) & 0x7FFFFFFFFFFFFFFF
    x ^= x >> 7
    x ^= (x << 17) & 0x7FFFFFFFFFFFFFFF
    random[0] = x
    return int((x >> 8) % below)


@part
def draw_chance(random: Any) -> float:
    """Return a random number from 0 up to 1."""
    return draw(random, 1 << 30) / float(1 << 30)


def index_words_by_day(slots_per_day: tuple[int, ...]) -> tuple[Ints, Ints, Ints]:
    """Return ``word`` (T,), ``shift`` (T,) of each slot and ``first`` (W,) slot of each word."""
    word: list[int] = []
    shift: list[int] = []
    first: list[int] = []
    slot = 0
    for size in slots_per_day:
        for begin in range(0, size, SLOTS_PER_WORD):
            first.append(slot)
            chunk = min(SLOTS_PER_WORD, size - begin)
            word += [len(first) - 1] * chunk
            shift += range(chunk)
            slot += chunk
    return (
        np.array(word, dtype=np.int32),
        np.array(shift, dtype=np.int32),
        np.array(first, dtype=np.int32),
    )
