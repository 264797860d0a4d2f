"""What a chain finds, recorded and released while the chain goes on."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Self

from django.db import connection

from fairlead.apps.pipeline.runs import Recorder
from fairlead.chain.run import Part

if TYPE_CHECKING:
    import psycopg

_PATIENCE = 3.0  # seconds in which the server takes the order to stop a statement


class Publisher:
    """Records and releases parts in a thread beside the chain, in the order they are found.

    Leaving the context waits until all of them are in the database. Where an error ends it, the
    part under way is stopped, with nothing of it kept, and the parts after it are dropped.
    """

    def __init__(self, recorder: Recorder) -> None:
        """Publish nothing yet."""
        self._recorder = recorder
        self._pool = ThreadPoolExecutor(1, "publisher")
        self._published: list[Future[None]] = []
        self._held: psycopg.Connection[Any] | None = None

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Wait for the end, or bring it about; raises what recording raised."""
        try:
            if kind is None:
                for one in self._published:
                    one.result()
        finally:
            self._stop()

    def publish(self, part: Part, done: Callable[[float], None]) -> None:
        """Have a part recorded and released; ``done`` is given the seconds that this took.

        Raises what recording an earlier part raised.
        """
        for one in self._published:
            if one.done():
                one.result()
        self._published.append(self._pool.submit(self._publish, part, done))

    def _publish(self, part: Part, done: Callable[[float], None]) -> None:
        began = time.perf_counter()
        connection.ensure_connection()
        self._held = connection.connection
        self._recorder.record(part)
        self._recorder.release()
        done(time.perf_counter() - began)

    def _stop(self) -> None:
        """End the thread and its connection."""
        for one in self._published:
            one.cancel()
        if self._held is not None and not all(one.done() for one in self._published):
            self._held.cancel_safe(timeout=_PATIENCE)
        self._pool.submit(_close)
        self._pool.shutdown(wait=True)


def _close() -> None:
    """Close the connection of the thread that calls this."""
    connection.close()
