"""Numbers that an address or a form names: keys of rows, versions, pages, figures."""

from __future__ import annotations

import re
from decimal import Decimal

_FIGURE = re.compile(r"(?:\d+|\d{1,3}(?:\s\d{3})+)(?:\.\d+|,(?!\d{3}$)\d+)?")

# The longest numbers of eighteen digits are within what the database counts to.
MOST = 10**18 - 1


def read_key(said: object, *, most: int = MOST) -> int | None:
    """Return the number written in digits, None for any other text and for one above ``most``.

    Only ASCII digits count: what other scripts write as a digit names no row.
    """
    if not (isinstance(said, str) and said.isascii() and said.isdigit() and len(said) <= 18):
        return None
    return number if (number := int(said)) <= most else None


def parse_figure(text: str) -> Decimal:
    """Return the number that a person typed: thousands by blanks, a decimal point or comma.

    Raises ValueError for anything else, also for a comma before just three digits, which is a
    decimal sign in some languages and parts thousands in others.
    """
    if not _FIGURE.fullmatch(text.strip()):
        raise ValueError(f"expected a figure, not {text!r}")
    return Decimal(re.sub(r"\s", "", text).replace(",", "."))
