"""Measure two builds in turn: `python -m benchmarks.first_contact OLD NEW [--size full]`.

OLD and NEW are Python programs of virtual environments in which a build is installed editable.
What was compiled and kept beside the code of each is removed before a cold run. Processor
seconds are those of every process: the command, those it started, and on Linux the embedded
database, whose server becomes a child of this program when it is detached.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

PATIENCE = 900.0
_SET_CHILD_SUBREAPER = 36  # prctl: orphans of our children become ours
_COMPILED = {".nbi", ".nbc", ".o", ".json", ".pyc"}


@dataclass(frozen=True, slots=True)
class Build:
    """A build to measure: its Python, and its own home."""

    python: str
    home: Path

    def command(self, *arguments: str) -> list[str]:
        """Return the command line of Fairlead."""
        return [self.python, "-m", "fairlead", *arguments]

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment with the build's home, where Python keeps what it compiles."""
        usual = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        return usual | {"FAIRLEAD_HOME": str(self.home)}

    def forget_compiled(self) -> None:
        """Remove what was compiled and kept beside the code."""
        code = "import fairlead; print(fairlead.__file__)"
        found = subprocess.run(
            [self.python, "-c", code], capture_output=True, text=True, check=True
        )
        for kept in Path(found.stdout.strip()).parent.rglob("__pycache__/*"):
            if kept.suffix in _COMPILED:
                kept.unlink()


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the clock, and of the processor."""

    wall: float
    processor: float


def adopt_orphans() -> None:
    """Become the parent of what the commands leave behind, such as the database's server."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _wait_for_orphans() -> None:
    """Wait until the server has ended, which it does by itself after its last user."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.05)
        except ChildProcessError:
            return


def run(build: Build, *arguments: str) -> Took:
    """Return what a command took, with all of its processes and the database's."""
    began, before = time.perf_counter(), os.times()
    subprocess.run(
        build.command(*arguments),
        env=build.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
        timeout=PATIENCE,
    )
    wall = time.perf_counter() - began
    _wait_for_orphans()
    after = os.times()
    used = after.children_user + after.children_system
    used -= before.children_user + before.children_system
    return Took(wall, used)


def first_page(build: Build, size: str) -> Took:
    """Return the seconds until `fairlead demo` answers any page with 200; then it is stopped."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    began = time.perf_counter()
    with _started(build, "demo", "--size", size, "--port", str(port)):
        while not _answers(port) and time.perf_counter() - began < PATIENCE:
            time.sleep(0.05)
        return Took(time.perf_counter() - began, 0.0)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


@contextmanager
def _started(build: Build, *arguments: str) -> Iterator[None]:
    process = subprocess.Popen(
        build.command(*arguments),
        env=build.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGINT)
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        _stop_database(build)


def _stop_database(build: Build) -> None:
    """Stop the server that a command left behind: one killed, or OLD met by Ctrl-C too early."""
    for file in build.home.rglob("postmaster.pid"):
        with suppress(ProcessLookupError, FileNotFoundError):
            os.kill(int(file.read_text().split()[0]), signal.SIGINT)
    _wait_for_orphans()


def write_problem(path: Path) -> Path:
    """Write 43 meeting requests of 24 people in 16 slots."""
    random = np.random.default_rng(3)
    pairs = [(a, b) for a in range(8) for b in range(8, 24)]
    chosen = random.permutation(len(pairs))[:43]
    away = random.random((24, 16)) < 0.2
    problem = {
        "format": "fairlead-meetings/1",
        "slots_per_day": [8, 8],
        "tables": 4,
        "people": [{"unavailable": np.flatnonzero(row).tolist()} for row in away],
        "requests": [[*pairs[at], int(random.integers(1, 10)), -1, 0] for at in chosen],
    }
    path.write_text(json.dumps(problem))
    return path


def main() -> None:
    """Measure, and print a table of Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("--size", choices=("small", "full"), default="small")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=None, help="parts of the names of rows")
    given = parser.parse_args()
    adopt_orphans()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        builds = [Build(given.old, folder / "old"), Build(given.new, folder / "new")]
        problem = str(write_problem(folder / "requests.json"))
        demo = ("demo", "--size", given.size, "--no-serve")

        def cold(measure: Callable[[Build], Took]) -> Callable[[Build], Took]:
            def from_nothing(build: Build) -> Took:
                build.forget_compiled()
                subprocess.run(["rm", "-rf", str(build.home)], check=True)
                return measure(build)

            return from_nothing

        rows: dict[str, Callable[[Build], Took]] = {
            "`fairlead demo --no-serve`, cold": cold(lambda build: run(build, *demo)),
            "the same, warm": lambda build: run(build, *demo),
            "first page of `fairlead demo`, warm": lambda build: first_page(build, given.size),
            "`fairlead --help`": lambda build: run(build, "--help"),
            "`fairlead schedule`, 43 requests": lambda build: run(build, "schedule", problem),
            "first page of `fairlead demo`, cold": cold(lambda b: first_page(b, given.size)),
        }
        print("| | old, s | new, s | ratio | old, processor s | new, processor s | ratio |")
        print("|---|---:|---:|---:|---:|---:|---:|")
        for name, measure in rows.items():
            if given.only is not None and not any(part in name for part in given.only):
                continue
            took = [[measure(build) for build in builds] for _ in range(given.rounds)]
            old, new = (min(pair[at].wall for pair in took) for at in (0, 1))
            busy, less = (min(pair[at].processor for pair in took) for at in (0, 1))
            cells = [f"{old:.2f}", f"{new:.2f}", f"{new / old:.2f}"]
            cells += [f"{busy:.2f}", f"{less:.2f}", f"{less / busy:.2f}"] if busy else ["", "", ""]
            print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
