"""What organisations and economies look for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import F, QuerySet

from fairlead.apps.fairs.language import Choose, chooser
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.stamped_cache import keep_by_stamp
from fairlead.apps.trade.domain.find_words import find_words
from fairlead.apps.trade.models import Dependency, Need
from fairlead.apps.trade.models.market import country_of_need
from fairlead.apps.trade.queries.entries import Entry, build_entry, find_product_titles
from fairlead.apps.trade.queries.imports import find_released_run
from fairlead.apps.trade.queries.need_makers import count_makers
from fairlead.ui.classifications import group_of
from fairlead.ui.lists.facet_counts import Rows, index_by_value, list_rows_in, set_of, sift
from fairlead.ui.lists.filters import Filter

FACETS = ("country", "group", "cooperation")
PAGE = 20


@dataclass(frozen=True, slots=True)
class FoundNeeds:
    """The needs a filter leaves: their ids in order, and what each facet's value would leave."""

    ids: tuple[int, ...]
    counts: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class _NeedList:
    """The ids of an edition's needs in order, their rows by id, and the rows of each value."""

    ids: tuple[int, ...]
    rows: Mapping[int, int]
    facets: Mapping[str, Mapping[str, Rows]]


def find_needs(
    edition: Edition, wanted: Filter, *, moment: dt.datetime | None = None
) -> FoundNeeds:
    """Return the needs the filter leaves, those of economies first, then by volume.

    With a ``moment`` they are those that had been posted by then, as they read now. Asks a query
    for words, a second when none is found, and one when the needs have changed.
    """
    needs = _read_needs(edition, moment=moment)
    size = len(needs.ids)
    among: Iterable[int] = range(size)
    if wanted.words:
        worded = _find_worded(edition, wanted.words, moment)
        among = [needs.rows[pk] for pk in worded if pk in needs.rows]
    found = sift(needs.facets, wanted.chosen, among=set_of(among, size=size))
    return FoundNeeds(tuple(needs.ids[row] for row in list_rows_in(found.rows)), found.counts)


@keep_by_stamp
def _read_needs(edition: Edition, *, moment: dt.datetime | None) -> _NeedList:
    """Return the edition's needs in order; one query."""
    rows = list(
        filter_shown(edition, moment=moment)
        .annotate(from_country=country_of_need())
        .order_by(
            F("organisation").asc(nulls_first=True), F("volume_usd").desc(nulls_last=True), "code"
        )
        .values_list("id", "from_country", "products", "cooperation")
    )
    size = len(rows)
    return _NeedList(
        ids=tuple(pk for pk, *_ in rows),
        rows={pk: row for row, (pk, *_) in enumerate(rows)},
        facets={
            "country": index_by_value(([row[1]] for row in rows), size=size),
            "group": index_by_value(
                ({group_of(code) for code in row[2]} for row in rows), size=size
            ),
            "cooperation": index_by_value((set(row[3]) for row in rows), size=size),
        },
    )


def filter_shown(edition: Edition, *, moment: dt.datetime | None = None) -> QuerySet[Need]:
    """Return the needs that everybody may see, or could at a moment."""
    needs = Need.objects.filter(edition=edition)
    return needs.visible() if moment is None else needs.visible_at(moment)


def _find_worded(edition: Edition, words: str, moment: dt.datetime | None) -> Iterable[int]:
    """Return the ids of the needs that hold the words; one query, two when none does.

    The last word may be the beginning of one, where whole words are found nowhere.
    """
    for unfinished in (False, True):
        holds = find_words(
            words, edition.languages, document="entry__document", unfinished=unfinished
        )
        shown = filter_shown(edition, moment=moment)
        found = list(shown.filter(holds).values_list("id", flat=True))
        if found:
            return found
    return ()


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


def find_critical_products(need: Need) -> tuple[str, ...]:
    """Return those of an economy's products that are critical imports of it; two queries at most.

    Nothing for the need of an organisation.
    """
    run = find_released_run(need.edition) if need.economy else None
    if run is None:
        return ()
    found = Dependency.objects.filter(
        run=run, economy=need.economy, critical=True, product__in=need.products
    )
    return tuple(found.order_by("product").values_list("product", flat=True))


def _read_row(need: Need, titles: Mapping[str, str], choose: Choose) -> Entry:
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
