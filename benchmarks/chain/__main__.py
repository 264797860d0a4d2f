"""Times the whole demo fair as a user runs it: ``python -m benchmarks.chain``."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

COMMAND = "python -m benchmarks.chain --write docs/reference/benchmarks/chain.md"
SIZES = ("small", "full")


def main() -> None:
    """Print what each size took; with ``--write FILE`` write the page that holds it too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, help="the page of the documentation to write")
    parser.add_argument("--size", choices=SIZES, help="only this one; the page needs both")
    asked = parser.parse_args()
    if asked.size and asked.write:
        parser.error("the page holds both sizes: --write without --size")
    parts: list[str] = []
    for size in [asked.size] if asked.size else SIZES:
        parts.append(_measured(size))
        print(parts[-1], flush=True)
    if asked.write:
        asked.write.parent.mkdir(parents=True, exist_ok=True)
        asked.write.write_text(_page(parts), encoding="utf-8")


def _measured(size: str) -> str:
    """Run the demo of one size in a new home and return its figures and what it printed."""
    with tempfile.TemporaryDirectory(prefix="fl-") as home:
        command = [sys.executable, "-m", "fairlead", "demo", "--size", size, "--no-serve"]
        begun = time.perf_counter()
        process = subprocess.Popen(
            [*command, "-o", f"{home}/fair"],
            env={**os.environ, "FAIRLEAD_HOME": f"{home}/h", "COLUMNS": "100"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        peak = 0
        while process.poll() is None:
            peak = max(peak, _memory(process.pid, home))
            time.sleep(1.0)  # looking at the memory of all processes takes a while itself
        seconds = time.perf_counter() - begun
        assert process.stdout is not None
        printed = process.stdout.read()
        assert process.returncode == 0, printed
    return (
        f"## `--size {size}`\n{seconds:.1f} s on the clock, {peak / 2**30:.2f} GiB at most "
        f"(all processes, the database's included, pages shared between them counted once)\n\n"
        f"```text\n{printed.replace(home, '').strip()}\n```\n"
    )


def _memory(pid: int, home: str) -> int:
    """Return the proportional set size of the process and of the database in ``home``, in bytes.

    The embedded server leaves our process tree, so it is found by its data directory.
    """
    total = 0
    for process in psutil.process_iter():
        try:
            below = pid in [process.pid, *(parent.pid for parent in process.parents())]
            if below or any(home in word for word in _lineage(process)):
                total += process.memory_full_info().pss
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
    return total


def _lineage(process: psutil.Process) -> list[str]:
    """Return the words of the process's command and of its parent's."""
    parent = process.parent()
    return process.cmdline() + (parent.cmdline() if parent else [])


def _page(parts: list[str]) -> str:
    return (
        "# The whole fair: time and memory\n\n"
        f"Measured by `{COMMAND}` (2 cores): the demo fair made, written as a folder, loaded into "
        "a database that starts for it, and run through the chain. The embedded database is new, "
        "the engines' compiled code is cached.\n\n" + "\n".join(parts)
    )


if __name__ == "__main__":
    main()
