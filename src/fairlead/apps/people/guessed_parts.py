"""How much of a password nobody can foresee."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection

# A part of some twenty thousand that are tried first is as good as two characters.
_PART = 2
_SHORTEST, _LONGEST = 3, 32
# What comes after so many characters makes a password no worse.
_LOOKED_AT = 128

# Keys and letters beside each other; a part of three of them, in either direction, is a row.
_KEYS = (
    "01234567890-=",
    "qwertyuiop[]\\",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "qwertzuiopü",
    "yxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "йцукенгшщзхъ",
    "фывапролджэ",
    "ячсмитьбю",
    "ضصثقفغعهخحجد",
    "شسيبلاتنمكط",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
    *("1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik,", "9ol.", "0p;/"),
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
)
_ROWS = "\n".join([*_KEYS, *(row[::-1] for row in _KEYS)])
_SHIFTED = str.maketrans('!@#$%^&*()_+{}:"|<>?', "1234567890-=[];'\\,./")
# Signs that people write for letters; one stands for i as well as for l.
_SIGNS = (
    str.maketrans("@4301$57!", "aaeoisstl"),
    str.maketrans("@4301$57!", "aaeolssti"),
)
_DATE = re.compile(r"(\d{1,2}[./-]?){0,2}(19|20)\d\d|(19|20)\d\d([./-]?\d{2}){1,2}")


def measure_surprise(password: str, words: Collection[str]) -> int:
    """Return how many characters a password has of which each is a surprise.

    A part that is one of ``words`` (in small letters, also backwards or with signs for letters), a
    row of keys or of the alphabet, a date, one character again and again, or what stood in the
    password before counts as two. Of all ways to part it the one with the least counts.
    """
    text = unicodedata.normalize("NFKC", password).casefold()[:_LOOKED_AT]
    is_foreseen = _build_check(text, words)
    least = [0]
    for end in range(1, len(text) + 1):
        found = least[end - 1] + 1
        for start in range(max(0, end - _LONGEST), end - _SHORTEST + 1):
            if least[start] + _PART < found and is_foreseen(start, end):
                found = least[start] + _PART
        least.append(found)
    return least[-1] + max(0, len(password) - _LOOKED_AT)


def _build_check(text: str, words: Collection[str]) -> Callable[[int, int], bool]:
    """Return what tells whether a part of the text is tried first."""
    spelled = [text, *(text.translate(signs) for signs in _SIGNS)]
    keys = text.translate(_SHIFTED)

    def is_foreseen(start: int, end: int) -> bool:
        part = text[start:end]
        return (
            any(one[start:end] in words or one[start:end][::-1] in words for one in spelled)
            or keys[start:end] in _ROWS
            or len(set(part)) == 1
            or part in text[:start]
            or _DATE.fullmatch(part) is not None
        )

    return is_foreseen
