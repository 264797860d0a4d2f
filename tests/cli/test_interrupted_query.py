"""Ctrl-C while DuckDB answers ends a command without a traceback, whatever it makes of it."""

from __future__ import annotations

import subprocess
import sys

import pytest

_PROGRAM = """
import os, signal
from fairlead.cli import main

def ask():
    # As DuckDB does: the interrupt ends its query, and it raises an error of its own.
    try:
        if {interrupted}:
            os.kill(os.getpid(), signal.SIGINT)
    except KeyboardInterrupt:
        pass
    raise RuntimeError("Query interrupted")

main._find_app = lambda words: ask
main.main()
"""


@pytest.mark.parametrize(("interrupted", "code"), [(True, 130), (False, 1)])
def test_an_interrupted_query_ends_the_command(*, interrupted: bool, code: int) -> None:
    command = [sys.executable, "-c", _PROGRAM.format(interrupted=interrupted)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == code
    assert ("Traceback" in done.stderr) == (code == 1)
