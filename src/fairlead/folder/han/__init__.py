"""Chinese characters: the simplified one of each traditional one, and the order of their readings.

Names are ordered by pinyin through GB 2312, whose 3,755 first characters stand by their readings;
neither Babel nor the embedded PostgreSQL has a collation for it (docs/decisions/0720). The table
of simplified characters is from OpenCC's data (Apache-2.0, see the licence beside).
"""

from __future__ import annotations

import codecs
from bisect import bisect_right
from functools import cache
from importlib import resources

# The first character of each letter in the order of GB 2312; no reading begins with i, u or v.
_LETTERS = {
    "A": "啊", "B": "芭", "C": "擦", "D": "搭", "E": "蛾", "F": "发", "G": "噶", "H": "哈",
    "J": "击", "K": "喀", "L": "垃", "M": "妈", "N": "拿", "O": "哦", "P": "啪", "Q": "期",
    "R": "然", "S": "撒", "T": "塌", "W": "挖", "X": "昔", "Y": "压", "Z": "匝",
}  # fmt: skip
_FIRST, _LAST = 0xB0A1, 0xD7F9  # the characters that stand by their readings
_HAN = 0x4E00
_BEHIND = 0x30000  # where characters go that have no place in the order


def is_han(char: str) -> bool:
    """Return whether a character is Chinese, of the usual blocks."""
    return "\u3400" <= char <= "\u4dbf" or "\u4e00" <= char <= "\u9fff"


def read_simplified() -> tuple[str, str]:
    """Return the traditional characters and, place by place, the simplified ones."""
    text = resources.files(__name__).joinpath("simplified.txt").read_text(encoding="utf-8")
    traditional, simplified = text.splitlines()
    return traditional, simplified


def simplify(text: str) -> str:
    """Return a text in simplified characters, one for one."""
    return text.translate(_map_simplified())


@cache
def _map_simplified() -> dict[int, int]:
    return str.maketrans(*read_simplified())


def key_by_reading(text: str) -> str:
    """Return what a text is sorted by: Chinese characters by pinyin, all others as they are.

    A rare character that GB 2312 orders by its strokes, or does not have, stands behind. One with
    several readings has its commonest.
    """
    if text.isascii() or not any(map(is_han, text)):
        return text
    return text.translate(_order())


def read_letter(char: str) -> str:
    """Return the Latin letter that a character's reading begins with; nothing for a rare one."""
    code = _encode(chr(_map_simplified().get(ord(char), ord(char))))
    if not _FIRST <= code <= _LAST:
        return ""
    return next(letter for letter, first in reversed(_LETTERS.items()) if _encode(first) <= code)


def read_syllables(text: str) -> str:
    """Return a text with each Chinese character read as its syllable, without tones: 华星 huaxing.

    A rare character, which GB 2312 does not order by its reading, stays.
    """
    return "".join(_read_syllable(char) if is_han(char) else char for char in text)


@cache
def _read_syllable(char: str) -> str:
    code = _encode(chr(_map_simplified().get(ord(char), ord(char))))
    if not _FIRST <= code <= _LAST:
        return char
    firsts, syllables = _list_syllables()
    return syllables[bisect_right(firsts, code) - 1]


def list_syllables() -> tuple[str, ...]:
    """Return the syllables of pinyin without tones: a, ai, an ..."""
    return _list_syllables()[1]


@cache
def _list_syllables() -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return the place at which the characters of each syllable begin, and the syllables."""
    words = resources.files(__name__).joinpath("syllables.txt").read_text(encoding="utf-8").split()
    return tuple(_encode(word[-1]) for word in words), tuple(word[:-1] for word in words)


def _encode(char: str) -> int:
    """Return the two bytes of a character in GB 2312 as a number; 0 for one it has not."""
    try:
        return int.from_bytes(codecs.encode(char, "gb2312"))
    except UnicodeEncodeError:
        return 0


@cache
def _order() -> dict[int, int]:
    """Return the place of each character: of a traditional one that of its simplified one."""
    codes = {char: _encode(chr(char)) for char in range(0x3400, 0xA000)}
    ordered = sorted((code, char) for char, code in codes.items() if code)
    places = {char: _HAN + place for place, (_code, char) in enumerate(ordered)}
    simplified = _map_simplified()
    return {char: places.get(simplified.get(char, char), _BEHIND + char) for char in codes}
