"""Which rows of a list the facets chosen leave, and what every other value would leave.

A set of rows is an integer whose bit ``n`` stands for row ``n``: a thousand rows are sixteen
machine words, so that a value is counted in a fraction of a microsecond.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Rows = int


def set_of(rows: Iterable[int], *, size: int) -> Rows:
    """Return the set of some of ``size`` rows."""
    held = bytearray(size // 8 + 1)
    for row in rows:
        held[row >> 3] |= 1 << (row & 7)
    return int.from_bytes(held, "little")


def list_rows_in(held: Rows) -> list[int]:
    """Return the rows of a set in ascending order."""
    return [row for row, bit in enumerate(reversed(f"{held:b}")) if bit == "1"]


def index_by_value(values: Iterable[Iterable[str]], *, size: int) -> dict[str, Rows]:
    """Return the rows that have each value, given the values of each of ``size`` rows."""
    found: dict[str, list[int]] = {}
    for row, listed in enumerate(values):
        for value in listed:
            found.setdefault(value, []).append(row)
    return {value: set_of(rows, size=size) for value, rows in found.items()}


def select_any(facet: Mapping[str, Rows], chosen: Iterable[str]) -> Rows:
    """Return the rows that have one of the values, or more."""
    held = 0
    for value in chosen:
        held |= facet.get(value, 0)
    return held


@dataclass(frozen=True, slots=True)
class FilterResult:
    """The rows left, and how many each value of each facet would leave: only those above 0."""

    rows: Rows
    counts: dict[str, dict[str, int]]


def sift(
    facets: Mapping[str, Mapping[str, Rows]], chosen: Mapping[str, Sequence[str]], *, among: Rows
) -> FilterResult:
    """Return what the values chosen leave of the rows ``among``.

    Values of one facet widen the choice, facets narrow it. A facet's counts obey every choice but
    its own, so that a second value can be added to the first.
    """
    passed = {
        name: select_any(facet, chosen[name]) if chosen.get(name) else among
        for name, facet in facets.items()
    }
    counts = {}
    for name, facet in facets.items():
        left = among
        for other, rows in passed.items():
            if other != name:
                left &= rows
        counts[name] = {
            value: count for value, rows in facet.items() if (count := (rows & left).bit_count())
        }
    rows = among
    for held in passed.values():
        rows &= held
    return FilterResult(rows, counts)
