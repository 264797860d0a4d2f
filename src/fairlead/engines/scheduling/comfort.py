"""Breaks, waiting, walking, fairness of a timetable, each without losing an earlier one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from fairlead.engines.scheduling.params import MeetingParams
from fairlead.engines.scheduling.search.polish import count_all_breaks, polish
from fairlead.engines.scheduling.search.state import State, make_board_for_once
from fairlead.engines.scheduling.stop import Watch

CHUNK = 100_000
HOT, COLD = 0.5, 0.025
"""First and last heat of a stage."""
HEATS = 16
"""Steps at least from warm to cold."""
LEAST = 1_000
"""Meetings a stage has moves for at least, though not for more than five times those there are."""
STRICT = 1e6
"""Price of what must not get worse, against 1 for what is improved."""
STRICTER = 1e12
"""Price of what must not get worse for that either."""


def improve_comfort(
    state: State,
    board: State,
    *,
    params: MeetingParams,
    tell: Callable[..., None],
    watch: Watch,
) -> None:
    """Change the slots of held meetings for breaks, waiting, walking, then fairness."""
    held = np.flatnonzero(state.slot >= 0).astype(np.int32)
    if len(held) == 0:
        return
    if params.comfort == 0 and watch.left == float("inf"):
        return
    each = count_all_breaks(make_board_for_once(state, board), len(state.capacity))
    stages = [
        ("breaks", (1.0, 0.0, 0.01, 0.0), 0.45),
        ("waiting", (STRICT, 0.0, 0.0, 1.0), 0.65),
    ]
    if (state.hall[held] >= 0).any() and len(np.unique(state.hall[held])) > 1:
        stages.append(("walking", (STRICTER, 1.0, 0.0, STRICT), 0.85))
    stages.append(("fairness", (STRICTER, 0.0, 1.0, STRICT), 1.0))
    began, total = watch.seconds, watch.left
    for name, price, share in stages:
        until = began + total * share
        tried = len(held) if price[1] > 0 else int(np.diff(state.mine_from)[each > 0].sum())
        moves = int(max(params.comfort, 1.0) * max(tried, min(5 * len(held), LEAST)))
        gaining = True
        while gaining and not watch.over:
            gain = _run_stage(
                name, board, each, held, price, moves, until=until, watch=watch, tell=tell
            )
            # With time left the stage begins again, twice as slowly, as long as that gains.
            gaining = gain > 0 and watch.seconds < until < float("inf")
            moves *= 2
        if watch.over:
            return


def _run_stage(
    name: str,
    board: State,
    each: np.ndarray[tuple[int], np.dtype[np.int32]],
    held: np.ndarray[tuple[int], np.dtype[np.int32]],
    price: tuple[float, float, float, float],
    moves: int,
    *,
    until: float,
    watch: Watch,
    tell: Callable[..., None],
) -> float:
    """Anneal one stage from warm to cold, by work or by time, whichever is sooner.

    Returns what the stage's objective has gained.
    """
    prices = np.array(price)
    chunk_moves = min(CHUNK, -(-moves // HEATS))
    gained = 0.0
    chunks = max(-(-moves // chunk_moves), 1)
    began = watch.seconds
    for chunk in range(chunks):
        done = chunk / chunks
        if until < float("inf"):
            done = max(done, (watch.seconds - began) / max(until - began, 1e-9))
        breaks = int(each.sum())
        least = {"breaks": 1, "waiting": 1, "fairness": 2}.get(name, 0)
        nothing_left = breaks < least
        if done >= 1 or watch.over or nothing_left:
            break
        heat = HOT * (COLD / HOT) ** done
        squares = int(np.square(each).sum())
        fewer, shorter, sooner = polish(board, each, held, prices, heat, chunk_moves)
        gained -= {
            "breaks": float(fewer),
            "waiting": float(sooner),
            "walking": shorter,
            "fairness": float(int(np.square(each).sum()) - squares),
        }[name]
        tell(name, breaks=int(each.sum()))
    return gained
