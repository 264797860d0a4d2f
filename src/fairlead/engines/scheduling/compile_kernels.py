"""Compiling the search, once on a machine: numba keeps what it compiled beside the code."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import numpy as np

from fairlead.engines.scheduling.bounds import best_bound, sharpen
from fairlead.engines.scheduling.problem import SHARED_TABLE, Problem
from fairlead.engines.scheduling.search import keep_released, polish, prices, repair, state
from fairlead.engines.scheduling.search.augment import open_way
from fairlead.engines.scheduling.search.state import board_of, open_state


def warm_up(*, replanning: bool = False, helped: bool = True) -> float:
    """Return the seconds spent compiling: 0 when this machine had compiled the search before.

    What only replanning needs is left out unless asked for. ``helped``: a second process compiles
    the bounds and the last stage meanwhile.
    """
    began = time.perf_counter()
    groups = [_compile_placing, *([_compile_replanning] if replanning else ()), warm_others]
    if all(group.cache_info().currsize for group in groups):
        return 0.0
    board_of(open_state(_small(), seed=0))
    cold = _misses(state._pack) > 0
    with _helper(start=cold and helped) as wait:
        compiled = sum(group() for group in groups[:-1])
        wait()
        compiled += groups[-1]()
    return time.perf_counter() - began if cold or compiled else 0.0


@contextmanager
def _helper(*, start: bool) -> Iterator[Any]:
    """Run `warm_others` in a process of its own; yields what waits for it.

    Should it fail, nothing is lost but time: what it left is compiled here.
    """
    if not start:
        yield lambda: None
        return
    code = f"from {__name__} import warm_others; warm_others()"
    process = subprocess.Popen(  # noqa: S603  our own program and code
        [sys.executable, "-P", "-c", code],  # -P: never what lies in the user's folder
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for the one who asks
    )
    try:
        yield process.wait
    finally:
        process.kill()
        process.wait()


@cache
def warm_others() -> int:
    """Return how many kernels of the bounds and of the last stage had to be compiled."""
    problem = _small()
    opened = open_state(problem, seed=0)
    board = board_of(opened)
    bound, _ = best_bound(problem, opened, board)
    sharpen(problem, opened, board, bound)
    each = polish.all_breaks(board, len(opened.capacity))
    polish.polish(board, each, np.zeros(1, dtype=np.int32), np.ones(3), 0.1, 2)
    return _misses(
        prices._transversal, prices.price_bound, prices.soften, polish.count_breaks, polish.polish
    )


@cache
def _compile_placing() -> int:
    problem = _small()
    opened = open_state(problem, seed=0)
    board, way = board_of(opened), open_way(opened)
    order = np.arange(3, dtype=np.int32)
    repair.place_at(board, problem.locked)
    repair.place_all(board, order, way, 2, 2)
    waiting = repair.open_waiting(opened)
    repair.exchange_all(board, waiting, order, way, 2)
    repair.anneal(board, waiting, way, 0.0, 0.0, 0.1, 2, 1)
    repair.restore(board, waiting.best)
    return _misses(
        repair.place_at, repair.place_all, repair.exchange_all, repair.anneal, repair.restore
    )


@cache
def _compile_replanning() -> int:
    opened = open_state(_small(), seed=0)
    board, way = board_of(opened), open_way(opened)
    order, best = np.arange(3, dtype=np.int32), np.full(3, -1, dtype=np.int32)
    keep_released.place_gently(board, order, way, best, np.ones(3), np.zeros(3, dtype=np.bool_), 2)
    keep_released.bring_back(board, best)
    return _misses(keep_released.place_gently, keep_released.bring_back)


def _small() -> Problem:
    return Problem(
        slots_per_day=(2, 2),
        capacity=np.ones(4, dtype=np.int32),
        available=np.ones((4, 4), dtype=np.bool_),
        a=np.array([0, 0, 1], dtype=np.int32),
        b=np.array([2, 3, 3], dtype=np.int32),
        weight=np.ones(3),
        host=np.full(3, SHARED_TABLE, dtype=np.int32),
        tables=1,
    )


def _misses(*kernels: Any) -> int:
    return sum(sum(kernel.stats.cache_misses.values()) for kernel in kernels)
