"""The catalogue: search, facets, letters, pages; and the same list as a file."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.models import Cooperation
from fairlead.sites.public import facets
from fairlead.sites.public.download import csv_response
from fairlead.sites.public.edition_page import edition_page
from fairlead.sites.public.facets import FacetWords
from fairlead.sites.public.filters import read_filter
from fairlead.sites.public.kept import kept
from fairlead.sites.public.page import show
from fairlead.sites.public.selectors.catalogue import (
    FACETS,
    FILTERS,
    PAGE,
    ExhibitorRow,
    read_catalogue,
    sift_catalogue,
)
from fairlead.sites.public.selectors.language import russian
from fairlead.sites.public.sieve import rows_in
from fairlead.ui.classifications import group_title, sector_title
from fairlead.ui.lists import ExhibitorItem, exhibitor_item, flag
from fairlead.ui.pages import paginate
from fairlead.ui.writing import country_name


def item(row: ExhibitorRow) -> ExhibitorItem:
    """Return the row in the visitor's words."""
    return ExhibitorItem(
        address=f"{row.code}/",
        name=row.name,
        country=row.country,
        city=row.city,
        sector=sector_title(row.sector),
        offers=" · ".join(row.offers),
        hall=row.hall,
        stand=row.stand,
        stand_address=f"../halls/{row.hall}/?stand={quote(row.stand)}#here",
    )


@kept
def items(edition: Edition) -> list[str]:
    """Return every row of the catalogue as it is written in the list."""
    return [exhibitor_item(item(row)) for row in read_catalogue(edition).rows]


def cooperation_label(value: str) -> str:
    """Return the name of a form of cooperation; the value itself when it is none."""
    return str(Cooperation(value).label) if value in Cooperation.values else value


_WORDS = {
    "country": FacetWords(gettext_lazy("Country"), country_name, flag),
    "hall": FacetWords(gettext_lazy("Hall"), lambda value: _("Hall %s") % value),
    "sector": FacetWords(gettext_lazy("Sector"), sector_title),
    "group": FacetWords(gettext_lazy("Product group"), group_title),
    "cooperation": FacetWords(gettext_lazy("Cooperation"), cooperation_label),
    "product": FacetWords(gettext_lazy("Product"), lambda value: value),
}


def facet_words() -> dict[str, FacetWords]:
    """Return how the catalogue's facets are written."""
    return _WORDS


@edition_page()
def catalogue(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show the exhibitors the address asks for."""
    wanted = read_filter(request.GET, facets=FILTERS)
    found = sift_catalogue(edition, read_catalogue(edition), wanted)
    pages = paginate(
        found.rows.bit_count(),
        number=wanted.page,
        size=PAGE,
        address=lambda number: wanted.query(page=str(number)),
    )
    shown = rows_in(found.rows)[(pages.number - 1) * PAGE : pages.number * PAGE]
    written = items(edition)
    return show(
        request,
        "catalogue",
        {
            "wanted": wanted,
            "rows": SafeString("".join(written[row] for row in shown)),
            "pages": pages,
            "facets": [
                facets.build_facet(name, _WORDS[name], counts=found.counts[name], wanted=wanted)
                for name in FACETS
            ],
            "pills": facets.build_pills(wanted, _WORDS),
            "letters": facets.build_letters(
                found.counts["letter"],
                alphabet=facets.CYRILLIC if russian() else facets.LATIN,
                wanted=wanted,
            ),
        },
        edition=edition,
        section="exhibitors",
    )


_HEADER = (
    gettext_lazy("code"),
    gettext_lazy("name"),
    gettext_lazy("country"),
    gettext_lazy("city"),
    gettext_lazy("sector"),
    gettext_lazy("hall"),
    gettext_lazy("stand"),
    gettext_lazy("offers"),
)


@edition_page()
def download(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Return all the exhibitors the address asks for as CSV."""
    wanted = read_filter(request.GET, facets=FILTERS)
    catalogue = read_catalogue(edition)
    found = sift_catalogue(edition, catalogue, wanted)
    return csv_response(
        f"{edition.code}-exhibitors.csv",
        [str(title) for title in _HEADER],
        (
            (
                row.code,
                row.name,
                country_name(row.country),
                row.city,
                sector_title(row.sector),
                row.hall,
                row.stand,
                "; ".join(row.offers),
            )
            for row in map(catalogue.rows.__getitem__, rows_in(found.rows))
        ),
    )
