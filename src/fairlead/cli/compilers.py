"""Processes that compile the engines' kernels while a command does something else.

Only the first run on a machine needs them. What they do not get done, the command compiles itself.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Self

import fairlead

# Without collecting garbage a compiler is a tenth faster, and the process is gone soon: at once,
# without taking apart what it holds.
_COMPILE = (
    "import gc, os; gc.disable(); os.nice({nice}); import {module} as kernels; kernels.{call};"
    " os._exit(0)"
)
_AFTER = 5  # how far behind others a process stands that can wait

_WITH_MATCHING = " and matching"


class Compilers:
    """A process for the timetable's search, and with ``matching`` one for the lists of matches.

    With ``matching`` the search's compiles what only a large fair needs, too.

    ``mark`` is a file that says which kernels have been compiled on this machine: with those that
    there are, nothing is started. The lists are waited for last, so that theirs lets others go
    first; the search's does with ``behind``, where a first page comes before it.
    """

    def __init__(self, mark: Path, *, matching: bool, behind: bool) -> None:
        """Start what is needed."""
        self._mark = mark
        self._key = _describe_kernels() + (_WITH_MATCHING if matching else "")
        self._search: subprocess.Popen[bytes] | None = None
        self._lists: subprocess.Popen[bytes] | None = None
        with suppress(OSError):
            if mark.read_text().startswith(self._key):
                return
        self._search = _start(
            "fairlead.chain.scheduling.compile_kernels",
            f"compile_search(many={matching})",
            _AFTER if behind else 0,
        )
        if matching:
            self._lists = _start("fairlead.demo.compile_kernels", "compile_lists()", _AFTER)

    def __enter__(self) -> Self:
        """Return the compilers, at work."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop what is still compiling when something went wrong before it was awaited."""
        for process in (self._search, self._lists):
            if process is None:
                continue
            if process.poll() is None:
                process.terminate()
            process.wait()

    def wait_for_matching(self) -> None:
        """Return when the kernels of the matching step are compiled, or never will be here."""
        if self._lists is not None:
            self._lists.wait()
            self._mark_compiled()

    def wait_for_search(self) -> None:
        """Return when the kernels of the timetable's search are compiled, or never will be here."""
        if self._search is not None:
            self._search.wait()
            self._mark_compiled()

    def _mark_compiled(self) -> None:
        """Write the mark once everything is compiled; nobody waits here for what is not."""
        started = [process for process in (self._search, self._lists) if process is not None]
        if all(process.poll() == 0 for process in started):
            with suppress(OSError):
                self._mark.write_text(self._key)


def _describe_kernels() -> str:
    """Return what changes whenever numba would compile again: its place, and the engines' files."""
    engines = Path(fairlead.__file__).parent / "engines"
    compiler = find_spec("numba")
    files = [*sorted(engines.rglob("*.py")), Path((compiler and compiler.origin) or sys.executable)]
    said = ((str(file), file.stat().st_mtime_ns, file.stat().st_size) for file in files)
    return hashlib.sha256(repr([sys.version, *said]).encode()).hexdigest()


def _start(module: str, call: str, nice: int) -> subprocess.Popen[bytes]:
    code = _COMPILE.format(module=module, call=call, nice=nice)
    return subprocess.Popen(  # noqa: S603  our own program and code
        [sys.executable, "-P", "-c", code],  # -P: never what lies in the user's folder
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
    )
