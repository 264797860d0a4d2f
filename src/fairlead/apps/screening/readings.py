"""A name in Latin letters, in each way in which it may be read.

Cyrillic is read by its sound, and as pinyin where it is a Chinese name; Chinese characters by
pinyin, also with the surname apart; Arabic by the letters it writes, which leave short vowels
out, and with or without its article; j also as in Jamal; initials as one word and one by one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from fairlead.apps.screening.legal_forms import drop_native_forms, drop_phrases, drop_words
from fairlead.folder.han import is_han, read_syllables, simplify
from fairlead.folder.han.palladius import read_palladius

# Letters and how each sounds in Latin ones, one for one; a point is no sound.
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўәғқңөұүһјљњћђџ"
_CYRILLIC_SOUNDS = (
    "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh sh . i . e iu ia e i i e g u a g k"
    " n o u u h i l n ch j j"
)
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآؤئءپچژگکی"
_ARABIC_SOUNDS = (
    "a b t t dj h h d d r z s sh s d t z . g f k k l m n h u i a a a a a u i . p ch j g k i"
)
_OTHERS = {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"}
_LETTERS = str.maketrans(
    {
        letter: sound.strip(".")
        for letters, sounds in ((_CYRILLIC, _CYRILLIC_SOUNDS), (_ARABIC, _ARABIC_SOUNDS))
        for letter, sound in zip(letters, sounds.split(), strict=True)
    }
    | _OTHERS
)
ARABIC = frozenset(_ARABIC)
BY_EAR = frozenset(_CYRILLIC) | ARABIC
"""Letters that write a foreign name by its sound, not by its original spelling."""
INITIAL = "."
"""Stands behind the first letter of a word that is given as an initial."""
_A = "\u0600-\u06ff"
_FIRST_WAW = re.compile(f"(?<![{_A}])و(?=[{_A}])")
_FIRST_AYN = re.compile(f"(?<![{_A}])ع(?=[{_A}])")
_ARTICLE = re.compile(f"(?<![{_A}])(?:و|ب)?ال(?=[{_A}]{{2}})")
# Letters of which the vowel between is not written, and which together would be another sound.
_BREATHED = re.compile("(?<=[سزكتد])(?=[هح])")
_BOUND = re.compile(f"ة(?=\\s+[{_A}])")
_CYRILLIC_WORD = re.compile("[а-яё]+")
_HAN_RUN = re.compile("[\u3400-\u9fff]+")
_INITIAL = re.compile(r"(?<!\w)([^\W\d_])[.]\s*")
_WORD = re.compile(r"[a-z0-9\u3400-\u9fff]+§?")
# Servant of: Abd al-Rahman, Abdel Rahman, Abdurrahman.
_SERVANT = re.compile(r"\babd[ -]?(?:al-|[aeiou]?(?:l|(sh|[sdrntz])(?=[ -]?\1)))[ -]?(?=[a-z]{3})")
# Articles: Al-Nur and El Nur; Ash-Sharif, which takes the sound that follows.
_LATIN_ARTICLE = re.compile(r"\b(?:[aeu]l[ -]|[aeu](sh|[sdrntz])h?-(?=\1))(?=[a-z]{2})")
# As in Jamal and Giorgio; as it is in Jansen and Gerd.
_SOFT = re.compile("j|(?<!n)g(?=[eiy])")
_SON = frozenset(("ibn", "ben", "bn"))
_NAME_OF_PERSON = range(2, 5)
_MOST_READINGS = 6


def list_readings(name: str) -> list[list[str]]:
    """Return each reading of a name as its words, without those of its legal form."""
    text = drop_native_forms(unicodedata.normalize("NFKC", name).lower())
    found: dict[tuple[str, ...], None] = {}
    for letters in _list_scripts(text):
        latin = _write_latin(letters)
        for one in _list_articles(latin):
            words = tuple(_list_words(one))
            found.setdefault(words)
            found.setdefault(tuple(_SOFT.sub("dj", word) for word in words))
    return [list(words) for words in found][:_MOST_READINGS]


def _list_scripts(text: str) -> Iterator[str]:
    """Yield a name with Chinese characters and Chinese names in Cyrillic read as pinyin."""
    if any(map(is_han, text)):
        plain = simplify(text)
        yield _HAN_RUN.sub(lambda run: f" {read_syllables(run.group())} ", plain)
        apart = _HAN_RUN.sub(_part_surname, plain)
        if apart != plain:
            yield apart
        return
    yield text
    bound = _BOUND.sub("ت", text)
    if bound != text:
        yield bound
    chinese = _CYRILLIC_WORD.sub(lambda word: read_palladius(word.group()) or word.group(), text)
    if chinese != text:
        yield chinese
    initials = _INITIAL.sub(r" \1§ ", text)
    if initials != text:
        yield initials


def _part_surname(run: re.Match[str]) -> str:
    said = run.group()
    if len(said) not in _NAME_OF_PERSON:
        return f" {read_syllables(said)} "
    surname = 2 if len(said) == max(_NAME_OF_PERSON) else 1
    return f" {read_syllables(said[:surname])} {read_syllables(said[surname:])} "


def _write_latin(text: str) -> str:
    """Return a text in Latin letters without marks; Arabic articles have a hyphen behind them."""
    text = _BREATHED.sub("a", _ARTICLE.sub("al-", text))
    # What begins a word is no vowel there: Wadi, not Uadi; and ayn is heard as one: Omar.
    text = _FIRST_AYN.sub("a", _FIRST_WAW.sub("w", text))
    # Diacritics go, but not the letters that Cyrillic writes with one.
    text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    plain = "".join(char for char in text if not unicodedata.combining(char))
    return re.sub(r"(?<=[a-z0-9])['’`´ʹʿʾ](?=[a-z])", "", plain)


def _list_articles(latin: str) -> Iterator[str]:
    """Yield a name with its articles as part of their words, and without them."""
    joined = _SERVANT.sub("abdal", latin)
    yield _LATIN_ARTICLE.sub("al", joined)
    bare = _LATIN_ARTICLE.sub("", joined)
    if bare != joined:
        yield bare


def _list_words(latin: str) -> list[str]:
    text = drop_phrases(latin)
    # Letters with points between stand together: O.O.O. is ooo.
    text = re.sub(r"\b(?:[a-z]\.){2,}", lambda found: found.group().replace(".", "") + " ", text)
    words = ["bin" if word in _SON else word for word in _WORD.findall(text)]
    return [_shorten(word) for word in drop_words(words)]


def _shorten(word: str) -> str:
    return word[:1] + INITIAL if word.endswith("§") else word
