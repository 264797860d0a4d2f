"""A list of what names products: the rows of each facet's value, and what a filter leaves."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Func

from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.domain.find_words import find_words
from fairlead.apps.trade.queries.catalogue import widen_codes
from fairlead.folder.group_titles import group_of
from fairlead.ui.lists.facet_counts import (
    Rows,
    index_by_value,
    list_rows_in,
    select_any,
    set_of,
    sift,
)
from fairlead.ui.lists.filters import Filter

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class FacetedList(Generic[Key]):
    """The keys of a list in order, the row of each, and the rows of each value of each facet.

    ``products`` and ``below`` are the rows that name a product, and a product below a heading.
    """

    keys: tuple[Key, ...]
    rows: Mapping[Key, int]
    facets: Mapping[str, Mapping[str, Rows]]
    products: Mapping[str, Rows]
    below: Mapping[str, Rows]


@dataclass(frozen=True, slots=True)
class FoundKeys(Generic[Key]):
    """What a filter leaves, in order, and how many each facet's value would leave."""

    keys: tuple[Key, ...]
    counts: dict[str, dict[str, int]]


def index_list(
    keys: Iterable[Key],
    products: Sequence[Sequence[str]],
    **facets: Iterable[Iterable[str]],
) -> FacetedList[Key]:
    """Return the list of these keys, given the products and each facet's values of every row.

    Has a facet more, "group": the groups that the products belong to.
    """
    ordered = tuple(keys)
    size = len(ordered)
    groups = ({group_of(code) for code in codes} for codes in products)
    return FacetedList(
        keys=ordered,
        rows={key: row for row, key in enumerate(ordered)},
        facets={
            name: index_by_value(values, size=size)
            for name, values in {**facets, "group": groups}.items()
        },
        products=index_by_value(map(set, products), size=size),
        below=index_by_value((set(widen_codes(codes)) for codes in products), size=size),
    )


def filter_list(
    listed: FacetedList[Key], wanted: Filter, *, worded: Iterable[Key] | None
) -> FoundKeys[Key]:
    """Return what a filter leaves, of the keys in which its words were found if it has some.

    A product is found with all below it and with the headings above it.
    """
    size = len(listed.keys)
    among: Iterable[int] = range(size)
    if worded is not None:
        among = (listed.rows[key] for key in worded if key in listed.rows)
    rows = set_of(among, size=size)
    if products := wanted.chosen.get("product"):
        rows &= select_any(listed.products, widen_codes(products)) | select_any(
            listed.below, products
        )
    left = sift(listed.facets, wanted.chosen, among=rows)
    return FoundKeys(tuple(listed.keys[row] for row in list_rows_in(left.rows)), left.counts)


def search_words(
    edition: Edition, words: str, search: Callable[[Func], Sequence[Key]]
) -> Sequence[Key] | None:
    """Return the keys that ``search`` finds by the words' condition, None when there are no words.

    The last word may be the beginning of one, where whole words are found nowhere: it searches
    twice then.
    """
    if not words:
        return None
    for unfinished in (False, True):
        holds = find_words(
            words, edition.languages, document="entry__document", unfinished=unfinished
        )
        if found := search(holds):
            return found
    return ()
