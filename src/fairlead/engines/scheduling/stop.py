"""When a run ends, and what it tells on the way."""

from __future__ import annotations

import _thread
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


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
    """The first of these ends a run: time, gap, or a callback that returns True.

    Without any of them a run ends when its work is done (`MeetingParams`), and the same problem
    and seed then give the same timetable every time.

    The callback is also the way to watch a run: it is called a few times a second with the
    `Progress` so far, from the thread that called `solve`.
    """

    seconds: float | None = None
    gap: float | None = None
    callback: Callable[[Progress], bool] | None = None

    def __post_init__(self) -> None:
        """Refuse a time or a gap that means nothing: a run would never end by it."""
        for name in ("seconds", "gap"):
            value = getattr(self, name)
            if value is not None and not value >= 0:
                raise ValueError(f"Expected {name} >= 0, got {value}.")


def finish_despite_interrupt(work: Callable[[], T]) -> tuple[T, bool]:
    """Return what ``work`` returns, and whether Ctrl-C came meanwhile: it is then begun again.

    For the short end of a run, which would be lost otherwise; ``work`` may be done twice.
    """
    interrupted = False
    while True:
        try:
            return work(), interrupted
        except KeyboardInterrupt:
            interrupted = True


class BackgroundCall(Generic[T]):
    """Work under way in another thread: Ctrl-C reaches only who waits for it.

    Python interrupts the main thread. Not by `threading`, whose own clearing up runs in the main
    thread and may swallow the interrupt.
    """

    def __init__(self, work: Callable[[], T]) -> None:
        """Begin."""
        self._done: list[T] = []
        self._failed: list[BaseException] = []
        self._running = _thread.allocate_lock()
        self._running.acquire()
        _thread.start_new_thread(self._run, (work,))

    @property
    def is_done(self) -> bool:
        """Return whether it has ended."""
        return bool(self._done or self._failed)

    def wait(self, seconds: float = -1) -> bool:
        """Return whether it has ended, after at most so many seconds; below 0: once it has."""
        if not self.is_done and self._running.acquire(timeout=seconds):
            self._running.release()
        return self.is_done

    def result(self) -> T:
        """Return what the work returns, or raise what it raised, once it has ended."""
        self.wait()
        if self._failed:
            raise self._failed[0]
        return self._done[0]

    def _run(self, work: Callable[[], T]) -> None:
        try:
            self._done.append(work())
        except BaseException as error:  # noqa: BLE001  raised by who asks for the result
            self._failed.append(error)
        finally:
            self._running.release()


class Watch:
    """A `Stop` that is running: knows the time and whether the run is to end."""

    __slots__ = ("_began", "_over", "stop")

    def __init__(self, stop: Stop) -> None:
        """Start the clock."""
        self.stop = stop
        self._began = time.perf_counter()
        self._over = False

    @property
    def seconds(self) -> float:
        """Return the seconds since the start."""
        return time.perf_counter() - self._began

    def leave_out(self, seconds: float) -> None:
        """Count no time for what is not the run's own work."""
        self._began += seconds

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
        return self._over or self.left <= 0.0

    @property
    def out_of_time(self) -> bool:
        """Return whether the time limit is reached."""
        return self.stop.seconds is not None and self.seconds >= self.stop.seconds

    def tell(
        self, stage: str, *, held: int, weight: float, bound: float, breaks: int, gap: float
    ) -> None:
        """Report progress; the run ends if the callback returns true or the gap is reached."""
        if self.stop.gap is not None and gap <= self.stop.gap:
            self._over = True
        if self.stop.callback is not None:
            progress = Progress(stage, held, weight, bound, breaks, self.seconds)
            self._over = bool(self.stop.callback(progress)) or self._over
