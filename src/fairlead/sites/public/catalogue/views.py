"""The catalogue: search, facets, letters, pages; and the same list as a file."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.stamped_cache import keep_by_stamp
from fairlead.apps.trade.queries.catalogue import (
    FACETS,
    FILTERS,
    PAGE,
    ExhibitorRow,
    filter_catalogue,
    read_catalogue,
)
from fairlead.sites.public.conditional import serve_edition_page
from fairlead.sites.public.frame import show
from fairlead.sites.public.list_page import build_list_page
from fairlead.ui.classifications import find_sector_title
from fairlead.ui.csv_download import download_csv
from fairlead.ui.formats import name_country
from fairlead.ui.lists.facet_counts import list_rows_in
from fairlead.ui.lists.facets import build_letters, find_alphabet
from fairlead.ui.lists.filters import read_filter
from fairlead.ui.lists.markup import ExhibitorItem, write_exhibitor
from fairlead.ui.text_language import find_text_language


def build_item(row: ExhibitorRow) -> ExhibitorItem:
    """Return the row in the visitor's words."""
    return ExhibitorItem(
        address=f"{row.code}/",
        name=row.name,
        country=row.country,
        city=row.city,
        sector=find_sector_title(row.sector),
        offers=row.offers,
        hall=row.hall,
        stand=row.stand,
        stand_address=f"../halls/{row.hall}/?stand={quote(row.stand)}#here",
    )


@keep_by_stamp
def list_items(edition: Edition) -> list[str]:
    """Return every row of the catalogue as it is written in the list."""
    return [write_exhibitor(build_item(row)) for row in read_catalogue(edition).rows]


@serve_edition_page()
def show_catalogue(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show the exhibitors the address asks for."""
    wanted = read_filter(request.GET, facets=FILTERS)
    found = filter_catalogue(edition, read_catalogue(edition), wanted)
    page = build_list_page(wanted, found.rows.bit_count(), found.counts, facets=FACETS, size=PAGE)
    shown = list_rows_in(found.rows)[page["pages"].rows]
    written = list_items(edition)
    return show(
        request,
        "catalogue",
        {
            **page,
            "rows": SafeString("".join(written[row] for row in shown)),
            "letters": build_letters(
                found.counts["letter"],
                alphabet=find_alphabet(find_text_language()),
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


@serve_edition_page()
def download_catalogue(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Return all the exhibitors the address asks for as CSV."""
    wanted = read_filter(request.GET, facets=FILTERS)
    catalogue = read_catalogue(edition)
    found = filter_catalogue(edition, catalogue, wanted)
    return download_csv(
        f"{edition.code}-exhibitors.csv",
        [str(title) for title in _HEADER],
        (
            (
                row.code,
                row.name,
                name_country(row.country),
                row.city,
                find_sector_title(row.sector),
                row.hall,
                row.stand,
                "; ".join(row.offers),
            )
            for row in map(catalogue.rows.__getitem__, list_rows_in(found.rows))
        ),
    )
