"""The pictures of a subject's imports as PNG, and the tables behind them as CSV."""

from __future__ import annotations

from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fairlead.apps.fairs.language import choose_text
from fairlead.apps.meetings.queries.editions import find_edition
from fairlead.apps.trade.queries.imports import DRAWN, describe_period
from fairlead.charts.png import Caption, set_png
from fairlead.sites.public.frame import find_home
from fairlead.sites.public.imports.charts import Charts, build_charts
from fairlead.sites.public.imports.page import list_import_rows
from fairlead.sites.public.imports.subject import must_ask, parse_subject
from fairlead.sites.public.imports.tables import TABLES
from fairlead.sites.public.imports.treemap import draw_imports
from fairlead.ui.csv_download import download_csv
from fairlead.ui.serving import serve_apart


@serve_apart("dear")
def download_table(request: HttpRequest, code: str, subject: str, name: str) -> HttpResponse:
    """Return the table behind a picture as CSV."""
    charts = _read_charts(request, code, subject)
    if name not in TABLES:
        raise Http404(name)
    header, rows = TABLES[name]
    return download_csv(
        _name_file(charts, name, "csv"), [str(title) for title in header], rows(charts)
    )


@serve_apart("dear")
def download_picture(request: HttpRequest, code: str, subject: str, name: str) -> HttpResponse:
    """Return a picture as PNG, with its title and what it is of."""
    charts = _read_charts(request, code, subject)
    title, svg = _draw_picture(charts, name)
    edition = charts.subject.edition
    note = f"{choose_text(edition.name, edition)} · {describe_period(edition.flows_years)}"
    caption = Caption(title, charts.subject.name, note)
    response = HttpResponse(_draw_png(str(svg), caption), content_type="image/png")
    response["Content-Disposition"] = f'attachment; filename="{_name_file(charts, name, "png")}"'
    return response


@lru_cache(maxsize=32)
def _draw_png(svg: str, caption: Caption) -> bytes:
    return set_png(svg, caption)


def _read_charts(request: HttpRequest, code: str, subject: str) -> Charts:
    found = parse_subject(find_edition(code), subject, request.GET)
    return build_charts(found, *must_ask(found))


def _draw_picture(charts: Charts, name: str) -> tuple[str, str]:
    """Return title and SVG of a picture; raises Http404 for an unknown one."""
    if name == "imports":
        edition = charts.subject.edition
        rows = list_import_rows(charts)[:DRAWN]
        return _("Critical imports"), draw_imports(rows, home=find_home(edition))
    figure = next((one for one in charts.figures() if one.name == name), None)
    if figure is None:
        raise Http404(name)
    return figure.title, figure.wide


def _name_file(charts: Charts, name: str, kind: str) -> str:
    subject = charts.subject
    about = "-".join(subject.members[:8]) if subject.code == "bloc" else subject.code
    return f"{subject.edition.code}-{about}-{name}.{kind}"
