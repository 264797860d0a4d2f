"""What a process of the site does ahead, so that its first visitors need not wait for it.

Importing the site takes a second, and the first question to an edition's flows as long again.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress

_PAUSE = 0.3  # seconds between two looks at a preparation


def work_ahead() -> threading.Thread:
    """Return the thread that does it beside the first requests; it never keeps a process alive."""
    thread = threading.Thread(target=_work, name="ahead", daemon=True)
    thread.start()
    return thread


def _wait_for_preparation(*, step: str = "") -> None:
    """Wait while a fair is being prepared, or a step of it: nothing can be asked of it before."""
    from django.conf import settings

    from fairlead.apps.pipeline.preparation import read_preparation

    while (found := read_preparation(settings.FAIRLEAD_HOME)) is not None and found.running:
        if step and found.has(step):
            return
        time.sleep(_PAUSE)


def _work() -> None:
    from django.db import DatabaseError, connections
    from django.urls import get_resolver

    from fairlead.config.preparing import addresses_imported

    # Until there is something to see, the processor is the preparation's.
    _wait_for_preparation(step="load")
    _ = get_resolver().url_patterns
    addresses_imported.set()
    _wait_for_preparation()
    from fairlead.apps.fairs.models import Edition
    from fairlead.apps.trade.studies import ask_ahead

    # A database that cannot be reached is what the first request reports; nothing waits for this.
    with suppress(DatabaseError):
        trading = Edition.objects.exclude(flows_source="").order_by("-first_day", "code")
        for edition in trading[:1]:
            ask_ahead(edition)
    connections.close_all()
