"""The catalogue: search, facets, letters, pages; and the same list as a file."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy

from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.stamped_cache import kept
from fairlead.apps.trade.queries.catalogue import (
    FACETS,
    FILTERS,
    PAGE,
    ExhibitorRow,
    read_catalogue,
    sift_catalogue,
)
from fairlead.sites.public.conditional import edition_page
from fairlead.sites.public.facet_labels import _WORDS
from fairlead.sites.public.frame import show
from fairlead.ui.classifications import sector_title
from fairlead.ui.csv_download import csv_response
from fairlead.ui.formats import country_name
from fairlead.ui.lists import facets
from fairlead.ui.lists.facet_counts import rows_in
from fairlead.ui.lists.filters import read_filter
from fairlead.ui.lists.markup import ExhibitorItem, exhibitor_item
from fairlead.ui.lists.pagination import paginate


def item(row: ExhibitorRow) -> ExhibitorItem:
    """Return the row in the visitor's words."""
    return ExhibitorItem(
        address=f"{row.code}/",
        name=row.name,
        country=row.country,
        city=row.city,
        sector=sector_title(row.sector),
        offers=row.offers,
        hall=row.hall,
        stand=row.stand,
        stand_address=f"../halls/{row.hall}/?stand={quote(row.stand)}#here",
    )


@kept
def items(edition: Edition) -> list[str]:
    """Return every row of the catalogue as it is written in the list."""
    return [exhibitor_item(item(row)) for row in read_catalogue(edition).rows]


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
                alphabet=facets.alphabet_of(get_language() or ""),
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
