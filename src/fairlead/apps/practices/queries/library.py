"""The library of good practice as everybody sees it: search, facets, one practice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from fairlead.apps.fairs.language import chooser
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.stamped_cache import keep_by_stamp
from fairlead.apps.practices.models import Effect, Practice
from fairlead.apps.trade.domain.find_words import find_words
from fairlead.apps.trade.queries.catalogue import widen_codes
from fairlead.apps.trade.queries.entries import ProductLabel, find_product_titles, label
from fairlead.folder.localized_text import SpokenText
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

FACETS = ("country", "group", "sector")
FILTERS = (*FACETS, "product")
PAGE = 20


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """A practice as a list shows it, in the reader's language."""

    code: str
    title: SpokenText
    problem: SpokenText
    economy: str
    organisation: SpokenText
    organisation_code: str
    products: tuple[ProductLabel, ...]
    sectors: tuple[str, ...]
    year: int | None
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class FoundPractices:
    """The practices a filter leaves, in order, and what each facet's value would leave."""

    ids: tuple[int, ...]
    counts: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class _Library:
    ids: tuple[int, ...]
    rows: Mapping[int, int]
    facets: Mapping[str, Mapping[str, Rows]]
    products: Mapping[str, Rows]
    below: Mapping[str, Rows]


def find_practices(edition: Edition, wanted: Filter) -> FoundPractices:
    """Return the practices the filter leaves, the newest first.

    Asks a query for words, a second when none is found, and one when practices have changed. A
    product is found with all below it and with the headings above it.
    """
    library = _read_library(edition)
    size = len(library.ids)
    among = set_of(range(size), size=size)
    if wanted.words:
        worded = _find_worded(edition, wanted.words)
        among = set_of((library.rows[pk] for pk in worded if pk in library.rows), size=size)
    products = wanted.chosen["product"]
    if products:
        among &= select_any(library.products, widen_codes(products)) | select_any(
            library.below, products
        )
    chosen = {name: wanted.chosen[name] for name in FACETS}
    left = sift(library.facets, chosen, among=among)
    return FoundPractices(tuple(library.ids[row] for row in list_rows_in(left.rows)), left.counts)


@keep_by_stamp
def _read_library(edition: Edition) -> _Library:
    """Return every practice that everybody may see; one query."""
    listed = list(
        Practice.objects.visible()
        .filter(edition=edition)
        .order_by("-written_at", "-pk")
        .values_list("id", "economy", "products", "sectors")
    )
    size = len(listed)
    return _Library(
        ids=tuple(row[0] for row in listed),
        rows={row[0]: place for place, row in enumerate(listed)},
        facets={
            "country": index_by_value(([row[1]] for row in listed), size=size),
            "group": index_by_value(
                ({group_of(code) for code in row[2]} for row in listed), size=size
            ),
            "sector": index_by_value(
                ({group_of(code) for code in row[3]} for row in listed), size=size
            ),
        },
        products=index_by_value((set(row[2]) for row in listed), size=size),
        below=index_by_value(
            ({above for code in row[2] for above in widen_codes([code])} for row in listed),
            size=size,
        ),
    )


def _find_worded(edition: Edition, words: str) -> Iterable[int]:
    """Return the practices that hold the words; where none does, with the last one unfinished."""
    for unfinished in (False, True):
        holds = find_words(
            words, edition.languages, document="entry__document", unfinished=unfinished
        )
        rows = Practice.objects.visible().filter(holds, edition=edition)
        found = list(rows.values_list("id", flat=True))
        if found:
            return found
    return ()


def select_shown(edition: Edition) -> QuerySet[Practice]:
    """Return what everybody may see, with all that a page shows of it."""
    rows = Practice.objects.visible().filter(edition=edition)
    return rows.select_related(
        "organisation__exhibitor", "project", "contact__person", "contact__organisation"
    ).prefetch_related("effects")


def list_practices(edition: Edition, ids: Iterable[int]) -> list[PracticeRow]:
    """Return the practices of the ids, in their order; three queries."""
    ordered = list(ids)
    found = {one.pk: one for one in select_shown(edition).filter(pk__in=ordered)}
    return describe(edition, [found[pk] for pk in ordered if pk in found])


def describe(edition: Edition, practices: Iterable[Practice]) -> list[PracticeRow]:
    """Return practices as a list shows them; one query for the titles of products."""
    listed = list(practices)
    titles = find_product_titles(edition, {code for one in listed for code in one.products})
    choose = chooser(edition)
    rows = []
    for one in listed:
        firm = one.organisation
        rows.append(
            PracticeRow(
                code=one.code,
                title=choose(one.title),
                problem=choose(one.problem),
                economy=one.economy,
                organisation=choose(firm.name if firm is not None else None),
                organisation_code=firm.code
                if firm is not None and hasattr(firm, "exhibitor")
                else "",
                products=tuple(label(code, titles) for code in one.products),
                sectors=tuple(one.sectors),
                year=one.year,
                effects=tuple(one.effects.all()),
            )
        )
    return rows


def find_practice(edition: Edition, code: str) -> Practice:
    """Return a practice that everybody may see; raises Http404 for others."""
    found = select_shown(edition).filter(code=code).first()
    if found is None:
        raise Http404(_("No such practice"))
    found.edition = edition
    return found
