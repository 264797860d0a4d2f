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
from fairlead.sites.public.frame import show
from fairlead.sites.public.list_page import build_list_page
from fairlead.ui.lists.filters import read_filter


@serve_edition_page()
def show_market(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show the offers and needs the address asks for, the newest first."""
    wanted = read_filter(request.GET, facets=FILTERS)
    found = find_market(edition, wanted)
    page = build_list_page(wanted, len(found.keys), found.counts, facets=FACETS, size=PAGE)
    keys = found.keys[page["pages"].rows]
    products = wanted.chosen["product"]
    return show(
        request,
        "market",
        {
            **page,
            "rows": list_market(edition, keys),
            "product": products[0] if len(products) == 1 else "",
        },
        edition=edition,
        section="market",
    )
