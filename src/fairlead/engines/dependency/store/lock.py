"""One import at a time in a store."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fairlead.engines.dependency.faults import report_fault
from fairlead.engines.dependency.store.manifest import (
    is_store,
)

STAGING = ".staging"


LOCK = ".lock"


@contextmanager
def lock_store(store: Path) -> Iterator[None]:
    """Hold the store for one import; a store made for an import that fails is removed again."""
    import fcntl

    new = not store.exists()
    if not new and not store.is_dir():
        raise report_fault(str(store), "expected a folder for the store, this is a file")
    if (
        not new
        and not is_store(store)
        and any(p.name not in (LOCK, STAGING) for p in store.iterdir())
    ):
        raise report_fault(str(store), "expected a store or an empty folder, other files are in it")
    try:
        store.mkdir(parents=True, exist_ok=True)
        opened = (store / LOCK).open("w")
    except OSError as error:
        raise report_fault(
            str(store), f"expected a place that can be written: {error.strerror}"
        ) from error
    with opened as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise report_fault(
                str(store), "expected a free store, another import is running"
            ) from error
        try:
            yield
        except BaseException:
            if new:
                shutil.rmtree(store, ignore_errors=True)
            raise
