"""Joint projects, their partners' shares and their appraisal by the released portfolio."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404
from django.utils.translation import gettext as _

from fairlead.apps.cooperation.models import Choice, Project, ShareKind, Stage
from fairlead.apps.cooperation.queries.states import NOW, AsOf, read_states
from fairlead.apps.fairs.models import Edition, VersionState
from fairlead.apps.fairs.stamped_cache import keep_by_stamp
from fairlead.folder.ledger_state import State

STAGES = tuple(Stage)
_ORDER = {stage.value: position for position, stage in enumerate(STAGES)}


@dataclass(frozen=True, slots=True)
class Sums:
    """How many projects there are, and what they come to, in each currency apart."""

    count: int
    amounts: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class StageTotal:
    """The projects that stand at a stage."""

    stage: Stage
    sums: Sums


@dataclass(frozen=True, slots=True)
class Standing:
    """A project with its stage and amounts."""

    project: Project
    state: State

    @property
    def stage(self) -> Stage | None:
        """Return the stage, if it has one."""
        return Stage(self.state.stage) if self.state.stage else None


def add_up(states: Iterable[State]) -> Sums:
    """Return how many there are, and the sum of the amounts that bind most by currency."""
    listed = list(states)
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for state in listed:
        if state.amount is not None:
            sums[state.currency] += state.amount
    return Sums(len(listed), tuple(sorted(sums.items(), key=lambda one: (-one[1], one[0]))))


@keep_by_stamp
def read_standings(edition: Edition, *, as_of: AsOf = NOW) -> tuple[Standing, ...]:
    """Return the projects that are not given up, the furthest first, with what they came to.

    Asks three queries when the edition has changed.
    """
    found = Project.objects.filter(edition=edition)
    states = read_states(found, as_of)
    listed = [
        Standing(project, states[project.pk])
        for project in found.prefetch_related("shares__partner")
        if project.pk in states and not states[project.pk].ended
    ]
    return tuple(sorted(listed, key=_rank))


def _rank(standing: Standing) -> tuple[int, Decimal, str]:
    state = standing.state
    return (-_ORDER.get(state.stage, -1), -(state.amount or Decimal()), standing.project.code)


def sum_all(edition: Edition, *, as_of: AsOf = NOW) -> Sums:
    """Return the totals of all projects."""
    return add_up(standing.state for standing in read_standings(edition, as_of=as_of))


def sum_by_stage(edition: Edition, *, as_of: AsOf = NOW) -> list[StageTotal]:
    """Return the totals of every stage that has projects, in order of the stages."""
    states = [standing.state for standing in read_standings(edition, as_of=as_of)]
    found = {stage: [state for state in states if state.stage == stage.value] for stage in STAGES}
    return [StageTotal(stage, add_up(listed)) for stage, listed in found.items() if listed]


def list_projects(edition: Edition, *, stage: str = "", as_of: AsOf = NOW) -> list[Standing]:
    """Return the projects, the furthest first, with their shares."""
    found = read_standings(edition, as_of=as_of)
    return [standing for standing in found if not stage or standing.state.stage == stage]


def find_project(edition: Edition, code: str) -> Project:
    """Return the project with its lead, partners, shares and ties; raises Http404."""
    try:
        return (
            Project.objects.select_related("lead__exhibitor")
            .prefetch_related("shares__partner", "partners__organisation__exhibitor", "ties__other")
            .get(edition=edition, code=code)
        )
    except Project.DoesNotExist:
        raise Http404(_("No such project")) from None


@dataclass(frozen=True, slots=True)
class EconomyShare:
    """An economy's share: of all its partners together."""

    economy: str
    share: float


def list_cost_shares(project: Project) -> list[EconomyShare]:
    """Return the economies' shares of the cost, from those read with the project."""
    return _sum_shares(project, ShareKind.COST)


def list_benefit_shares(project: Project) -> list[EconomyShare]:
    """Return the economies' shares of the benefit; empty when they are as the cost."""
    return _sum_shares(project, ShareKind.BENEFIT)


def _sum_shares(project: Project, kind: ShareKind) -> list[EconomyShare]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for share in project.shares.all():
        if share.kind == kind:
            sums[share.partner.economy] += share.share
    return [EconomyShare(economy, float(share)) for economy, share in sums.items()]


def find_appraisal(project: Project) -> Choice | None:
    """Return the project's appraisal in the edition's released portfolio; one query."""
    return Choice.objects.filter(
        portfolio__edition=project.edition_id,
        portfolio__state=VersionState.RELEASED,
        project=project,
    ).first()


def mark_stages_done(stage: str) -> list[bool]:
    """Return for every stage, in order, whether a project at ``stage`` has reached it."""
    reached = _ORDER.get(stage, -1)
    return [position <= reached for position in range(len(STAGES))]
