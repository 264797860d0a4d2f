"""Texts without control characters: nobody sees them, and no file of a fair may hold them."""

from __future__ import annotations

import re

_SIGNS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff"
CONTROL = re.compile(f"[{_SIGNS}]")
"""A control character, half a pair of surrogates or a sign that is none: XML has them neither."""
CONTROL_OR_BREAK = re.compile(rf"[{_SIGNS}\t\n\r]")


def drop_controls(text: str) -> str:
    """Return a text without control characters and half pairs; tabs and line feeds stay."""
    return CONTROL.sub("", text)


def write_line(text: str) -> str:
    """Return a text as one line, with single blanks and without control characters."""
    return " ".join(drop_controls(" ".join(text.split())).split())
