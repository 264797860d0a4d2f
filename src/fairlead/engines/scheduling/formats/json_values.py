"""Values of the JSON of a meeting problem, checked one by one; each fault names its element."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.scheduling.formats.errors import FormatError
from fairlead.engines.scheduling.problem import Ints

LARGEST = 2_000_000_000
_MOST_DIGITS = 400


def load_object(text: str) -> Any:
    """Return what a JSON text says; of each object every key stands once.

    Raises `FormatError` with the line of what is no JSON, or with the key that stands twice.
    """
    try:
        return json.loads(text, object_pairs_hook=_build_object, parse_int=_read_integer)
    except json.JSONDecodeError as error:
        more = error.msg.startswith("Extra data")
        expected = "JSON: one object and nothing after it" if more else f"JSON: {error.msg}"
        expected += "" if more else "; is the file cut?"
        raise FormatError(expected, line=error.lineno) from None
    except RecursionError:
        raise FormatError("JSON of a few levels, got lists nested too deeply") from None


def _build_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for at, key in enumerate(keys) if key in keys[:at])
        raise FormatError("each key of an object once, got it twice", element=f"{twice:.40}")
    return found


def _read_integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= _MOST_DIGITS else float(digits)


def read_rows(rows: list[Any], name: str, width: int, expected: str) -> NDArray[np.float64]:
    """Return (rows, width) numbers; those of no finite size stay what they are.

    Raises `FormatError` naming the row for anything but lists of so many numbers.
    """
    for at, row in enumerate(rows):
        good = isinstance(row, list) and len(row) == width
        if not good or not all(type(number) in (int, float) for number in row):
            raise FormatError(expected, element=f"{name}[{at}]")
    try:
        return np.array(rows, dtype=np.float64).reshape(len(rows), width)
    except OverflowError:
        large = (any(abs(number) > LARGEST for number in row) for row in rows)
        at = next(at for at, found in enumerate(large) if found)
        raise FormatError(f"{expected}, none beyond {LARGEST}", element=f"{name}[{at}]") from None


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


def read_by_slot(
    found: Any, name: str, slots: int, *, most: int, of: str = "slot"
) -> Iterator[tuple[int, int]]:
    """Yield the slot and the number of each entry of an object by slot, or by another thing.

    Raises `FormatError` naming the element for another slot, and for no such number.
    """
    if not isinstance(found, dict):
        raise FormatError(f'an object {{"{of}": number}}', element=name)
    for key, value in found.items():
        if not _is_number(key) or int(key) >= slots:
            element = f'{name}["{key:.20}"]'
            raise FormatError(f"a {of} from 0 to {slots - 1}", element=element)
        yield int(key), read_whole(value, f'{name}["{key}"]', lowest=0, most=most)


def _is_number(key: str) -> bool:
    """Return whether a key is a number as JSON writes it: 7 and not 07, which would be another."""
    return key.isascii() and key.isdigit() and len(key) < 12 and str(int(key)) == key


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
        if not _is_number(key) or int(key) >= requests:
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
