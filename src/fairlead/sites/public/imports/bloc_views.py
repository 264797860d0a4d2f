"""Economies that pool, chosen on the page: what is critical to them as one."""

from __future__ import annotations

import pyarrow.compute as pc
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.queries.imports import EconomyRow, period_of
from fairlead.apps.trade.runs import ImportStudy
from fairlead.sites.public.conditional import edition_page
from fairlead.sites.public.frame import show
from fairlead.sites.public.imports.bloc_presets import Preset, incomplete, presets
from fairlead.sites.public.imports.page import shown_of, tell_reporters
from fairlead.sites.public.imports.subject import (
    CHOSEN,
    THRESHOLDS,
    Asked,
    Subject,
    ask,
    has_flows,
    subject_of,
)
from fairlead.ui.formats import country_name, decimal, join_items
from fairlead.ui.serving import serve_apart


@serve_apart("dear")
@edition_page(besides=has_flows)
def bloc(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show the choice of members, and what is critical to those chosen."""
    asked = ask(subject_of(edition, CHOSEN, request.GET))
    context: dict[str, object] = {
        "subject": asked.subject,
        "wrong": asked.wrong,
        "period": period_of(edition),
        **_choice(edition, asked),
    }
    if asked.study is not None:
        context |= _found(asked.subject, asked.study, page=request.GET.get("page", ""))
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
        "names": join_items(country_name(code) for code in preset.absent),
    }


def _found(subject: Subject, study: ImportStudy, *, page: str) -> dict[str, object]:
    """Return what the study of the members found."""
    shown = shown_of(subject)
    return {
        "study": study,
        "reporters": tell_reporters(study),
        "members": _beside(subject),
        "economy": totals_of(study),
        "figures": shown.figures,
        "together": shown.together,
        "treemap_png": subject.file("imports.png"),
        "table_csv": subject.file("imports.csv"),
        **shown.imports.context(page=page, query=subject.query),
    }


def _beside(subject: Subject) -> list[str]:
    """Return the members to name beside the bloc's name; none where they are its name."""
    if subject.name == join_items(subject.names):
        return []
    return sorted(subject.members, key=lambda code: country_name(code).casefold())


def totals_of(study: ImportStudy) -> EconomyRow:
    """Return the figures of the members as one."""
    table, critical = study.table, study.critical
    return EconomyRow(
        economy=CHOSEN,
        products=table.num_rows,
        critical=critical.num_rows,
        imports_usd=pc.sum(table["imports_usd"]).as_py() or 0,
        critical_usd=pc.sum(critical["imports_usd"]).as_py() or 0,
    )
