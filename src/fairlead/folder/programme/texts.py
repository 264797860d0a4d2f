"""Texts and addresses as every format of programmes can hold them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

_WEB = re.compile(r"https?://[!-~]+")


def keep_address(address: str) -> str:
    """Return a web address, empty for anything else, such as one with a line feed in it."""
    return address if _WEB.fullmatch(address) else ""


def read_tongues(value: Any) -> dict[str, str]:
    """Return a text in several languages by their tags in small letters; nothing for any other."""
    if not isinstance(value, dict):
        return {}
    return {
        str(tag).lower().replace("_", "-"): text
        for tag, text in value.items()
        if isinstance(text, str) and text.strip()
    }


def choose_tongues(said: Mapping[str, str], languages: Sequence[str]) -> dict[str, str]:
    """Return the texts in these languages; of another kind of a language where it has none."""
    found = {}
    for tag in languages:
        own = tag.lower()
        near = (one for one in said if one.partition("-")[0] == own.partition("-")[0])
        key = own if own in said else next(near, None)
        if key is not None:
            found[tag] = said[key]
    return found
