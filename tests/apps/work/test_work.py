"""Background work is done once, whatever dies in the middle of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections, transaction
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition
from fairlead.apps.work import kinds
from fairlead.apps.work.do_work import do_work
from fairlead.apps.work.domain.cancel_work import cancel_work
from fairlead.apps.work.domain.queue_work import queue_work
from fairlead.apps.work.domain.sweep_work import sweep_work
from fairlead.apps.work.hold import Hold, NotHeld, take_up
from fairlead.apps.work.kinds import background
from fairlead.apps.work.models import Work, WorkState
from fairlead.folder.input_errors import report_invalid

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_kinds(monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> Iterator[None]:
    """Let each test name its own kinds, and begin and end with no job in the queue."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    _remove_jobs()  # what a page's test queued stays when its rows go
    yield
    _remove_jobs()


def _remove_jobs() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


@pytest.fixture
def edition() -> Edition:
    return make.edition()


def wait_until(holds: Callable[[], bool]) -> None:
    """Ask again and again, for ten seconds at most."""
    until = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.05)


def sweeps_one() -> bool:
    """Sweep, and tell whether work was begun again or given up: the dead session has ended."""
    swept = sweep_work()
    return swept.again + swept.given_up == 1


def jobs() -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT queue_name, (args->>'work')::int FROM procrastinate_jobs ORDER BY id"
        )
        return [(queue, work) for queue, work in cursor.fetchall()]


def read(work: Work) -> Work:
    return Work.objects.get(pk=work.pk)


def rename_once(hold: Hold) -> dict[str, Any]:
    """Do what shows in the edition how often it was recorded."""
    with hold.recording() as result:
        edition = Edition.objects.get()
        edition.number += 1
        edition.save()
        result["number"] = edition.number
    return result


def test_work_is_queued_with_its_job_or_not_at_all(edition: Edition) -> None:
    background("count", "Count", lane="long")(rename_once)
    with transaction.atomic():
        queue_work("count", edition=edition)
        transaction.set_rollback(True)
    assert not Work.objects.exists()
    assert jobs() == []
    work = queue_work("count", edition=edition)
    assert jobs() == [("long", work.pk)]


def test_of_one_key_one_waits_or_runs_at_a_time(edition: Edition) -> None:
    background("count", "Count")(rename_once)
    first = queue_work("count", edition=edition)
    assert queue_work("count", edition=edition) == first
    with pytest.raises(IntegrityError), transaction.atomic():
        Work.objects.create(edition=edition, kind="count", key="count")
    assert do_work(first.pk)
    assert queue_work("count", edition=edition) != first


def test_called_twice_it_is_done_once(edition: Edition) -> None:
    background("count", "Count")(rename_once)
    work = queue_work("count", edition=edition)
    assert do_work(work.pk)
    assert not do_work(work.pk)
    done = read(work)
    assert (done.state, done.result, done.holder) == (WorkState.DONE, {"number": 4}, None)


def test_two_workers_at_once_do_it_once(edition: Edition) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def wait(hold: Hold) -> dict[str, Any]:
        inside.set()
        assert go_on.wait(20)
        return rename_once(hold)

    background("count", "Count")(wait)
    work = queue_work("count", edition=edition)

    def work_in_a_thread() -> None:
        do_work(work.pk)
        connections.close_all()

    thread = threading.Thread(target=work_in_a_thread)
    thread.start()
    assert inside.wait(20)
    assert not do_work(work.pk)
    assert sweep_work().again == 0  # it is held: nothing to sweep
    go_on.set()
    thread.join()
    assert read(work).result == {"number": 4}


def test_work_of_a_dead_worker_is_begun_again_and_recorded_once(edition: Edition) -> None:
    background("count", "Count")(rename_once)
    work = queue_work("count", edition=edition)
    with take_up(work.pk, stops=threading.Event()) as hold:
        assert hold is not None
    # Its session has ended and the row says that it runs: so it is after a kill.
    assert read(work).state == WorkState.RUNNING
    wait_until(sweeps_one)
    assert do_work(work.pk)
    with pytest.raises(NotHeld), hold.recording():
        Edition.objects.update(number=99)
    assert read(work).result == {"number": 4}
    assert Edition.objects.get().number == 4


def test_a_job_stranded_with_its_worker_is_removed_and_the_work_woken(edition: Edition) -> None:
    """A job stays `doing` for ever when its worker's row is gone: the work does not."""
    background("count", "Count")(rename_once)
    work = queue_work("count", edition=edition)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL")
    swept = sweep_work()
    assert swept.removed == 1
    assert jobs() == [("quick", work.pk)]
    assert sweep_work().removed == 0
    assert len(jobs()) == 1


def test_work_that_kills_each_worker_is_given_up(edition: Edition) -> None:
    background("count", "Count", attempts=2)(rename_once)
    work = queue_work("count", edition=edition)
    for _ in range(2):
        with take_up(work.pk, stops=threading.Event()) as hold:
            assert hold is not None
        wait_until(sweeps_one)
    failed = read(work)
    assert failed.state == WorkState.FAILED
    assert "2 times" in failed.error


def test_waiting_work_is_cancelled_at_once_and_running_work_at_its_next_step(
    edition: Edition,
) -> None:
    def cancel_inside(hold: Hold) -> dict[str, Any]:
        hold.tell("one", "half way", 0.5)
        assert cancel_work(hold.work)
        hold.tell("one", "all the way", 1.0)
        return rename_once(hold)

    background("count", "Count")(cancel_inside)
    waiting = queue_work("count", edition=edition)
    assert cancel_work(waiting)
    assert read(waiting).state == WorkState.CANCELLED
    assert not do_work(waiting.pk)
    assert not cancel_work(waiting)
    running = queue_work("count", edition=edition)
    assert do_work(running.pk)
    ended = read(running)
    assert ended.state == WorkState.CANCELLED
    assert ended.progress == {"one": [1.0, "all the way"]}
    assert Edition.objects.get().number == 3


def test_a_worker_that_stops_leaves_the_work_for_the_next(edition: Edition) -> None:
    stops = threading.Event()

    def stop_inside(hold: Hold) -> dict[str, Any]:
        stops.set()
        hold.tell("one", "half way", 0.5)
        return rename_once(hold)

    background("count", "Count")(stop_inside)
    work = queue_work("count", edition=edition)
    assert do_work(work.pk, stops=stops)
    waits = read(work)
    assert (waits.state, waits.attempts, waits.progress) == (WorkState.QUEUED, 0, {})


def test_a_failure_says_why_and_records_nothing(edition: Edition) -> None:
    def fail(hold: Hold) -> dict[str, Any]:
        with hold.recording():
            Edition.objects.update(number=99)
            raise report_invalid("flows.csv", "expected a file", value="nothing")

    background("count", "Count")(fail)
    work = queue_work("count", edition=edition)
    assert do_work(work.pk)
    failed = read(work)
    assert failed.state == WorkState.FAILED
    assert "expected a file" in failed.error
    assert Edition.objects.get().number == 3


def test_work_that_a_deadlock_ended_waits_again_until_its_attempts_are_over(
    edition: Edition,
) -> None:
    def meet(hold: Hold) -> dict[str, Any]:
        with hold.recording(), connection.cursor() as cursor:
            Edition.objects.update(number=99)
            cursor.execute("DO $$ BEGIN RAISE 'others' USING ERRCODE = 'deadlock_detected'; END $$")
        return {}

    background("count", "Count", attempts=2)(meet)
    work = queue_work("count", edition=edition)
    for state in (WorkState.QUEUED, WorkState.FAILED):
        assert do_work(work.pk)
        assert read(work).state == state
    assert read(work).attempts == 2
    assert Edition.objects.get().number == 3


def test_work_of_a_kind_that_nobody_knows_any_more_fails(edition: Edition) -> None:
    work = Work.objects.create(edition=edition, kind="of old", key="of old")
    assert sweep_work().again == 0
    assert jobs() == [("quick", work.pk)]
    assert do_work(work.pk)
    assert read(work).state == WorkState.FAILED
