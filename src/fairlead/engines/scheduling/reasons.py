"""The kinds of reason why a request has no slot, and slots in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np


class Why(StrEnum):
    """The kinds of reason, from the one that no change of the timetable can mend."""

    NEVER_TOGETHER = "no common slot"
    MEET_ALREADY = "the organisations meet already"
    BOTH_FULL = "both are full"
    ONE_FULL = "one is full"
    NEVER_FREE_TOGETHER = "no common free slot"
    REPRESENTATIVES = "no representative is left"
    TABLES = "no table free"
    LIMIT = "a limit is reached"
    REST = "there must be a rest"
    WALK = "the way is too far"
    ORDER = "another meeting must come first"
    ROOM = "there is room"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one request is not held; ``remedy`` says what would make it possible."""

    request: int
    why: Why
    words: str
    remedy: str
    slot: int
    """The slot in which the remedy would work, -1 when it is not about one."""
    gone: tuple[int, ...] = ()
    """The requests that would make way."""


def write_slots(slots: list[int] | np.ndarray[tuple[int], np.dtype[np.int64]]) -> str:
    """Return slots in words: runs as first-last, at most four of them."""
    if len(slots) == 0:
        return "no slot"
    runs: list[list[int]] = []
    for slot in slots:
        if runs and slot == runs[-1][1] + 1:
            runs[-1][1] = int(slot)
        else:
            runs.append([int(slot), int(slot)])
    shown = ", ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in runs[:4])
    more = f" and {len(runs) - 4} more" if len(runs) > 4 else ""
    return f"slot{'s' if len(slots) > 1 else ''} {shown}{more}"
