"""Holding background work: only one does at a time, and what it writes it writes once.

The holder keeps a session of PostgreSQL open that has a lock of the work's number. The lock goes
with the session, however the process ends, so a process that can take it knows that no other is at
the work any more. The row's ``holder`` guards the other way: one whose session was lost while
it went on computing finds another holder, or none, when it wants to record.
"""

from __future__ import annotations

import json
import threading
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.functions import Now

from fairlead.apps.work.models import Work, WorkState
from fairlead.apps.work.sentences import Sentences

# The first half of the advisory locks' numbers; the second is the work's own.
LOCKS = 0x0FA1
_KEEPALIVE = (
    "SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3"
)
_PAUSE = 0.25  # seconds at least between two writes of progress


class NotHeld(Exception):
    """Another process holds the work now, or none does: the result is discarded."""


class WorkCancelled(Exception):
    """Somebody cancelled the work."""


class WorkerStops(Exception):
    """The worker is to end: the work waits for the next."""


class Hold:
    """Work that this process is at."""

    def __init__(self, work: Work, session: BaseDatabaseWrapper, stops: threading.Event) -> None:
        """Keep the work, the session that has its lock, and what says that the worker ends."""
        self.work = work
        self.ended = self._records = False
        self._session = session
        self._stops = stops
        self._lock = threading.Lock()
        self._told = 0.0
        self._progress: dict[str, tuple[float | None, str | Sentences]] = {
            name: (share, words) for name, (share, words) in work.progress.items()
        }

    def tell(self, step: str, words: str | Sentences, done: float | None) -> None:
        """Tell where a step stands; call it often, from any thread.

        Words that carry their sentences (`fairlead.chain.sentences.PackedSentences`) are kept as
        these.

        Raises WorkCancelled, WorkerStops or NotHeld when the work is to end here.
        """
        if self._stops.is_set():
            raise WorkerStops
        if self._records:
            return  # the row is locked by this process's other session: its end is near
        with self._lock:
            self._progress[step] = (done, getattr(words, "packed", words))
            if done != 1.0 and time.monotonic() - self._told < _PAUSE:
                return
            self._told = time.monotonic()
            given = {name: [part, said] for name, (part, said) in self._progress.items()}
            self._write(given)

    def _write(self, progress: Mapping[str, Any]) -> None:
        with self._session.cursor() as cursor:
            cursor.execute(
                "UPDATE work_work SET progress = %s::jsonb"
                " WHERE id = %s AND holder = %s RETURNING cancelling",
                (json.dumps(progress), self.work.pk, self.work.holder),
            )
            row = cursor.fetchone()
        if row is None:
            raise NotHeld
        if row[0]:
            raise WorkCancelled

    @contextmanager
    def recording(self, result: Mapping[str, Any] | None = None) -> Iterator[dict[str, Any]]:
        """Run the body in a transaction that ends the work: both are written, or neither.

        Yields the result, which the body may add to. Raises WorkCancelled or NotHeld before the
        body when the work was cancelled or is no longer held.
        """
        given: dict[str, Any] = dict(result or {})
        with transaction.atomic():
            # One that was told to cancel before this row is locked is cancelled; later is late.
            row = Work.objects.select_for_update().filter(pk=self.work.pk).first()
            if row is None or row.holder != self.work.holder:
                raise NotHeld
            if row.cancelling:
                raise WorkCancelled
            self._records = True
            try:
                yield given
            finally:
                self._records = False
            row.state, row.holder, row.result = WorkState.DONE, None, given
            row.ended_at = Now()
            row.save(update_fields=("state", "holder", "result", "ended_at"))
        self.ended = True

    def leave(self, state: WorkState, *, error: str = "", tried: bool = False) -> None:
        """Give the work up in a state: waiting again, failed or cancelled.

        ``tried`` says of work that waits again that this was one of its attempts.
        """
        changes: dict[str, Any] = {"state": state, "holder": None, "error": error}
        if state is WorkState.QUEUED:
            counted = self.work.attempts if tried else max(0, self.work.attempts - 1)
            changes |= {"attempts": counted, "progress": {}}
        else:
            changes["ended_at"] = Now()
        Work.objects.filter(pk=self.work.pk, holder=self.work.holder).update(**changes)
        self.ended = True


@contextmanager
def take_up(pk: int, *, stops: threading.Event) -> Iterator[Hold | None]:
    """Yield the work, held; None when it does not wait or somebody is at it."""
    session = connections["default"].copy()
    session.inc_thread_sharing()  # the thread that computes reports progress
    try:
        with session.cursor() as cursor:
            # A machine that vanished is missed by the server after a minute, not after hours.
            cursor.execute(_KEEPALIVE)
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", (LOCKS, lock_number(pk)))
            if not cursor.fetchone()[0]:
                yield None
                return
        work = _claim(pk)
        yield None if work is None else Hold(work, session, stops)
    finally:
        session.close()


def _claim(pk: int) -> Work | None:
    holder = uuid.uuid4()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE work_work SET state = 'running', holder = %s, attempts = attempts + 1,"
            " began_at = now(), error = '' WHERE id = %s AND state = 'queued'",
            (holder, pk),
        )
        if not cursor.rowcount:
            return None
    return Work.objects.select_related("edition").get(pk=pk)


def lock_number(pk: int) -> int:
    """Return the second half of the lock's number for a work."""
    return pk & 0x7FFFFFFF
