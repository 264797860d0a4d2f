"""Which processes of the server are alive, and the end of those that outlived it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")


def is_server(pid: int, data: Path) -> bool:
    """Return whether the process is a living server of this data.

    After a crash the number may be another program's; and a process that ended stays in the list
    until its parent has asked how: as the first process of a container we are that parent.
    """
    if not (_PROC / "self").exists():  # no list of processes as Linux has it
        return _answers_signals(pid)
    try:
        name, _, rest = (_PROC / str(pid) / "stat").read_text().rpartition(")")
    except OSError:
        return False
    if rest.split()[0] in {"Z", "X"}:
        with suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)
        return False
    return name.partition("(")[2] == "postgres" and _works_in(pid, data)


def end_all(data: Path) -> None:
    """End every process of the server of this data, whose first process is dead already.

    One that is busy would hold the shared memory, and keep a new server from starting, for as
    long as its query takes.
    """
    for pid in _list_processes():
        if is_server(pid, data):
            with suppress(OSError):
                os.kill(pid, signal.SIGKILL)


def _list_processes() -> Iterator[int]:
    with suppress(OSError):
        yield from (int(path.name) for path in _PROC.iterdir() if path.name.isdecimal())


def _works_in(pid: int, data: Path) -> bool:
    """Return whether this is the folder of the process, as it is where it cannot be seen."""
    try:
        return os.path.samestat((_PROC / str(pid) / "cwd").stat(), data.stat())
    except PermissionError:
        return True
    except OSError:
        return False


def _answers_signals(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except OSError:
        return False
    return True
