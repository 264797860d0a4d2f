"""Plain kernels over ranges of rows, one after another."""

from __future__ import annotations

from collections.abc import Callable

from fairlead.engines.matching.kernels.ranges import split_ranges


def run_in_ranges(
    work: Callable[[int, int], object], count: int, *, parts: int = 16, little: bool = False
) -> None:
    """Call ``work(first, last)`` over the ranges that compiled kernels would take, in turn."""
    del little  # there is one thread in any case
    for first, last in split_ranges(count, parts):
        work(first, last)


def run_each(work: Callable[[int, int], object], count: int) -> None:
    """Call ``work(place, place + 1)`` for so many places."""
    for place in range(count):
        work(place, place + 1)
