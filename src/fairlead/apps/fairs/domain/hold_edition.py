"""One load of an edition at a time, and none while an engine works on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

_KIND = 0x66616972  # of the advisory locks that are about editions


class EditionIsBusy(Exception):
    """Somebody else works on the edition."""


@contextmanager
def hold_edition_to_solve(code: str) -> Iterator[None]:
    """Hold an edition for as long as an engine works on it: none is loaded meanwhile."""
    _lock("pg_advisory_lock_shared", code)
    try:
        yield
    finally:
        _lock("pg_advisory_unlock_shared", code)


@contextmanager
def hold_edition_to_load(
    code: str, *, wait: bool = True, told: Callable[[], None] = lambda: None
) -> Iterator[None]:
    """Hold an edition for a load: neither another one nor an engine works on it meanwhile.

    When somebody does it calls ``told`` and waits, or raises EditionIsBusy where it shall not
    ``wait``.
    """
    if not _lock("pg_try_advisory_lock", code):
        if not wait:
            raise EditionIsBusy(code)
        told()
        _lock("pg_advisory_lock", code)
    try:
        yield
    finally:
        _lock("pg_advisory_unlock", code)


def _lock(function: str, code: str) -> bool:
    if connection.connection is not None and connection.connection.closed:
        return False  # with the session went its locks
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, hashtext(%s))", (_KIND, code))
        return bool(cursor.fetchone()[0])
