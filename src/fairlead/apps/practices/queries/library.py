"""The library of good practice as everybody sees it: search, facets, one practice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Func, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from fairlead.apps.fairs.language import chooser
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.stamped_cache import keep_by_stamp
from fairlead.apps.practices.models import Effect, Practice
from fairlead.apps.trade.queries.entries import ProductLabel, find_product_titles, label
from fairlead.apps.trade.queries.faceted_list import (
    FacetedList,
    FoundKeys,
    filter_list,
    index_list,
    search_words,
)
from fairlead.folder.group_titles import group_of
from fairlead.folder.localized_text import SpokenText
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


def find_practices(edition: Edition, wanted: Filter) -> FoundKeys[int]:
    """Return the ids of the practices the filter leaves, the newest first.

    Asks a query for words, a second when none is found, and one when practices have changed.
    """

    def search(holds: Func) -> list[int]:
        rows = Practice.objects.visible().filter(holds, edition=edition)
        return list(rows.values_list("id", flat=True))

    worded = search_words(edition, wanted.words, search)
    return filter_list(_read_library(edition), wanted, worded=worded)


@keep_by_stamp
def _read_library(edition: Edition) -> FacetedList[int]:
    """Return every practice that everybody may see; one query."""
    listed = list(
        Practice.objects.visible()
        .filter(edition=edition)
        .order_by("-written_at", "-pk")
        .values_list("id", "economy", "products", "sectors")
    )
    return index_list(
        (row[0] for row in listed),
        [row[2] for row in listed],
        country=([row[1]] for row in listed),
        sector=({group_of(code) for code in row[3]} for row in listed),
    )


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
