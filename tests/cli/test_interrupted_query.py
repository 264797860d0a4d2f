"""Ctrl-C while DuckDB answers ends a command without a traceback."""

from __future__ import annotations

import subprocess
import sys

import pytest

_PROGRAM = """
from fairlead.cli import main

def ask():
    raise RuntimeError({said!r})

main._app_for = lambda words: ask
main.main()
"""


@pytest.mark.parametrize(("said", "code"), [("Query interrupted", 130), ("Anything else", 1)])
def test_an_interrupted_query_ends_the_command(said: str, code: int) -> None:
    command = [sys.executable, "-c", _PROGRAM.format(said=said)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert ("Traceback" in done.stderr) == (code == 1)
