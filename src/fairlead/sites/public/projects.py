"""Joint projects: the list with its sums by stage, and one project."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from fairlead.apps.cooperation.models import (
    AmountKind,
    Partner,
    Project,
    Share,
    ShareKind,
    Stage,
    TieKind,
)
from fairlead.apps.cooperation.queries.approvals import list_party_states
from fairlead.apps.cooperation.queries.departures import list_departures
from fairlead.apps.cooperation.queries.headlines import list_headlines
from fairlead.apps.cooperation.queries.ledger import list_entries, list_overrides
from fairlead.apps.cooperation.queries.projects import (
    EconomyShare,
    ProjectStatus,
    find_appraisal,
    find_past_project,
    list_benefit_shares,
    list_cost_shares,
    list_projects,
    mark_stages_done,
    sum_all,
    sum_by_stage,
)
from fairlead.apps.cooperation.queries.states import NOW, AsOf, read_states
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.stamped_cache import keep_by_stamp
from fairlead.apps.trade.queries.entries import find_product_titles, label
from fairlead.charts.project_bars import draw_flows, draw_shares
from fairlead.folder.ledger_state import State
from fairlead.sites.as_of import find_moment, read_as_of, write_as_of
from fairlead.sites.public.conditional import serve_edition_page
from fairlead.sites.public.frame import find_home, show
from fairlead.ui.lists.pagination import find_pages


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project in the list."""

    project: Project
    standing: ProjectStatus
    address: str
    shares: list[EconomyShare]
    stages: list[bool]


PAGE = 60


@serve_edition_page()
def show_projects(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show the projects, of one stage when the address names it."""
    stage = request.GET.get("stage", "")
    stage = stage if stage in Stage.values else ""
    as_of, asked = read_as_of(request, edition), write_as_of(request, edition)
    totals = sum_by_stage(edition, as_of=as_of)
    listed = [asked] if asked else []
    listed += [urlencode({"stage": stage})] if stage else []
    pages = find_pages(
        request,
        sum(total.sums.count for total in totals if not stage or total.stage == stage),
        size=PAGE,
        query="&".join(listed),
    )
    context: dict[str, object] = {
        "cards": write_cards(edition, stage=stage, as_of=as_of, asked=asked, page=pages.number),
        "pages": pages,
        "as_of": as_of,
        "asked": asked,
        "headlines": list_headlines(edition, as_of)[:3],
        "totals": totals,
        "stage": stage,
        "sums": sum_all(edition, as_of=as_of),
    }
    return show(request, "projects", context, edition=edition, section="projects")


@keep_by_stamp
def write_cards(
    edition: Edition, *, stage: str, as_of: AsOf = NOW, asked: str = "", page: int = 1
) -> SafeString:
    """Return the projects at a stage, or all, as they stand on the page; nothing for none."""
    home = find_home(edition)
    standings = list_projects(
        edition, stage=stage, as_of=as_of, start=(page - 1) * PAGE, count=PAGE
    )
    rows = [
        ProjectRow(
            standing.project,
            standing,
            f"{home}projects/{standing.project.code}/{'?' if asked else ''}{asked}",
            list_cost_shares(standing.project),
            mark_stages_done(standing.state.stage),
        )
        for standing in standings
    ]
    if not rows:
        return SafeString("")
    begins = max((one.begins for one in standings if one.begins is not None), default=None)
    context = {"rows": rows, "edition": edition, "begins": begins, "zone": edition.zone}
    return render_to_string("public/parts/projects.html", context)


@serve_edition_page()
def project(request: HttpRequest, edition: Edition, project: str) -> HttpResponse:
    """Show one project with its partners, its appraisal and its cash flows."""
    as_of = read_as_of(request, edition)
    past = find_past_project(edition, project, as_of)
    found = past.project
    cost, benefit = list_cost_shares(found), list_benefit_shares(found)
    titles = find_product_titles(edition, set(found.products))
    ties = list(found.ties.all())
    lead = found.lead
    standing = ProjectStatus(found, read_states([found], as_of).get(found.pk, State()))
    entries, departures = list_entries(found, as_of), list_departures(found, as_of)
    return show(
        request,
        "project",
        {
            "project": found,
            "standing": standing,
            "stages": mark_stages_done(standing.state.stage),
            "partners": list_partners(found),
            "amounts": [(AmountKind(kind), *said) for kind, said in standing.state.amounts.items()],
            "parties": [one for one in list_party_states(found, as_of) if one.entry is not None],
            "entries": entries,
            "overrides": list_overrides(entries),
            "departures": departures,
            "gone": {one.code for one in departures},
            "as_of": as_of,
            "begins": past.begins,
            "cost": cost,
            "benefit": benefit,
            "cost_bar": draw_shares([share.share for share in cost]),
            "benefit_bar": draw_shares([share.share for share in benefit]),
            "lead_exhibits": lead is not None and hasattr(lead, "exhibitor"),
            "appraisal": find_appraisal(found, moment=find_moment(as_of, edition)),
            "products": [label(product, titles) for product in found.products],
            "flows": draw_flows(list(map(float, found.cash_flows)), first_year=found.start_year),
            "years": list(
                zip(
                    range(found.start_year, found.start_year + len(found.cash_flows)),
                    found.cash_flows,
                    found.costs or repeat(None),
                    strict=False,
                )
            ),
            "has_costs": bool(found.costs),
            "requires": [tie.other for tie in ties if tie.kind == TieKind.REQUIRES],
            "excludes": [tie.other for tie in ties if tie.kind == TieKind.EXCLUDES],
        },
        edition=edition,
        section="projects",
    )


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A partner of a project with its shares; none where it has no share of that kind."""

    partner: Partner
    cost: float | None
    benefit: float | None
    exhibits: bool


def list_partners(project: Project) -> list[PartnerRow]:
    """Return the partners, from those read with the project; none if all are economies' bodies."""
    partners = list(project.partners.all())
    if not any(one.organisation_id or one.name for one in partners):
        return []
    shares: dict[tuple[int, str], Share] = {
        (share.partner_id, share.kind): share for share in project.shares.all()
    }

    def find(partner: Partner, kind: ShareKind) -> float | None:
        share = shares.get((partner.pk, kind))
        return None if share is None else float(share.share)

    return [
        PartnerRow(
            one,
            find(one, ShareKind.COST),
            find(one, ShareKind.BENEFIT),
            one.organisation is not None and hasattr(one.organisation, "exhibitor"),
        )
        for one in partners
    ]
