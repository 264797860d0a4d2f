"""Whether a user interrupted this program, also where a library makes an error of it."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from fairlead.cli.start import leave

_noted: list[int] = []  # numbers of the signals that came
_AGAIN = 0.05  # seconds until an interrupt that was swallowed comes again


def interrupt(number: int, _frame: FrameType | None) -> NoReturn:
    """Note a signal and interrupt what is going on; a handler of signals."""
    _noted.append(number)
    raise KeyboardInterrupt


def was_interrupted() -> bool:
    """Return whether a signal was noted: an error that follows may be what became of it.

    DuckDB ends a query with its own error, which has no cause: its words differ by release.
    """
    return bool(_noted)


def _interrupt_again(failed: sys.UnraisableHookArgs) -> None:
    """Say what could not be raised; an interrupt, as in a destructor, comes again instead."""
    if issubclass(failed.exc_type, KeyboardInterrupt):
        signal.setitimer(signal.ITIMER_REAL, _AGAIN)
    else:
        sys.__unraisablehook__(failed)


@contextmanager
def note_interrupts() -> Iterator[None]:
    """Let Ctrl-C be noted within the body, unless this program was started deaf to it.

    After the body of a program that `start` began, it is heard no more: all is done by then but
    to end, which takes the database's server and other processes along.
    """
    before = signal.getsignal(signal.SIGINT)
    if before not in (signal.default_int_handler, leave):
        yield
        return
    signal.signal(signal.SIGALRM, interrupt)
    signal.signal(signal.SIGINT, interrupt)
    sys.unraisablehook = _interrupt_again
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        sys.unraisablehook = sys.__unraisablehook__
        signal.signal(signal.SIGINT, signal.SIG_IGN if before is leave else before)
