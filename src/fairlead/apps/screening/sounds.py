"""What names sound like, whatever script they are written in: to find one under another's letters.

A name is read in Latin letters, in each way it may be read (`readings`); two names are alike when
the words of one are in the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import product

from fairlead.apps.screening.readings import ARABIC, BY_EAR, INITIAL, list_readings

_SOUNDS = (
    ("shch", "S"), ("sch", "S"), ("tch", "C"), ("sh", "S"), ("chn", "hn"), ("ch", "C"),
    ("dzh", "J"), ("zh", "J"), ("dj", "J"), ("kh", "h"), ("ph", "f"), ("th", "t"), ("ck", "k"),
    ("tz", "Z"), ("ts", "Z"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ce", "se"), ("ci", "si"),
    ("cy", "si"), ("q", "k"), ("w", "v"), ("x", "ks"), ("c", "k"), ("y", "i"), ("j", "i"),
)  # fmt: skip
_VOWELS = re.compile("[aeiouh]+")
_PLURAL = re.compile("(?<=...)se?$")
_TWICE = re.compile(r"([a-zA-Z])\1+")
# How alike two words are at least; words so short are the same or are not; so many letters by
# themselves say nothing; how much of two names is shared at least, by one word and by more.
_ALIKE, _SHORT, _FEW, _BY_ONE, _BY_MORE = 0.75, 3, 4, 0.6, 0.5
_HUSHED = 0.95  # how alike a word with ch and the same with sh are at most
_UNVOWELLED = 0.9  # how alike a word without its short vowels and the same with them are
_BY_INITIAL = 0.9  # how alike an initial and a word are that begins with it
_MOST_OVER = 1  # so many words may have nothing opposite where initials are given
_MOST_WORDS, _MOST_LETTERS = 24, 80
# What a word may begin with of which an initial says only the letter.
_BEGINNINGS = {"k": "kC", "s": "sS", "i": "iJeu", "u": "uo", "e": "ei", "t": "tZ", "Z": "Zt"}


@dataclass(frozen=True, slots=True)
class Sounds:
    """A name's words as they sound in each reading, and the keys that others like it share.

    ``by_ear`` says that it is in letters that write a foreign name as it is said, not as its own
    language spells it: Cyrillic or Arabic ones. ``unvowelled``: in Arabic ones.
    """

    readings: tuple[tuple[str, ...], ...]
    keys: tuple[str, ...]
    by_ear: bool = False
    unvowelled: bool = False


@lru_cache(maxsize=50_000)
def read_sounds(name: str) -> Sounds:
    """Return what a name sounds like; of one without letters or digits, nothing."""
    readings = tuple(
        dict.fromkeys(
            tuple(_say(word) for word in words[:_MOST_WORDS]) for words in list_readings(name)
        )
    )
    said = [word for words in readings for word in (*words, "".join(words))]
    spelt = [word for word in said if word and INITIAL not in word]
    keys = dict.fromkeys(find_key(each) for word in spelt for each in (word, _hush(word)))
    letters = set(name.lower())
    return Sounds(
        tuple(words for words in readings if words),
        tuple(key for key in keys if key),
        not letters.isdisjoint(BY_EAR),
        not letters.isdisjoint(ARABIC),
    )


def list_keys(names: Iterable[str]) -> list[str]:
    """Return the keys of several names of one party, each once.

    Lists in force keep theirs: what changes here needs a migration that writes them again.
    """
    return list(dict.fromkeys(key for name in names for key in read_sounds(name).keys))


def _say(word: str) -> str:
    """Return a word with one letter for each sound: a plural is its singular, x is ks."""
    said = word
    for letters, sound in _SOUNDS:
        said = said.replace(letters, sound)
    said = _PLURAL.sub("", _TWICE.sub(r"\1", said))
    return said[:_MOST_LETTERS]


def _hush(said: str) -> str:
    """Return a word with sh for ch: other scripts write the sound, as машин for machine."""
    return said.replace("C", "S")


def _level(said: str) -> str:
    """Return a word with three vowels: Mohamed and Muhammad differ in others alone."""
    return _TWICE.sub(
        r"\1", said.replace("ai", "i").replace("ei", "i").replace("o", "u").replace("e", "i")
    )


def find_key(said: str) -> str:
    """Return what words that sound alike have in common: their consonants; digits as they are."""
    head = "a" if _VOWELS.match(said) else ""
    return head + _TWICE.sub(r"\1", _VOWELS.sub("", said))


def compare_names(ours: Sounds, theirs: Sounds) -> float:
    """Return how alike two names are, from 0 to 1; 0 unless the words of one are in the other."""
    pairs = product(ours.readings, theirs.readings)
    how = _How(ours.by_ear != theirs.by_ear, ours.unvowelled != theirs.unvowelled)
    return max((_compare_words(one, other, how) for one, other in pairs), default=0.0)


@dataclass(frozen=True, slots=True)
class _How:
    """What two scripts leave apart: ch and sh; the short vowels."""

    hushed: bool
    unvowelled: bool


def _compare_words(ours: tuple[str, ...], theirs: tuple[str, ...], how: _How) -> float:
    one, other = "".join(ours), "".join(theirs)
    if INITIAL not in one + other and find_key(one) == find_key(other):
        like = _find_ratio(one, other, how)
        if like >= _ALIKE and min(len(one), len(other)) > _SHORT:
            return round(like, 4)
    less, more = sorted((ours, theirs), key=lambda words: (len(words), words))
    left, found = list(more), 0.0
    for word in sorted(less, key=len, reverse=True):
        like, match = max(((_compare(word, each, how), each) for each in left), default=(0.0, ""))
        if like < _ALIKE:
            return 0.0
        found += like * (len(word) + len(match))
        left.remove(match)
    if any(INITIAL in word for word in (*less, *more)) and len(_list_whole(left)) > _MOST_OVER:
        return 0.0
    letters = _count_letters(less)
    score = found / (letters + _count_letters(more))
    enough = letters > _FEW and score >= (_BY_ONE if len(less) == 1 else _BY_MORE)
    return round(min(1.0, score), 4) if enough else 0.0


def _list_whole(words: Iterable[str]) -> list[str]:
    return [word for word in words if INITIAL not in word]


def _count_letters(words: Iterable[str]) -> int:
    return sum(map(len, words))


def _compare(said: str, other: str, how: _How) -> float:
    if said == other:
        return 1.0
    if INITIAL in said + other:
        return _BY_INITIAL if _begins(said, other) else 0.0
    one, two = sorted((_hush(said), _hush(other)) if how.hushed else (said, other))
    if find_key(one) != find_key(two):
        return 0.0
    if min(len(said), len(other)) <= _SHORT and not how.unvowelled:
        return 0.0
    like = _find_ratio(one, two, how)
    return like if find_key(said) == find_key(other) else like * _HUSHED


def _begins(said: str, other: str) -> bool:
    """Return whether one is an initial and the other, an initial or a word, begins with it."""
    initial, word = sorted((said, other), key=len)
    if not initial.endswith(INITIAL):
        return False
    return word[0] in _BEGINNINGS.get(initial[0], initial[0])


def _find_ratio(one: str, two: str, how: _How) -> float:
    if how.unvowelled and (_misses_vowels(one, two) or _misses_vowels(two, one)):
        return _UNVOWELLED
    one, two = sorted((_level(one), _level(two)))
    return SequenceMatcher(None, one, two, autojunk=False).ratio()


def _misses_vowels(bare: str, full: str) -> bool:
    """Return whether a word is another without some of its vowels."""
    left = _VOWELS.sub("", _level(full)[:1]) + _level(full)[1:]
    for letter in _VOWELS.sub("", _level(bare)[:1]) + _level(bare)[1:]:
        while left and left[0] != letter and _VOWELS.match(left[0]):
            left = left[1:]
        if not left.startswith(letter):
            return False
        left = left[1:]
    return not _VOWELS.sub("", left)
