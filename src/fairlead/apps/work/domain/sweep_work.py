"""Finding work that nobody is at any more, and having it done."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models.functions import Now

from fairlead.apps.work.domain.queue_work import wake_worker
from fairlead.apps.work.hold import LOCKS, lock_number
from fairlead.apps.work.kinds import find_kind, forget_undone
from fairlead.apps.work.models import Work, WorkState

_GIVEN_UP = "The worker ended in the middle of it, %d times: given up."
_SWEEPERS = 0x0FA2
# A job of the queue that a worker has had for so long without a sign of life is taken from it.
_SILENT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class SweepResult:
    """What a sweep has found: work that waits again, work given up, jobs of the queue removed."""

    again: int = 0
    given_up: int = 0
    removed: int = 0


def sweep_work() -> SweepResult:
    """Let work of dead workers wait again, wake a worker for what waits unheard, tidy the queue.

    The lock of a running work tells whether somebody is at it: who was killed has lost it. One
    process sweeps at a time.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, 0)", (_SWEEPERS,))
        if not cursor.fetchone()[0]:
            return SweepResult()
        removed = _remove_dead_jobs()
        again = given_up = 0
        for work in Work.objects.filter(state=WorkState.RUNNING):
            cursor.execute(
                "SELECT pg_try_advisory_xact_lock(%s, %s)", (LOCKS, lock_number(work.pk))
            )
            if not cursor.fetchone()[0]:
                continue
            if _let_go(work):
                again += 1
            else:
                given_up += 1
        _wake_for_unheard()
    return SweepResult(again, given_up, removed)


def _let_go(work: Work) -> bool:
    """Return whether the work waits again; else it was given up, or cancelled meanwhile."""
    row = Work.objects.filter(pk=work.pk, holder=work.holder)
    if work.cancelling:
        row.update(state=WorkState.CANCELLED, holder=None, ended_at=Now())
        forget_undone(work)
        return False
    try:
        most = find_kind(work.kind).attempts
    except KeyError:
        most = 0
    if work.attempts >= most:
        said = _GIVEN_UP % work.attempts
        row.update(state=WorkState.FAILED, holder=None, ended_at=Now(), error=said)
        forget_undone(work)
        return False
    return row.update(state=WorkState.QUEUED, holder=None, progress={}) > 0


def _wake_for_unheard() -> None:
    """Wake a worker for what waits and has no job in the queue."""
    heard = (
        "SELECT (args->>'work')::bigint FROM procrastinate_jobs"
        " WHERE task_name = 'fairlead.look_at_work' AND status = 'todo'"
    )
    with connection.cursor() as cursor:
        cursor.execute(heard)
        known = {row[0] for row in cursor.fetchall()}
    for work in Work.objects.filter(state=WorkState.QUEUED).exclude(pk__in=known):
        wake_worker(work)


def _remove_dead_jobs() -> int:
    """Remove jobs whose worker is gone: the work they woke somebody for is in our own table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs j WHERE status = 'doing' AND NOT EXISTS ("
            "SELECT FROM procrastinate_workers w WHERE w.id = j.worker_id"
            " AND w.last_heartbeat > now() - make_interval(secs => %s))",
            (_SILENT_SECONDS,),
        )
        return int(cursor.rowcount)
