"""The loops over all pairs of a market: chances, what a pair is worth, a round of prices."""

from __future__ import annotations

import numba
import numpy as np

from fairlead.engines.matching.vectors import Bits, Floats, Ints, Positions


@numba.njit(cache=True, nogil=True, fastmath={"reassoc", "contract", "arcp", "nsz"})
def compute_mutual(p: np.float32, q: np.float32) -> np.float32:
    """Return the harmonic mean 2pq / (p + q) of two chances, 0 where both are 0."""
    return np.float32(2.0) * p * q / max(p + q, np.float32(1e-30))


@numba.njit(cache=True, nogil=True, fastmath={"reassoc", "contract", "arcp", "nsz"})
def score_rows(
    first: int,
    last: int,
    dense: Floats,
    indptr: Positions,
    indices: Ints,
    data: Floats,
    weight_forward: Floats,
    weight_backward: Floats,
    row: Ints,
    table_forward: Floats,
    table_backward: Floats,
    kind: Ints,
    gets: Floats,
    gives: Floats,
    left_forward: Floats,
    left_backward: Floats,
    right_forward: Floats,
    right_backward: Floats,
    left_organisation: Ints,
    right_organisation: Ints,
    left_free: Bits,
    right_free: Bits,
    forward: Floats,
    backward: Floats,
    stopped: Positions,
) -> None:
    """Fill rows of ``forward`` (left asks right) and ``backward`` (right asks left).

    A pair without a common free slot, or of one organisation, gets 0 both ways; ``stopped``
    counts them per row (column 0 organisation, column 1 slots).
    """
    count = forward.shape[1]
    road = np.empty((5, count), dtype=np.float32)
    ask = np.empty(count, dtype=np.float32)
    answer = np.empty(count, dtype=np.float32)
    common = np.empty(count, dtype=np.uint64)
    for j in range(first, last):
        for c in range(5):
            line = road[c]
            line[:] = 0.0
            for e in range(indptr[c, j], indptr[c, j + 1]):
                value = data[e]
                feature = dense[indices[e]]
                for i in range(count):
                    line[i] += value * feature[i]
        got = gets[kind[j]]
        given = gives[kind[j]]
        for i in range(count):
            text = max(road[2, i], road[3, i])
            cooperation = max(got[i] * road[0, i], given[i] * road[1, i])
            ask[i] = (
                left_forward[i]
                + right_forward[j]
                + weight_forward[0] * road[0, i]
                + weight_forward[1] * road[1, i]
                + weight_forward[2] * text
                + weight_forward[3] * road[4, i]
                + weight_forward[4] * cooperation
            )
            answer[i] = (
                left_backward[i]
                + right_backward[j]
                + weight_backward[0] * road[1, i]
                + weight_backward[1] * road[0, i]
                + weight_backward[2] * text
                + weight_backward[3] * road[4, i]
                + weight_backward[4] * cooperation
            )
        for t in range(row.shape[1]):
            add_forward = table_forward[row[j, t]]
            add_backward = table_backward[row[j, t]]
            for i in range(count):
                ask[i] += add_forward[i]
                answer[i] += add_backward[i]
        if left_free.shape[0] > 0:
            common[:] = 0
            for w in range(left_free.shape[0]):
                for i in range(count):
                    common[i] |= left_free[w, i] & right_free[j, w]
            for i in range(count):
                if common[i] == 0:
                    ask[i] = -np.inf
                    answer[i] = -np.inf
                    stopped[j, 1] += 1
        for i in range(count):
            if left_organisation[i] == right_organisation[j]:
                ask[i] = -np.inf
                answer[i] = -np.inf
                stopped[j, 0] += 1
        for i in range(count):
            forward[j, i] = np.float32(1.0) / (np.float32(1.0) + np.exp(-ask[i]))
        for i in range(count):
            backward[j, i] = np.float32(1.0) / (np.float32(1.0) + np.exp(-answer[i]))


@numba.njit(cache=True, nogil=True, fastmath={"reassoc", "contract", "arcp", "nsz"})
def fill_highest_rows(
    first: int, last: int, forward: Floats, backward: Floats, counts: Floats, out: Floats
) -> None:
    """Fill the highest mutual score of rows with the columns that ``counts`` has 1 for, else 0."""
    for j in range(first, last):
        most = np.float32(0.0)
        for i in range(forward.shape[1]):
            most = max(most, compute_mutual(forward[j, i], backward[j, i]) * counts[i])
        out[j] = most


@numba.njit(cache=True, nogil=True, fastmath={"reassoc", "contract", "arcp", "nsz"})
def fill_worth_rows(
    first: int,
    last: int,
    forward: Floats,
    backward: Floats,
    top: np.float32,
    power: float,
    out: Floats,
) -> None:
    """Fill rows of (mutual / top) ** power, 0 for a stopped pair.

    ``top`` is the highest of the market; a pair outside of it counts as that at the most.
    """
    whole = int(power + 0.5)  # not round: its errors in words take seconds to compile
    fast = abs(power - whole) < 1e-9 and 1 <= whole <= 16
    raised = np.float32(power)
    line = np.empty(forward.shape[1], dtype=np.float32)
    for j in range(first, last):
        for i in range(forward.shape[1]):
            share = compute_mutual(forward[j, i], backward[j, i]) / top
            line[i] = min(share, np.float32(1.0))
        if fast:
            for i in range(forward.shape[1]):  # not a slice: its errors are slow to compile
                out[j, i] = line[i]
            for _ in range(whole - 1):
                for i in range(forward.shape[1]):
                    out[j, i] *= line[i]
        else:
            for i in range(forward.shape[1]):
                out[j, i] = line[i] ** raised


@numba.njit(cache=True, nogil=True, fastmath={"reassoc", "contract", "arcp", "nsz"})
def price_rows(
    first: int,
    last: int,
    worth: Floats,
    left: Floats,
    right_mass: Floats,
    right: Floats,
    column: Floats,
) -> None:
    """Take one round for a range of right rows: their roots, and what they add to each left sum."""
    count = worth.shape[1]
    for j in range(first, last):
        total = np.float32(0.0)
        for i in range(count):
            total += worth[j, i] * left[i]
        s = np.float64(total) * 0.5
        m = np.float64(right_mass[j])
        value = np.float32(m / (np.sqrt(m + s * s) + s)) if m > 0 else np.float32(0.0)
        right[j] = value
        if value > 0:
            for i in range(count):
                column[i] += worth[j, i] * value
