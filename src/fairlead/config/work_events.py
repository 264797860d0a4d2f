"""Changes of background work, told to the pages that show it.

One session of PostgreSQL in each process listens for all pages, while there are any. The events
say only that something changed: the page then asks for what it shows.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

from django.db import connection

from fairlead.apps.work.tokens import read_events_token

_BEAT, _LONGEST = 15.0, 900.0
# Changes told at once count as one; a database that is away is tried again after this.
_GATHER, _AGAIN_AFTER = 0.25, 2.0


class WorkChanges:
    """Wakes those who wait for a change of a piece of work."""

    def __init__(self) -> None:
        """Begin with nobody waiting."""
        self._waiting: dict[int, set[asyncio.Event]] = {}
        self._listens: asyncio.Task[None] | None = None

    async def tell(self, number: int) -> AsyncIterator[bytes]:
        """Yield an event now, after each change, and from time to time to say that it lives."""
        changed, loop = asyncio.Event(), asyncio.get_running_loop()
        self._waiting.setdefault(number, set()).add(changed)
        if self._listens is None or self._listens.done():
            self._listens = asyncio.create_task(self._listen())
        ends = loop.time() + _LONGEST
        try:
            yield b"retry: 1000\n\ndata: changed\n\n"
            while loop.time() < ends:
                try:
                    await asyncio.wait_for(changed.wait(), _BEAT)
                except TimeoutError:
                    yield b": alive\n\n"
                    continue
                await asyncio.sleep(_GATHER)
                changed.clear()
                yield b"data: changed\n\n"
        finally:
            self._waiting[number].discard(changed)
            if not self._waiting[number]:
                del self._waiting[number]

    async def _listen(self) -> None:
        """Listen while anybody waits; while the database is away everybody is woken to ask."""
        while self._waiting:
            with suppress(Exception):
                await self._hear()
            for number in list(self._waiting):
                self._wake(number)
            if self._waiting:
                await asyncio.sleep(_AGAIN_AFTER)

    async def _hear(self) -> None:
        import psycopg

        parameters = await asyncio.to_thread(_find_parameters)
        async with await psycopg.AsyncConnection.connect(autocommit=True, **parameters) as session:
            await session.execute("LISTEN fairlead_work")
            for number in list(self._waiting):
                self._wake(number)  # of what changed before we listened
            while self._waiting:
                async for told in session.notifies(timeout=_BEAT, stop_after=1):
                    if told.payload.isdecimal():
                        self._wake(int(told.payload))

    def _wake(self, number: int) -> None:
        for changed in self._waiting.get(number, ()):
            changed.set()


def _find_parameters() -> dict[str, Any]:
    parameters = connection.get_connection_params()
    for name in ("cursor_factory", "context", "prepare_threshold"):
        parameters.pop(name, None)
    return parameters


_changes = WorkChanges()


def tell_work(query: str) -> AsyncIterator[bytes] | None:
    """Return the events of the work that a query names; None for one that names none."""
    try:
        number = read_events_token(parse_qs(query).get("of", [""])[0])
    except ValueError:
        return None
    return _changes.tell(number)
