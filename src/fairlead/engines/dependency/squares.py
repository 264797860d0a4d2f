"""Sums of squares of dollars, exact to the last one: two words of 64 bits, the lower first.

A double holds 53 bits, and thresholds are met exactly by shares of equal partners: a rounded
sum would fall to one side or the other. The words are those of Arrow's 128-bit decimals.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Dollars: TypeAlias = npt.NDArray[np.int64]
Words: TypeAlias = npt.NDArray[np.uint64]
Floats: TypeAlias = npt.NDArray[np.float64]

DECIMAL = pa.decimal128(38, 0)
# All of a product's dollars are below 2^53: halves of 26 and 27 bits leave sums of their products
# over 2^10 partners within 64.
HALF = 26


def split_halves(dollars: Dollars) -> tuple[Dollars, Dollars]:
    """Return the upper and the lower half of dollars."""
    return dollars >> HALF, dollars & ((1 << HALF) - 1)


def join_halves(high: Dollars, crossed: Dollars, low: Dollars) -> Words:
    """Return high 2^52 + crossed 2^27 + low, exactly, as (rows, 2) words."""
    words: Words = np.zeros((len(high), 2), np.uint64)
    words[:, 0] = low
    for part, shift in ((crossed, HALF + 1), (high, 2 * HALF)):
        unsigned = part.view(np.uint64)
        lower = unsigned << np.uint64(shift)
        words[:, 0] += lower
        words[:, 1] += words[:, 0] < lower
        words[:, 1] += unsigned >> np.uint64(64 - shift)
    return words


def add_squares(dollars: Dollars) -> Words:
    """Return the sum of squares of each column of dollars (rows, columns)."""
    high, low = split_halves(dollars)
    parts = (high * high, high * low, low * low)
    return join_halves(*(part.sum(axis=0) for part in parts))


def from_arrow(column: pa.ChunkedArray | pa.Array) -> Words:
    """Return a column of decimals as words, 0 for null."""
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(array, pa.ChunkedArray):
        array = pa.concat_arrays(array.chunks) if array.num_chunks else pa.array([], DECIMAL)
    words = np.frombuffer(array.buffers()[1] or b"", np.uint64).reshape(-1, 2)
    words = words[array.offset : array.offset + len(array)]
    if array.null_count:
        words = np.where(array.is_valid().to_numpy(zero_copy_only=False)[:, None], words, 0)
    return np.asarray(words, dtype=np.uint64)


def round_words(words: Words) -> Floats:
    """Return words as doubles."""
    return np.asarray(words[:, 1] * 2.0**64 + words[:, 0], dtype=np.float64)


def join_words(word: npt.NDArray[np.uint64]) -> int:
    """Return one pair of words as a whole number."""
    return (int(word[1]) << 64) + int(word[0])
