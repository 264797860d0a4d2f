"""Joint projects: the list with its sums by stage, and one project."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from fairlead.apps.cooperation.models import Project, Share, Stage, TieKind
from fairlead.apps.cooperation.queries.projects import (
    find_appraisal,
    find_project,
    list_benefit_shares,
    list_cost_shares,
    list_projects,
    mark_stages_done,
    sum_by_stage,
)
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.stamped_cache import keep_by_stamp
from fairlead.apps.trade.queries.entries import find_product_titles, label
from fairlead.charts.project_bars import draw_flows, draw_shares
from fairlead.sites.public.conditional import serve_edition_page
from fairlead.sites.public.frame import find_home, show


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project in the list."""

    project: Project
    address: str
    shares: list[Share]
    stages: list[bool]


@serve_edition_page()
def show_projects(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show the projects, of one stage when the address names it."""
    stage = request.GET.get("stage", "")
    stage = stage if stage in Stage.values else ""
    totals = sum_by_stage(edition)
    context: dict[str, object] = {
        "cards": write_cards(edition, stage=stage),
        "totals": totals,
        "stage": stage,
        "count": sum(total.count for total in totals),
        "amount": sum(total.amount for total in totals),
    }
    return show(request, "projects", context, edition=edition, section="projects")


@keep_by_stamp
def write_cards(edition: Edition, *, stage: str) -> SafeString:
    """Return the projects at a stage, or all, as they stand on the page; nothing for none."""
    home = find_home(edition)
    rows = [
        ProjectRow(
            project,
            f"{home}projects/{project.code}/",
            list_cost_shares(project),
            mark_stages_done(project.stage),
        )
        for project in list_projects(edition, stage=stage)
    ]
    if not rows:
        return SafeString("")
    context = {"rows": rows, "edition": edition, "currency": edition.currency}
    return render_to_string("public/parts/projects.html", context)


@serve_edition_page()
def project(request: HttpRequest, edition: Edition, project: str) -> HttpResponse:
    """Show one project with its partners, its appraisal and its cash flows."""
    found = find_project(edition, project)
    cost, benefit = list_cost_shares(found), list_benefit_shares(found)
    titles = find_product_titles(edition, set(found.products))
    ties = list(found.ties.all())
    lead = found.lead
    return show(
        request,
        "project",
        {
            "project": found,
            "stages": mark_stages_done(found.stage),
            "cost": cost,
            "benefit": benefit,
            "cost_bar": draw_shares([share.share for share in cost]),
            "benefit_bar": draw_shares([share.share for share in benefit]),
            "lead_exhibits": lead is not None and hasattr(lead, "exhibitor"),
            "appraisal": find_appraisal(found),
            "products": [label(product, titles) for product in found.products],
            "flows": draw_flows(found.cash_flows, first_year=found.start_year),
            "years": list(enumerate(found.cash_flows, found.start_year)),
            "requires": [tie.other for tie in ties if tie.kind == TieKind.REQUIRES],
            "excludes": [tie.other for tie in ties if tie.kind == TieKind.EXCLUDES],
        },
        edition=edition,
        section="projects",
    )
