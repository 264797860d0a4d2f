"""Joint projects, their partners' shares and their appraisal by the released portfolio."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, Count, F, IntegerField, QuerySet, Sum, When
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from fairlead.apps.cooperation.models import (
    Choice,
    Ledger,
    Project,
    ProjectState,
    ShareKind,
    Stage,
)
from fairlead.apps.cooperation.queries.answers import Question, find_figures, find_last
from fairlead.apps.cooperation.queries.past_projects import PastProject, restore_projects
from fairlead.apps.cooperation.queries.states import NOW, AsOf, find_moment
from fairlead.apps.fairs.models import Edition, VersionState
from fairlead.apps.fairs.stamped_cache import keep_by_stamp
from fairlead.folder.ledger_state import State

STAGES = tuple(Stage)
_ORDER = {stage.value: position for position, stage in enumerate(STAGES)}
ALL = Question("XXX")


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
class ProjectStatus:
    """A project with its stage and amounts.

    ``begins`` says that what else the page shows of it is of that moment, the first known.
    """

    project: Project
    state: State
    begins: dt.datetime | None = None

    @property
    def stage(self) -> Stage | None:
        """Return the stage, if it has one."""
        return Stage(self.state.stage) if self.state.stage else None


@dataclass(frozen=True, slots=True)
class Figure:
    """A project that is not given up, by its stage and the amount that binds most."""

    project: int
    code: str
    stage: str
    kind: str
    amount: Decimal | None
    currency: str

    @property
    def state(self) -> State:
        """Return the state, with that amount alone."""
        amounts = {} if self.amount is None else {self.kind: (self.amount, self.currency)}
        return State(self.stage, amounts)


def add_up(figures: Iterable[Figure]) -> Sums:
    """Return how many there are, and the sum of the amounts that bind most by currency."""
    listed = list(figures)
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for figure in listed:
        if figure.amount is not None:
            sums[figure.currency] += figure.amount
    return Sums(len(listed), _order_amounts(sums))


def _order_amounts(sums: Mapping[str, Decimal]) -> tuple[tuple[str, Decimal], ...]:
    return tuple(sorted(sums.items(), key=lambda one: (-one[1], one[0])))


def _find_live(edition: Edition) -> QuerySet[ProjectState]:
    return ProjectState.objects.filter(project__edition=edition, ended=False)


@keep_by_stamp
def read_figures(edition: Edition, *, as_of: AsOf) -> tuple[Figure, ...]:
    """Return the projects that were not given up as of then, the furthest first; four queries."""
    ledger = Ledger.objects.filter(code=edition.code).first()
    if ledger is None:
        return ()
    size = find_last(ledger, as_of.moment or timezone.now())[0]
    found = find_figures(ledger.pk, ALL, day=as_of.day or dt.date.max, size=size)
    here = set(Project.objects.filter(edition=edition).values_list("pk", flat=True))
    figures = []
    for project, code, stage, _entry, figure, _waiting in found:
        kind, amount, currency, _number = figure.split(" ") if figure else ("", None, "", "")
        if project in here:
            amount = None if amount is None else Decimal(amount)
            figures.append(Figure(project, code, stage, kind, amount, currency))
    return tuple(sorted(figures, key=_rank))


def _rank(figure: Figure) -> tuple[int, Decimal, str]:
    return (-_ORDER.get(figure.stage, -1), -(figure.amount or Decimal()), figure.code)


def sum_all(edition: Edition, *, as_of: AsOf = NOW) -> Sums:
    """Return the totals of all projects."""
    if as_of != NOW:
        return add_up(read_figures(edition, as_of=as_of))
    sums: dict[str, Decimal] = defaultdict(Decimal)
    every = _sum_states(edition)
    for _stage, _count, amounts in every:
        for currency, amount in amounts:
            sums[currency] += amount
    return Sums(sum(count for _stage, count, _amounts in every), _order_amounts(sums))


def sum_by_stage(edition: Edition, *, as_of: AsOf = NOW) -> list[StageTotal]:
    """Return the totals of every stage that has projects, in order of the stages."""
    if as_of == NOW:
        found = {stage: Sums(count, amounts) for stage, count, amounts in _sum_states(edition)}
    else:
        by_stage: dict[str, list[Figure]] = defaultdict(list)
        for figure in read_figures(edition, as_of=as_of):
            by_stage[figure.stage].append(figure)
        found = {stage: add_up(listed) for stage, listed in by_stage.items()}
    return [StageTotal(stage, found[stage.value]) for stage in STAGES if stage.value in found]


@keep_by_stamp
def _sum_states(
    edition: Edition,
) -> tuple[tuple[str, int, tuple[tuple[str, Decimal], ...]], ...]:
    """Return every stage, how many stand there, and their sums by currency; one query."""
    counts: dict[str, int] = defaultdict(int)
    sums: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    rows = _find_live(edition).values_list("stage", "currency")
    for stage, currency, count, amount in rows.annotate(Count("pk"), Sum("amount")).order_by():
        counts[stage] += count
        if amount is not None:
            sums[stage][currency] += amount
    return tuple((stage, count, _order_amounts(sums[stage])) for stage, count in counts.items())


def list_projects(
    edition: Edition,
    *,
    stage: str = "",
    as_of: AsOf = NOW,
    start: int = 0,
    count: int | None = None,
) -> list[ProjectStatus]:
    """Return ``count`` projects from the position ``start`` on, the furthest first, with shares."""
    end = None if count is None else start + count
    if as_of == NOW:
        figures = _list_figures(edition, stage, slice(start, end))
    else:
        every = read_figures(edition, as_of=as_of)
        figures = [one for one in every if not stage or one.stage == stage][start:end]
    ids = [figure.project for figure in figures]
    moment = find_moment(as_of, edition.zone)
    if moment is None:
        found = Project.objects.prefetch_related("shares__partner").in_bulk(ids)
        return [ProjectStatus(found[figure.project], figure.state) for figure in figures]
    rows = Project.objects.select_related("ledger").filter(pk__in=ids)
    past = restore_projects(rows, moment)
    return [
        ProjectStatus(past[figure.project].project, figure.state, past[figure.project].begins)
        for figure in figures
    ]


def _list_figures(edition: Edition, stage: str, part: slice) -> list[Figure]:
    order = Case(
        *(When(stage=name, then=place) for name, place in _ORDER.items()),
        default=-1,
        output_field=IntegerField(),
    )
    found = _find_live(edition)
    if stage:
        found = found.filter(stage=stage)
    rows = found.order_by(-order, F("amount").desc(nulls_last=True), "project__code").values_list(
        "project", "project__code", "stage", "kind", "amount", "currency"
    )
    return [Figure(*row) for row in rows[part]]


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


def find_past_project(edition: Edition, code: str, as_of: AsOf) -> PastProject:
    """Return the project as it was as of then, as `find_project` returns the one of now."""
    moment = find_moment(as_of, edition.zone)
    if moment is None:
        return PastProject(find_project(edition, code))
    found = Project.objects.select_related("ledger").filter(edition=edition, code=code).first()
    if found is None:
        raise Http404(_("No such project"))
    return restore_projects([found], moment)[found.pk]


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


def find_appraisal(project: Project, *, moment: dt.datetime | None = None) -> Choice | None:
    """Return the project's appraisal in the edition's released portfolio; one query.

    With a ``moment`` it is the last that had been released by then.
    """
    found = Choice.objects.filter(portfolio__edition=project.edition_id, project=project)
    if moment is None:
        return found.filter(portfolio__state=VersionState.RELEASED).first()
    then = found.filter(portfolio__released_at__lte=moment)
    return then.order_by("-portfolio__released_at", "-portfolio__version").first()


def mark_stages_done(stage: str) -> list[bool]:
    """Return for every stage, in order, whether a project at ``stage`` has reached it."""
    reached = _ORDER.get(stage, -1)
    return [position <= reached for position in range(len(STAGES))]
