"""What a process keeps of an edition for as long as what it was made of stays as it is.

While something is made, the tables that the database is asked of are noted. The edition's stamps
of these are read before, with every request, and a new one follows every change of what visitors
see: so nothing kept is ever shown after a change, by any process or program, and a
change drops what was made of its table alone.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.utils.translation import get_language

from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.reads import (
    EVERYTHING,
    choose_stamps,
    find_stamp,
    note_parts,
    note_reads,
)
from fairlead.ui.text_language import find_chosen_language

P = ParamSpec("P")
T = TypeVar("T")
_Key = tuple[Hashable, ...]

_MOST = 128  # values of all editions and languages together; the one unused longest goes first


@dataclass(frozen=True, slots=True)
class _CacheEntry:
    parts: frozenset[str]
    stamp: Hashable
    value: Any


class _Store:
    """Values by key, the one unused longest given up first; used by several threads."""

    def __init__(self, most: int) -> None:
        self._values: OrderedDict[_Key, _CacheEntry] = OrderedDict()
        self._most = most
        self._lock = threading.Lock()

    def forget(self) -> None:
        with self._lock:
            self._values.clear()

    def find(self, key: _Key) -> _CacheEntry | None:
        return self._values.get(key)

    def keep(self, key: _Key, kept: _CacheEntry) -> None:
        with self._lock:
            self._values[key] = kept
            self._values.move_to_end(key)
            if len(self._values) > self._most:
                self._values.popitem(last=False)


_shared = _Store(_MOST)


def forget_kept() -> None:
    """Give up what `keep_by_stamp` has kept in this process."""
    _shared.forget()


def keep_by_stamp(
    make: Callable[Concatenate[Edition, P], T],
) -> Callable[Concatenate[Edition, P], T]:
    """Return the function with its results kept, by edition, language and further arguments.

    These must be hashable, and the result never changed by who gets it, nor read from the database
    later: a query is asked within. Two requests at a time may both make a value; nobody waits for
    another. Nothing is kept for readers of a language that the edition does not declare.
    """
    return _keep_in(_shared, make)


def keep_apart(
    most: int,
) -> Callable[[Callable[Concatenate[Edition, P], T]], Callable[Concatenate[Edition, P], T]]:
    """Return what `keep_by_stamp` does, with room for so many values and for no others."""
    store = _Store(most)
    return lambda make: _keep_in(store, make)


def _keep_in(
    store: _Store, make: Callable[Concatenate[Edition, P], T]
) -> Callable[Concatenate[Edition, P], T]:
    @wraps(make)
    def find(edition: Edition, /, *args: P.args, **kwargs: P.kwargs) -> T:
        chosen = find_chosen_language()
        # Anybody can write thousands of tags, which would leave no room for what is read.
        declared = not chosen or chosen in map(str.lower, edition.languages)
        given = (*args, *sorted(kwargs.items()))
        key = (
            make.__module__,
            make.__qualname__,
            edition.pk,
            get_language(),
            chosen,
            *given,
        )
        found = store.find(key) if declared else None
        if found is not None and found.stamp == find_stamp(edition, found.parts):
            note_parts(found.parts)
        else:
            stamps = edition.stamps  # before anything is read
            with note_reads() as parts:
                value = make(edition, *args, **kwargs)
            noted = frozenset(parts) or EVERYTHING
            note_parts(noted)
            found = _CacheEntry(noted, choose_stamps(stamps, noted), value)
        if declared:
            store.keep(key, found)
        result: T = found.value
        return result

    return find
