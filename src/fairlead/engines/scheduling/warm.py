"""Compiling the search, once on a machine: numba keeps what it compiled beside the code."""

from __future__ import annotations

import time
from functools import cache
from typing import Any

import numpy as np

from fairlead.engines.scheduling.bounds import best_bound, sharpen
from fairlead.engines.scheduling.problem import SHARED_TABLE, Problem
from fairlead.engines.scheduling.search import keep, polish, prices, repair
from fairlead.engines.scheduling.search.augment import open_way
from fairlead.engines.scheduling.search.state import board_of, move, open_state


def warm_up(*, replanning: bool = False) -> float:
    """Return the seconds spent compiling: 0 when this machine had compiled the search before.

    What only replanning needs is left out unless asked for.
    """
    began = time.perf_counter()
    known = _compile_search.cache_info().currsize > 0
    compiled = _compile_search() + warm_polish()
    if replanning:
        known &= _compile_keep.cache_info().currsize > 0
        compiled += _compile_keep()
    return time.perf_counter() - began if compiled and not known else 0.0


@cache
def warm_polish() -> int:
    """Return how many kernels of the last stage, which is apart from the others, were compiled."""
    board = board_of(open_state(_small(), seed=0))
    move(board, 0, 0)
    held = np.zeros(1, dtype=np.int32)
    polish.polish(board, polish.all_breaks(board), held, np.ones(3), 0.1, 2)
    return _misses(polish.polish)


@cache
def _compile_search() -> int:
    problem = _small()
    state = open_state(problem, seed=0)
    board, way = board_of(state), open_way(state)
    order = np.arange(3, dtype=np.int32)
    bound, _ = best_bound(problem, state)
    sharpen(problem, state, bound)
    repair.place_at(board, problem.locked)
    repair.place_all(board, order, way, 2, 2)
    waiting = repair.open_waiting(state)
    repair.exchange_all(board, waiting, order, way, 2)
    repair.anneal(board, waiting, way, 0.0, 0.0, 0.1, 2, 0, 1)
    repair.restore(board, waiting.best)
    return _misses(repair.place_all, repair.anneal, prices.soften)


@cache
def _compile_keep() -> int:
    state = open_state(_small(), seed=0)
    board, way = board_of(state), open_way(state)
    order, best = np.arange(3, dtype=np.int32), np.full(3, -1, dtype=np.int32)
    keep.place_gently(board, order, way, best, np.ones(3), np.zeros(3, dtype=np.bool_), 2)
    keep.bring_back(board, best)
    return _misses(keep.place_gently)


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
