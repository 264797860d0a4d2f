"""The marketplace: what organisations offer, and what they and economies need, in one list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F

from fairlead.apps.fairs.language import chooser
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.stamped_cache import keep_by_stamp
from fairlead.apps.trade.domain.find_words import find_words
from fairlead.apps.trade.models import Need, Offer
from fairlead.apps.trade.models.market import country_of_need
from fairlead.apps.trade.queries.catalogue import widen_codes
from fairlead.apps.trade.queries.entries import Entry, build_entry, find_product_titles
from fairlead.ui.classifications import group_of
from fairlead.ui.lists.facet_counts import (
    Rows,
    index_by_value,
    list_rows_in,
    select_any,
    set_of,
    sift,
)
from fairlead.ui.lists.filters import Filter

FACETS = ("kind", "cooperation", "country", "group")
FILTERS = (*FACETS, "product")
PAGE = 20
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class MarketRow:
    """An entry with whose it is, in the visitor's language."""

    entry: Entry
    posted_on: dt.date
    economy: str
    organisation: str
    organisation_code: str


@dataclass(frozen=True, slots=True)
class FoundEntries:
    """The entries a filter leaves, in order, and what each facet's value would leave."""

    keys: tuple[Key, ...]
    counts: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class _Market:
    keys: tuple[Key, ...]
    rows: Mapping[Key, int]
    facets: Mapping[str, Mapping[str, Rows]]
    products: Mapping[str, Rows]
    below: Mapping[str, Rows]


def find_market(edition: Edition, wanted: Filter) -> FoundEntries:
    """Return the entries the filter leaves, the newest first.

    Asks two queries for words, two more when none is found, and two when entries have changed. A
    product is found with all below it and with the headings above it.
    """
    market = _read_market(edition)
    size = len(market.keys)
    among = set_of(range(size), size=size)
    if wanted.words:
        found = _find_worded(edition, wanted.words)
        among = set_of((market.rows[key] for key in found if key in market.rows), size=size)
    products = wanted.chosen["product"]
    if products:
        among &= select_any(market.products, widen_codes(products)) | select_any(
            market.below, products
        )
    chosen = {name: wanted.chosen[name] for name in FACETS}
    left = sift(market.facets, chosen, among=among)
    return FoundEntries(tuple(market.keys[row] for row in list_rows_in(left.rows)), left.counts)


@keep_by_stamp
def _read_market(edition: Edition) -> _Market:
    """Return every entry that visitors may see; two queries."""
    offers = (
        Offer.objects.visible()
        .filter(edition=edition)
        .annotate(from_country=F("organisation__country"))
    )
    needs = Need.objects.visible().filter(edition=edition).annotate(from_country=country_of_need())
    columns = ("id", "from_country", "products", "cooperation", "posted_at")
    listed = [("offer", *row) for row in offers.values_list(*columns)]
    listed += [("need", *row) for row in needs.values_list(*columns)]
    listed.sort(key=lambda row: (row[5], row[0], row[1]), reverse=True)
    size = len(listed)
    keys = tuple((kind, pk) for kind, pk, *_ in listed)
    return _Market(
        keys=keys,
        rows={key: row for row, key in enumerate(keys)},
        facets={
            "kind": index_by_value(([row[0]] for row in listed), size=size),
            "cooperation": index_by_value((set(row[4]) for row in listed), size=size),
            "country": index_by_value(([row[2]] for row in listed), size=size),
            "group": index_by_value(
                ({group_of(code) for code in row[3]} for row in listed), size=size
            ),
        },
        products=index_by_value((set(row[3]) for row in listed), size=size),
        below=index_by_value((_list_above(row[3]) for row in listed), size=size),
    )


def _list_above(codes: Iterable[str]) -> set[str]:
    return {above for code in codes for above in widen_codes([code])}


def _find_worded(edition: Edition, words: str) -> list[Key]:
    """Return the entries that hold the words; where none does, with the last word unfinished."""
    for unfinished in (False, True):
        holds = find_words(
            words, edition.languages, document="entry__document", unfinished=unfinished
        )
        offers = Offer.objects.visible().filter(holds, edition=edition)
        needs = Need.objects.visible().filter(holds, edition=edition)
        found = [("offer", pk) for pk in offers.values_list("pk", flat=True)]
        found += [("need", pk) for pk in needs.values_list("pk", flat=True)]
        if found:
            return found
    return []


def list_market(edition: Edition, keys: Sequence[Key]) -> list[MarketRow]:
    """Return the entries of the keys, in their order; three queries."""
    offers = (
        Offer.objects.visible()
        .select_related("organisation__exhibitor")
        .in_bulk([pk for kind, pk in keys if kind == "offer"])
    )
    needs = (
        Need.objects.visible()
        .select_related("organisation__exhibitor")
        .in_bulk([pk for kind, pk in keys if kind == "need"])
    )
    found: list[Offer | Need] = []
    for kind, pk in keys:
        entry: Offer | Need | None = offers.get(pk) if kind == "offer" else needs.get(pk)
        if entry is not None:
            found.append(entry)
    titles = find_product_titles(edition, {code for one in found for code in one.products})
    choose = chooser(edition)
    rows = []
    for one in found:
        firm = one.organisation
        rows.append(
            MarketRow(
                build_entry(one, titles, choose),
                one.posted_at.astimezone(edition.zone).date(),
                firm.country if firm is not None else one.country,  # type: ignore[union-attr]
                choose(firm.name) if firm is not None else "",
                firm.code if firm is not None and hasattr(firm, "exhibitor") else "",
            )
        )
    return rows
