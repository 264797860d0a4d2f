"""A demo fair in a database of its own, served as `fairlead serve` serves it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
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


@contextmanager
def served(home: Path, *, workers: int) -> Iterator[tuple[str, int, psutil.Process]]:
    """Yield host, port and process of the running site; it stops when the block ends."""
    port = _free_port()
    process = subprocess.Popen(
        [*_FAIRLEAD, "serve", "--port", str(port), "--workers", str(workers)],
        env={**os.environ, "FAIRLEAD_HOME": str(home)},
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait(port)
        yield "127.0.0.1", port, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the site did not start within 30 s")


def processor_seconds(process: psutil.Process, home: Path) -> tuple[float, float]:
    """Return the processor time used so far by the site and by its database, in seconds."""
    site = sum(_used(one) for one in [process, *process.children(recursive=True)])
    pid = int(next(home.rglob("postmaster.pid")).read_text().splitlines()[0])
    postmaster = psutil.Process(pid)
    base = sum(_used(one) for one in [postmaster, *postmaster.children(recursive=True)])
    ended = postmaster.cpu_times()
    return site, base + ended.children_user + ended.children_system


def _used(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)
