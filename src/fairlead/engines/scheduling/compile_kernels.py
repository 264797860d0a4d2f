"""Compiling the search, once on a machine: what was compiled is kept beside the code."""

from __future__ import annotations

import time
from functools import cache
from typing import Any

import numpy as np

from fairlead.engines.native.kernels import compile_together
from fairlead.engines.scheduling.problem import SHARED_TABLE, Problem
from fairlead.engines.scheduling.search import exchange, keep_released, polish, prices, repair
from fairlead.engines.scheduling.search.augment import open_way
from fairlead.engines.scheduling.search.marks import Kernel
from fairlead.engines.scheduling.search.open_state import open_state
from fairlead.engines.scheduling.search.state import State, make_compiled_board

_COMPILED: set[Kernel[..., Any]] = set()
Calls = list[tuple[Kernel[..., Any], tuple[Any, ...]]]
"""Kernels, with arguments of the kinds that they are called with."""


def warm_up(*, many: bool = False, replanning: bool = False) -> float:
    """Return the seconds spent compiling: 0 when this machine had compiled the search before.

    What only replanning needs, or only ``many`` requests do, is left out unless asked for.
    """
    calls = _list_placing() + _list_others()
    if replanning:
        calls += _list_replanning()
    if many:
        calls += _list_for_many() + _list_sharpening()
    return _compile(calls)


def warm_sharpening() -> float:
    """Return the seconds spent compiling what sharpens a bound; few runs need it."""
    return _compile(_list_sharpening())


def _compile(calls: Calls) -> float:
    began = time.perf_counter()
    missing = [call for call in calls if call[0] not in _COMPILED]
    if not missing:
        return 0.0
    compiled = compile_together((kernel.compiled, given) for kernel, given in missing)
    _COMPILED.update(kernel for kernel, _ in missing)
    return time.perf_counter() - began if compiled else 0.0


def _list_placing() -> Calls:
    """Return the kernels that place meetings."""
    opened, board = _open()
    way, waiting = open_way(opened), exchange.open_waiting(opened)
    order = np.arange(3, dtype=np.int32)
    return [
        (repair.place_all, (board, order, way, 2, 2)),
        (exchange.exchange_all, (board, waiting, order, way, 2)),
        (exchange.anneal_waiting, (board, waiting, way, 0.0, 0.0, 0.1, 2, 1)),
    ]


def _list_others() -> Calls:
    """Return the kernels of the first bounds and of the last stage."""
    opened, board = _open()
    nodes, slots = len(opened.capacity), len(opened.word)
    order, slot = np.arange(3, dtype=np.int32), np.full(3, -1, dtype=np.int32)
    hub, each = np.zeros(3, dtype=np.int32), np.zeros(nodes, dtype=np.int32)
    price, held = np.zeros((nodes, slots)), np.zeros(1, dtype=np.int32)
    return [
        (prices._price_transversal, (board, hub, order, np.ones(3), price, slot)),
        (polish.polish, (board, each, held, np.ones(4), 0.1, 2)),
    ]


def _list_sharpening() -> Calls:
    opened, board = _open()
    nodes, slots = len(opened.capacity), len(opened.word)
    price, table = np.zeros((nodes, slots)), np.zeros(slots)
    every = np.ones((nodes, slots), dtype=np.bool_)
    return [
        (prices.soften_prices, (board, price, table, every, 1.0, 1)),
        (prices.price_bound, (board, price, table, every)),
    ]


def _list_for_many() -> Calls:
    opened, board = _open()
    locked = _build_small_problem().locked
    each = np.zeros(len(opened.capacity), dtype=np.int32)
    return [
        (repair.place_at, (board, locked)),
        (repair.restore, (board, locked)),
        (polish.count_breaks, (board, each)),
    ]


def _list_replanning() -> Calls:
    opened, board = _open()
    order, best = np.arange(3, dtype=np.int32), np.full(3, -1, dtype=np.int32)
    seen = np.zeros(3, dtype=np.bool_)
    return [
        (
            keep_released.place_gently,
            (board, order, open_way(opened), best, np.ones(3), seen, 2),
        ),
        (keep_released.bring_back, (board, best)),
        (repair.place_at, (board, best)),
    ]


@cache
def _open() -> tuple[State, State]:
    """Return the state of a small problem, and its board."""
    opened = open_state(_build_small_problem(), seed=0)
    return opened, make_compiled_board(opened)


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
