"""Critical imports: of every economy in short, of one economy in full, and as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from fairlead.sites.public.download import csv_response
from fairlead.sites.public.page import home_of, show
from fairlead.sites.public.selectors.editions import find_edition
from fairlead.sites.public.selectors.imports import (
    PAGE,
    every_dependency,
    find_economy,
    latest_run,
    list_economies,
    list_imports,
)
from fairlead.sites.public.treemap import draw_imports
from fairlead.ui.pages import page_number, paginate

_DRAWN = 60  # products in the picture; what remains is too small to read


def economies(request: HttpRequest, code: str) -> HttpResponse:
    """Show the economies with what is critical to them."""
    edition = find_edition(code)
    found = list_economies(latest_run(edition))
    subjects = {edition.country, edition.partner_country, *edition.bloc}
    context = {
        "subjects": [row for row in found if row.economy in subjects],
        "others": [row for row in found if row.economy not in subjects],
    }
    return show(request, "critical_imports", context, edition=edition, section="imports")


def economy(request: HttpRequest, code: str, economy: str) -> HttpResponse:
    """Show one economy's critical imports as a picture and a table."""
    edition = find_edition(code)
    run = latest_run(edition)
    figures = find_economy(run, economy)
    rows = list_imports(edition, run, economy)
    pages = paginate(
        len(rows),
        number=page_number(request.GET.get("page", "")),
        size=PAGE,
        address=lambda number: f"?page={number}#table",
    )
    return show(
        request,
        "economy",
        {
            "economy": figures,
            "rows": rows[(pages.number - 1) * PAGE : pages.number * PAGE],
            "pages": pages,
            "run": run,
            "treemap": draw_imports(rows[:_DRAWN], home=home_of(edition)),
            "rest": max(len(rows) - _DRAWN, 0),
        },
        edition=edition,
        section="imports",
    )


_HEADER = (
    gettext_lazy("product"),
    gettext_lazy("imports, US dollars"),
    gettext_lazy("concentration of imports"),
    gettext_lazy("concentration of world exports"),
    gettext_lazy("imports over exports"),
    gettext_lazy("first supplier"),
    gettext_lazy("share of the first supplier"),
    gettext_lazy("critical"),
)


def download(request: HttpRequest, code: str, economy: str) -> HttpResponse:  # noqa: ARG001
    """Return every product of the economy as CSV; what is undefined is empty."""
    edition = find_edition(code)
    run = latest_run(edition)
    figures = find_economy(run, economy)
    return csv_response(
        f"{edition.code}-imports-{figures.economy}.csv",
        [str(title) for title in _HEADER],
        every_dependency(run, figures.economy),
    )
