"""Texts that spreadsheet programs still write in a character set from before Unicode."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W\d_]{3,}")
_MARK = re.compile(r"[\x80-\x9f\ufffd]")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f]")
_HEAD = 64 * 1024
_MOST = 0.6
# In their order: what is natural in one of the first is natural in the last of them too.
_ONE_BYTE = ("cp1251", "cp1256")


def decode_old_set(content: bytes) -> str | None:
    """Return the text, in Windows' Cyrillic, Arabic, Chinese or Western set; None for no text.

    A set is taken when most words with letters beyond ASCII are of one script in it, written as
    words are: small, capital, or with a capital first.
    """
    if _BINARY.search(content):
        return None
    head = content[: content.rfind(b"\n", 0, _HEAD) + 1] or content[:_HEAD]
    for name in _ONE_BYTE:
        if _share_natural(head.decode(name, errors="replace")) > _MOST:
            return content.decode(name, errors="replace")
    if _share_frequent(head) > _MOST:
        return content.decode("gb18030", errors="replace")
    text = content.decode("cp1252", errors="replace")
    return None if len(_MARK.findall(text)) > len(text) // 100 else text


def _share_natural(text: str) -> float:
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    return sum(map(_is_natural, words)) / len(words) if words else 0.0


def _is_natural(word: str) -> bool:
    scripts = {unicodedata.name(char, "?").partition(" ")[0] for char in word}
    cased = word in (word.lower(), word.upper(), word.capitalize())
    return scripts in ({"CYRILLIC"}, {"ARABIC"}) and cased


def _share_frequent(head: bytes) -> float:
    """Return which share of the signs beyond ASCII are frequent Chinese ones, by GB 2312."""
    beyond = [char for char in head.decode("gb18030", errors="replace") if not char.isascii()]
    frequent = sum(0xB0 <= char.encode("gb18030")[0] <= 0xD7 for char in beyond)
    return frequent / len(beyond) if beyond else 0.0
