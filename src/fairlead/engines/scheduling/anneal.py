"""Annealing of a small timetable that a solver does not prove at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from fairlead.engines.scheduling.params import MeetingParams
from fairlead.engines.scheduling.problem import Ints, Problem
from fairlead.engines.scheduling.search.augment import open_way
from fairlead.engines.scheduling.search.exchange import anneal_waiting, open_waiting
from fairlead.engines.scheduling.search.repair import restore
from fairlead.engines.scheduling.search.state import (
    State,
    make_board_for_once,
    make_compiled_board,
)

CHUNK = 20_000
"""Moves between two looks at whether to end."""
CHUNKS, GOES = 50, 8
"""Of a go from the first temperature to the last, and how many goes at most."""


def anneal_while_gaining(
    problem: Problem,
    state: State,
    slot: Ints,
    params: MeetingParams,
    *,
    is_over: Callable[[float], bool],
) -> Ints:
    """Return a timetable (R,) of a plain problem as heavy as ``slot`` or heavier.

    Goes of a million moves, about half a second each, follow one another while they gain. ``state``
    is the problem's and ends at the timetable; its kernels are compiled already. ``is_over`` is
    told the weight and says whether to end.
    """
    board, way = make_compiled_board(state), open_way(state)
    plainly = make_board_for_once(state, board)
    typical = find_typical_weight(problem)
    restore(plainly, slot)
    best = float(state.weight[slot >= 0].sum())
    over = False
    for _ in range(GOES):
        waiting = open_waiting(state)
        before = now = best
        try:
            for chunk in range(CHUNKS):
                heat = typical * params.hot * (params.cold / params.hot) ** (chunk / CHUNKS)
                now, best = anneal_waiting(
                    board, waiting, way, now, best, heat, CHUNK, params.looks
                )
                over = is_over(best)
                if over:
                    break
        finally:  # also for Ctrl-C
            restore(plainly, waiting.best)
        if over or best <= before:
            break
    return state.slot.copy()


def find_typical_weight(problem: Problem) -> float:
    """Return a typical weight, the unit of the temperature."""
    positive = problem.weight[problem.weight > 0]
    return float(np.median(positive)) if len(positive) else 1.0
