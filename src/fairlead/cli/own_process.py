"""What a command may do to its own process, which a library may not do to somebody else's."""

from __future__ import annotations

import atexit
import errno
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec

# Garbage is looked for among some 100,000 new objects, not 700: most of what a command makes
# (tables, rows, modules) it keeps, and looking took a fourteenth of the demonstration's time.
_NEW_OBJECTS = 100_000


class _Absent(MetaPathFinder):
    """Says that there is no pandas."""

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """Raise `ModuleNotFoundError` for pandas."""
        if name == "pandas":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None


@contextmanager
def leave_at_once() -> Iterator[None]:
    """End this process after the body without taking apart what it holds.

    Python does that object by object, half a second after a demonstration; the system does it
    anyway. It is put off until threads and everything else to be done at the exit have ended. A
    process that ends by an error, or whose output goes nowhere, ends as usual.
    """
    ours = os.getpid()
    code: list[int] = []  # once it is known

    def leave() -> None:
        if not code or os.getpid() != ours:
            return
        try:
            for stream in (sys.stdout, sys.stderr):
                if stream is not None:  # closed from the start
                    stream.flush()
        except (OSError, ValueError):
            return
        os._exit(code[0])

    atexit.register(leave)  # what is registered first is done last
    try:
        yield
    except SystemExit as end:
        if isinstance(end.code, int):
            code.append(end.code)
        raise
    code.append(0)


_UNWRITABLE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EPIPE, errno.EBADF}


@contextmanager
def answer_for_output() -> Iterator[None]:
    """Say in a line why the output cannot be written, and end with exit code 2.

    Who stops reading it is told nothing (exit code 1), and neither is who closed it beforehand.
    """
    for number, name in ((1, "stdout"), (2, "stderr")):
        if getattr(sys, name) is None:  # closed from the start
            _open_nowhere(number)
            setattr(sys, name, os.fdopen(number, "w", encoding="utf-8"))
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
    except OSError as error:
        if error.errno not in _UNWRITABLE or error.filename is not None:
            raise
        _open_nowhere(1)  # what is still to be written would fail again at the exit
        if error.errno == errno.EPIPE:
            sys.exit(1)
        try:
            sys.stderr.write(f"The output cannot be written: {error.strerror}.\n")
            sys.stderr.flush()
        except OSError:
            _open_nowhere(2)
        sys.exit(2)


def _open_nowhere(number: int) -> None:
    """Let all that is written to a number of an open file be forgotten."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    if nowhere != number:
        os.dup2(nowhere, number)
        os.close(nowhere)


def collect_less_often() -> None:
    """Let Python look for garbage less often, in what ends soon."""
    gc.set_threshold(_NEW_OBJECTS, 20, 50)


def compute_on_one_thread() -> None:
    """Have numpy and SciPy multiply matrices on one thread each, if neither is imported yet.

    For what does several things at a time: threads that help with a product then wait for the
    next one by asking over and over, which took the demonstration a second of the processor.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def keep_pandas_out() -> None:
    """Have pyarrow make arrays without pandas, for the life of this process.

    It imports pandas at the first array of a list to ask whether that is a series, a quarter of a
    second for what Fairlead never hands it, and asks whether there is a pandas only once.
    """
    if "pandas" in sys.modules:
        return
    absent = _Absent()
    sys.meta_path.insert(0, absent)
    try:
        import pyarrow as pa

        pa.array([None])
    finally:
        sys.meta_path.remove(absent)
