"""The site while its database is away: it says so, and is back without a restart."""

from __future__ import annotations

import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from psycopg.errors import AdminShutdown, DeadlockDetected, DiskFull, OutOfMemory
from tests.config.test_embedded import alive

from fairlead.config import urls
from fairlead.config.embedded.layout import Layout
from fairlead.config.unavailable import server_error


def broken(request: HttpRequest) -> HttpResponse:
    """Fail as a view does whose connection broke."""
    raise InterfaceError("connection already closed")


def wrong(request: HttpRequest) -> HttpResponse:
    """Fail as a view does that is at fault itself."""
    raise OperationalError("out of memory") from OutOfMemory()


def met(request: HttpRequest) -> HttpResponse:
    """Fail as a view does whose transaction was ended for another one."""
    raise OperationalError("deadlock detected") from DeadlockDetected()


def stopped(request: HttpRequest) -> HttpResponse:
    """Fail as a view does whose server is stopped."""
    raise OperationalError("terminating connection") from AdminShutdown()


def full(request: HttpRequest) -> HttpResponse:
    """Fail as a view does whose database has no room left."""
    raise OperationalError("could not extend file") from DiskFull()


def full_here(request: HttpRequest) -> HttpResponse:
    """Fail as a view does that writes to a full disk itself."""
    raise OSError(errno.ENOSPC, "No space left on device")


urlpatterns = [
    path("full/", full),
    path("full-here/", full_here),
    path("broken/", broken),
    path("stopped/", stopped),
    path("wrong/", wrong),
    path("met/", met),
    *urls.urlpatterns,
]
handler500 = server_error


@override_settings(ROOT_URLCONF=__name__)
def test_who_met_others_is_told_to_try_again(client: Client) -> None:
    client.raise_request_exception = False
    answer = client.post("/met/")
    assert answer.status_code == 503
    assert "Somebody else changed the same" in answer.text
    assert "database is starting" not in answer.text


@override_settings(ROOT_URLCONF=__name__)
def test_a_page_without_a_database_says_so(client: Client) -> None:
    client.raise_request_exception = False
    assert client.get("/wrong/").status_code == 500
    answers = (client.get("/broken/"), True), (client.get("/stopped/"), True)
    for answer, again in (*answers, (client.post("/broken/"), False)):
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "3"
        page = answer.content.decode()
        assert "Back in a moment" in page
        assert 'lang="ar" dir="rtl"' in page
        assert ('http-equiv="refresh"' in page) == again


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("address", ["/full/", "/full-here/"])
def test_a_full_disk_is_said(
    client: Client, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    client.raise_request_exception = False
    answer = client.post(address)
    assert answer.status_code == 503
    assert "no room left on the site's disk" in answer.text.replace("&#x27;", "'")
    assert "database is starting" not in answer.text
    assert "The disk is full" in caplog.text


@pytest.fixture
def home() -> Iterator[Path]:
    """Return a fresh home."""
    with tempfile.TemporaryDirectory(prefix="fl-") as folder:
        yield Path(folder)


def ask(port: int, address: str) -> tuple[int, str]:
    """Return status and text of a page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def wait_for(port: int, *, seconds: float) -> None:
    """Wait until the site shows its first page."""
    until = time.monotonic() + seconds
    while True:
        try:
            if ask(port, "/")[0] == 200:
                return
        except OSError:
            pass
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_served_site_outlives_its_killed_database(home: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    served = subprocess.Popen(
        [sys.executable, "-m", "fairlead", "serve", "--port", str(port), "--workers", "1"],
        env=os.environ | {"FAIRLEAD_HOME": str(home), "FAIRLEAD_DATABASE_DURABLE": "false"},
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(port, seconds=120)
        pidfile = Layout(home).data / "postmaster.pid"
        for order in (signal.SIGKILL, signal.SIGQUIT, signal.SIGINT):
            pid = int(pidfile.read_text().split()[0])
            os.kill(pid, order)
            while alive(pid):
                time.sleep(0.01)
            status, page = ask(port, "/")
            assert status == 200 or "Back in a moment" in page
            wait_for(port, seconds=30)
    finally:
        served.send_signal(signal.SIGINT)
        served.wait(60)
    assert not pidfile.exists()
