"""Numbers and words as people read them."""

from __future__ import annotations

_UNITS = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k"))
_WIDE = frozenset("MWmw@%ЖШЩЮФжшщюф—")
_NARROW = frozenset("iljtfrI.,:;'|!()[]/ ")

BOLDER = 1.12
"""How much wider the semibold letters of a sans serif run than its regular ones."""


def short(value: float) -> str:
    """Return an amount in three digits: ``1.24 bn``, ``560 k``, ``-12.5 m``, ``870``."""
    for size, unit in _UNITS:
        if abs(value) >= size * 0.9995:
            return f"{_three(value / size)} {unit}"
    return _three(value)


def number(value: float) -> str:
    """Return a number in full, never as a power of ten: ``5,404,390,012``, ``0.5``."""
    return f"{value:,.0f}" if abs(value) >= 1e5 else f"{value:,.6g}"


def _three(value: float) -> str:
    digits = 0 if abs(value) >= 99.95 else 1 if abs(value) >= 9.995 else 2
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def share(value: float, *, digits: int = 0) -> str:
    """Return a share as a percentage with a narrow space: ``43 %``; ``<1 %`` when nearly none."""
    if 0 < value < 0.5 / 10 ** (digits + 2):
        return f"<{10**-digits:.{digits}f}\u202f%"
    return f"{value * 100:.{digits}f}\u202f%"


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
