"""The bound that prices give (see `PriceCertificate`), and the room that limits leave."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.scheduling.problem import Floats, Problem
from fairlead.engines.scheduling.search.state import State

Longs = NDArray[np.int64]


def open_slots(state: State) -> NDArray[np.bool_]:
    """Return (N, T) whether some request of the participant may take the slot."""
    count = len(state.capacity)
    words = np.zeros((count, state.allow.shape[1]), dtype=np.int64)
    np.bitwise_or.at(words, state.left, state.allow)
    np.bitwise_or.at(words, state.right, state.allow)
    found: NDArray[np.bool_] = (words[:, state.word] & state.bit) != 0
    return found


def count_day_room(state: State, problem: Problem, slots: NDArray[np.bool_]) -> Longs:
    """Return (N, D) the most slots of each day that each representative can use."""
    sizes = np.array(problem.slots_per_day, dtype=np.int64)
    room = np.add.reduceat(slots, state.day_from[:-1], axis=1, dtype=np.int64)
    whole = -(-state.day_most.astype(np.int64) // np.maximum(state.capacity, 1)[:, None])
    room = np.minimum(room, whole)
    if problem.max_in_row is not None:
        block = problem.max_in_row + 1
        room = np.minimum(room, sizes // block * problem.max_in_row + sizes % block)
    return room


def compute_degree_bound(state: State, *, room: Longs, price: Floats, table: float) -> float:
    """Return the bound of prices that are the same in every slot.

    ``room`` (N,) meetings each participant can have, ``price`` (N,), ``table`` of a table place.
    """
    surplus = state.weight - price[state.left] - price[state.right] - table * state.at_table
    surplus = np.where(state.pinned, surplus, np.maximum(surplus, 0.0))
    surplus = np.where(state.allow.any(axis=1), surplus, 0.0)
    total = float(room @ price) + table * float(state.limits[0])
    return total + _sum_largest_surplus(surplus, state)


def _sum_largest_surplus(surplus: Floats, state: State) -> float:
    """Return the sum of surpluses, of each group only the largest."""
    alone = (state.group < 0) | state.pinned
    groups = np.zeros(len(state.group_held))
    np.maximum.at(groups, state.group[~alone], surplus[~alone])
    return float(surplus[alone].sum() + groups.sum())
