"""What a delegation sees of its economy, live: from what it lacks to what was agreed.

Everything is of the delegation's own economy, or of its own delegates; a body sees no other's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from fairlead.apps.consortia.models import PRESENT, Consortium, Interest
from fairlead.apps.cooperation.models import Project
from fairlead.apps.cooperation.queries.states import read_states
from fairlead.apps.delegations.models import Delegate, Delegation, InterpreterBooking
from fairlead.apps.delegations.queries.own import list_delegates
from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.models import VersionState
from fairlead.apps.trade.models import Dependency, Need
from fairlead.apps.trade.models.market import country_of_need
from fairlead.apps.trade.queries.need_makers import count_makers
from fairlead.folder.ledger_state import State

MOST_IMPORTS, MOST_ROWS = 10, 40


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need of the economy: makers that offer it, and who is interested by themselves."""

    need: Need
    makers: int
    interests: int


@dataclass(frozen=True, slots=True)
class ConsortiumRow:
    """A consortium for a need of the economy, with how many are in it and what is uncovered."""

    consortium: Consortium
    members: int
    uncovered: int


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project in which the economy has a partner, and what its ledger comes to."""

    project: Project
    state: State


@dataclass(frozen=True, slots=True)
class Cockpit:
    """All of it; ``critical`` counts more than the ``imports`` that are listed."""

    delegation: Delegation
    delegates: tuple[Delegate, ...]
    critical: int
    imports: tuple[Dependency, ...]
    needs: tuple[NeedRow, ...]
    consortia: tuple[ConsortiumRow, ...]
    projects: tuple[ProjectRow, ...]
    exhibitors: tuple[Exhibitor, ...]
    interpreters: tuple[InterpreterBooking, ...]

    @property
    def makers(self) -> int:
        """Return how many makers were found for the needs, each counted at every need."""
        return sum(row.makers for row in self.needs)


def read_cockpit(delegation: Delegation) -> Cockpit:
    """Return what a delegation sees; a number of queries that is fixed."""
    edition, economy = delegation.edition, delegation.economy
    critical = Dependency.objects.filter(
        edition=edition,
        economy=economy,
        critical=True,
        run__assessment__state=VersionState.RELEASED,
    )
    bookings = delegation.interpreter_bookings.select_related("interpreter").order_by("during")
    return Cockpit(
        delegation=delegation,
        delegates=tuple(list_delegates(delegation)),
        critical=critical.count(),
        imports=tuple(critical.order_by("-imports_usd", "product")[:MOST_IMPORTS]),
        needs=tuple(_list_needs(delegation)),
        consortia=tuple(_list_consortia(delegation)),
        projects=tuple(_list_projects(delegation)),
        exhibitors=tuple(_list_exhibitors(delegation)),
        interpreters=tuple(bookings),
    )


def _list_needs(delegation: Delegation) -> list[NeedRow]:
    rows = (
        Need.objects.filter(edition=delegation.edition)
        .annotate(of=country_of_need())
        .filter(of=delegation.economy)
        # What an organisation hides is not its government's to see.
        .filter(Q(hidden=False) | Q(organisation=None))
        .select_related("organisation")
        .order_by("organisation_id", "code")[:MOST_ROWS]
    )
    needs = list(rows)
    makers = count_makers(one.pk for one in needs)
    interested: Mapping[int, int] = dict(
        Interest.objects.filter(need__in=needs)
        .values_list("need")
        .annotate(count=Count("pk"))
        .values_list("need", "count")
    )
    # Who is interested in an organisation's need is told that organisation alone.
    return [
        NeedRow(
            one,
            makers.get(one.pk, 0),
            interested.get(one.pk, 0) if one.organisation_id is None else 0,
        )
        for one in needs
    ]


def _list_consortia(delegation: Delegation) -> list[ConsortiumRow]:
    """Return the consortia for needs of the economy itself; those of firms are the firms' own."""
    rows = (
        Consortium.objects.filter(
            edition=delegation.edition,
            need__isnull=False,
            need__organisation=None,
            need__economy=delegation.economy,
        )
        .select_related("need", "project")
        .prefetch_related("members")
        .order_by("pk")[:MOST_ROWS]
    )
    found = []
    for row in rows:
        present = [one for one in row.members.all() if one.state in PRESENT]
        taken = {step for one in present for step in one.steps}
        found.append(ConsortiumRow(row, len(present), len(set(row.steps) - taken)))
    return found


def _list_projects(delegation: Delegation) -> list[ProjectRow]:
    rows = list(
        Project.objects.filter(edition=delegation.edition, partners__economy=delegation.economy)
        .distinct()
        .order_by("pk")[:MOST_ROWS]
    )
    states = read_states(rows)
    return [ProjectRow(row, states.get(row.pk, State())) for row in rows]


def _list_exhibitors(delegation: Delegation) -> list[Exhibitor]:
    """Return the co-exhibitors of the joint stand; none without one."""
    if delegation.exposition_id is None:
        return []
    rows = Exhibitor.objects.filter(stand__exposition=delegation.exposition_id)
    return list(rows.select_related("organisation", "stand__hall").order_by("stand__number", "pk"))
