"""An act is done once more that the database ended because others changed the same rows."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection
from psycopg.errors import DeadlockDetected, SerializationFailure

_TRIES = 4
_Given = ParamSpec("_Given")
_Found = TypeVar("_Found")


def met_others(error: BaseException) -> bool:
    """Return whether the database refused this because of what others wrote at that moment."""
    met = (DeadlockDetected, SerializationFailure)
    return isinstance(error, OperationalError) and isinstance(error.__cause__, met)


def repeat_act(act: Callable[_Given, _Found]) -> Callable[_Given, _Found]:
    """Return the function as a transaction by itself that is repeated after a deadlock.

    Within somebody else's transaction it is done once: what that did before is gone too.
    """

    @wraps(act)
    def do(*args: _Given.args, **kwargs: _Given.kwargs) -> _Found:
        for _try in range(1, _TRIES):
            try:
                return act(*args, **kwargs)
            except OperationalError as error:
                if connection.in_atomic_block or not met_others(error):
                    raise
        return act(*args, **kwargs)

    return do
