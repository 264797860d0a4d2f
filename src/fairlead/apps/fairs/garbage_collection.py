"""Work during which Python does not look for garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def pause_collection() -> Iterator[None]:
    """Leave cycles uncollected while the block runs, of a step that takes seconds.

    A step on a whole fair makes some hundred thousand objects that stay until its end: Python
    looks through all of them, again and again, and finds nothing to free. That is a third of a
    replan's processor time. What nothing refers to is freed all the same.
    """
    if not gc.isenabled():  # by who calls
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
