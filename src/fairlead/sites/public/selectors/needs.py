"""What organisations and economies look for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.models import Need
from fairlead.sites.public.filters import Filter
from fairlead.sites.public.selectors.exhibitors import Entry, entry, product_titles
from fairlead.ui.classifications import group_of

FACETS = ("country", "group", "cooperation")
PAGE = 20


@dataclass(frozen=True, slots=True)
class _Row:
    """What the filters look at in a need."""

    id: int
    country: str
    groups: frozenset[str]
    cooperation: frozenset[str]

    def passes(self, wanted: Filter, *, but: str = "") -> bool:
        """Return whether every facet lets the need through, not asking the facet ``but``."""
        values = {
            "country": {self.country},
            "group": self.groups,
            "cooperation": self.cooperation,
        }
        return all(
            facet == but or not chosen or not values[facet].isdisjoint(chosen)
            for facet, chosen in wanted.chosen.items()
        )


@dataclass(frozen=True, slots=True)
class FoundNeeds:
    """The needs a filter leaves: their ids in order, and what each facet's value would leave."""

    ids: tuple[int, ...]
    counts: dict[str, dict[str, int]]


def find_needs(edition: Edition, wanted: Filter) -> FoundNeeds:
    """Return the needs the filter leaves, those of economies first, then by volume; one query."""
    rows = [
        _Row(pk, country, frozenset(map(group_of, products)), frozenset(cooperation))
        for pk, country, products, cooperation in _worded(edition, wanted.words)
        .annotate(country=Coalesce(NullIf(F("economy"), Value("")), F("organisation__country")))
        .order_by(F("organisation").asc(nulls_first=True), F("volume_usd").desc(nulls_last=True))
        .values_list("id", "country", "products", "cooperation")
    ]
    return FoundNeeds(
        ids=tuple(row.id for row in rows if row.passes(wanted)),
        counts={
            "country": _count([row.country] for row in rows if row.passes(wanted, but="country")),
            "group": _count(row.groups for row in rows if row.passes(wanted, but="group")),
            "cooperation": _count(
                row.cooperation for row in rows if row.passes(wanted, but="cooperation")
            ),
        },
    )


def _worded(edition: Edition, words: str) -> QuerySet[Need]:
    """Return the needs whose texts hold every word, in either language."""
    found = Need.objects.filter(edition=edition)
    for word in words.split():
        in_texts = Q()
        for field in ("title", "title_ru", "description", "description_ru"):
            in_texts |= Q(**{f"{field}__icontains": word})
        found = found.filter(in_texts)
    return found


def _count(rows: Iterable[Iterable[str]]) -> dict[str, int]:
    """Return how often each value occurs."""
    return dict(Counter(value for row in rows for value in row))


def list_needs(edition: Edition, ids: tuple[int, ...]) -> list[Entry]:
    """Return the needs of the ids, in their order; two queries."""
    found = Need.objects.select_related("organisation__exhibitor").in_bulk(ids)
    needs = [found[pk] for pk in ids if pk in found]
    titles = product_titles(edition, {code for need in needs for code in need.products})
    return [_row(need, titles) for need in needs]


def _row(need: Need, titles: dict[str, str]) -> Entry:
    """Return one need with who needs it."""
    organisation = need.organisation
    shown = entry(need, titles)
    if organisation is None:
        return replace(shown, economy=need.economy)
    exhibits = hasattr(organisation, "exhibitor")
    return replace(
        shown,
        economy=organisation.country,
        organisation=organisation.local_name,
        organisation_code=organisation.code if exhibits else "",
    )
