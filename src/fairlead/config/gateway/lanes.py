"""Threads that work for pages: few, with a bounded queue before them; places for what is large."""

from __future__ import annotations

import asyncio
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


class LaneFull(Exception):
    """More is waiting than the lane takes, or it waited too long."""


class Lane:
    """A few threads and the work that waits for them; use it from one event loop.

    ``most_waiting`` is how many calls may wait, ``most_of_one`` how many of them for one network,
    so that nobody keeps a lane full for all others; ``longest_wait`` is in seconds. With ``gently``
    its threads give way to all others of the machine (Linux), for work that costs much.
    """

    def __init__(
        self,
        name: str,
        *,
        threads: int,
        most_waiting: int,
        most_of_one: int | None = None,
        longest_wait: float = 20.0,
        gently: bool = False,
    ) -> None:
        """Make the lane; its threads start with the first work."""
        self._free = asyncio.Semaphore(threads)
        self._waiting = 0
        self._most_waiting = most_waiting
        self._waiting_of: Counter[str] = Counter()
        self._most_of_one = most_of_one or most_waiting
        self._longest_wait = longest_wait
        self._pool = ThreadPoolExecutor(
            threads, thread_name_prefix=name, initializer=_give_way if gently else None
        )

    async def run(self, work: Callable[[], T], *, network: str = "") -> T:
        """Return what ``work`` returns, called in one of the threads.

        ``network`` is whose it is. Raises LaneFull when too much waits already, in all or for the
        network, or when no thread was free in time.
        """
        full = self._waiting >= self._most_waiting
        if (full or self._waiting_of[network] >= self._most_of_one) and self._free.locked():
            raise LaneFull
        self._waiting += 1
        self._waiting_of[network] += 1
        try:
            async with asyncio.timeout(self._longest_wait):
                await self._free.acquire()
        except TimeoutError:
            raise LaneFull from None
        finally:
            self._waiting -= 1
            self._waiting_of[network] -= 1
            if not self._waiting_of[network]:
                del self._waiting_of[network]
        # The thread works on when the client has gone; only then is it free for the next.
        call = asyncio.get_running_loop().run_in_executor(self._pool, work)
        call.add_done_callback(lambda _: self._free.release())
        return await asyncio.shield(call)


class Places:
    """How many do something at a time, at most, in all and of one of them."""

    def __init__(self, *, most: int, most_of_one: int) -> None:
        """Take how many there are."""
        self._most, self._most_of_one = most, most_of_one
        self._held: Counter[object] = Counter()

    @contextmanager
    def hold(self, whose: object) -> Iterator[None]:
        """Hold a place while the body runs; raises LaneFull when there is none left."""
        if self._held.total() >= self._most or self._held[whose] >= self._most_of_one:
            raise LaneFull
        self._held[whose] += 1
        try:
            yield
        finally:
            self._held[whose] -= 1
            if not self._held[whose]:
                del self._held[whose]


def _give_way() -> None:
    """Lower this thread's priority to the least."""
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 19)
