"""DRAT proofs as lines: read from the text and the binary format, written as text.

A line adds a clause, or forgets one where it begins with d. The formats are those of the
competitions of satisfiability solvers and of drat-trim.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Steps:
    """The lines of a proof: literals one after another, where each line begins, what it does."""

    literals: Ints
    begins: NDArray[np.int64]
    """(lines + 1,) where each line's literals begin, and where the last one's end."""
    forgets: Bools
    """(lines,) whether the line forgets a clause."""


def read_text(text: bytes) -> Steps:
    """Return the lines of a proof in the text format; raises ValueError with the line that is none.

    Lines that begin with c are comments.
    """
    raw = np.frombuffer(text, dtype=np.uint8)
    literals = np.zeros(len(raw) // 2 + 1, dtype=np.int32)
    begins = np.zeros(len(raw) // 2 + 2, dtype=np.int64)
    forgets = np.zeros(len(raw) // 2 + 1, dtype=np.bool_)
    lines, wrong = _read(raw, literals, begins, forgets)
    if wrong:
        raise ValueError(f"Expected literals and a 0 in line {wrong}.")
    return Steps(literals[: begins[lines]], begins[: lines + 1], forgets[:lines])


@njit(cache=True)
def _read(
    raw: NDArray[np.uint8], literals: Ints, begins: NDArray[np.int64], forgets: Bools
) -> tuple[int, int]:
    """Return how many lines there are, and the line of the file, from 1, that is none; else 0."""
    lines, count, at, row = 0, 0, 0, 1
    fresh, forget = True, False
    while at < len(raw):
        byte = raw[at]
        if byte == 10:
            row += 1
            at += 1
        elif byte == 32 or byte == 13 or byte == 9:
            at += 1
        elif fresh and byte == 99:  # c
            while at < len(raw) and raw[at] != 10:
                at += 1
        elif fresh and byte == 100:  # d
            fresh, forget = False, True
            at += 1
        else:
            negative = byte == 45
            at += 1 if negative else 0
            digits, number = 0, np.int64(0)
            while at < len(raw) and 48 <= raw[at] <= 57 and digits < 10:
                number = 10 * number + (raw[at] - 48)
                digits += 1
                at += 1
            if digits == 0 or digits > 9:
                return lines, row
            if number == 0:
                forgets[lines] = forget
                lines += 1
                begins[lines] = count
                fresh, forget = True, False
            else:
                literals[count] = -number if negative else number
                count += 1
                fresh = False
    return lines, 0 if fresh else row


def read_binary(data: bytes) -> Steps:
    """Return the lines of a proof in the binary format, as a solver of ours writes it."""
    raw = np.frombuffer(data, dtype=np.uint8)
    literals = np.zeros(len(raw) + 1, dtype=np.int32)
    begins = np.zeros(len(raw) + 2, dtype=np.int64)
    forgets = np.zeros(len(raw) + 1, dtype=np.bool_)
    lines = _read_binary(raw, literals, begins, forgets)
    return Steps(literals[: begins[lines]], begins[: lines + 1], forgets[:lines])


@njit(cache=True)
def _read_binary(
    raw: NDArray[np.uint8], literals: Ints, begins: NDArray[np.int64], forgets: Bools
) -> int:
    lines, count, at = 0, 0, 0
    while at < len(raw):
        forgets[lines] = raw[at] == 100  # d, else a
        at += 1
        number, shift = np.int64(0), 0
        while at < len(raw):
            byte = np.int64(raw[at])
            at += 1
            number |= (byte & 127) << shift
            shift += 7
            if byte & 128:
                continue
            if number == 0:
                break
            literals[count] = -(number >> 1) if number & 1 else number >> 1
            count += 1
            number, shift = np.int64(0), 0
        lines += 1
        begins[lines] = count
    return lines


def write_text(steps: Steps) -> bytes:
    """Return a proof in the text format."""
    ends = steps.begins.tolist()
    literals = steps.literals.tolist()
    return "".join(
        f"{'d ' if forgets else ''}{' '.join(map(str, [*literals[begin:end], 0]))}\n"
        for begin, end, forgets in zip(ends, ends[1:], steps.forgets.tolist(), strict=False)
    ).encode()
