"""Sessions in the database, each act of one statement.

Django's own store asks whether a new key is there already, saves within its own transaction,
and, where a key is changed, writes an empty session, reads the old one to remove it, and saves
again: eleven statements where somebody signs in, one here. The stored data are the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib.sessions.backends.base import VALID_KEY_CHARS, CreateError, UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.crypto import get_random_string

_KEY_LENGTH = 32
_KEY_CHARACTERS = frozenset(VALID_KEY_CHARS)
_READ = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"
_CREATE = """
INSERT INTO django_session (session_key, session_data, expire_date) VALUES (%s, %s, %s)
ON CONFLICT DO NOTHING
"""
_UPDATE = """
UPDATE django_session SET session_key = %s, session_data = %s, expire_date = %s
WHERE session_key = %s
"""


class SessionStore(DatabaseStore):
    """A session as Django keeps it, written with less."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing, and no key, where it is gone or over."""
        with connection.cursor() as cursor:
            cursor.execute(_READ, [self.session_key, timezone.now()])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        return dict(self.decode(row[0]))

    # The key under which the session is still kept, between a new key and the next save.
    _former: str | None = None
    # What it held when this request kept it last: kept again it would be the same row.
    _kept: bytes | None = None

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001  Django's
        """Write the session; raises UpdateError where it is gone, CreateError where it is new."""
        if self.session_key is None:
            self.create()
            return
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        holds = self.serializer().dumps(data)
        if must_create:
            if not _run(_CREATE, self._write_row(data)):
                raise CreateError
        elif holds != self._kept or self._former is not None:
            self._update(data)
        self._kept = holds

    def _update(self, data: dict[str, Any]) -> None:
        former, self._former = self._former, None
        row = self._write_row(data)
        try:
            written = _run(_UPDATE, [*row, former or row[0]])
        except DatabaseError as error:
            raise UpdateError from error
        if not written and (former is None or not _run(_CREATE, row)):
            raise UpdateError

    def cycle_key(self) -> None:
        """Give the session a new key; the old one is nobody's once the session is saved.

        Anyone who signs in gets an answer only after that.
        """
        data = self._get_session()  # type: ignore[attr-defined]
        self._former = self._former or self.session_key
        self._session_key = self._get_new_session_key()
        self._session_cache = data
        if self._former is None:
            self.save(must_create=True)
            self._session_cache = data
        self.modified = True

    def delete(self, session_key: str | None = None) -> None:
        """Remove a session, this one where none is named."""
        key = session_key or self._former or self.session_key
        if session_key in (None, self.session_key):
            key, self._former = self._former or self.session_key, None
        if key is not None:
            _run("DELETE FROM django_session WHERE session_key = %s", [key])

    def _validate_session_key(self, key: str | None) -> bool:
        """Return whether a key can be ours; the database has no text for some that cookies hold."""
        return key is not None and len(key) == _KEY_LENGTH and _KEY_CHARACTERS.issuperset(key)

    def _get_new_session_key(self) -> str:
        """Return a key that nobody can guess; that it is new is seen when it is written."""
        return get_random_string(_KEY_LENGTH, VALID_KEY_CHARS)

    def _write_row(self, data: dict[str, Any]) -> list[str | dt.datetime]:
        key: str = self._get_or_create_session_key()  # type: ignore[attr-defined]
        return [key, self.encode(data), self.get_expiry_date()]


def _run(sql: str, values: Sequence[str | dt.datetime]) -> int:
    """Return how many rows a statement wrote."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)
