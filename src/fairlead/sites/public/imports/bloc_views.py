"""Economies that pool, chosen on the page: what is critical to them as one."""

from __future__ import annotations

import pyarrow.compute as pc
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.queries.imports import EconomyRow, describe_period
from fairlead.apps.trade.runs import ImportStudy
from fairlead.sites.public.conditional import serve_edition_page
from fairlead.sites.public.frame import show
from fairlead.sites.public.imports.bloc_presets import Preset, find_incomplete, list_presets
from fairlead.sites.public.imports.page import find_shown, tell_reporters
from fairlead.sites.public.imports.subject import (
    CHOSEN,
    THRESHOLDS,
    Subject,
    SubjectStudy,
    ask,
    has_flows,
    parse_subject,
)
from fairlead.ui.formats import format_figure, join_items, name_country, order_key
from fairlead.ui.serving import serve_apart


@serve_apart("dear")
@serve_edition_page(besides=has_flows)
def show_bloc(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show the choice of members, and what is critical to those chosen."""
    asked = ask(parse_subject(edition, CHOSEN, request.GET))
    context: dict[str, object] = {
        "subject": asked.subject,
        "wrong": asked.wrong,
        "period": describe_period(edition.flows_years),
        **_list_choices(edition, asked),
    }
    if asked.study is not None:
        context |= _describe_found(asked.subject, asked.study, page=request.GET.get("page", ""))
    status = 400 if asked.wrong and asked.known else 200
    return show(request, "bloc", context, edition=edition, section="imports", status=status)


def _list_choices(edition: Edition, asked: SubjectStudy) -> dict[str, object]:
    """Return what can be chosen: economies that import, known blocs, thresholds."""
    importers = asked.known.importers if asked.known else ()
    chosen = set(asked.subject.members)
    known = list_presets(importers, own=edition.bloc)
    return {
        "economies": sorted(
            ((code, name_country(code), code in chosen) for code in importers),
            key=lambda row: order_key(row[1]),
        ),
        "presets": known,
        "incomplete": _describe_without(find_incomplete(known, chosen)),
        "thresholds": [
            (f"{one:g}", format_figure(one, digits=1), one == asked.subject.concentration)
            for one in THRESHOLDS
        ],
    }


def _describe_without(preset: Preset | None) -> str:
    """Return which members of a bloc are not judged; nothing when none or no bloc is meant."""
    if preset is None:
        return ""
    return _("%(bloc)s without %(names)s: these flows have no imports of theirs.") % {
        "bloc": preset.name,
        "names": join_items(name_country(code) for code in preset.absent),
    }


def _describe_found(subject: Subject, study: ImportStudy, *, page: str) -> dict[str, object]:
    """Return what the study of the members found."""
    shown = find_shown(subject)
    return {
        "study": study,
        "reporters": tell_reporters(study),
        "members": _list_beside(subject),
        "economy": sum_members(study),
        "figures": shown.figures,
        "together": shown.together,
        "treemap_png": subject.file("imports.png"),
        "table_csv": subject.file("imports.csv"),
        **shown.imports.context(page=page, query=subject.query),
    }


def _list_beside(subject: Subject) -> list[str]:
    """Return the members to name beside the bloc's name; none where they are its name."""
    if subject.name == join_items(subject.names):
        return []
    return sorted(subject.members, key=lambda code: order_key(name_country(code)))


def sum_members(study: ImportStudy) -> EconomyRow:
    """Return the figures of the members as one."""
    table, critical = study.table, study.critical
    return EconomyRow(
        economy=CHOSEN,
        products=table.num_rows,
        critical=critical.num_rows,
        imports_usd=pc.sum(table["imports_usd"]).as_py() or 0,
        critical_usd=pc.sum(critical["imports_usd"]).as_py() or 0,
    )
