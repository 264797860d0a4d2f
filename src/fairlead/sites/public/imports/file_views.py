"""The pictures of a subject's imports as PNG, and the tables behind them as CSV."""

from __future__ import annotations

from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fairlead.apps.fairs.language import choose_text
from fairlead.apps.meetings.queries.editions import find_edition
from fairlead.apps.trade.queries.imports import DRAWN, period_of
from fairlead.charts.png import Caption, png_of
from fairlead.sites.public.frame import home_of
from fairlead.sites.public.imports.charts import Charts, charts_of
from fairlead.sites.public.imports.page import import_rows
from fairlead.sites.public.imports.subject import must_ask, subject_of
from fairlead.sites.public.imports.tables import TABLES
from fairlead.sites.public.imports.treemap import draw_imports
from fairlead.ui.csv_download import csv_response
from fairlead.ui.serving import serve_apart


@serve_apart("dear")
def table(request: HttpRequest, code: str, subject: str, name: str) -> HttpResponse:
    """Return the table behind a picture as CSV."""
    charts = _charts(request, code, subject)
    if name not in TABLES:
        raise Http404(name)
    header, rows = TABLES[name]
    return csv_response(_file(charts, name, "csv"), [str(title) for title in header], rows(charts))


@serve_apart("dear")
def picture(request: HttpRequest, code: str, subject: str, name: str) -> HttpResponse:
    """Return a picture as PNG, with its title and what it is of."""
    charts = _charts(request, code, subject)
    title, svg = _drawn(charts, name)
    edition = charts.subject.edition
    note = f"{choose_text(edition.name, edition)} · {period_of(edition)}"
    caption = Caption(title, charts.subject.name, note)
    response = HttpResponse(_png(str(svg), caption), content_type="image/png")
    response["Content-Disposition"] = f'attachment; filename="{_file(charts, name, "png")}"'
    return response


@lru_cache(maxsize=32)
def _png(svg: str, caption: Caption) -> bytes:
    return png_of(svg, caption)


def _charts(request: HttpRequest, code: str, subject: str) -> Charts:
    found = subject_of(find_edition(code), subject, request.GET)
    return charts_of(found, *must_ask(found))


def _drawn(charts: Charts, name: str) -> tuple[str, str]:
    """Return title and SVG of a picture; raises Http404 for an unknown one."""
    if name == "imports":
        edition = charts.subject.edition
        rows = import_rows(charts)[:DRAWN]
        return _("Critical imports"), draw_imports(rows, home=home_of(edition))
    figure = next((one for one in charts.figures() if one.name == name), None)
    if figure is None:
        raise Http404(name)
    return figure.title, figure.wide


def _file(charts: Charts, name: str, kind: str) -> str:
    subject = charts.subject
    about = "-".join(subject.members[:8]) if subject.code == "bloc" else subject.code
    return f"{subject.edition.code}-{about}-{name}.{kind}"
