"""The facets, pills and letters of a list, ready for their templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fairlead.sites.public.filters import Filter
from fairlead.ui.lists import Facet, FacetValue

_SHOWN = 8
LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CYRILLIC = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯ"


@dataclass(frozen=True, slots=True)
class Pill:
    """One thing the list is narrowed by; its address takes it away."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A first letter; without exhibitors it leads nowhere."""

    label: str
    count: int
    address: str
    on: bool


@dataclass(frozen=True, slots=True)
class FacetWords:
    """A facet's title and how its values are written."""

    title: str
    label: Callable[[str], str]
    flag: Callable[[str], str] = lambda _value: ""


def build_facet(
    name: str, words: FacetWords, *, counts: Mapping[str, int], wanted: Filter
) -> Facet:
    """Return the facet: values chosen first, then by count; a chosen value always shows."""
    chosen = wanted.chosen[name]
    present = {**dict.fromkeys(chosen, 0), **counts}
    labels = {value: words.label(value) for value in present}
    address = wanted.toggles(name)
    order = sorted(present, key=lambda v: (v not in chosen, -present[v], labels[v]))
    values = tuple(
        FacetValue(
            label=labels[value],
            count=present[value],
            address=address(value),
            on=value in chosen,
            flag=words.flag(value),
        )
        for value in order
    )
    shown = max(_SHOWN, len(chosen))
    if len(values) <= shown + 2:
        shown = len(values)
    return Facet(words.title, values[:shown], values[shown:])


def build_pills(wanted: Filter, words: Mapping[str, FacetWords]) -> list[Pill]:
    """Return a pill for the search, for each chosen value and for the letter."""
    pills = [Pill(f"“{wanted.words}”", wanted.without_words().query())] if wanted.words else []
    pills += [
        Pill(words[facet].label(value), wanted.toggles(facet)(value))
        for facet, values in wanted.chosen.items()
        for value in values
    ]
    if wanted.letter:
        pills.append(Pill(_("Letter %s") % wanted.letter, wanted.with_letter("").query()))
    return pills


def build_letters(counts: Mapping[str, int], *, alphabet: str, wanted: Filter) -> Sequence[Letter]:
    """Return the alphabet's letters and any other that names begin with."""
    others = sorted(set(counts) - set(alphabet))
    bare = wanted.with_letter("")
    return [
        Letter(
            label=letter,
            count=counts.get(letter, 0),
            address=bare.query() if letter == wanted.letter else bare.query(letter=letter),
            on=letter == wanted.letter,
        )
        for letter in (*alphabet, *others)
    ]
