"""Critical imports: of every economy in short, of one economy in full, and as a file."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from fairlead.apps.trade.models import Dependency
from fairlead.apps.trade.runs import ImportStudy
from fairlead.sites.public.download import csv_response
from fairlead.sites.public.page import home_of, show
from fairlead.sites.public.selectors.editions import find_edition
from fairlead.sites.public.selectors.imports import (
    DRAWN,
    IMPORT_HEADER,
    PAGE,
    ImportRow,
    every_dependency,
    find_economy,
    latest_run,
    list_economies,
    list_imports,
    subjects_of,
    years_of,
)
from fairlead.sites.public.subject import Subject, ask, subject_of
from fairlead.sites.public.treemap import draw_imports, draw_imports_tall
from fairlead.sites.public.views.bloc import shown_of
from fairlead.ui.pages import page_number, paginate


def economies(request: HttpRequest, code: str) -> HttpResponse:
    """Show the economies with what is critical to them."""
    edition = find_edition(code)
    found = list_economies(latest_run(edition))
    subjects = subjects_of(edition)
    context: dict[str, object] = {
        "years": years_of(edition),
        "subjects": [row for row in found if row.economy in subjects],
        "others": [row for row in found if row.economy not in subjects],
        "chooses": bool(edition.flows_source),
    }
    return show(request, "critical_imports", context, edition=edition, section="imports")


def economy(request: HttpRequest, code: str, economy: str) -> HttpResponse:
    """Show one economy's critical imports as pictures and tables."""
    edition = find_edition(code)
    run = latest_run(edition)
    figures = find_economy(run, economy)
    asked = ask(subject_of(edition, economy, request.GET))
    rows = list_imports(edition, run, economy)
    if asked.study is not None:
        rows = _linked(rows, asked.subject, asked.study)
    pages = paginate(
        len(rows),
        number=page_number(request.GET.get("page", "")),
        size=PAGE,
        address=lambda number: f"?page={number}#table",
    )
    context: dict[str, object] = {
        "subject": asked.subject,
        "wrong": asked.wrong,
        "economy": figures,
        "members": edition.bloc if economy == Dependency.BLOC else [],
        "rows": rows[(pages.number - 1) * PAGE : pages.number * PAGE],
        "pages": pages,
        "run": run,
        "treemap": draw_imports(rows[:DRAWN], home=home_of(edition)),
        "treemap_tall": draw_imports_tall(rows[:DRAWN], home=home_of(edition)),
        "treemap_png": asked.subject.file("imports.png") if asked.study else "",
        "table_csv": f"../{figures.economy}.csv",
        "rest": max(len(rows) - DRAWN, 0),
        "years": years_of(edition),
    }
    if asked.study is not None:
        shown = shown_of(asked.subject)
        context |= {"study": asked.study, "figures": shown.figures, **shown.together}
    return show(request, "economy", context, edition=edition, section="imports")


def in_capitals(
    request: HttpRequest, code: str, economy: str, rest: str = ""
) -> HttpResponsePermanentRedirect:
    """Lead to the economy whose code was not written in capitals."""
    home = reverse("public:economy", args=(code, economy.upper()))
    query = request.META.get("QUERY_STRING", "")
    where = home + quote(rest, safe="/:") + (f"?{query}" if query else "")
    return HttpResponsePermanentRedirect(where)


def _linked(rows: list[ImportRow], subject: Subject, study: ImportStudy) -> list[ImportRow]:
    """Return the rows with the way to who could make the product, where the flows know it."""
    known = {f"{study.scheme}:{code}" for code in study.table["product"].to_pylist()}
    return [
        replace(row, address=subject.address(row.product)) if row.product in known else row
        for row in rows
    ]


def download(request: HttpRequest, code: str, economy: str) -> HttpResponse:  # noqa: ARG001
    """Return every product of the economy as CSV; what is undefined is empty."""
    edition = find_edition(code)
    run = latest_run(edition)
    figures = find_economy(run, economy)
    return csv_response(
        f"{edition.code}-imports-{figures.economy}.csv",
        [str(title) for title in IMPORT_HEADER],
        every_dependency(run, figures.economy),
    )
