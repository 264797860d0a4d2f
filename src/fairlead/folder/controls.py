"""Texts without control characters, and those that show nothing: nobody sees them."""

from __future__ import annotations

import re

_SIGNS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff"
CONTROL = re.compile(f"[{_SIGNS}]")
"""A control character, half a pair of surrogates or a sign that is none: XML has them neither."""
CONTROL_OR_BREAK = re.compile(rf"[{_SIGNS}\t\n\r]")

# What Unicode says is ignored where a font lacks it, fillers drawn as blanks, and controls.
_UNSEEN = (
    r"\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_SHOWS_NOTHING = re.compile(f"[{_UNSEEN}]*")


def looks_empty(text: str) -> bool:
    """Return whether a text has no sign that anybody sees, such as one zero-width space."""
    return _SHOWS_NOTHING.fullmatch(text) is not None


def is_hidden(char: str) -> bool:
    """Return whether nobody sees a character, or it looks like a plain blank and is none."""
    return char != " " and (not char.isprintable() or looks_empty(char))


def drop_hidden(text: str) -> str:
    """Return a text without characters that nobody sees; what looks like a blank is one."""
    plain = "".join(" " if char.isspace() else char for char in text)
    return "".join(char for char in plain if not is_hidden(char))


def drop_controls(text: str) -> str:
    """Return a text without control characters and half pairs; tabs and line feeds stay."""
    return CONTROL.sub("", text)


def write_line(text: str) -> str:
    """Return a text as one line, with single blanks and without control characters."""
    return " ".join(drop_controls(" ".join(text.split())).split())
