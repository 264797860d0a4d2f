"""The site as it is served: what a client can do with its connection before it asks anything."""

from __future__ import annotations

import resource
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress

import pytest

FEW = 256
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\0\0\0\4\0\0\0\0\0"
# Answered by the gateway itself: no page and no database is asked.
REQUEST = b"PUT / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Return the port of a server that was started by somebody who may have few open files."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    code = f"from fairlead.cli.serve import run_server; run_server('127.0.0.1', {port}, workers=1)"
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    server = subprocess.Popen(
        [sys.executable, "-P", "-c", code],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (FEW, most)),
    )
    try:
        ends = time.monotonic() + 120
        while time.monotonic() < ends and server.poll() is None:
            with suppress(OSError):
                if ask(port, REQUEST):
                    break
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(60)


def ask(port: int, said: bytes) -> bytes:
    """Return all that comes back until the server ends the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as client:
        client.sendall(said)
        answer = b""
        while piece := client.recv(4096):
            answer += piece
        return answer


def test_http_2_is_not_spoken(port: int) -> None:
    # A hundred requests that wait for bodies would fit into one connection, and it could be
    # silent for ever.
    answer = ask(port, PREFACE)
    assert not answer or answer.startswith(b"HTTP/1.1 4"), answer


def test_more_clients_than_open_files_were_allowed(port: int) -> None:
    with ExitStack() as held:
        for _ in range(2 * FEW):
            held.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
        assert ask(port, REQUEST).startswith(b"HTTP/1.1 405")
