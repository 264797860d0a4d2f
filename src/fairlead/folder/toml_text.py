"""Reads TOML that somebody wrote, however odd: it ends soon, in a document or in a clear error."""

from __future__ import annotations

import re
import tomllib
from typing import Any

# Of names joined by dots, which take the square of their number to read. So many in a row are no
# text either.
_MOST_NAMES = 100
_NAME = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_DOTTED = re.compile(rf"(?<![\w-]){_NAME}(?:[ \t]*\.[ \t]*{_NAME}){{{_MOST_NAMES}}}")
_MOST_BITS = 4_000  # Python writes no number of more than 4,300 digits.


def parse_toml(text: str) -> dict[str, Any]:
    """Return the document; raises ValueError that says what is wrong."""
    if _DOTTED.search(text):
        raise ValueError("nested too deeply")
    try:
        document = tomllib.loads(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    waiting: list[Any] = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, int) and value.bit_length() > _MOST_BITS:
            raise ValueError("a whole number has too many digits")
    return document
