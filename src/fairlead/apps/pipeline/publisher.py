"""A fair loaded, and what a chain finds in it recorded and released, while the chain goes on."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Self

from django.db import connections

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

    from fairlead.apps.fairs.models import Edition
    from fairlead.apps.pipeline.runs import Part, Recorder

_PATIENCE = 3.0  # seconds in which the server takes the order to stop a statement


class Publisher:
    """Records and releases parts in a thread beside the chain, in the order they are found.

    ``load`` is called there first, and returns who records; it may bring the database up itself.
    Leaving the context waits until all parts are in the database. Where an error ends it, what is
    under way is stopped, with nothing of it kept, and the parts after it are dropped.
    """

    def __init__(self, load: Callable[[], Recorder]) -> None:
        """Begin to load."""
        self._pool = ThreadPoolExecutor(1, "publisher")
        self._published: list[Future[None]] = []
        self._held: BaseDatabaseWrapper | None = None
        self._recorder = self._pool.submit(self._load, load)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Wait for the end, or bring it about; raises what recording raised."""
        try:
            if kind is None:
                self.wait()
        finally:
            self._stop()

    def wait(self) -> None:
        """Return when all parts are in the database; raises what loading or recording raised."""
        for one in self._begun:
            one.result()

    @property
    def edition(self) -> Edition:
        """Return the edition that is published, once it is loaded; raises what loading raised."""
        return self._recorder.result().edition

    @property
    def _begun(self) -> tuple[Future[Any], ...]:
        """Return what was begun, in order."""
        return (self._recorder, *self._published)

    def publish(self, part: Part, done: Callable[[float], None]) -> None:
        """Have a part recorded and released; ``done`` is given the seconds that this took.

        Raises what loading or recording an earlier part raised.
        """
        for one in self._begun:
            if one.done():
                one.result()
        self._published.append(self._pool.submit(self._publish, part, done))

    def _load(self, load: Callable[[], Recorder]) -> Recorder:
        self._held = connections["default"]
        return load()

    def _publish(self, part: Part, done: Callable[[float], None]) -> None:
        recorder = self._recorder.result()
        began = time.perf_counter()
        recorder.record(part)
        recorder.release()
        done(time.perf_counter() - began)

    def _stop(self) -> None:
        """End the thread and its connection."""
        for one in self._begun:
            one.cancel()
        at_work = self._held.connection if self._held is not None else None
        if at_work is not None and not all(one.done() for one in self._begun):
            at_work.cancel_safe(timeout=_PATIENCE)
        self._pool.submit(_close)
        self._pool.shutdown(wait=True)


def _close() -> None:
    """Close the connection of the thread that calls this."""
    connections["default"].close()
