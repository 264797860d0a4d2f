"""A real worker, killed in the middle of its work, and another that goes on; what expires."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from tests.database import end_other_sessions
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.domain.request_meeting import Wish, request_meeting
from fairlead.apps.meetings.models import MeetingRequest, RequestState
from fairlead.apps.pipeline.queries.operating_status import read_standing
from fairlead.apps.work.domain.queue_work import queue_work
from fairlead.apps.work.kinds import background
from fairlead.apps.work.models import Work, WorkState

pytestmark = pytest.mark.django_db(transaction=True)

_WORKER = """
import os, sys, time, django
from django.conf import settings
os.environ["DJANGO_SETTINGS_MODULE"] = "fairlead.config.settings"
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.DATABASES["default"]["OPTIONS"]["role"] = "superuser"
django.setup()
from fairlead.apps.fairs.models import Edition
from fairlead.apps.work.kinds import background

@background("slow", "Slow")
def slow(hold):
    hold.tell("count", "begun", 0.1)
    while hold.work.attempts == 1:
        time.sleep(0.05)
        hold.tell("count", "going on", 0.2)
    with hold.recording() as result:
        edition = Edition.objects.get()
        edition.number += 1
        edition.save()
        result["number"] = edition.number
    return result

@background("plain", "Plain")
def plain(hold):
    with hold.recording() as result:
        result["done"] = True
    return result

from fairlead.config.worker import run_worker
run_worker()
"""


def start(log: IO[bytes] | None = None) -> subprocess.Popen[bytes]:
    name = connection.settings_dict["NAME"]
    environment = {
        **os.environ,
        "FAIRLEAD_HOME": str(settings.DATABASES["default"]["OPTIONS"]["home"]),
    }
    command = [sys.executable, "-c", _WORKER, str(name)]
    return subprocess.Popen(command, env=environment, stderr=log)


def wait_for(happened: Callable[[], bool], seconds: float = 60.0) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.1)


def take_database_away(*, seconds: float) -> None:
    """Let the database take no connection for so long, and end those that there are."""
    name = connection.ops.quote_name(connection.settings_dict["NAME"])
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        try:
            end_other_sessions(patience=0.0)
            time.sleep(seconds)
        finally:
            cursor.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


def test_work_of_a_killed_worker_is_resumed_by_the_next_and_done_once() -> None:
    make.edition()
    background("slow", "Slow")(lambda _hold: {})
    work = queue_work("slow", edition=Edition.objects.get())

    def read() -> Work:
        return Work.objects.get(pk=work.pk)

    first = start()
    try:
        wait_for(lambda: "count" in read().progress)
        assert [one.number for one in read_standing().running] == [work.pk]
        assert read_standing().lanes == 2
    finally:
        first.kill()
        first.wait()
    second = start()
    try:
        wait_for(lambda: read().state == WorkState.DONE)
        assert (read().attempts, read().result) == (2, {"number": 4})
        second.terminate()
        assert second.wait(20) == 0
    finally:
        second.kill()
        second.wait()
    assert Edition.objects.get().number == 4


def test_a_worker_whose_database_was_away_goes_on_and_fills_no_log(tmp_path: Path) -> None:
    make.edition()
    background("plain", "Plain")(lambda _hold: {})
    path = tmp_path / "log"
    with path.open("wb") as log:
        worker = start(log)
    try:
        wait_for(lambda: read_standing().lanes == 2)
        for _time in range(2):
            take_database_away(seconds=1.5)
            work = queue_work("plain", edition=Edition.objects.get())
            wait_for(lambda pk=work.pk: Work.objects.get(pk=pk).state == WorkState.DONE)  # type: ignore[misc]
        time.sleep(3)
        calm = path.stat().st_size
        time.sleep(3)
        said = path.read_text("utf-8")
        assert path.stat().st_size == calm, said[-2000:]
        assert "Traceback" not in said
        assert said.count("\n") < 40, said
    finally:
        worker.kill()
        worker.wait()


def test_a_worker_ends_requests_whose_time_to_be_answered_is_over() -> None:
    edition = make.edition(first_day=dt.date(2034, 7, 10))
    host = make.exhibitor(edition)
    make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
    now = timezone.now()
    over, still = (
        request_meeting(
            author=make.participation(edition),
            whom=host,
            wish=Wish(expires_at=now + dt.timedelta(days=days)),
            now=now - dt.timedelta(days=2),
        )
        for days in (-1, 1)
    )
    worker = start()
    try:
        expired = MeetingRequest.objects.filter(state=RequestState.EXPIRED)
        wait_for(lambda: list(expired.all()) == [over])
    finally:
        worker.kill()
        worker.wait()
    still.refresh_from_db()
    assert still.state == RequestState.PENDING
