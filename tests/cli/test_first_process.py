"""As the first process of a container Fairlead leaves no dead processes behind."""

from __future__ import annotations

import subprocess
import sys

import pytest

CONTAINER = ("unshare", "-pf", "--mount-proc", "--kill-child")
BEGIN = "from fairlead.cli.first_process import leave_first_process; leave_first_process()\n"
# Ends at once, and leaves children behind that end a moment later.
ORPHANS = """
import os, pathlib, subprocess, sys, time
for _ in range(5):
    subprocess.run(["/bin/sh", "-c", "sleep 0.2 & exit 0"])
def list_states():
    found = [one / "stat" for one in pathlib.Path("/proc").iterdir() if one.name.isdecimal()]
    return [one.read_text().rpartition(")")[2].split()[0] for one in found if one.exists()]
until = time.monotonic() + 20
while len(list_states()) > 2 and time.monotonic() < until:
    time.sleep(0.05)
print(os.getpid() != 1, len(list_states()), "Z" in list_states())
sys.exit(3)
"""
DEAF = "import time\nprint('ready', flush=True)\ntime.sleep(60)"


def begin(code: str) -> subprocess.Popen[str]:
    """Return a program that runs as the first process of a container; skips where none can."""
    if subprocess.run([*CONTAINER, "true"], capture_output=True).returncode != 0:
        pytest.skip("this machine lets nobody make a container")
    return subprocess.Popen(
        [*CONTAINER, sys.executable, "-c", BEGIN + code], stdout=subprocess.PIPE, text=True
    )


def test_nobody_stays_in_the_list_and_the_exit_code_is_that_of_the_work() -> None:
    with begin(ORPHANS) as program:
        said, _ = program.communicate(timeout=60)
    assert (said, program.returncode) == ("True 2 False\n", 3)


def test_a_signal_to_the_container_ends_the_work() -> None:
    with begin(DEAF) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
        first = subprocess.run(
            ["pgrep", "-P", str(program.pid)], capture_output=True, text=True, check=True
        )
        subprocess.run(["kill", "-TERM", first.stdout.strip()], check=True)
        assert program.wait(60) != 0
