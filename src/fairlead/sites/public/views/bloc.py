"""Economies that pool, chosen on the page: what is critical to them as one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.runs import ImportStudy
from fairlead.sites.public.blocs import Preset, incomplete, presets
from fairlead.sites.public.import_charts import Charts, Figure, Head, charts_of, paired
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
from fairlead.sites.public.subject import (
    CHOSEN,
    THRESHOLDS,
    Asked,
    Subject,
    ask,
    must_ask,
    subject_of,
)
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
    if asked.study is not None:
        number = page_number(request.GET.get("page", ""))
        context |= _found(asked.subject, asked.study, number=number)
    status = 400 if asked.wrong and asked.known else 200
    return show(request, "bloc", context, edition=edition, section="imports", status=status)


def _choice(edition: Edition, asked: Asked) -> dict[str, object]:
    """Return what can be chosen: economies that import, known blocs, thresholds."""
    importers = asked.known.importers if asked.known else ()
    chosen = set(asked.subject.members)
    known = presets(importers, own=edition.bloc)
    return {
        "economies": sorted(
            ((code, country_name(code), code in chosen) for code in importers),
            key=lambda row: row[1].casefold(),
        ),
        "presets": known,
        "incomplete": _without(incomplete(known, chosen)),
        "thresholds": [
            (f"{one:g}", decimal(one, digits=1), one == asked.subject.concentration)
            for one in THRESHOLDS
        ],
    }


def _without(preset: Preset | None) -> str:
    """Return which members of a bloc are not judged; nothing when none or no bloc is meant."""
    if preset is None:
        return ""
    return _("%(bloc)s without %(names)s: these flows have no imports of theirs.") % {
        "bloc": preset.name,
        "names": ", ".join(country_name(code) for code in preset.absent),
    }


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows of a subject beside its own list: pictures, and what pooling gains.

    ``rows`` are its critical imports by the flows, ``together`` is empty for one economy.
    """

    figures: tuple[Figure, ...]
    rows: tuple[ImportRow, ...]
    together: dict[str, object]


def shown_of(subject: Subject) -> Shown:
    """Return what is shown of a subject; kept by the process for as long as the edition stays.

    Raises Http404 where the flows say nothing of it.
    """
    return _shown(subject, subject.edition.stamp, get_language())


@lru_cache(maxsize=64)
def _shown(subject: Subject, _stamp: UUID, _language: str | None) -> Shown:
    charts = charts_of(subject, *must_ask(subject))
    rows = import_rows(subject.edition, charts)
    return Shown(tuple(charts.figures()), tuple(rows), together_of(charts))


def _found(subject: Subject, study: ImportStudy, *, number: int) -> dict[str, object]:
    """Return what the study of the members found."""
    shown = shown_of(subject)
    rows = shown.rows
    pages = paginate(
        len(rows),
        number=number,
        size=PAGE,
        address=lambda page: f"{subject.query}&page={page}#table",
    )
    home = home_of(subject.edition)
    return {
        "study": study,
        "economy": totals_of(study),
        "figures": shown.figures,
        "rows": rows[(pages.number - 1) * PAGE : pages.number * PAGE],
        "pages": pages,
        "treemap": draw_imports(rows[:DRAWN], home=home),
        "treemap_tall": draw_imports_tall(rows[:DRAWN], home=home),
        "treemap_png": subject.file("imports.png"),
        "table_csv": subject.file("imports.csv"),
        "rest": max(len(rows) - DRAWN, 0),
        **shown.together,
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
