"""Joint projects, their partners' shares and their appraisal by the latest portfolio."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Sum
from django.http import Http404
from django.utils.translation import gettext as _

from fairlead.apps.cooperation.models import Choice, Portfolio, Project, Share, ShareKind, Stage
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.stamped_cache import keep_by_stamp

STAGES = tuple(Stage)


@dataclass(frozen=True, slots=True)
class StageTotal:
    """How many projects stand at a stage, and what they invest together."""

    stage: Stage
    count: int
    amount: float


@keep_by_stamp
def sum_by_stage(edition: Edition) -> list[StageTotal]:
    """Return the totals of every stage that has projects, in order of the stages.

    Asks a query when the edition has changed.
    """
    rows = Project.objects.filter(edition=edition).values_list("stage")
    found = {stage: (n, amount) for stage, n, amount in rows.annotate(Count("id"), Sum("amount"))}
    return [StageTotal(stage, *found[stage.value]) for stage in STAGES if stage.value in found]


def list_projects(edition: Edition, *, stage: str = "") -> list[Project]:
    """Return the projects, the furthest first, with their shares; two queries."""
    found = Project.objects.filter(edition=edition).prefetch_related("shares")
    if stage:
        found = found.filter(stage=stage)
    order = {stage.value: position for position, stage in enumerate(STAGES)}
    return sorted(found, key=lambda project: (-order[project.stage], -project.amount, project.code))


def find_project(edition: Edition, code: str) -> Project:
    """Return the project with its lead, shares and ties; raises Http404."""
    try:
        return (
            Project.objects.select_related("lead__exhibitor")
            .prefetch_related("shares", "ties__other")
            .get(edition=edition, code=code)
        )
    except Project.DoesNotExist:
        raise Http404(_("No such project")) from None


def list_cost_shares(project: Project) -> list[Share]:
    """Return the partners' shares of the cost, from those read with the project."""
    return [share for share in project.shares.all() if share.kind == ShareKind.COST]


def list_benefit_shares(project: Project) -> list[Share]:
    """Return the partners' shares of the benefit; empty when they are as the cost."""
    return [share for share in project.shares.all() if share.kind == ShareKind.BENEFIT]


def find_appraisal(project: Project) -> Choice | None:
    """Return the project's appraisal in the edition's latest portfolio; one query."""
    latest = Portfolio.objects.filter(edition=project.edition_id).order_by("-id").values("id")[:1]
    return Choice.objects.filter(portfolio__in=latest, project=project).first()


def mark_stages_done(stage: str) -> list[bool]:
    """Return for every stage, in order, whether a project at ``stage`` has reached it."""
    reached = [candidate.value for candidate in STAGES].index(stage)
    return [position <= reached for position in range(len(STAGES))]
