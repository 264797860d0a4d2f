"""The database of a test run."""

from __future__ import annotations

import time

from django.db import connection

_OTHERS = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


def end_other_sessions(*, patience: float) -> None:
    """Wait so many seconds for the other sessions of this database to end, then end them."""
    until = time.monotonic() + patience
    with connection.cursor() as cursor:
        while True:
            cursor.execute(f"SELECT count(*) {_OTHERS}")
            if not cursor.fetchone()[0]:
                return
            if time.monotonic() > until:
                break
            time.sleep(0.05)
        # Waits for each to be gone, so that the database can be dropped the next moment.
        cursor.execute(f"SELECT pg_terminate_backend(pid, 5000) {_OTHERS}")
