"""Compiling the search, once on a machine: numba keeps what it compiled beside the code."""

from __future__ import annotations

import time
from functools import cache

import numpy as np

from fairlead.engines.scheduling.bounds import best_bound, sharpen
from fairlead.engines.scheduling.problem import SHARED_TABLE, Problem
from fairlead.engines.scheduling.search import keep, polish, prices, repair
from fairlead.engines.scheduling.search.augment import open_way
from fairlead.engines.scheduling.search.state import board_of, open_state


def warm_up() -> float:
    """Return the seconds spent compiling: 0 when this machine had compiled the search before."""
    began = time.perf_counter()
    first = _warm_once()
    return time.perf_counter() - began if first else 0.0


@cache
def _run_all() -> int:
    """Run every kernel on a small problem; return how many had to be compiled."""
    problem = Problem(
        slots_per_day=(2, 2),
        capacity=np.ones(4, dtype=np.int32),
        available=np.ones((4, 4), dtype=np.bool_),
        a=np.array([0, 0, 1], dtype=np.int32),
        b=np.array([2, 3, 3], dtype=np.int32),
        weight=np.ones(3),
        host=np.full(3, SHARED_TABLE, dtype=np.int32),
        tables=1,
    )
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
    keep.place_gently(board, order, way, waiting.best, np.ones(3), np.zeros(3, dtype=np.bool_), 2)
    keep.bring_back(board, waiting.best)
    each = polish.all_breaks(board)
    held = np.flatnonzero(state.slot >= 0).astype(np.int32)
    polish.polish(board, each, held, np.ones(3), 0.1, 2)
    kernels = (repair.place_all, repair.anneal, polish.polish, prices.soften)
    return sum(sum(kernel.stats.cache_misses.values()) for kernel in kernels)


def _warm_once() -> bool:
    """Return whether something was compiled by this call."""
    known = _run_all.cache_info().currsize > 0
    return _run_all() > 0 and not known
