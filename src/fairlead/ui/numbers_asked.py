"""Numbers that an address or a form names: keys of rows, versions, pages."""

from __future__ import annotations

# The longest numbers of eighteen digits are within what the database counts to.
MOST = 10**18 - 1


def read_key(said: object, *, most: int = MOST) -> int | None:
    """Return the number that is said in digits, None for what is none or above ``most``.

    Only ASCII digits count: what other scripts write as a digit names no row.
    """
    if not (isinstance(said, str) and said.isascii() and said.isdigit() and len(said) <= 18):
        return None
    return number if (number := int(said)) <= most else None
