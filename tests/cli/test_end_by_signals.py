"""Ctrl-C ends a demonstration, whatever it meets."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from fairlead.cli.own_program import start_program

_PROGRAM = """
import sys, time
from fairlead.cli import demo_server

demo_server._PATIENCE = 0.3
site = demo_server.subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
demo_server._sites.append(site)
with demo_server.end_by_signals():
    said = False
    while True:
        try:
            if not said:
                print(site.pid, flush=True)
                said = True
            time.sleep(60)
        except KeyboardInterrupt:
            if {hears}:
                site.kill()
                raise SystemExit(3)
"""


@pytest.mark.parametrize(("hears", "code"), [(True, 3), (False, 130)])
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_also_where_it_is_swallowed(
    *, sent: signal.Signals, hears: bool, code: int
) -> None:
    command = [sys.executable, "-c", _PROGRAM.format(hears=hears)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        site = int(process.stdout.readline())
        process.send_signal(sent)
        assert process.wait(20) == code
    until = time.monotonic() + 5
    while _lives(site) and time.monotonic() < until:
        time.sleep(0.02)
    assert not _lives(site)


_INTERRUPTED_IMPORT = """
import os, signal, sys

signal.signal(signal.SIGINT, signal.default_int_handler)

class Interrupting:
    def find_spec(self, name, *_):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupting())
sys.argv = ["fairlead", "demo"]
from fairlead.cli.start import main
main()
"""


@pytest.mark.parametrize("module", ["typer", "fairlead.cli.demo", "fairlead.cli.demo_server"])
def test_an_interrupt_while_the_program_is_loaded_ends_it_without_a_word(module: str) -> None:
    command = [sys.executable, "-c", _INTERRUPTED_IMPORT.format(module=module)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


_SWALLOWED = """
import os, signal, sys, time
from fairlead.cli.interrupts import note_interrupts

signal.signal(signal.SIGINT, signal.default_int_handler)

class Interrupting:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)

try:
    with note_interrupts():
        Interrupting()
        time.sleep(60)
except KeyboardInterrupt:
    sys.exit(130)
"""


def test_an_interrupt_that_a_destructor_swallows_comes_again() -> None:
    command = [sys.executable, "-c", _SWALLOWED]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=50)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_a_program_beside_a_command_ends_without_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    with start_program("import time; time.sleep(60)") as program:
        program.send_signal(signal.SIGINT)
        assert program.wait(20) == -signal.SIGINT
    assert capfd.readouterr().err == ""


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
