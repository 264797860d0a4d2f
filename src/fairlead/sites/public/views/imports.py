"""Critical imports: of every economy in short, of one economy in full, and as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from fairlead.apps.trade.models import Dependency
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
    subjects_of,
    years_of,
)
from fairlead.sites.public.treemap import draw_imports, draw_imports_tall
from fairlead.ui.pages import page_number, paginate

_DRAWN = 60  # products in the picture; what remains is too small to read


def economies(request: HttpRequest, code: str) -> HttpResponse:
    """Show the economies with what is critical to them."""
    edition = find_edition(code)
    found = list_economies(latest_run(edition))
    subjects = subjects_of(edition)
    context: dict[str, object] = {
        "years": years_of(edition),
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
            "members": edition.bloc if economy == Dependency.BLOC else [],
            "rows": rows[(pages.number - 1) * PAGE : pages.number * PAGE],
            "pages": pages,
            "run": run,
            "treemap": draw_imports(rows[:_DRAWN], home=home_of(edition)),
            "treemap_tall": draw_imports_tall(rows[:_DRAWN], home=home_of(edition)),
            "rest": max(len(rows) - _DRAWN, 0),
            "years": years_of(edition),
        },
        edition=edition,
        section="imports",
    )


_HEADER = (
    gettext_lazy("product"),
    gettext_lazy("title"),
    gettext_lazy("critical"),
    gettext_lazy("imports, US dollars"),
    gettext_lazy("concentration of imports"),
    gettext_lazy("first supplier"),
    gettext_lazy("share of the first supplier"),
    gettext_lazy("second supplier"),
    gettext_lazy("share of the second supplier"),
    gettext_lazy("concentration of world exports"),
    gettext_lazy("exports, US dollars"),
    gettext_lazy("imports over exports"),
    gettext_lazy("what is undefined"),
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
