"""Texts and addresses as every format of programmes can hold them."""

from __future__ import annotations

import re

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_WEB = re.compile(r"https?://[!-~]+")


def drop_controls(text: str) -> str:
    """Return a text without control characters and half pairs; tabs and line feeds stay."""
    return _CONTROLS.sub("", text)


def keep_address(address: str) -> str:
    """Return a web address, empty for anything else, such as one with a line feed in it."""
    return address if _WEB.fullmatch(address) else ""
