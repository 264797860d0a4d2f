"""The facets, pills and letters of a list, ready for their templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fairlead.folder.language_tags import find_script
from fairlead.ui.formats import order_key
from fairlead.ui.lists.filters import Filter
from fairlead.ui.lists.markup import Facet, FacetValue, Letter, write_letters
from fairlead.ui.text_language import find_chosen_language

_MOST_SHOWN = 8
LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CYRILLIC = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯ"
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_MOST_OTHERS = 40  # of a script with an alphabet; one without has as many letters as words


@dataclass(frozen=True, slots=True)
class Pill:
    """One thing the list is narrowed by; its address takes it away."""

    label: str
    address: str


@dataclass(frozen=True, slots=True, eq=False)
class FacetWords:
    """A facet's title and how its values are written in the active language."""

    title: str | Promise
    label: Callable[[str], str]
    flag: Callable[[str], str] = lambda _value: ""


@lru_cache(maxsize=4096)
def _label(
    words: FacetWords, value: str, _language: tuple[str | None, str]
) -> tuple[str, SafeString]:
    """Return a value's label as text and, with its flag, as markup."""
    label = words.label(value)
    return label, SafeString(f"{words.flag(value)}{escape(label)}")


def build_facet(
    name: str, words: FacetWords, *, counts: Mapping[str, int], wanted: Filter
) -> Facet:
    """Return the facet: values chosen first, then by count; a chosen value always shows."""
    chosen = wanted.chosen[name]
    present = {**dict.fromkeys(chosen, 0), **counts}
    language = (get_language(), find_chosen_language())
    labels = {value: _label(words, value, language) for value in present}
    address = wanted.toggles(name)
    order = sorted(present, key=lambda v: (v not in chosen, -present[v], order_key(labels[v][0])))
    values = tuple(
        FacetValue(labels[value][1], present[value], address(value), value in chosen)
        for value in order
    )
    shown = max(_MOST_SHOWN, len(chosen))
    if len(values) <= shown + 2:
        shown = len(values)
    return Facet(str(words.title), values[:shown], values[shown:])


def build_pills(wanted: Filter, words: Mapping[str, FacetWords]) -> list[Pill]:
    """Return a pill for the search, for each chosen value and for the letter."""
    pills = [Pill(_("“%s”") % wanted.words, wanted.without_words().query())] if wanted.words else []
    pills += [
        Pill(words[facet].label(value), wanted.toggles(facet)(value))
        for facet, values in wanted.chosen.items()
        for value in values
    ]
    if wanted.letter:
        pills.append(Pill(_("Letter %s") % wanted.letter, wanted.with_letter("").query()))
    return pills


def find_alphabet(language: str) -> str:
    """Return the letters of the script a language is written in, Latin where it has none."""
    return {"Cyrl": CYRILLIC, "Arab": ARABIC}.get(find_script(language), LATIN)


def build_letters(counts: Mapping[str, int], *, alphabet: str, wanted: Filter) -> SafeString:
    """Return the alphabet's letters and others that names begin with, as links.

    Of more others than a bar holds (names in Chinese) the most frequent are there.
    """
    others = [letter for letter in set(counts) - set(alphabet) if letter.isalnum()]
    others = sorted(sorted(others, key=lambda one: (-counts[one], one))[:_MOST_OTHERS])
    bare = wanted.with_letter("")
    return write_letters(
        _build_letter(letter, bare, present=letter in counts, on=letter == wanted.letter)
        for letter in (*alphabet, *others)
    )


def _build_letter(letter: str, bare: Filter, *, present: bool, on: bool) -> Letter:
    """Return a letter's link: the one chosen leads to all letters, one without names nowhere."""
    if on:
        return Letter(letter, bare.query(), on=True)
    return Letter(letter, bare.query(letter=letter) if present else "")
