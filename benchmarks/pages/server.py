"""A demo fair in its own database, served as `fairlead serve` serves it."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psutil

EDITION = "demo-2023"
_FAIRLEAD = (sys.executable, "-m", "fairlead")


def prepare(home: Path, *, size: str) -> None:
    """Make the demo fair, and load it into the database that starts in ``home``.

    The edition's critical imports and timetable are those its chain finds.
    """
    command = [*_FAIRLEAD, "demo", "--size", size, "--no-serve"]
    subprocess.run(
        [*command, "-o", str(home / "fair")],
        env={**os.environ, "FAIRLEAD_HOME": str(home)},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def stop(home: Path) -> None:
    """Stop the database of ``home``."""
    from fairlead.config.embedded.layout import Layout
    from fairlead.config.embedded.server import release

    release(Layout(home))


@contextmanager
def served(
    home: Path, *, workers: int, variables: Mapping[str, str] | None = None
) -> Iterator[tuple[str, int, psutil.Process]]:
    """Yield host, port and process of the running site; it stops when the block ends.

    Its environment has the ``variables`` besides.
    """
    port = free_port()
    process = subprocess.Popen(
        [*_FAIRLEAD, "serve", "--port", str(port), "--workers", str(workers)],
        env={**os.environ, "FAIRLEAD_HOME": str(home), **(variables or {})},
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait(port)
        yield "127.0.0.1", port, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _wait(port: int) -> None:
    """Return when the site has answered so often that every worker has."""
    answers = 0
    for _ in range(600):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", "/healthz")
            answers += connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
        if answers == 40:
            return
    raise TimeoutError("the site did not start within a minute")


def processor_seconds(process: psutil.Process, home: Path) -> tuple[float, float]:
    """Return the processor time used so far by the site and by its database, in seconds.

    Of the site all processes count, and of the database all backends, running or ended; who asks
    for the pages is neither.
    """
    postmaster = psutil.Process(int(next(home.rglob("postmaster.pid")).read_text().splitlines()[0]))
    ended = postmaster.cpu_times()
    return _family(process), _family(postmaster) + ended.children_user + ended.children_system


def _family(parent: psutil.Process) -> float:
    return sum(_used(one) for one in [parent, *parent.children(recursive=True)])


def _used(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:  # it has ended since, and is counted with its parent
        return 0.0
    return float(times.user + times.system)
