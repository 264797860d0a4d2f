"""The site as a process beside `fairlead demo`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import typer

from fairlead.cli.interrupts import interrupt
from fairlead.cli.own_program import start_program

_PATIENCE = 10.0  # seconds in which an interrupted program comes to its end by itself
_sites: list[subprocess.Popen[bytes]] = []


def start_server(port: int) -> subprocess.Popen[bytes]:
    """Return the site, starting: its pages tell of the preparation until there is a fair."""
    # Ctrl-C ends it without a word until the server of its pages takes signals itself.
    code = f"from fairlead.cli.serve import run_server; run_server('127.0.0.1', {port}, workers=1)"
    site = start_program(code)
    _sites.append(site)
    return site


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
def end_by_signals() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM end what the body does, so that it takes the site along.

    Where that has not happened in ten seconds, the program ends all the same: an import that is
    interrupted may keep a lock that other threads wait for, and a library may swallow the signal.
    """
    over = threading.Event()
    heard, told = os.pipe()

    def end(number: int, frame: FrameType | None) -> None:
        os.write(told, b"!")
        interrupt(number, frame)

    def watch() -> None:
        if os.read(heard, 1) and not over.wait(_PATIENCE):
            _leave()

    threading.Thread(target=watch, name="signals", daemon=True).start()
    before = {
        one: signal.signal(one, end)
        for one in (signal.SIGINT, signal.SIGTERM)
        if signal.getsignal(one) is not signal.SIG_IGN
    }
    try:
        yield
    finally:
        over.set()
        for one, handler in before.items():
            signal.signal(one, handler)
        os.close(told)  # the thread reads the end, and ends


def _leave() -> None:
    """End this program at once, with the site and the database's server where nobody uses it.

    Nothing is imported: that may be what the program waits for.
    """
    for site in _sites:
        site.kill()
    if embedded := sys.modules.get("fairlead.config.embedded.server"):
        embedded.release_all()
    os._exit(130)


@contextmanager
def stop_with(server: subprocess.Popen[bytes]) -> Iterator[None]:
    """Let the site end with the body, which a terminal's Ctrl-C ends quietly."""
    try:
        yield
    except BaseException as error:
        stop_server(server)
        if not isinstance(error, KeyboardInterrupt):
            raise
