"""The address at which changes of a piece of work are told, for those who were shown it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core import signing

EVENTS = "/background-events"
_SALT = "fairlead.apps.work.events"
_SECONDS = 24 * 3600


def make_events_address(number: int) -> str:
    """Return the address of a work's events; it is valid for a day, for anybody who has it."""
    return f"{EVENTS}?{urlencode({'of': signing.dumps(number, salt=_SALT)})}"


def read_events_token(token: str) -> int:
    """Return the work's number; raises ValueError for a token that is old or not ours."""
    try:
        return int(signing.loads(token, salt=_SALT, max_age=_SECONDS))
    except (signing.BadSignature, TypeError, ValueError):
        raise ValueError("Expected a token that was made here.") from None
