"""Sparse rows of non-negative weights: the codes, words or partners of many profiles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Bits = NDArray[np.uint64]
Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Positions = NDArray[np.int64]
Reals = NDArray[np.float64]
Flags = NDArray[np.bool_]
Kinds = NDArray[np.uint8]
Ranks = NDArray[np.int8]
Shorts = NDArray[np.uint16]
Worth = NDArray[Any]
"""What pairs are worth: single precision, or short numbers."""


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """Rows in compressed form: row r holds ``indices[indptr[r]:indptr[r + 1]]``, sorted.

    ``width`` is the number of features. Weights are finite and not negative.
    """

    indptr: Positions
    indices: Ints
    data: Floats
    width: int

    def __post_init__(self) -> None:
        """Refuse arrays that do not fit one another."""
        if self.indptr.ndim != 1 or len(self.indptr) == 0 or self.indptr[0] != 0:
            raise ValueError("Expected indptr to be one row of offsets that starts at 0.")
        if np.any(np.diff(self.indptr) < 0) or self.indptr[-1] != len(self.indices):
            raise ValueError("Expected indptr to rise to the number of indices.")
        if len(self.data) != len(self.indices):
            raise ValueError("Expected as many weights as indices.")
        if len(self.indices) and not 0 <= self.indices.min() <= self.indices.max() < self.width:
            raise ValueError(f"Expected indices from 0 to {self.width - 1}.")
        if not np.all(np.isfinite(self.data)) or np.any(self.data < 0):
            raise ValueError("Expected weights that are finite and not negative.")

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.indptr) - 1

    @property
    def rows(self) -> Positions:
        """Return the row of every entry."""
        return np.repeat(np.arange(len(self)), np.diff(self.indptr))

    def take(self, rows: ArrayLike) -> Vectors:
        """Return the chosen rows, in the order given."""
        chosen = np.asarray(rows, dtype=np.int64)
        counts = self.indptr[chosen + 1] - self.indptr[chosen]
        indptr = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        entries = np.repeat(self.indptr[chosen] - indptr[:-1], counts) + np.arange(indptr[-1])
        return Vectors(indptr, self.indices[entries], self.data[entries], self.width)

    def dense(self) -> Floats:
        """Return the rows as a matrix, rows x width."""
        matrix = np.zeros((len(self), self.width), dtype=np.float32)
        matrix[self.rows, self.indices] = self.data
        return matrix

    def scaled(self, by_feature: ArrayLike) -> Vectors:
        """Return the rows with every feature's weight multiplied, each row of length 1 after."""
        factors = np.asarray(by_feature, dtype=np.float64)
        raw = self.data.astype(np.float64) * factors[self.indices]
        length = np.sqrt(np.bincount(self.rows, weights=raw**2, minlength=len(self)))
        scale = np.divide(1.0, length, out=np.zeros_like(length), where=length > 0)
        data = (raw * scale[self.rows]).astype(np.float32)
        return Vectors(self.indptr, self.indices, data, self.width)


def make_empty_vectors(rows: int, *, width: int = 0) -> Vectors:
    """Return rows without any entry."""
    return Vectors(
        np.zeros(rows + 1, dtype=np.int64),
        np.empty(0, dtype=np.int32),
        np.empty(0, dtype=np.float32),
        width,
    )


def gather_vectors(
    row: ArrayLike, feature: ArrayLike, weight: ArrayLike, *, rows: int, width: int
) -> Vectors:
    """Return rows from loose entries; an entry given twice keeps its larger weight."""
    r = np.asarray(row, dtype=np.int64)
    f = np.asarray(feature, dtype=np.int64)
    w = np.asarray(weight, dtype=np.float32)
    if len(r) == 0:
        return make_empty_vectors(rows, width=width)
    order = np.lexsort((f, r))
    r, f, w = r[order], f[order], w[order]
    first = np.flatnonzero(np.r_[True, (r[1:] != r[:-1]) | (f[1:] != f[:-1])])
    indptr = np.zeros(rows + 1, dtype=np.int64)
    np.add.at(indptr, r[first] + 1, 1)
    return Vectors(
        np.cumsum(indptr), f[first].astype(np.int32), np.maximum.reduceat(w, first), width
    )


def compute_inverse_frequency(*groups: Vectors, counted: Flags | None = None) -> Reals:
    """Return ln(1 + rows / rows that hold the feature), per feature, over all groups together.

    ``counted`` leaves rows out, so that what a hidden profile holds moves nobody's weights.
    """
    width = groups[0].width
    holders = np.zeros(width)
    total = 0
    for group in groups:
        keep = np.ones(len(group), dtype=bool) if counted is None else counted
        total += int(np.count_nonzero(keep & (np.diff(group.indptr) > 0)))
        holders += np.bincount(group.indices[keep[group.rows]], minlength=width)
    return np.log1p(total / np.maximum(holders, 1.0))


def take_row(vectors: Vectors, row: int) -> Ints:
    """Return the positions that a row has, in their order."""
    return vectors.indices[vectors.indptr[row] : vectors.indptr[row + 1]]


def find_best_by_row(vectors: Vectors, rows: Positions, table: Floats) -> Floats:
    """Return (rows, columns) the largest of ``table`` over what each row has, 0 without any."""
    out = np.zeros((len(rows), table.shape[1]), dtype=np.float32)
    for place, row in enumerate(rows):
        chosen = take_row(vectors, int(row))
        if len(chosen):
            out[place] = table[chosen].max(axis=0)
    return out
