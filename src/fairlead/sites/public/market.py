"""The marketplace as everybody sees it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.queries.marketplace import (
    FACETS,
    FILTERS,
    PAGE,
    find_market,
    list_market,
)
from fairlead.sites.public.conditional import serve_edition_page
from fairlead.sites.public.facet_labels import name_facets
from fairlead.sites.public.frame import show
from fairlead.ui.lists import facets
from fairlead.ui.lists.filters import read_filter
from fairlead.ui.lists.pagination import split_pages


@serve_edition_page()
def show_market(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show the offers and needs the address asks for, the newest first."""
    wanted = read_filter(request.GET, facets=FILTERS)
    found = find_market(edition, wanted)
    pages = split_pages(
        len(found.keys),
        number=wanted.page,
        size=PAGE,
        address=lambda number: wanted.query(page=str(number)),
    )
    words = name_facets()
    start = (pages.number - 1) * PAGE
    products = wanted.chosen["product"]
    return show(
        request,
        "market",
        {
            "wanted": wanted,
            "rows": list_market(edition, found.keys[start : start + PAGE]),
            "pages": pages,
            "facets": [
                facets.build_facet(name, words[name], counts=found.counts[name], wanted=wanted)
                for name in FACETS
            ],
            "pills": facets.build_pills(wanted, words),
            "product": products[0] if len(products) == 1 else "",
        },
        edition=edition,
        section="market",
    )
