"""The catalogue: search, facets, letters, pages; and the same list as a file."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fairlead.apps.trade.models import Cooperation
from fairlead.sites.public import facets
from fairlead.sites.public.download import csv_response
from fairlead.sites.public.facets import FacetWords
from fairlead.sites.public.filters import read_filter
from fairlead.sites.public.page import show
from fairlead.sites.public.selectors.catalogue import (
    PAGE,
    ExhibitorRow,
    find_exhibitors,
    list_exhibitors,
)
from fairlead.sites.public.selectors.editions import find_edition
from fairlead.sites.public.selectors.facets import FACETS, FILTERS, count_exhibitors
from fairlead.sites.public.selectors.language import russian
from fairlead.ui.classifications import group_title, sector_title
from fairlead.ui.lists import ExhibitorItem, exhibitor_items, flag
from fairlead.ui.pages import paginate
from fairlead.ui.writing import country_name

_MOST_ROWS = 100_000


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


def cooperation_label(value: str) -> str:
    """Return the name of a form of cooperation; the value itself when it is none."""
    return str(Cooperation(value).label) if value in Cooperation.values else value


def facet_words() -> dict[str, FacetWords]:
    """Return how the catalogue's facets are written."""
    return {
        "country": FacetWords(_("Country"), country_name, flag),
        "hall": FacetWords(_("Hall"), lambda value: _("Hall %s") % value),
        "sector": FacetWords(_("Sector"), sector_title),
        "group": FacetWords(_("Product group"), group_title),
        "cooperation": FacetWords(_("Cooperation"), cooperation_label),
        "product": FacetWords(_("Product"), lambda value: value),
    }


def catalogue(request: HttpRequest, code: str) -> HttpResponse:
    """Show the exhibitors the address asks for."""
    edition = find_edition(code)
    wanted = read_filter(request.GET, facets=FILTERS)
    counts = count_exhibitors(edition, wanted)
    pages = paginate(
        counts.total,
        number=wanted.page,
        size=PAGE,
        address=lambda number: wanted.query(page=str(number)),
    )
    rows = list_exhibitors(
        find_exhibitors(edition, wanted), start=(pages.number - 1) * PAGE, stop=pages.number * PAGE
    )
    words = facet_words()
    return show(
        request,
        "catalogue",
        {
            "wanted": wanted,
            "rows": exhibitor_items(map(item, rows)),
            "pages": pages,
            "facets": [
                facets.build_facet(name, words[name], counts=counts.facets[name], wanted=wanted)
                for name in FACETS
            ],
            "pills": facets.build_pills(wanted, words),
            "letters": facets.build_letters(
                counts.letters,
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


def download(request: HttpRequest, code: str) -> HttpResponse:
    """Return all the exhibitors the address asks for as CSV."""
    edition = find_edition(code)
    wanted = read_filter(request.GET, facets=FILTERS)
    rows = list_exhibitors(find_exhibitors(edition, wanted), start=0, stop=_MOST_ROWS)
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
            for row in rows
        ),
    )
