"""What a command does to its own process."""

from __future__ import annotations

import subprocess
import sys

import pytest

_ARRAYS = """
import sys
from fairlead.cli.own_process import keep_pandas_out
keep_pandas_out()
import pyarrow as pa
assert pa.array(["a", None]).to_pylist() == ["a", None]
assert pa.table({"a": [1, 2]}).num_rows == 2
assert "pandas" not in sys.modules
from ortools.sat.python import cp_model
assert "pandas" in sys.modules
model = cp_model.CpModel()
assert model.new_bool_var("x") is not None
"""


def test_arrays_are_made_without_pandas_which_who_needs_it_still_finds() -> None:
    subprocess.run([sys.executable, "-c", _ARRAYS], check=True, timeout=120)


_LEAVE = """
import atexit, sys, threading
from fairlead.cli.own_process import leave_at_once
class Held:
    def __del__(self):
        sys.stderr.write("taken apart")
held = Held()
with leave_at_once():
    atexit.register(print, "stopped the server")
    threading.Timer(0.1, print, ["ended"]).start()
    print("done")
    {end}
"""


@pytest.mark.parametrize(
    ("end", "code", "taken_apart"),
    [("pass", 0, False), ("sys.exit(2)", 2, False), ("sys.exit()", 0, True), ("1 / 0", 1, True)],
)
def test_a_process_ends_once_all_is_done_without_being_taken_apart(
    end: str, code: int, *, taken_apart: bool
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LEAVE.format(end=end)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == code
    assert done.stdout.split("\n") == ["done", "ended", "stopped the server", ""]
    assert ("taken apart" in done.stderr) == taken_apart
    assert ("Error" in done.stderr) == (end == "1 / 0")


def test_a_process_without_an_output_says_nothing_of_it_at_its_end() -> None:
    code = "from fairlead.cli.own_process import leave_at_once\nwith leave_at_once(): pass"
    done = subprocess.run(
        ["sh", "-c", 'exec "$0" -c "$1" >&-', sys.executable, code],
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("asked", ["--version", "--help", "check --help", "check nowhere"])
@pytest.mark.parametrize(
    ("output", "code", "said"),
    [
        (">/dev/full", 2, "The output cannot be written: No space left on device.\n"),
        (">&-", 0, ""),
        ("2>/dev/full >&2", 2, ""),
        ("2>&- >&-", 0, ""),
    ],
)
def test_an_output_that_cannot_be_written_is_said(
    asked: str, output: str, code: int, said: str
) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"$0" -m fairlead {asked} {output}', sys.executable],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    if asked == "check nowhere":  # which says on the other stream what is wrong
        code, said = 2, "nowhere: no such folder\n1 problem found; nothing was changed.\n"
        said = "" if "2>" in output else said
    assert (done.returncode, done.stderr) == (code, said)
