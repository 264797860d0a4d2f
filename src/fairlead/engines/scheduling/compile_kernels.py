"""Compiling the search, once on a machine: what was compiled is kept beside the code."""

from __future__ import annotations

import time
from functools import cache
from typing import Any

import numpy as np

from fairlead.engines.scheduling.problem import SHARED_TABLE, Problem
from fairlead.engines.scheduling.search import exchange, keep_released, polish, prices, repair
from fairlead.engines.scheduling.search.augment import open_way
from fairlead.engines.scheduling.search.marks import Kernel
from fairlead.engines.scheduling.search.open_state import open_state
from fairlead.engines.scheduling.search.state import State, compiled_board


def warm_up(*, many: bool = False, replanning: bool = False) -> float:
    """Return the seconds spent compiling: 0 when this machine had compiled the search before.

    What only replanning needs, or only ``many`` requests do, is left out unless asked for.
    """
    began = time.perf_counter()
    compiled = warm_placing() + warm_others()
    if replanning:
        compiled += _compile_replanning()
    if many:
        compiled += _compile_for_many()
    return time.perf_counter() - began if compiled else 0.0


@cache
def warm_others() -> int:
    """Return how many kernels of the first bounds and of the last stage had to be compiled."""
    opened, board = _opened()
    nodes, slots = len(opened.capacity), len(opened.word)
    price = np.zeros((nodes, slots))
    order, slot = np.arange(3, dtype=np.int32), np.full(3, -1, dtype=np.int32)
    prices._price_transversal(board, np.zeros(3, np.int32), order, np.ones(3), price, slot)
    each = polish.count_all_breaks(opened, nodes)
    polish.polish(board, each, np.zeros(1, dtype=np.int32), np.ones(4), 0.1, 2)
    return _count_compiled(prices._price_transversal, polish.polish)


def warm_sharpening() -> float:
    """Return the seconds spent compiling what sharpens a bound; few runs need it."""
    began = time.perf_counter()
    return time.perf_counter() - began if _compile_sharpening() else 0.0


@cache
def _compile_sharpening() -> int:
    opened, board = _opened()
    nodes, slots = len(opened.capacity), len(opened.word)
    price, table = np.zeros((nodes, slots)), np.zeros(slots)
    every = np.ones((nodes, slots), dtype=np.bool_)
    prices.soften_prices(board, price, table, every, 1.0, 1)
    prices.price_bound(board, price, table, every)
    return _count_compiled(prices.soften_prices, prices.price_bound)


@cache
def _compile_for_many() -> int:
    opened, board = _opened()
    locked = _build_small_problem().locked
    repair.place_at(board, locked)
    repair.restore(board, locked)
    polish.count_all_breaks(board, len(opened.capacity))
    return _compile_sharpening() + _count_compiled(
        repair.place_at, repair.restore, polish.count_breaks
    )


@cache
def warm_placing() -> int:
    """Return how many kernels that place meetings had to be compiled."""
    opened, board = _opened()
    way = open_way(opened)
    order = np.arange(3, dtype=np.int32)
    repair.place_all(board, order, way, 2, 2)
    waiting = exchange.open_waiting(opened)
    exchange.exchange_all(board, waiting, order, way, 2)
    exchange.anneal_waiting(board, waiting, way, 0.0, 0.0, 0.1, 2, 1)
    return _count_compiled(repair.place_all, exchange.exchange_all, exchange.anneal_waiting)


@cache
def _compile_replanning() -> int:
    opened, board = _opened()
    way = open_way(opened)
    order, best = np.arange(3, dtype=np.int32), np.full(3, -1, dtype=np.int32)
    keep_released.place_gently(board, order, way, best, np.ones(3), np.zeros(3, dtype=np.bool_), 2)
    keep_released.bring_back(board, best)
    repair.place_at(board, best)
    return _count_compiled(keep_released.place_gently, keep_released.bring_back)


def _opened() -> tuple[State, State]:
    """Return the state of a small problem, and its board."""
    opened = open_state(_build_small_problem(), seed=0)
    return opened, compiled_board(opened)


def _build_small_problem() -> Problem:
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


def _count_compiled(*kernels: Kernel[..., Any]) -> int:
    return sum(kernel.compiled.made for kernel in kernels)
