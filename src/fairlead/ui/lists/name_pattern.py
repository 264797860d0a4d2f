"""A pattern that finds a word of a name however the name is spelled.

Capitals, accents, ё and е, full width, Arabic letters with and without their signs, traditional
and simplified characters are alike, as in the search of the catalogue (docs/decisions/0630); a
word in Latin letters is found in Cyrillic ones and the other way round, a hyphen or an apostrophe
may be left out. The pattern means the same to Python and to PostgreSQL.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache

from fairlead.folder.han import is_han, read_simplified, simplify

# Each Cyrillic letter with its spellings in Latin ones, the longest first.
_SPELLINGS = {
    "а": "a", "б": "b", "в": "v w", "г": "g h", "д": "d", "е": "ye je yo jo io ie e", "ж": "zh j g",
    "з": "z s", "и": "iy ij yi i y j", "к": "ck k c q", "л": "l", "м": "m", "н": "n", "о": "o",
    "п": "p", "р": "r", "с": "s c", "т": "t", "у": "ou u", "ф": "ph f v", "х": "kh ch h x",
    "ц": "ts tz c z", "ч": "tch ch c", "ш": "sch sh s", "щ": "shch sch shh", "ъ": "", "ы": "yi y i",
    "ь": "", "э": "e", "ю": "yu iu ju u", "я": "ya ia ja", "кс": "x ks",
    "ия": "iya ija iia ia",
}  # fmt: skip
_MARKS = "'’ʼʻ‘`´ʹʺ"
_HYPHENS = "‐‑‒–—-"  # the last is none of a range in a class
_SIGN = f"[{_MARKS}{_HYPHENS}]?"
_TYPED_SIGN = rf"[\s{_MARKS}{_HYPHENS}]?"
_SOFT = "[ьъЬЪ]?"
_MOST_LETTERS = 40  # of 5,000 PostgreSQL says that the pattern is too complex
# Letters that no mark makes of another, and what each is read as.
_ALIKE_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "s", "ى": "ي", "ی": "ي", "ک": "ك",
     "ة": "ه", "ۀ": "ه", "ہ": "ه", "ə": "a", "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о",
     "ұ": "у", "ү": "у", "һ": "х", "і": "и", "є": "е", "ґ": "г"}
)  # fmt: skip
_RANGES = (
    (0x30, 0x250), (0x370, 0x530), (0x5D0, 0x6D6), (0x900, 0x970), (0x1E00, 0x2000),
    (0xFB50, 0xFDF0), (0xFE70, 0xFEFD), (0xFF10, 0xFF5B),
)  # fmt: skip


def split_words(words: str) -> list[str]:
    """Return the words of a question, five at most."""
    return words.split()[:5]


def holds_words(words: str, *texts: str) -> bool:
    """Return whether each of the words is in one of the texts."""
    patterns = map(write_pattern, split_words(words))
    return all(any(re.search(pattern, text) for text in texts) for pattern in patterns)


@lru_cache(maxsize=64)
def write_pattern(word: str) -> str:
    """Return the pattern of one word, of a long one that of its beginning."""
    letters = re.sub(r"([^\W\d])\1+", r"\1", _fold(word[:_MOST_LETTERS]))
    parts = []
    at = 0
    while at < len(letters):
        size, part = _write_next(letters, at)
        parts.append(part)
        at += size
    return _SIGN.join(parts)


def _write_next(letters: str, at: int) -> tuple[int, str]:
    """Return how many letters belong together from here, and their pattern."""
    letter = letters[at]
    if letter in _MARKS or letter in _HYPHENS:
        return 1, _TYPED_SIGN
    for size in (4, 3, 2, 1):
        some = letters[at : at + size]
        if some in _SPELLINGS:
            spelled = [_write_letters(latin) for latin in _SPELLINGS[some].split()]
            part = _write_any([_write_letters(some), *spelled])
            return size, part if spelled else f"(?:{part})?"
        if cyrillic := _map_cyrillic().get(some):
            each = [  # sch may be с and ч too
                _write_any(map(_write_letters, (one, *_map_cyrillic().get(one, ()))))
                for one in some
            ]
            either = ["".join(each), *map(_write_letters, cyrillic)] if size > 1 else each
            return size, _write_any(either) + _SOFT
    return 1, _write_letters(letter)


def _write_any(patterns: Iterable[str]) -> str:
    """Return the pattern of one of these, once or doubled: Anna, Ana."""
    return f"(?:{'|'.join(patterns)}){{1,2}}"


def _write_letters(letters: str) -> str:
    """Return the pattern of letters in any of their forms."""
    return "".join(
        f"[{''.join(_list_forms()[letter])}]" if letter in _list_forms() else re.escape(letter)
        for letter in letters
    )


def _fold(text: str) -> str:
    """Return a text in the letters that stand for all their forms."""
    parted = unicodedata.normalize("NFKD", text)
    bare = "".join(
        str(unicodedata.digit(char, char)) for char in parted if not unicodedata.combining(char)
    )
    return simplify(bare.casefold().translate(_ALIKE_LETTERS))


@cache
def _map_cyrillic() -> dict[str, list[str]]:
    """Return the Cyrillic letters that each Latin spelling may stand for."""
    found = defaultdict(list)
    for letter, spellings in _SPELLINGS.items():
        for latin in spellings.split():
            found[latin].append(letter)
    return dict(found)


@cache
def _list_forms() -> dict[str, list[str]]:
    """Return all forms of each letter that has several, itself among them."""
    found = defaultdict(list)
    for first, end in _RANGES:
        for code in range(first, end):
            char = chr(code)
            letters = set(_fold(char))  # ß is s, doubled or not
            if char.isalnum() and len(letters) == 1:
                found[letters.pop()].append(char)
    for traditional, simplified in zip(*read_simplified(), strict=True):
        if is_han(simplified):
            found[simplified].append(traditional)
    for base in found:
        if base not in found[base]:
            found[base].append(base)
    return {base: forms for base, forms in found.items() if len(forms) > 1}
