"""What organisations and economies look for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from django.db.models import F, Func, QuerySet

from fairlead.apps.fairs.language import Choose, chooser
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.stamped_cache import keep_by_stamp
from fairlead.apps.trade.models import Dependency, Need
from fairlead.apps.trade.models.market import find_country_of_need
from fairlead.apps.trade.queries.entries import Entry, build_entry, find_product_titles
from fairlead.apps.trade.queries.faceted_list import (
    FacetedList,
    FoundKeys,
    filter_list,
    index_list,
    search_words,
)
from fairlead.apps.trade.queries.imports import find_released_run
from fairlead.apps.trade.queries.need_makers import count_makers
from fairlead.folder.localized_text import SpokenText
from fairlead.ui.lists.filters import Filter

FACETS = ("country", "group", "cooperation")
PAGE = 20


def find_needs(
    edition: Edition, wanted: Filter, *, moment: dt.datetime | None = None
) -> FoundKeys[int]:
    """Return the ids of the needs the filter leaves, those of economies first, then by volume.

    With a ``moment`` they are those that had been posted by then, as they read now. Asks a query
    for words, a second when none is found, and one when the needs have changed.
    """

    def search(holds: Func) -> list[int]:
        shown = filter_shown(edition, moment=moment).filter(holds)
        return list(shown.values_list("id", flat=True))

    worded = search_words(edition, wanted.words, search)
    return filter_list(_read_needs(edition, moment=moment), wanted, worded=worded)


@keep_by_stamp
def _read_needs(edition: Edition, *, moment: dt.datetime | None) -> FacetedList[int]:
    """Return the edition's needs in order, with one query."""
    rows = list(
        filter_shown(edition, moment=moment)
        .annotate(from_country=find_country_of_need())
        .order_by(
            F("organisation").asc(nulls_first=True), F("volume_usd").desc(nulls_last=True), "code"
        )
        .values_list("id", "from_country", "products", "cooperation")
    )
    return index_list(
        (row[0] for row in rows),
        [row[2] for row in rows],
        country=([row[1]] for row in rows),
        cooperation=(set(row[3]) for row in rows),
    )


def filter_shown(edition: Edition, *, moment: dt.datetime | None = None) -> QuerySet[Need]:
    """Return the needs that everybody may see, or could at a moment."""
    needs = Need.objects.filter(edition=edition)
    return needs.visible() if moment is None else needs.visible_at(moment)


def list_needs(
    edition: Edition, ids: tuple[int, ...], *, moment: dt.datetime | None = None
) -> list[Entry]:
    """Return the needs of the ids, in their order; three queries.

    Who could make one is what is known now, and not said of a ``moment``.
    """
    shown = filter_shown(edition, moment=moment)
    found = shown.select_related("organisation__exhibitor").in_bulk(ids)
    needs = [found[pk] for pk in ids if pk in found]
    titles = find_product_titles(edition, {code for need in needs for code in need.products})
    makers = count_makers(ids) if moment is None else {}
    choose = chooser(edition)
    return [
        replace(_read_row(need, titles, choose), makers=makers.get(need.pk, 0)) for need in needs
    ]


def find_entry(need: Need) -> Entry:
    """Return one need with who needs it; one query."""
    titles = find_product_titles(need.edition, set(need.products))
    return _read_row(need, titles, chooser(need.edition))


def find_critical_products(need: Need, *, moment: dt.datetime | None = None) -> tuple[str, ...]:
    """Return those of an economy's products that are critical imports of it; two queries at most.

    Nothing for the need of an organisation. With a ``moment`` by the figures released by then.
    """
    run = find_released_run(need.edition, moment=moment) if need.economy else None
    if run is None:
        return ()
    found = Dependency.objects.filter(
        run=run, economy=need.economy, critical=True, product__in=need.products
    )
    return tuple(found.order_by("product").values_list("product", flat=True))


def _read_row(need: Need, titles: Mapping[str, SpokenText], choose: Choose) -> Entry:
    """Return one need with who needs it."""
    organisation = need.organisation
    shown = build_entry(need, titles, choose)
    if organisation is None:
        return replace(shown, economy=need.economy)
    exhibits = hasattr(organisation, "exhibitor")
    return replace(
        shown,
        economy=organisation.country,
        organisation=choose(organisation.name),
        organisation_code=organisation.code if exhibits else "",
    )
