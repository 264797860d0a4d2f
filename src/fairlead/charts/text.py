"""How wide a text runs in a drawing, and how it is cut or wrapped to fit."""

from __future__ import annotations

from collections.abc import Iterable

_WIDE = frozenset("MWmw@%ЖШЩЮФжшщюф—")


_NARROW = frozenset("iljtfrI.,:;'|!()[]/ ")


BOLDER = 1.12
"""How much wider the semibold letters of a sans serif run than its regular ones."""


def text_width(text: str, size: float) -> float:
    """Return the width of a line in a sans serif of that size, a little on the safe side."""
    units = 0.0
    for char in text:
        if ord(char) > 0x2E7F:
            units += 1.0
        else:
            units += 0.86 if char in _WIDE else 0.32 if char in _NARROW else 0.58
    return units * size


def fits(text: str, *, width: float, size: float) -> bool:
    """Return whether the text fits on one line, its hard spaces counted as any others."""
    return text_width(" ".join(text.split()), size) <= width


def wrap(text: str, *, width: float, size: float, most: int) -> list[str]:
    """Return the text in at most ``most`` lines that fit, the last one cut with an ellipsis.

    Nothing when not even a piece of the first word fits.
    """
    if most < 1 or width < size:
        return []
    lines: list[str] = []
    words = text.split()
    line = ""
    for position, word in enumerate(words):
        longer = f"{line} {word}".strip()
        if text_width(longer, size) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        if len(lines) == most or not line:
            rest = " ".join(words[position:]) if not line else f"{lines.pop()} {word}"
            cut = _cut(rest, width=width, size=size)
            return [*lines, cut] if cut else lines
        line = word
        if text_width(word, size) > width:
            cut = _cut(word, width=width, size=size)
            return [*lines, cut] if cut else lines
    return [*lines, line] if line else lines


def _cut(text: str, *, width: float, size: float) -> str:
    """Return as much of the text as fits before an ellipsis, at least three characters."""
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…" if len(text) >= 3 else ""


def role_of(addresses: Iterable[str]) -> str:
    """Return the ARIA role of a picture with these links, "" for none: an image would hide them."""
    return "group" if any(addresses) else "img"
