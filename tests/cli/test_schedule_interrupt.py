"""Ctrl-C, as a terminal sends it: SIGINT to the command and everything in its process group."""

from __future__ import annotations

import itertools
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

PEOPLE = 13
PATIENCE = 60.0
COMMAND = ("-m", "fairlead")
COLD = """
from pathlib import Path
from fairlead.engines.native import build
folder, compile_text = Path({folder!r}), build.compile_text
build.list_folders = lambda _: (folder,)
def say_and_compile(text):
    folder.mkdir()
    return compile_text(text)
build.compile_text = say_and_compile
from fairlead.cli.main import main
main()
"""


def write_forum(path: Path, *, people: int = PEOPLE, **changes: object) -> Path:
    """Write a forum in which everyone meets everyone, in one slot fewer than that takes.

    Counting does not show it, and a solver is at it for a long time.
    """
    pairs = list(itertools.combinations(range(people), 2))
    problem = {
        "format": "fairlead-meetings/1",
        "slots_per_day": [people - 1],
        "tables": people // 2 + 1,
        "people": [{} for _ in range(people)],
        "requests": [[a, b, 1, -1, 0] for a, b in pairs],
    }
    path.write_text(json.dumps(problem | changes))
    return path


def children(process: int) -> list[int]:
    text = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(child) for child in text.split()]


def interrupted(
    *arguments: str | Path, until_it: Callable[[int], bool], program: Sequence[str] = COMMAND
) -> subprocess.CompletedProcess[str]:
    """Run the command, press Ctrl-C once its process is so far, and wait for its end."""
    command = [sys.executable, *program, *map(str, arguments)]
    ran = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    until = time.monotonic() + PATIENCE
    while not until_it(ran.pid) and time.monotonic() < until:
        time.sleep(0.01)
    assert until_it(ran.pid)
    workers = children(ran.pid)
    os.killpg(ran.pid, signal.SIGINT)
    out, err = ran.communicate(timeout=PATIENCE)
    # A worker that ends on the same Ctrl-C may do so a moment after the command.
    until = time.monotonic() + PATIENCE
    while (left := [one for one in workers if Path(f"/proc/{one}").exists()]) and (
        time.monotonic() < until
    ):
        time.sleep(0.05)
    assert left == []
    return subprocess.CompletedProcess(command, ran.returncode, out, err)


def test_while_two_solvers_are_at_work(tmp_path: Path) -> None:
    file, out = write_forum(tmp_path / "forum.json"), tmp_path / "timetable.csv"
    ran = interrupted(
        *("schedule", file, "--objective", "breaks", "--json", "-o", out),
        until_it=lambda process: len(children(process)) >= 2,
    )
    assert ran.returncode == 0
    found = json.loads(ran.stdout)
    assert (found["status"], found["interrupted"], found["held"]) == ("unknown", True, 0)
    assert "Interrupted: there is no timetable yet." in ran.stderr
    assert not out.exists()


def test_while_the_search_is_compiled(tmp_path: Path) -> None:
    """Nothing is placed yet but what is locked: that is the timetable, and it is right."""
    file = write_forum(tmp_path / "forum.json", people=15, locked={"0": 3})  # not small: compiled
    out = tmp_path / "timetable.csv"
    kept = tmp_path / "kept"
    ran = interrupted(
        *("schedule", file, "--json", "-o", out),
        until_it=lambda _: kept.exists(),  # what is compiled first is being compiled
        program=("-c", COLD.format(folder=str(kept))),
    )
    assert ran.returncode == 0
    found = json.loads(ran.stdout)
    assert (found["status"], found["held"], found["bound"]) == ("feasible", 1, 105)
    assert "Interrupted: this is the best timetable until then." in ran.stderr
    assert out.read_text() == "meeting,slot,place\n0,3,table 0\n"
