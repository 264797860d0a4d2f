"""The catalogue: an edition's exhibitors, what they are found by, and which of them are found.

A process keeps the catalogue (`fairlead.apps.fairs.stamped_cache`), so that the facets and their
counts cost no query; words are looked for by the database.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import TextField
from django.db.models.functions import Cast

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.language import chooser
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.stamped_cache import keep_by_stamp
from fairlead.apps.fairs.translated_columns import (
    OPENING_MARKS,
    choose_spoken_column,
    extract_first_letter,
    order_alphabetically,
)
from fairlead.apps.trade.models import Offer
from fairlead.folder.group_titles import group_of
from fairlead.folder.han import is_han, key_by_reading, read_letter
from fairlead.folder.localized_text import LocalizedText, SpokenText
from fairlead.ui.lists.facet_counts import (
    FilterResult,
    Rows,
    index_by_value,
    select_any,
    set_of,
    sift,
)
from fairlead.ui.lists.filters import Filter

FACETS = ("country", "hall", "sector", "group", "cooperation")
FILTERS = (*FACETS, "product")  # a product is come to from a critical import, not from the list
PAGE = 24
_OFFERS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class ExhibitorRow:
    """An exhibitor in a list: who, from where, at which stand, offering what."""

    code: str
    name: SpokenText
    country: str
    city: SpokenText
    sector: str
    hall: str
    stand: str
    offers: tuple[SpokenText, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The exhibitors in alphabetical order of the visitor's language.

    ``places`` gives the row of an organisation's id. ``facets`` give the rows of each value, with
    the first letters as the facet "letter"; ``products`` the rows that offer each code.
    """

    rows: tuple[ExhibitorRow, ...]
    places: Mapping[int, int]
    facets: Mapping[str, Mapping[str, Rows]]
    products: Mapping[str, Rows]


@keep_by_stamp
def read_catalogue(edition: Edition) -> Catalogue:
    """Return the edition's catalogue in the active language; two queries when it has changed."""
    columns = (
        "organisation_id",
        "organisation__code",
        "organisation__name",
        "organisation__country",
        "organisation__city",
        "organisation__sector",
        "stand__hall__code",
        "stand__number",
        "organisation__catalogue_entry__groups",
        "organisation__catalogue_entry__cooperation",
        "organisation__catalogue_entry__products",
        "letter",
    )
    listed = list(
        Exhibitor.objects.filter(edition=edition)
        .annotate(
            name=choose_spoken_column("organisation__name", edition),
            letter=extract_first_letter("name"),
        )
        .order_by(*order_alphabetically("name"), "organisation__code")
        .values_list(*columns, "name")
    )
    listed = order_by_reading(listed)
    offers = _list_first_offers(edition)
    choose = chooser(edition)
    rows = tuple(
        ExhibitorRow(
            code=code,
            name=choose(name),
            country=country,
            city=choose(city),
            sector=sector,
            hall=hall,
            stand=stand,
            offers=tuple(offers.get(pk, ())),
        )
        for pk, code, name, country, city, sector, hall, stand, *_ in listed
    )
    size = len(rows)
    return Catalogue(
        rows=rows,
        places={row[0]: place for place, row in enumerate(listed)},
        facets={
            "country": index_by_value(([row.country] for row in rows), size=size),
            "hall": index_by_value(([row.hall] for row in rows), size=size),
            "sector": index_by_value(
                ([group_of(row.sector)] if row.sector else [] for row in rows), size=size
            ),
            "group": index_by_value((row[8] for row in listed), size=size),
            "cooperation": index_by_value((row[9] for row in listed), size=size),
            "letter": index_by_value(([row[11]] for row in listed), size=size),
        },
        products=index_by_value((row[10] for row in listed), size=size),
    )


def order_by_reading(listed: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Return the rows with Chinese names under the Latin letter of their reading, in its order.

    The letter is the last but one of a row, the name as it is sorted the last.
    """
    if not any(is_han(letter) for *_, letter, _name in listed if letter):
        return listed
    lettered = [
        (*row, (read_letter(letter) if letter and is_han(letter) else "") or letter, name)
        for *row, letter, name in listed
    ]
    return sorted(lettered, key=_key_by_letter)


def _key_by_letter(row: tuple[Any, ...]) -> tuple[str, str]:
    *_, letter, name = row
    return letter, key_by_reading(name.lstrip(OPENING_MARKS).lower())


def _list_first_offers(edition: Edition) -> dict[int, list[SpokenText]]:
    """Return the titles of the first offers of each organisation, each once; one query."""
    titles: dict[int, list[SpokenText]] = {}
    choose, chosen = chooser(edition), dict[str, SpokenText]()
    rows = (
        Offer.objects.visible()
        .filter(edition=edition)
        .order_by("code")
        .values_list("organisation_id", Cast("title", TextField()))
    )
    for organisation, written in rows:
        known = titles.setdefault(organisation, [])
        if len(known) == _OFFERS_SHOWN:
            continue
        # Many offers are called alike: each different text is taken apart once.
        if written not in chosen:
            chosen[written] = choose(LocalizedText.of_checked(json.loads(written)))
        if chosen[written] not in known:
            known.append(chosen[written])
    return titles


def filter_catalogue(edition: Edition, catalogue: Catalogue, wanted: Filter) -> FilterResult:
    """Return the rows the filter leaves with the counts of every facet; a query for words."""
    size = len(catalogue.rows)
    among = set_of(range(size), size=size)
    if wanted.words:
        among = set_of(find_rows(edition, catalogue, wanted.words), size=size)
    if wanted.chosen["product"]:
        among &= select_any(catalogue.products, widen_codes(wanted.chosen["product"]))
    letters = (wanted.letter,) if wanted.letter else ()
    return sift(catalogue.facets, {**wanted.chosen, "letter": letters}, among=among)


_FOUND = """
SELECT organisation_id FROM trade_catalogueentry
 WHERE edition_id = %s AND document @@ search_query(%s::text[], %s)
"""


def find_rows(edition: Edition, catalogue: Catalogue, words: str) -> list[int]:
    """Return the rows in which the words are found, as `find_words` reads them; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, [edition.pk, edition.languages, words])
        found = [entry for (entry,) in cursor.fetchall()]
    return [catalogue.places[entry] for entry in found if entry in catalogue.places]


def widen_codes(codes: Iterable[str]) -> list[str]:
    """Return the codes and the headings above them, by which an offer may state them."""
    parts = [code.partition(":") for code in codes]
    return [
        f"{scheme}:{bare[:length]}"
        for scheme, _, bare in parts
        for length in (2, 4, 6, 8)
        if length <= len(bare)
    ]
