"""When a run ends, and what it tells on the way."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands: the stage in words and the best timetable so far."""

    stage: str
    held: int
    weight: float
    bound: float
    breaks: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """The first of these ends a run: time, gap, rounds, or a callback that returns True.

    A round is a fixed amount of search after which progress is told. A run that ends by its
    rounds, and not by the time, gives the same timetable every time.

    The callback is also the way to watch a run: it is called a few times a second with the
    `Progress` so far, from the thread that called `solve`.
    """

    seconds: float | None = None
    gap: float | None = None
    rounds: int | None = None
    callback: Callable[[Progress], bool] | None = None


class Watch:
    """A `Stop` that is running: knows the time and whether the run is to end."""

    __slots__ = ("_began", "_over", "_rounds", "stop")

    def __init__(self, stop: Stop) -> None:
        """Start the clock."""
        self.stop = stop
        self._began = time.perf_counter()
        self._over = False
        self._rounds = 0

    @property
    def seconds(self) -> float:
        """Return the seconds since the start."""
        return time.perf_counter() - self._began

    @property
    def left(self) -> float:
        """Return the seconds until the time is up: infinity without a limit, never below 0."""
        if self._over:
            return 0.0
        limit = self.stop.seconds
        return float("inf") if limit is None else max(0.0, limit - self.seconds)

    @property
    def over(self) -> bool:
        """Return whether the run is to end now."""
        rounds = self.stop.rounds
        return self._over or self.left <= 0.0 or (rounds is not None and self._rounds >= rounds)

    def spent(self, seconds: float) -> float:
        """Return the share of the run that is over: of its rounds if given, else of ``seconds``."""
        if self.stop.rounds is not None:
            return self._rounds / max(1, self.stop.rounds)
        return self.seconds / seconds

    def tell(
        self, stage: str, *, held: int, weight: float, bound: float, breaks: int, gap: float
    ) -> None:
        """Report progress after a round and end the run when the callback or the gap says so."""
        self._rounds += 1
        if self.stop.gap is not None and gap <= self.stop.gap:
            self._over = True
        if self.stop.callback is not None:
            progress = Progress(stage, held, weight, bound, breaks, self.seconds)
            self._over = bool(self.stop.callback(progress)) or self._over
