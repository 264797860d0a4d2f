"""The marketplace: what organisations offer, and what they and economies need, in one list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Func

from fairlead.apps.fairs.language import chooser
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.stamped_cache import keep_by_stamp
from fairlead.apps.trade.models import Need, Offer
from fairlead.apps.trade.models.market import find_country_of_need
from fairlead.apps.trade.queries.entries import Entry, build_entry, find_product_titles
from fairlead.apps.trade.queries.faceted_list import (
    FacetedList,
    FoundKeys,
    filter_list,
    index_list,
    search_words,
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


def find_market(edition: Edition, wanted: Filter) -> FoundKeys[Key]:
    """Return the keys of the entries the filter leaves, the newest first.

    Asks two queries for words, two more when none is found, and two when entries have changed.
    """

    def search(holds: Func) -> list[Key]:
        offers = Offer.objects.visible().filter(holds, edition=edition)
        needs = Need.objects.visible().filter(holds, edition=edition)
        found = [("offer", pk) for pk in offers.values_list("pk", flat=True)]
        return found + [("need", pk) for pk in needs.values_list("pk", flat=True)]

    worded = search_words(edition, wanted.words, search)
    return filter_list(_read_market(edition), wanted, worded=worded)


@keep_by_stamp
def _read_market(edition: Edition) -> FacetedList[Key]:
    """Return every entry that visitors may see; two queries."""
    offers = (
        Offer.objects.visible()
        .filter(edition=edition)
        .annotate(from_country=F("organisation__country"))
    )
    needs = (
        Need.objects.visible().filter(edition=edition).annotate(from_country=find_country_of_need())
    )
    columns = ("id", "from_country", "products", "cooperation", "posted_at")
    listed = [("offer", *row) for row in offers.values_list(*columns)]
    listed += [("need", *row) for row in needs.values_list(*columns)]
    listed.sort(key=lambda row: (row[5], row[0], row[1]), reverse=True)
    return index_list(
        ((kind, pk) for kind, pk, *_ in listed),
        [row[3] for row in listed],
        kind=([row[0]] for row in listed),
        cooperation=(set(row[4]) for row in listed),
        country=([row[2]] for row in listed),
    )


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
