"""What a process keeps of an edition for as long as the edition stays as it is.

An edition's ``stamp`` is read with every request and is new after every change of what visitors
see of it (`fairlead.apps.fairs.models.Edition`), so nothing kept is ever shown after a change,
whichever process or program made it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.utils.translation import get_language

from fairlead.apps.fairs.models import Edition

P = ParamSpec("P")
T = TypeVar("T")
_Key = tuple[Hashable, ...]

_MOST = 128  # values of all editions and languages together; the one unused longest goes first
_values: OrderedDict[_Key, tuple[Hashable, Any]] = OrderedDict()
_lock = threading.Lock()


def keep_by_stamp(
    make: Callable[Concatenate[Edition, P], T],
) -> Callable[Concatenate[Edition, P], T]:
    """Return the function with its results kept, by edition, language and further arguments.

    These must be hashable, and the result never changed by who gets it. Two requests at a time
    may both make a value; nobody waits for another.
    """

    @wraps(make)
    def find(edition: Edition, /, *args: P.args, **kwargs: P.kwargs) -> T:
        given = (*args, *sorted(kwargs.items()))
        key = (make.__module__, make.__qualname__, edition.pk, get_language(), *given)
        found = _values.get(key)
        if found is None or found[0] != edition.stamp:
            found = (edition.stamp, make(edition, *args, **kwargs))
        with _lock:
            _values[key] = found
            _values.move_to_end(key)
            if len(_values) > _MOST:
                _values.popitem(last=False)
        value: T = found[1]
        return value

    return find
