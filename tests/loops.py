"""Event loops of tests: never in the thread where the browser's tests leave one running."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def run_alone(work: Awaitable[T], seconds: float = 30) -> T:
    """What ``work`` returns, run in its own thread; ``TimeoutError`` after ``seconds``."""

    async def wait() -> T:
        return await asyncio.wait_for(work, seconds)

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(wait())).result()
