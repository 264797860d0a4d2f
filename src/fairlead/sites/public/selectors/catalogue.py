"""The rows of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery
from django.db.models import QuerySet
from django.db.models.functions import Left

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.models import Offer
from fairlead.sites.public.filters import Filter
from fairlead.sites.public.selectors.facets import widened
from fairlead.sites.public.selectors.language import alphabetical, first_letter, spoken_column

PAGE = 24
_OFFERS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class ExhibitorRow:
    """An exhibitor in a list: who, from where, at which stand, offering what."""

    code: str
    name: str
    country: str
    city: str
    sector: str
    hall: str
    stand: str
    offers: tuple[str, ...]


def search_query(words: str) -> SearchQuery:
    """Return the search for words as the entries' documents keep them.

    The russian configuration stems Latin letters as English; the simple one takes names as they
    stand.
    """
    stemmed = SearchQuery(words, config="russian", search_type="websearch")
    return stemmed | SearchQuery(words, config="simple", search_type="websearch")


def find_exhibitors(edition: Edition, wanted: Filter) -> QuerySet[Exhibitor]:
    """Return the exhibitors the filter leaves, in alphabetical order of the visitor's language."""
    found = Exhibitor.objects.filter(edition=edition)
    if wanted.words:
        found = found.filter(organisation__catalogue_entry__document=search_query(wanted.words))
    chosen = wanted.chosen
    if chosen["country"]:
        found = found.filter(organisation__country__in=chosen["country"])
    if chosen["hall"]:
        found = found.filter(stand__hall__code__in=chosen["hall"])
    if chosen["sector"]:
        found = found.alias(sector=Left("organisation__sector", 8))
        found = found.filter(sector__in=chosen["sector"])
    if chosen["group"]:
        found = found.filter(organisation__catalogue_entry__groups__overlap=list(chosen["group"]))
    if chosen["product"]:
        products = widened(chosen["product"])
        found = found.filter(organisation__catalogue_entry__products__overlap=products)
    if chosen["cooperation"]:
        found = found.filter(
            organisation__catalogue_entry__cooperation__overlap=list(chosen["cooperation"])
        )
    found = found.annotate(name=spoken_column("organisation__name"))
    if wanted.letter:
        found = found.alias(letter=first_letter("name")).filter(letter=wanted.letter)
    return found


def list_exhibitors(found: QuerySet[Exhibitor], *, start: int, stop: int) -> list[ExhibitorRow]:
    """Return the rows from ``start`` to ``stop`` with their first offers; two queries."""
    columns = (
        "organisation_id",
        "organisation__code",
        "name",
        "organisation__country",
        "organisation__city",
        "organisation__sector",
        "stand__hall__code",
        "stand__number",
    )
    ordered = found.order_by(*alphabetical("name"), "organisation__code")
    rows = list(ordered.values_list(*columns)[start:stop])
    offers = _first_offers([row[0] for row in rows])
    return [
        ExhibitorRow(
            code=code,
            name=name,
            country=country,
            city=city,
            sector=sector,
            hall=hall,
            stand=stand,
            offers=tuple(offers.get(pk, ())),
        )
        for pk, code, name, country, city, sector, hall, stand in rows
    ]


def _first_offers(organisations: list[int]) -> dict[int, list[str]]:
    """Return the titles of the first offers of each organisation, each once."""
    titles: dict[int, list[str]] = {}
    rows = (
        Offer.objects.filter(organisation__in=organisations)
        .order_by("code")
        .values_list("organisation_id", spoken_column("title"))
    )
    for organisation, title in rows:
        known = titles.setdefault(organisation, [])
        if len(known) < _OFFERS_SHOWN and title not in known:
            known.append(title)
    return titles
