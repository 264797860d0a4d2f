"""How wide a text runs in a drawing, and how it is cut or wrapped to fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_WIDE = frozenset("MWmw@%ЖШЩЮФжшщюф—")
_NARROW = frozenset("iljtfrI.,:;'|!()[]/ ")
# Chinese and Japanese break between any two characters, but not before a mark that closes.
_HAN = "\u2e80-\u2fff\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_CLOSING = "、。，．：；！？）」』】》〉”’"
_PIECES = re.compile(f"[{_HAN}][{_CLOSING}ー]*|[^{_HAN}]+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_TEXT = re.compile(r"(<text\b[^>]*>)(.*?)(</text>)", re.DOTALL)
_WORDS = re.compile(r"(^|>)([^<>]+)(?=<|$)")
_PLACE = re.compile(r'^<text\b([^>]*?)\bx="([-\d.]+)"')
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ')

BOLDER = 1.12
"""How much wider the semibold letters of a sans serif run than its regular ones."""


def measure_text(text: str, size: float) -> float:
    """Return the width of a line in a sans serif of that size, a little on the safe side."""
    units = 0.0
    for char in text:
        if ord(char) > 0x2E7F:
            units += 1.0
        else:
            units += 0.86 if char in _WIDE else 0.32 if char in _NARROW else 0.58
    return units * size


def fits_line(text: str, *, width: float, size: float) -> bool:
    """Return whether the text fits on one line, its hard spaces counted as any others."""
    return measure_text(" ".join(text.split()), size) <= width


def wrap(text: str, *, width: float, size: float, most: int) -> list[str]:
    """Return the text in at most ``most`` lines that fit, the last one cut with an ellipsis.

    Nothing when not even a piece of the first word fits.
    """
    if most < 1 or width < size:
        return []
    lines: list[str] = []
    words = list(_split_breakable(text))
    line = ""
    for position, (space, word) in enumerate(words):
        longer = f"{line}{space if line else ''}{word}"
        if measure_text(longer, size) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        if len(lines) == most or not line:
            rest = "".join(f"{space}{word}" for space, word in words[position:]).strip()
            cut = _cut(rest if not line else f"{lines.pop()}{space}{word}", width=width, size=size)
            return [*lines, cut] if cut else lines
        line = word
        if measure_text(word, size) > width:
            cut = _cut(word, width=width, size=size)
            return [*lines, cut] if cut else lines
    return [*lines, line] if line else lines


def _split_breakable(text: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces between which a line may break, each with the space before it."""
    for word in text.split():
        for number, piece in enumerate(_PIECES.findall(word)):
            yield ("" if number else " "), piece


def _cut(text: str, *, width: float, size: float) -> str:
    """Return as much of the text as fits before an ellipsis, at least three characters."""
    while text and measure_text(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…" if len(text) >= 3 else ""


def choose_role(addresses: Iterable[str]) -> str:
    """Return the ARIA role of a picture with these links, "" for none: an image would hide them."""
    return "group" if any(addresses) else "img"


def lay_out(svg: str, *, right_to_left: bool) -> str:
    """Return a picture as a reader sees it whose language runs this way.

    From right to left the shapes are mirrored, their words are not: each keeps its side of its
    shape. Either way, words that run the other way do not reorder what stands beside them. A
    picture laid out already stays as it is.
    """
    if 'direction="rtl"' in svg.partition(">")[0] or "\u2068" in svg:
        return svg
    isolated = _TEXT.sub(lambda found: _isolate(found, always=right_to_left), svg)
    if not right_to_left:
        return isolated
    box = _BOX.search(isolated)
    if box is None:
        raise ValueError("Expected a picture with a viewBox from 0 0, got another.")
    head, _, body = isolated.partition(">")
    head = head.replace(' direction="ltr"', "").replace(' style="direction:ltr"', "")
    body = _TEXT.sub(_turn_back, body.removesuffix("</svg>"))
    mirror = f'<g transform="matrix(-1 0 0 1 {box[1]} 0)">'
    return f'{head} direction="rtl">{mirror}{body}</g></svg>'


def _isolate(text: re.Match[str], *, always: bool) -> str:
    """Return a text element whose words keep their own direction."""
    if not (always or _RIGHT_TO_LEFT.search(text[2])):
        return text[0]
    return text[1] + _WORDS.sub("\\1\u2068\\2\u2069", text[2]) + text[3]


def _turn_back(text: re.Match[str]) -> str:
    """Return a text element of a mirrored picture, its letters the right way round."""
    turned = _PLACE.sub(
        lambda found: (
            f'<text{found[1]}x="{found[2]}" transform="matrix(-1 0 0 1 {2 * float(found[2]):g} 0)"'
        ),
        text[1],
    )
    return turned + text[2].replace(' dx="', ' dx="-') + text[3]
