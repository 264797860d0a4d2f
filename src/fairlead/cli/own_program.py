"""Programs of our own that run beside a command."""

from __future__ import annotations

import signal
import subprocess
import sys

_QUIETLY = (
    "import signal; signal.signal(signal.SIGINT, signal.SIG_DFL)\n"
    "signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])\n"
)


def start_program(code: str) -> subprocess.Popen[bytes]:
    """Return a program of Python that runs ``code``, and that Ctrl-C ends without a word.

    The signal waits until the program has said so: Python would answer it with a traceback before.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        # -P: never what lies in the user's folder
        command = [sys.executable, "-P", "-c", _QUIETLY + code]
        return subprocess.Popen(command)  # noqa: S603  our own program
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
