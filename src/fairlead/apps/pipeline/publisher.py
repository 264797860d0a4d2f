"""A fair loaded, and what a chain finds in it recorded and released, while the chain goes on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Self

from django.db import connections
from psycopg import Error

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

    from fairlead.apps.fairs.models import Edition
    from fairlead.apps.pipeline.runs import Part, Recorder

_PATIENCE = 3.0  # seconds in which the server takes the order to stop a statement
_PAUSE = 0.05  # seconds between two such orders


_AT_ONCE = 2
"""Parts that are recorded at a time: lists beside the timetable, which shares no row with them."""


class Publisher:
    """Records and releases parts in threads beside the chain, as they are found.

    ``load`` is called there first, and returns who records; it may bring the database up itself.
    Leaving the context waits until all parts are in the database. Where an error ends it, what is
    under way is stopped, with nothing of it kept, and the parts after it are dropped.
    """

    def __init__(self, load: Callable[[], Recorder]) -> None:
        """Begin to load."""
        self._pool = ThreadPoolExecutor(_AT_ONCE, "publisher")
        self._published: list[Future[None]] = []
        self._held: set[BaseDatabaseWrapper] = set()
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

    def publish(
        self,
        part: Part,
        done: Callable[[float], None],
        *,
        then: Callable[[Edition], object] | None = None,
    ) -> None:
        """Have a part recorded and released; ``done`` is given the seconds that this took.

        ``then`` is called afterwards, for what else is written once the part is there. Raises what
        loading or recording an earlier part raised.
        """
        for one in self._begun:
            if one.done():
                one.result()
        self._published.append(self._pool.submit(self._publish, part, done, then))

    def _load(self, load: Callable[[], Recorder]) -> Recorder:
        with self._hold_connection():
            return load()

    def _publish(
        self,
        part: Part,
        done: Callable[[float], None],
        then: Callable[[Edition], object] | None,
    ) -> None:
        recorder = self._recorder.result()
        with self._hold_connection():
            began = time.perf_counter()
            recorder.record(part).release()
            done(time.perf_counter() - began)
            if then is not None:
                then(recorder.edition)

    @contextmanager
    def _hold_connection(self) -> Iterator[None]:
        """Let the body be stopped in what it asks the database; close the connection after it."""
        held = connections["default"]
        self._held.add(held)
        try:
            yield
        finally:
            self._held.discard(held)
            held.close()

    def _stop(self) -> None:
        """End the threads, with what they ask the database."""
        for one in self._begun:
            one.cancel()
        # Again and again: a thread that was between two statements goes on to the next one.
        while wait(self._begun, timeout=_PAUSE).not_done:
            for held in tuple(self._held):
                at_work = held.connection
                if at_work is not None:
                    with suppress(Error):  # it has ended meanwhile
                        at_work.cancel_safe(timeout=_PATIENCE)
        self._pool.shutdown(wait=True)
