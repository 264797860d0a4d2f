"""The pictures of a subject's imports as PNG, and the tables behind them as CSV."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fairlead.report.png import Caption, png_of
from fairlead.sites.public.download import csv_response
from fairlead.sites.public.import_charts import (
    Charts,
    charts_of,
    every_import,
    every_standing,
    every_supply,
    every_threshold,
)
from fairlead.sites.public.page import home_of
from fairlead.sites.public.selectors.editions import find_edition
from fairlead.sites.public.selectors.imports import DRAWN, IMPORT_HEADER, years_of
from fairlead.sites.public.subject import must_ask, subject_of
from fairlead.sites.public.treemap import draw_imports
from fairlead.sites.public.views.bloc import import_rows

_Rows = Callable[[Charts], Sequence[Sequence[object]]]
_STANDING = (
    gettext_lazy("product"),
    gettext_lazy("title"),
    gettext_lazy("complexity"),
    gettext_lazy("makers in the world"),
    gettext_lazy("exports, US dollars"),
    gettext_lazy("comparative advantage"),
    gettext_lazy("made"),
    gettext_lazy("nearness"),
    gettext_lazy("nearness of the nearest member alone"),
    gettext_lazy("nearest member"),
    gettext_lazy("gain by pooling"),
    gettext_lazy("within reach together only"),
    gettext_lazy("critical import"),
)
_TABLES: dict[str, tuple[tuple[object, ...], _Rows]] = {
    "imports": (IMPORT_HEADER, every_import),
    "suppliers": (
        (
            gettext_lazy("product"),
            gettext_lazy("title"),
            gettext_lazy("supplier"),
            gettext_lazy("importer"),
            gettext_lazy("imports, US dollars"),
        ),
        every_supply,
    ),
    "threshold": (
        (
            gettext_lazy("threshold of concentration"),
            gettext_lazy("critical imports"),
            gettext_lazy("their value, US dollars"),
        ),
        every_threshold,
    ),
    "space": (_STANDING, every_standing),
    "together": (_STANDING, every_standing),
}


def table(request: HttpRequest, code: str, subject: str, name: str) -> HttpResponse:
    """Return the table behind a picture as CSV."""
    charts = _charts(request, code, subject)
    if name not in _TABLES:
        raise Http404(name)
    header, rows = _TABLES[name]
    return csv_response(_file(charts, name, "csv"), [str(title) for title in header], rows(charts))


def picture(request: HttpRequest, code: str, subject: str, name: str) -> HttpResponse:
    """Return a picture as PNG, with its title and what it is of."""
    charts = _charts(request, code, subject)
    title, svg = _drawn(charts, name)
    years = years_of(charts.subject.edition)
    note = _("US dollars, %(years)s together") % {"years": years} if years else _("US dollars")
    caption = Caption(title, charts.subject.name, f"{charts.subject.edition.local_name} · {note}")
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
        rows = import_rows(edition, charts)[:DRAWN]
        return _("Critical imports"), draw_imports(rows, home=home_of(edition))
    figure = next((one for one in charts.figures() if one.name == name), None)
    if figure is None:
        raise Http404(name)
    return figure.title, figure.wide


def _file(charts: Charts, name: str, kind: str) -> str:
    subject = charts.subject
    about = "-".join(subject.members[:8]) if subject.code == "bloc" else subject.code
    return f"{subject.edition.code}-{about}-{name}.{kind}"
