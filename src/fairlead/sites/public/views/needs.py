"""The needs of organisations and economies."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from fairlead.sites.public import facets
from fairlead.sites.public.filters import read_filter
from fairlead.sites.public.page import show
from fairlead.sites.public.selectors.editions import find_edition
from fairlead.sites.public.selectors.needs import FACETS, PAGE, find_needs, list_needs
from fairlead.sites.public.views.catalogue import facet_words
from fairlead.ui.pages import paginate


def needs(request: HttpRequest, code: str) -> HttpResponse:
    """Show the needs the address asks for."""
    edition = find_edition(code)
    wanted = read_filter(request.GET, facets=FACETS)
    found = find_needs(edition, wanted)
    pages = paginate(
        len(found.ids),
        number=wanted.page,
        size=PAGE,
        address=lambda number: wanted.query(page=str(number)),
    )
    words = facet_words()
    start = (pages.number - 1) * PAGE
    return show(
        request,
        "needs",
        {
            "wanted": wanted,
            "needs": list_needs(edition, found.ids[start : start + PAGE]),
            "pages": pages,
            "facets": [
                facets.build_facet(name, words[name], counts=found.counts[name], wanted=wanted)
                for name in FACETS
            ],
            "pills": facets.build_pills(wanted, words),
        },
        edition=edition,
        section="needs",
    )
