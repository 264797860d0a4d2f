"""What a delegation sees of its economy, live: from what it lacks to what was agreed.

Everything is of the delegation's own economy, or of its own delegates; a body sees no other's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value, Window
from django.db.models.functions import Coalesce

from fairlead.apps.consortia.models import PRESENT, Consortium, Interest
from fairlead.apps.consortia.queries.past_consortium import restore_consortia
from fairlead.apps.cooperation.models import Project
from fairlead.apps.cooperation.queries.past_projects import (
    find_meant_projects,
    restore_projects,
)
from fairlead.apps.cooperation.queries.projects import Standing
from fairlead.apps.cooperation.queries.states import NOW, AsOf, read_states
from fairlead.apps.delegations.models import Delegate, Delegation, InterpreterBooking
from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.models import Edition, VersionState
from fairlead.apps.fairs.written_once import Given, Written
from fairlead.apps.trade.models import Dependency, Need
from fairlead.apps.trade.models.market import country_of_need
from fairlead.apps.trade.queries.imports import find_released_run
from fairlead.apps.trade.queries.need_makers import count_makers, count_offering, note_makers
from fairlead.folder.ledger_state import State

MOST_IMPORTS, MOST_ROWS = 10, 40


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need of the economy: makers that offer it, and who is interested by themselves.

    Both are of now: as of a moment they are 0, which the page leaves out.
    """

    need: Need
    makers: int
    interests: int


@dataclass(frozen=True, slots=True)
class ConsortiumRow:
    """A consortium for a need of the economy, with how many are in it and what is uncovered."""

    consortium: Consortium
    members: int
    uncovered: int
    begins: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Cockpit:
    """All of it; the counts are of everything, the rows are the first of it.

    ``begins`` is the moment from which the history of a project or consortium is known, where that
    is later than what was asked for: then it is shown as it was at that moment.
    """

    delegation: Delegation
    delegates: tuple[Delegate, ...]
    critical: int
    imports: tuple[Dependency, ...]
    needs: tuple[NeedRow, ...]
    consortia: tuple[ConsortiumRow, ...]
    projects: tuple[Standing, ...]
    exhibitors: tuple[Exhibitor, ...]
    interpreters: tuple[InterpreterBooking, ...]
    counts: Counts
    begins: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is, listed or not; ``makers`` counts each at every need, and is of now."""

    needs: int
    makers: int | None
    consortia: int
    projects: int


_COUNT_INTERESTS = Coalesce(
    Subquery(
        Interest.objects.filter(need=OuterRef("pk"))
        .order_by()
        .values("need")
        .annotate(count=Count("pk"))
        .values("count")
    ),
    Value(0),
)


def read_cockpit(
    delegation: Delegation,
    delegates: Sequence[Delegate],
    as_of: AsOf = NOW,
    *,
    moment: dt.datetime | None = None,
) -> Cockpit:
    """Return what a delegation of ``delegates`` sees, now or as of a day; one query a thing shown.

    ``moment`` is the last of ``as_of``, by which needs and consortia are asked and the imports of
    the figures released by then; the delegates, the visit and the stand are always those of now.
    """
    edition, economy = delegation.edition, delegation.economy
    critical = Dependency.objects.filter(edition=edition, economy=economy, critical=True)
    if moment is None:
        critical = critical.filter(run__assessment__state=VersionState.RELEASED)
    else:
        critical = critical.filter(run=find_released_run(edition, moment=moment))
    bookings = delegation.interpreter_bookings.select_related("interpreter").order_by("during")
    needs, consortia, projects = (
        _find_needs(delegation, moment),
        _find_consortia(delegation, moment),
        _find_projects(delegation, moment),
    )
    listed = _list_projects(projects, as_of, moment)
    imports: list[Any] = list(
        critical.annotate(of_all=Window(Count("*"))).order_by("-imports_usd", "product")[
            :MOST_IMPORTS
        ]
    )
    joint = _list_consortia(edition, consortia, moment)
    first = _read_needs(needs)
    makers = {} if moment else _count_makers(needs, first)
    sought = _list_needs(first, makers, moment)
    return Cockpit(
        delegation=delegation,
        delegates=tuple(delegates),
        critical=imports[0].of_all if imports else 0,
        imports=tuple(imports),
        needs=tuple(sought),
        consortia=tuple(joint),
        projects=tuple(listed[:MOST_ROWS]),
        exhibitors=tuple(_list_exhibitors(delegation)),
        interpreters=tuple(bookings),
        begins=_find_beginning([one.begins for one in joint] + [one.begins for one in listed]),
        counts=Counts(
            needs=_count(needs, sought, MOST_ROWS),
            makers=None if moment else sum(makers.values()),
            consortia=_count(consortia, joint, MOST_ROWS),
            projects=_count(projects, listed, MOST_ROWS) if as_of == NOW else len(listed),
        ),
    )


def _find_beginning(moments: Sequence[dt.datetime | None]) -> dt.datetime | None:
    return max((one for one in moments if one is not None), default=None)


def _count(rows: QuerySet[Any], listed: Sequence[object], most: int) -> int:
    """Return how many rows there are; the database is asked only where not all are listed."""
    return len(listed) if len(listed) < most else rows.count()


def _find_needs(delegation: Delegation, moment: dt.datetime | None) -> QuerySet[Need]:
    """Return what the economy needs, its own needs first, then those of its organisations."""
    found = Need.objects.filter(edition=delegation.edition)
    return (
        (found if moment is None else found.filter(posted_at__lte=moment))
        .annotate(of=country_of_need())
        .filter(of=delegation.economy)
        # What an organisation hides is not its government's to see.
        .filter(Q(hidden=False) | Q(organisation=None))
        .select_related("organisation")
        .order_by(F("organisation_id").asc(nulls_first=True), "code")
    )


def _read_needs(needs: QuerySet[Need]) -> list[Any]:
    """Return the first of the needs, each with its interests and its released list of makers."""
    rows = note_makers(needs).annotate(interested=_COUNT_INTERESTS)
    return list(rows.defer("description", "organisation__description")[:MOST_ROWS])


def _count_makers(needs: QuerySet[Need], first: Sequence[Any]) -> Mapping[int, int]:
    """Return how many makers offer what each need seeks; a query where there are more needs."""
    if len(first) < MOST_ROWS:
        return {one.pk: count_offering(one.listed_bases, one.listed_offers) for one in first}
    return count_makers([one.pk for one in needs])


def _list_needs(
    needs: Sequence[Any], makers: Mapping[int, int], moment: dt.datetime | None
) -> list[NeedRow]:
    # Who is interested in an organisation's need is told that organisation alone.
    return [
        NeedRow(
            one,
            makers.get(one.pk, 0),
            one.interested if one.organisation_id is None and moment is None else 0,
        )
        for one in needs
    ]


def _find_consortia(delegation: Delegation, moment: dt.datetime | None) -> QuerySet[Consortium]:
    """Return the consortia for needs of the economy itself; those of firms are the firms' own."""
    found = Consortium.objects.filter(
        edition=delegation.edition,
        need__isnull=False,
        need__organisation=None,
        need__economy=delegation.economy,
    )
    return (
        (found if moment is None else found.filter(opened_at__lte=moment))
        .select_related("need", "project")
        .prefetch_related("members")
        .order_by("pk")
    )


def _list_consortia(
    edition: Edition, rows: QuerySet[Consortium], moment: dt.datetime | None
) -> list[ConsortiumRow]:
    found = []
    listed = list(rows[:MOST_ROWS])
    if moment is not None:
        past = restore_consortia(listed, moment, edition=edition.code)
        return [
            ConsortiumRow(
                one, len(past[one.pk].present), past[one.pk].uncovered, past[one.pk].begins
            )
            for one in listed
            if one.pk in past
        ]
    for row in listed:
        present = [one for one in row.members.all() if one.state in PRESENT]
        taken = {step for one in present for step in one.steps}
        found.append(ConsortiumRow(row, len(present), len(set(row.steps) - taken)))
    return found


def _find_projects(delegation: Delegation, moment: dt.datetime | None) -> QuerySet[Project]:
    """Return the projects with a partner of the economy, now or as of a moment."""
    found = Project.objects.filter(edition=delegation.edition).order_by("pk")
    if moment is None:
        return found.filter(partners__economy=delegation.economy).distinct()
    codes = find_meant_projects(delegation.edition.code, moment, economies=[delegation.economy])
    return found.filter(code__in=codes).select_related("ledger")


def _list_projects(
    found: QuerySet[Project], as_of: AsOf, moment: dt.datetime | None
) -> list[Standing]:
    if moment is None:
        rows = list(found[:MOST_ROWS])
        states = read_states(rows)
        return [Standing(row, states.get(row.pk, State())) for row in rows]
    states = read_states(found.order_by(), as_of)
    there = [row for row in found if row.pk in states]
    past = restore_projects(there, moment)
    return [Standing(past[row.pk].project, states[row.pk], past[row.pk].begins) for row in there]


def _list_exhibitors(delegation: Delegation) -> list[Exhibitor]:
    """Return the co-exhibitors of the joint stand; none without one."""
    if delegation.exposition_id is None:
        return []
    return _STANDS.read(exposition=delegation.exposition_id)


def _build_stands() -> QuerySet[Exhibitor]:
    rows = Exhibitor.objects.filter(stand__exposition=Given("exposition"))
    return rows.select_related("organisation", "stand__hall").order_by("stand__number", "pk")


_STANDS = Written(_build_stands)
