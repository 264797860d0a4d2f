"""What names sound like, whatever script they are written in: to find one under another's letters.

A name is read in Latin letters (Cyrillic by its sound, Chinese by pinyin, Arabic by its
consonants), without the words of its legal form; two names are alike when the words of one are
in the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from fairlead.folder.han import is_han, read_syllables, simplify

# Letters and how each sounds in Latin ones, one for one; a point is no sound.
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўәғқңөұүһјљњћђџ"
_CYRILLIC_SOUNDS = (
    "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh sh . i . e iu ia e i i e g u a g k"
    " n o u u h i l n ch j j"
)
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآؤئءپچژگکی"
_ARABIC_SOUNDS = (
    "a b t t j h h d d r z s sh s d t z . g f k k l m n h u i a a a a a u i . p ch j g k i"
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
_BY_EAR = frozenset(_CYRILLIC + _ARABIC)
_FIRST_WAW = re.compile("(?<![\u0600-\u06ff])و(?=[\u0600-\u06ff])")
_WORD = re.compile(r"[a-z0-9\u3400-\u9fff]+")
# Legal forms, as they stand after reading in Latin letters.
_LEGAL = (
    "ooo oao zao pao ao nao tov too odo chup up rup llc llp ltd limited inc incorporated co company"
    " corp corporation gmbh ag kg sa sas sarl srl spa plc jsc pjsc ojsc cjsc bv nv oy ab as pte pty"
    " sdn bhd shrka the and of"
)
_FORMS = frozenset(_LEGAL.split())
_HAN_FORMS = re.compile("股份有限公司|有限责任公司|有限公司|集团公司|公司")
_SOUNDS = (
    ("shch", "S"), ("sch", "S"), ("tch", "C"), ("sh", "S"), ("ch", "C"), ("zh", "J"), ("dj", "J"),
    ("kh", "h"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("tz", "Z"), ("ts", "Z"), ("q", "k"),
    ("w", "v"), ("x", "ks"), ("c", "k"), ("y", "i"), ("j", "i"),
)  # fmt: skip
_VOWELS = re.compile("[aeiouh]+")
_TWICE = re.compile(r"([a-zA-Z])\1+")
# How alike two words are at least; words so short are the same or are not; so many letters by
# themselves say nothing; how much of two names is shared at least, by one word and by more.
_ALIKE, _SHORT, _FEW, _BY_ONE, _BY_MORE = 0.75, 3, 4, 0.6, 0.5
_HUSHED = 0.95  # how alike a word with ch and the same with sh are at most
_MOST_WORDS, _MOST_LETTERS = 24, 80


@dataclass(frozen=True, slots=True)
class Sounds:
    """A name's words as they sound, and the keys that others like it share.

    ``by_ear`` says that it is in letters that write a foreign name as it is said, not as its own
    language spells it: Cyrillic or Arabic ones.
    """

    words: tuple[str, ...]
    keys: tuple[str, ...]
    by_ear: bool = False

    @property
    def joined(self) -> str:
        """Return the words as one."""
        return "".join(self.words)


@lru_cache(maxsize=50_000)
def read_sounds(name: str) -> Sounds:
    """Return what a name sounds like; of one without letters or digits, nothing."""
    words = tuple(_say(word) for word in _list_words(name)[:_MOST_WORDS])
    said = (*words, "".join(words))
    keys = dict.fromkeys(find_key(each) for word in said if word for each in (word, _hush(word)))
    by_ear = any(letter in _BY_EAR for letter in name.lower())
    return Sounds(words, tuple(key for key in keys if key), by_ear)


def _list_words(name: str) -> Sequence[str]:
    text = unicodedata.normalize("NFKC", name).lower()
    if any(map(is_han, text)):
        text = _read_han(_HAN_FORMS.sub(" ", simplify(text)))
    # What begins a word is no vowel there: Wadi, not Uadi.
    text = _FIRST_WAW.sub("w", text)
    # Diacritics go, but not the letters that Cyrillic writes with one.
    text = text.translate(_LETTERS)
    plain = "".join(
        char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)
    )
    plain = re.sub(r"(?<=[a-z0-9])['’`´ʹ](?=[a-z])", "", plain)
    # Initials with points between stand together: O.O.O. is ooo.
    plain = re.sub(r"\b(?:[a-z]\.){2,}", lambda found: found.group().replace(".", "") + " ", plain)
    words = _WORD.findall(plain)
    kept = [word for word in words if word not in _FORMS]
    return kept or words


def _read_han(text: str) -> str:
    """Return a text with each run of Chinese characters read as one word of its own."""
    return re.sub("[\u3400-\u9fff]+", lambda run: f" {read_syllables(run.group())} ", text)


def _say(word: str) -> str:
    """Return a word with one letter for each sound: a plural is its singular, x is ks."""
    said = word
    for letters, sound in _SOUNDS:
        said = said.replace(letters, sound)
    said = _TWICE.sub(r"\1", said)
    return (said[:-1] if len(said) > _FEW and said.endswith("s") else said)[:_MOST_LETTERS]


def _hush(said: str) -> str:
    """Return a word whose ch is sh: other scripts write what is said, as машин for machine."""
    return said.replace("C", "S")


def find_key(said: str) -> str:
    """Return what words that sound alike have in common: their consonants; digits as they are."""
    head = "a" if _VOWELS.match(said) else ""
    return head + _TWICE.sub(r"\1", _VOWELS.sub("", said))


def compare_names(ours: Sounds, theirs: Sounds) -> float:
    """Return how alike two names are, from 0 to 1; 0 unless the words of one are in the other."""
    if not ours.words or not theirs.words:
        return 0.0
    if find_key(ours.joined) == find_key(theirs.joined):
        like = SequenceMatcher(None, ours.joined, theirs.joined, autojunk=False).ratio()
        if like >= _ALIKE:
            return round(like, 4)
    less, more = sorted((ours.words, theirs.words), key=lambda words: (len(words), words))
    letters = sum(map(len, less))
    left, found, hushed = list(more), 0.0, ours.by_ear != theirs.by_ear
    for word in less:
        likes = [_compare(word, other, hushed=hushed) for other in left]
        like = max(likes, default=0.0)
        if like < _ALIKE:
            return 0.0
        found += like * len(word)
        del left[likes.index(like)]
    score = 2 * found / (letters + sum(map(len, more)))
    enough = letters > _FEW and score >= (_BY_ONE if len(less) == 1 else _BY_MORE)
    return round(score, 4) if enough else 0.0


def _compare(said: str, other: str, *, hushed: bool) -> float:
    if said == other:
        return 1.0
    one, two = sorted((_hush(said), _hush(other)) if hushed else (said, other))
    if min(len(said), len(other)) <= _SHORT or find_key(one) != find_key(two):
        return 0.0
    like = SequenceMatcher(None, one, two, autojunk=False).ratio()
    return like if find_key(said) == find_key(other) else like * _HUSHED
