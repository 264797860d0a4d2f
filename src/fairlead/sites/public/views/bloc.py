"""Economies that pool, chosen on the page: what is critical to them as one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.runs import ImportStudy
from fairlead.sites.public.blocs import presets
from fairlead.sites.public.import_charts import Charts, Head, charts_of, paired
from fairlead.sites.public.page import home_of, show
from fairlead.sites.public.selectors.editions import find_edition
from fairlead.sites.public.selectors.imports import (
    DRAWN,
    PAGE,
    EconomyRow,
    ImportRow,
    besides,
    count_exhibitors_of,
    years_of,
)
from fairlead.sites.public.subject import CHOSEN, THRESHOLDS, Asked, ask, subject_of
from fairlead.sites.public.treemap import draw_imports, draw_imports_tall
from fairlead.ui.pages import page_number, paginate
from fairlead.ui.writing import country_name, decimal


def bloc(request: HttpRequest, code: str) -> HttpResponse:
    """Show the choice of members, and what is critical to those chosen."""
    edition = find_edition(code)
    asked = ask(subject_of(edition, CHOSEN, request.GET))
    context: dict[str, object] = {
        "subject": asked.subject,
        "wrong": asked.wrong,
        "years": years_of(edition),
        **_choice(edition, asked),
    }
    if asked.known is not None and asked.study is not None:
        charts = charts_of(asked.subject, asked.known, asked.study)
        context |= _found(edition, charts, number=page_number(request.GET.get("page", "")))
    status = 400 if asked.wrong and asked.known else 200
    return show(request, "bloc", context, edition=edition, section="imports", status=status)


def _choice(edition: Edition, asked: Asked) -> dict[str, object]:
    """Return what can be chosen: economies that import, known blocs, thresholds."""
    importers = asked.known.importers if asked.known else ()
    chosen = set(asked.subject.members)
    return {
        "economies": sorted(
            ((code, country_name(code), code in chosen) for code in importers),
            key=lambda row: row[1].casefold(),
        ),
        "presets": presets(importers, own=edition.bloc),
        "thresholds": [
            (f"{one:g}", decimal(one, digits=1), one == asked.subject.concentration)
            for one in THRESHOLDS
        ],
    }


def _found(edition: Edition, charts: Charts, *, number: int) -> dict[str, object]:
    """Return what the study of the members found."""
    study = charts.study
    rows = import_rows(edition, charts)
    query = charts.subject.query
    pages = paginate(
        len(rows), number=number, size=PAGE, address=lambda page: f"{query}&page={page}#table"
    )
    home = home_of(edition)
    return {
        "study": study,
        "economy": totals_of(study),
        "figures": charts.figures(),
        "rows": rows[(pages.number - 1) * PAGE : pages.number * PAGE],
        "pages": pages,
        "treemap": draw_imports(rows[:DRAWN], home=home),
        "treemap_tall": draw_imports_tall(rows[:DRAWN], home=home),
        "treemap_png": charts.subject.file("imports.png"),
        "table_csv": charts.subject.file("imports.csv"),
        "rest": max(len(rows) - DRAWN, 0),
        **together_of(charts),
    }


def totals_of(study: ImportStudy) -> EconomyRow:
    """Return the figures of the members as one."""
    columns = (study.table[name].to_pylist() for name in ("imports_usd", "critical"))
    rows = list(zip(*columns, strict=True))
    return EconomyRow(
        economy=CHOSEN,
        products=len(rows),
        critical=sum(bool(critical) for _usd, critical in rows),
        imports_usd=sum(usd for usd, _critical in rows),
        critical_usd=sum(usd for usd, critical in rows if critical),
    )


def import_rows(edition: Edition, charts: Charts) -> list[ImportRow]:
    """Return the critical imports of the members, the largest first; one query."""
    study = charts.study
    others: dict[str, tuple[str, ...]] = {}
    for row in study.alternatives.to_pylist():
        others[row["product"]] = (*others.get(row["product"], ()), row["supplier"])
    found = study.critical.to_pylist()
    codes = [f"{study.scheme}:{row['product']}" for row in found]
    exhibitors = count_exhibitors_of(edition, codes)
    return [
        ImportRow(
            product=code,
            title=charts.titles(row["product"]),
            imports_usd=row["imports_usd"],
            hhi_imports=row["hhi_imports"],
            first_supplier=row["first_supplier"] or "",
            first_share=row["first_share"],
            alternatives=besides(row["first_supplier"] or "", others.get(row["product"], ())),
            exhibitors=exhibitors.get(code, 0),
            address=charts.address(row["product"]),
        )
        for code, row in zip(codes, found, strict=True)
    ]


def together_of(charts: Charts) -> dict[str, object]:
    """Return what the members can do together that none can alone; nothing for one member."""
    if not charts.subject.is_bloc:
        return {}
    heads = (
        Head(_("Product")),
        Head(_("Now")),
        Head(_("Nearness together"), number=True),
        Head(_("Nearest alone")),
        Head(_("Gain, points"), number=True),
        Head(_("Within reach")),
    )
    return {
        "reached": charts.reached(),
        "nearer": charts.nearer(),
        "together": paired(heads, charts.together()),
        "together_heads": heads,
        "together_csv": charts.subject.file("together.csv"),
    }
