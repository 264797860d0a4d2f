"""Which of the vendored fonts a page needs, by the scripts of what is written on it.

Scripts of an alphabet are in a sheet that every page has; browsers load a file of it only when the
page has a letter of it. Chinese, Japanese and Korean come in so many
slices that their sheets are given only to pages that have such a character.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_STATIC = Path(__file__).parent / "static"
SHEET = "fairlead/fonts.css"
CHINESE, KOREAN = "fairlead/fonts-cjk.css", "fairlead/fonts-hangul.css"
_NAMES = "简体中文繁體日本語한국어"  # of languages: every page has them, and their file is in SHEET
_CHINESE = re.compile(
    "[\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U00020000-\U000323af]"
)
_KOREAN = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_WIDE = re.compile(f"{_CHINESE.pattern}|{_KOREAN.pattern}")
_RULE = re.compile(
    r'@font-face\{font-family:"([^"]+)";font-weight:([\d ]+);[^}]*?url\("\.\./vendor/([^"]+)"\)'
    r"[^}]*?unicode-range:([^}]+)\}"
)


def list_further_sheets(text: str) -> list[str]:
    """Return the sheets of fonts that a page with this text needs besides `SHEET`."""
    if _WIDE.search(text) is None:
        return []
    there = set(_WIDE.findall(text)) - set(_NAMES)
    return [
        sheet
        for sheet, script in ((CHINESE, _CHINESE), (KOREAN, _KOREAN))
        if any(script.match(letter) for letter in there)
    ]


@dataclass(frozen=True, slots=True)
class Face:
    """One file of a font: what it is called, its weights as in CSS, the characters it draws."""

    family: str
    weight: str
    file: Path
    letters: frozenset[int]


@cache
def list_known_faces() -> tuple[Face, ...]:
    """Return every vendored face."""
    found = []
    for sheet in (SHEET, CHINESE, KOREAN):
        for family, weight, file, letters in _RULE.findall(
            (_STATIC / sheet).read_text(encoding="ascii")
        ):
            path = _STATIC / "vendor" / file
            found.append(Face(family, weight, path, list_letters_of(letters)))
    return tuple(found)


def list_letters_of(ranges: str) -> frozenset[int]:
    """Return the characters of a unicode-range."""
    letters: set[int] = set()
    for part in ranges.split(","):
        first, _, last = part.strip()[2:].partition("-")
        letters.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(letters)


def embed_fonts(text: str) -> str:
    """Return CSS that carries the files a page with this text needs, for a page without a server.

    A character in several families of a weight takes the first, and of a family's faces the last,
    as browsers do: the face of languages' names is in one weight alone. One that no face has takes
    none.
    """
    rules: list[str] = []
    wanted = set(map(ord, text))
    left: dict[str, set[int]] = {}
    faces = list_known_faces()
    for place, face in enumerate(faces):
        rest = left.setdefault(face.weight, set(wanted))
        kind = (face.family, face.weight)
        later = (one.letters for one in faces[place + 1 :] if (one.family, one.weight) == kind)
        drawn = (rest & face.letters).difference(*later)
        rest -= drawn
        if drawn:
            rules.append(_list_carried(face, drawn))
    return "".join(rules)


def _list_carried(face: Face, drawn: set[int]) -> str:
    data = b64encode(face.file.read_bytes()).decode()
    ranges = ",".join(f"U+{letter:X}" for letter in sorted(drawn))
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};'
        f'src:url("data:font/woff2;base64,{data}") format("woff2");unicode-range:{ranges}}}\n'
    )
