"""What the first process of a container owes to all others, beside its own work."""

from __future__ import annotations

import os
import signal
from contextlib import suppress

_PASSED_ON = {
    signal.SIGTERM,
    signal.SIGINT,
    signal.SIGHUP,
    signal.SIGQUIT,
    signal.SIGUSR1,
    signal.SIGUSR2,
}


def leave_first_process() -> None:
    """Go on in a child where this is the first process of its container.

    A process that loses its parent becomes a child of the first process, and stays in the list of
    processes until that one has asked how it ended: those of a database that was killed would
    stay for ever. So the first process asks, passes signals on, and ends as its child does.
    """
    if os.getpid() != 1:
        return
    awaited = _PASSED_ON | {signal.SIGCHLD}
    signal.pthread_sigmask(signal.SIG_BLOCK, awaited)
    child = os.fork()
    if child == 0:
        _take_terminal()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, awaited)
        return
    while True:
        came = signal.sigwait(awaited)
        if came != signal.SIGCHLD:
            with suppress(ProcessLookupError):
                os.kill(child, came)
        elif (code := _ask_the_ended(child)) is not None:
            os._exit(code)


def _take_terminal() -> None:
    """Become a separate process group, to which alone the terminal's Ctrl-C goes."""
    os.setpgid(0, 0)
    before = signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    with suppress(OSError):  # no terminal
        os.tcsetpgrp(0, os.getpgrp())
    signal.signal(signal.SIGTTOU, before)


def _ask_the_ended(child: int) -> int | None:
    """Take all that ended off the list; return the exit code of the child if it is among them."""
    code = None
    with suppress(ChildProcessError):
        while (found := os.waitpid(-1, os.WNOHANG))[0]:
            if found[0] == child:
                ended = os.waitstatus_to_exitcode(found[1])
                code = ended if ended >= 0 else 128 - ended
    return code
