"""One cell as people see it."""

from __future__ import annotations

import datetime as dt
import re

# A code whose format shows leading zeros: 00000, 000-00-00, "A"0000.
_PADDED = re.compile(r'(?:0|\\.|"[^"]*"|[-/ ()+])+')
_PLACE = re.compile(r'0|\\(.)|"([^"]*)"|([-/ ()+])')


def show_cell(value: object) -> str:
    """Return a value as text: whole numbers without a point, dates as 2024-07-08."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e21 else repr(value)
    if isinstance(value, dt.datetime):
        if value.time() == dt.time():
            return value.date().isoformat()
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        return value.isoformat(timespec="minutes")
    return str(value)


def is_padded(code: str) -> bool:
    """Return whether a number format shows leading zeros, and nothing but digits and signs."""
    return code.count("0") >= 2 and _PADDED.fullmatch(code) is not None


def pad_number(value: str, code: str) -> str:
    """Return a whole number as its format shows it: 7 as 007, 1234567 as 123-45-67."""
    if not value.isdigit():
        return value
    places = [
        "0" if found[0] == "0" else (found[1] or found[2] or found[3] or "")
        for found in _PLACE.finditer(code)
    ]
    first = places.index("0")
    digits, shown = list(value), []
    for position in range(len(places) - 1, -1, -1):
        if places[position] != "0":
            shown.append(places[position])
        elif position == first and digits:
            shown.append("".join(digits))
            digits = []
        else:
            shown.append(digits.pop() if digits else "0")
    return "".join(reversed(shown))
