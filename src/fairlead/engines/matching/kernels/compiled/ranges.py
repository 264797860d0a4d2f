"""Compiled kernels over ranges of rows, several at the same time."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from fairlead.engines.matching.kernels.ranges import split_ranges

# Below this many rows handing work to several threads costs more than it saves.
_ALONE = 64


def run_in_ranges(
    work: Callable[[int, int], object], count: int, *, parts: int = 16, little: bool = False
) -> None:
    """Call ``work(first, last)`` over ranges that cover ``count``, some at the same time.

    In other threads, because Python interrupts the main one only between kernels; what takes a few
    milliseconds in all (``little``) is done where it is called.
    """
    ranges = split_ranges(count, parts)
    if little:
        for first, last in ranges:
            work(first, last)
    else:
        _run_all(work, ranges, 1 if count < _ALONE else os.cpu_count() or 1)


def run_each(work: Callable[[int, int], object], count: int) -> None:
    """Call ``work(place, place + 1)`` for so many places, some at the same time."""
    _run_all(work, [(place, place + 1) for place in range(count)], os.cpu_count() or 1)


def _run_all(
    work: Callable[[int, int], object], ranges: Sequence[tuple[int, int]], workers: int
) -> None:
    left = iter(ranges)

    def take_ranges() -> None:
        for first, last in left:
            work(first, last)

    pool = ThreadPoolExecutor(max_workers=workers)
    try:
        for done in [pool.submit(take_ranges) for _ in range(min(workers, len(ranges)))]:
            done.result()
    finally:
        for _ in left:  # where one fails, or is interrupted, the others take no more
            pass
        pool.shutdown(wait=True, cancel_futures=True)
