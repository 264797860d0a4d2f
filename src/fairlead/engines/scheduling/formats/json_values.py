"""Values of the JSON of a meeting problem, checked one by one; each fault names its element."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from fairlead.engines.scheduling.formats.errors import FormatError
from fairlead.engines.scheduling.problem import Ints

LARGEST = 2_000_000_000


def read_list(found: dict[str, Any], name: str, default: list[Any] | None = None) -> list[Any]:
    """Return a list by its name, the default where it is left out.

    Raises `FormatError` naming the element for anything else.
    """
    value = found.get(name, default)
    if not isinstance(value, list):
        raise FormatError("a list", element=name)
    return value


def read_whole(value: Any, element: str, *, lowest: int, most: int = LARGEST) -> int:
    """Return a whole number within its limits.

    Raises `FormatError` naming the element for anything else.
    """
    if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= most:
        raise FormatError(
            f"a whole number from {lowest} to {most}, got {value!r:.40}", element=element
        )
    return value


def read_optional(found: dict[str, Any], name: str, lowest: int) -> int | None:
    """Return a whole number by its name as `read_whole` does, None where it is left out."""
    value = found.get(name)
    return None if value is None else read_whole(value, name, lowest=lowest)


def read_yes_or_no(found: dict[str, Any], name: str) -> bool:
    """Return a truth value by its name, False where it is left out.

    Raises `FormatError` naming the element for anything else.
    """
    value = found.get(name, False)
    if not isinstance(value, bool):
        raise FormatError(f"true or false, got {value!r:.40}", element=name)
    return value


def read_by_slot(found: Any, name: str, slots: int, *, most: int) -> Iterator[tuple[int, int]]:
    """Yield the slot and the number of each entry of an object by slot.

    Raises `FormatError` naming the element for another slot, and for no such number.
    """
    if not isinstance(found, dict):
        raise FormatError('an object {"slot": number}', element=name)
    for key, value in found.items():
        digits = key.isascii() and key.isdigit() and len(key) < 12
        if not digits or int(key) >= slots:
            element = f'{name}["{key:.20}"]'
            raise FormatError(f"a slot from 0 to {slots - 1}", element=element)
        yield int(key), read_whole(value, f'{name}["{key}"]', lowest=0, most=most)


def read_slot_list(value: Any, element: str, slots: int) -> list[int]:
    """Return a list of slots of the problem.

    Raises `FormatError` naming the element for anything else.
    """
    if not isinstance(value, list):
        raise FormatError("a list of slots", element=element)
    for slot in value:
        if type(slot) is not int or not 0 <= slot < slots:
            raise FormatError(f"slots from 0 to {slots - 1}, got {slot!r:.40}", element=element)
    return value


def walk_requests(found: Any, name: str, of: str, requests: int) -> Iterator[tuple[int, str, Any]]:
    """Yield the request, the name and the value of each entry of an object by request.

    Raises `FormatError` naming the element for another request.
    """
    if not isinstance(found, dict):
        raise FormatError(f'an object {{"request": {of}}}', element=name)
    for key, value in found.items():
        digits = key.isascii() and key.isdigit() and len(key) < 12
        if not digits or int(key) >= requests:
            element = f'{name}["{key:.20}"]'
            raise FormatError(f"a request from 0 to {requests - 1}", element=element)
        yield int(key), f'{name}["{key}"]', value


def read_by_request(
    found: dict[str, Any], name: str, requests: int, *, default: int, most: int, lowest: int = 1
) -> Ints:
    """Return (R,) the numbers of an object by request, the default where one is left out."""
    numbers = np.full(requests, default, dtype=np.int32)
    for request, element, value in walk_requests(found.get(name, {}), name, "number", requests):
        numbers[request] = read_whole(value, element, lowest=lowest, most=most)
    return numbers
