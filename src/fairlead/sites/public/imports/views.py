"""Critical imports: of every economy in short, of one economy in full, and as a file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from fairlead.apps.cooperation.queries.states import AsOf
from fairlead.apps.fairs.models import Edition, Run
from fairlead.apps.fairs.stamped_cache import keep_by_stamp
from fairlead.apps.meetings.queries.editions import find_edition
from fairlead.apps.standing_search.queries.months import has_public_history
from fairlead.apps.trade.models import Dependency
from fairlead.apps.trade.queries.imports import (
    IMPORT_HEADER,
    EconomyRow,
    ImportRow,
    describe_period,
    find_economy,
    find_released_run,
    find_subjects,
    has_newer_flows,
    list_economies,
    list_every_dependency,
    list_figure_years,
    list_imports,
)
from fairlead.sites.as_of import find_moment, read_as_of, write_as_of
from fairlead.sites.public.conditional import serve_edition_page
from fairlead.sites.public.frame import show
from fairlead.sites.public.imports.page import ImportList, find_shown, list_rows, tell_reporters
from fairlead.sites.public.imports.subject import Subject, ask, has_flows, must_ask, parse_subject
from fairlead.ui.csv_download import download_csv


@serve_edition_page()
def show_economies(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show the economies with what is critical to them."""
    as_of, asked = read_as_of(request, edition), write_as_of(request, edition)
    run = find_released_run(edition, moment=find_moment(as_of, edition))
    found = list_economies(run)
    subjects = find_subjects(edition)
    context: dict[str, object] = {
        "as_of": as_of,
        "asked": asked,
        "zone": edition.zone,
        "period": describe_period(list_figure_years(run, edition)),
        "subjects": [row for row in found if row.economy in subjects],
        "others": [row for row in found if row.economy not in subjects],
        "chooses": bool(edition.flows_source),
    }
    return show(request, "critical_imports", context, edition=edition, section="imports")


@serve_edition_page(besides=has_flows)
def show_economy(request: HttpRequest, edition: Edition, economy: str) -> HttpResponse:
    """Show one economy's critical imports as pictures and tables.

    As of a moment they are the figures released by then: pictures and files are of the flows there
    are now.
    """
    as_of = read_as_of(request, edition)
    moment = find_moment(as_of, edition)
    found = _read_assessed(edition, economy, moment=moment)
    if moment is not None:
        return _show_then(request, edition, found, as_of)
    asked = ask(parse_subject(edition, economy, request.GET))
    imports = _list_imports(edition, asked.subject, studied=asked.study is not None)
    context: dict[str, object] = {
        "as_of": as_of,
        "zone": edition.zone,
        "subject": asked.subject,
        "wrong": asked.wrong,
        "economy": found.figures,
        "members": edition.bloc if economy == Dependency.BLOC else [],
        "run": found.run,
        "has_history": has_public_history(edition, economy),
        "treemap_png": asked.subject.file("imports.png") if asked.study else "",
        "table_csv": f"../{found.figures.economy}.csv",
        "period": describe_period(list_figure_years(found.run, edition)),
        "newer": has_newer_flows(found.run, edition),
        **imports.context(page=request.GET.get("page", "")),
    }
    if asked.study is not None:
        shown = find_shown(asked.subject)
        context |= {
            "study": asked.study,
            "reporters": tell_reporters(asked.study),
            "figures": shown.figures,
            "together": shown.together,
        }
    return show(request, "economy", context, edition=edition, section="imports")


def _show_then(
    request: HttpRequest, edition: Edition, found: Assessment, as_of: AsOf
) -> HttpResponse:
    economy = found.figures.economy
    imports = list_rows(edition, found.rows)
    context: dict[str, object] = {
        "as_of": as_of,
        "zone": edition.zone,
        "then": True,
        "economy": found.figures,
        "members": edition.bloc if economy == Dependency.BLOC else [],
        "run": found.run,
        "period": describe_period(list_figure_years(found.run, edition)),
        "has_history": has_public_history(edition, economy),
        **imports.context(
            page=request.GET.get("page", ""), query=f"?{write_as_of(request, edition)}"
        ),
    }
    return show(request, "economy", context, edition=edition, section="imports")


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the newest run says of an economy; ``rows`` are its critical imports."""

    run: Run | None
    figures: EconomyRow
    rows: tuple[ImportRow, ...]


@keep_by_stamp
def _read_assessed(edition: Edition, economy: str, *, moment: dt.datetime | None) -> Assessment:
    """Return what was assessed of an economy; raises Http404 when nothing was."""
    run = find_released_run(edition, moment=moment)
    figures = find_economy(run, economy)
    return Assessment(run, figures, tuple(list_imports(edition, run, economy)))


@keep_by_stamp
def _list_imports(edition: Edition, subject: Subject, *, studied: bool) -> ImportList:
    """Return its critical imports, leading to who could make them where the flows can tell."""
    rows = _read_assessed(edition, subject.code, moment=None).rows
    if not studied:
        return list_rows(edition, rows)
    _known, study = must_ask(subject)
    there = {f"{study.scheme}:{code}" for code in study.table["product"].to_pylist()}
    linked = [
        replace(row, address=subject.address(row.product)) if row.product in there else row
        for row in rows
    ]
    return list_rows(edition, linked)


def redirect_to_capitals(
    request: HttpRequest, code: str, economy: str, rest: str = "", *, to: str = "economy"
) -> HttpResponsePermanentRedirect:
    """Lead to the page of that name, of the economy whose code was not written in capitals."""
    home = reverse(f"public:{to}", args=(code, economy.upper()))
    query = request.META.get("QUERY_STRING", "")
    where = home + quote(rest, safe="/:") + (f"?{query}" if query else "")
    return HttpResponsePermanentRedirect(where)


def download_economy(request: HttpRequest, code: str, economy: str) -> HttpResponse:  # noqa: ARG001
    """Return every product of the economy as CSV; what is undefined is empty."""
    edition = find_edition(code)
    run = find_released_run(edition)
    figures = find_economy(run, economy)
    return download_csv(
        f"{edition.code}-imports-{figures.economy}.csv",
        [str(title) for title in IMPORT_HEADER],
        list_every_dependency(edition, run, figures.economy),
    )
