"""The site as a process beside `fairlead demo`."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer


def start_server(port: int) -> subprocess.Popen[bytes]:
    """Return the site, starting: its pages tell of the preparation until there is a fair."""
    code = f"from fairlead.cli.serve import run_server; run_server('127.0.0.1', {port}, workers=1)"
    # -P: never what lies in the user's folder
    return subprocess.Popen([sys.executable, "-P", "-c", code])  # noqa: S603  our own program


def wait_for(server: subprocess.Popen[bytes]) -> None:
    """Serve until the site ends, or a signal stops this program."""
    if server.wait():
        raise typer.Exit(1)


def stop_server(server: subprocess.Popen[bytes]) -> None:
    """Stop the site, which a terminal's Ctrl-C has told already."""
    if server.poll() is None:
        server.terminate()
    server.wait()


@contextmanager
def end_by_terminate() -> Iterator[None]:
    """Let SIGTERM end what the body does as Ctrl-C does, so that it takes the site along."""

    def end(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def stop_with(server: subprocess.Popen[bytes]) -> Iterator[None]:
    """Let the site end with the body, which a terminal's Ctrl-C ends quietly."""
    try:
        yield
    except BaseException as error:
        stop_server(server)
        if not isinstance(error, KeyboardInterrupt):
            raise
