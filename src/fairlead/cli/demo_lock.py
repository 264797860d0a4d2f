"""One demonstration at a time is made in a home."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def hold_demonstration() -> Iterator[None]:
    """Let nobody else make a demonstration in this home meanwhile.

    Two would load the same edition over one another. Raises InvalidInput where somebody is at it.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fairlead.config.settings")
    from django.conf import settings

    from fairlead.folder.input_errors import report_invalid

    path: Path = settings.FAIRLEAD_HOME / "demo.lock"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Anybody who could open it could hold it for ever.
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # dropped however the process ends
        except BlockingIOError:
            raise report_invalid(
                str(settings.FAIRLEAD_HOME),
                "expected no other demonstration to be made here: wait until it is, or set "
                "FAIRLEAD_HOME to another folder",
            ) from None
        yield
