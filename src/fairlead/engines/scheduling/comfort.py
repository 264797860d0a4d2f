"""Breaks, waiting, walking, fairness of a timetable, each without losing an earlier one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from fairlead.engines.scheduling.params import MeetingParams
from fairlead.engines.scheduling.search.polish import count_all_breaks, polish
from fairlead.engines.scheduling.search.repair import restore
from fairlead.engines.scheduling.search.state import State, make_board_for_once
from fairlead.engines.scheduling.stop import Watch

CHUNK = 100_000
HOT, COLD = 0.5, 0.025
"""First and last heat of a stage."""
HEATS = 16
"""Steps at least from warm to cold."""
LEAST = 1_000
"""Meetings a stage has moves for at least, though not for more than five times those there are."""
WORTH = 0.01
"""Part of what a stage has gained in all that its last go has gained at least where another one is
begun without a time limit."""
PATIENCE = 2
"""Goes without a gain after which a stage ends without a time limit; with one, whose goes take
twice as long each time, one is enough, as for a stage that never gained."""
MOST_MOVES = 2_000_000
"""That a stage has at most then, some second, unless its first are more."""
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
) -> bool:
    """Change the slots of held meetings for breaks, waiting, walking, then fairness.

    Each stage is begun again as long as that gains: with a time limit within its share of the time,
    twice as slowly each time; without one with as many moves as it has had so far, and while the
    gain is worth it (`WORTH`), up to `params.goes` times the first and `MOST_MOVES`. Return whether
    a stage still gained when its moves were used up.
    """
    held = np.flatnonzero(state.slot >= 0).astype(np.int32)
    if len(held) == 0:
        return False
    if params.comfort == 0 and watch.left == float("inf"):
        return False
    once = make_board_for_once(state, board)
    each = count_all_breaks(once, len(state.capacity))
    stages = [
        ("breaks", (1.0, 0.0, 0.01, 0.0), 0.45),
        ("waiting", (STRICT, 0.0, 0.0, 1.0), 0.65),
    ]
    if (state.hall[held] >= 0).any() and len(np.unique(state.hall[held])) > 1:
        stages.append(("walking", (STRICTER, 1.0, 0.0, STRICT), 0.85))
    stages.append(("fairness", (STRICTER, 0.0, 1.0, STRICT), 1.0))
    began, total = watch.seconds, watch.left
    still = False
    for name, price, share in stages:
        until = began + total * share
        tried = len(held) if price[1] > 0 else int(np.diff(state.mine_from)[each > 0].sum())
        moves = int(max(params.comfort, 1.0) * max(tried, min(5 * len(held), LEAST)))
        limited = until < float("inf")
        most = max(moves, min(params.goes * moves, MOST_MOVES))
        made, total_gain, in_vain, gaining = 0, 0.0, 0, True
        while gaining and not watch.over:
            slot = state.slot.copy()
            gain = _run_stage(
                name, board, each, held, price, moves, until=until, watch=watch, tell=tell
            )
            if gain < 0:  # it ended warmer than it began
                restore(once, slot)
                each[:] = count_all_breaks(once, len(each))
            made, total_gain = made + moves, total_gain + max(gain, 0.0)
            in_vain = 0 if gain > (0 if limited else WORTH * total_gain) else in_vain + 1
            gaining = total_gain > 0 and in_vain < (1 if limited else PATIENCE)
            if not limited and gaining and made >= most:
                still, gaining = True, False
            gaining = gaining and watch.seconds < until
            moves = 2 * moves if limited else made
        if watch.over:
            break
    return still


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
