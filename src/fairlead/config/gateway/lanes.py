"""Threads that work for pages: few, with a bounded queue before them."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


class LaneFull(Exception):
    """More is waiting than the lane takes, or it waited too long."""


class Lane:
    """A few threads and the work that waits for them; use it from one event loop.

    ``most_waiting`` is how many calls may wait; ``longest_wait`` is in seconds. With ``gently``
    its threads give way to all others of the machine (Linux), for work that costs much.
    """

    def __init__(
        self,
        name: str,
        *,
        threads: int,
        most_waiting: int,
        longest_wait: float = 20.0,
        gently: bool = False,
    ) -> None:
        """Make the lane; its threads start with the first work."""
        self._free = asyncio.Semaphore(threads)
        self._waiting = 0
        self._most_waiting = most_waiting
        self._longest_wait = longest_wait
        self._pool = ThreadPoolExecutor(
            threads, thread_name_prefix=name, initializer=_give_way if gently else None
        )

    async def run(self, work: Callable[[], T]) -> T:
        """Return what ``work`` returns, called in one of the threads.

        Raises LaneFull when too much waits already, or when no thread was free in time.
        """
        if self._waiting >= self._most_waiting and self._free.locked():
            raise LaneFull
        self._waiting += 1
        try:
            async with asyncio.timeout(self._longest_wait):
                await self._free.acquire()
        except TimeoutError:
            raise LaneFull from None
        finally:
            self._waiting -= 1
        # The thread works on when the client has gone; only then is it free for the next.
        call = asyncio.get_running_loop().run_in_executor(self._pool, work)
        call.add_done_callback(lambda _: self._free.release())
        return await asyncio.shield(call)


def _give_way() -> None:
    """Lower this thread's priority to the least."""
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 19)
