"""Plain kernels over ranges of rows, one after another."""

from __future__ import annotations

from collections.abc import Callable

from fairlead.engines.matching.kernels.ranges import split_ranges


def run_in_ranges(work: Callable[[int, int], object], count: int, *, parts: int = 16) -> None:
    """Call ``work(first, last)`` over the ranges that compiled kernels would take."""
    for first, last in split_ranges(count, parts):
        work(first, last)
