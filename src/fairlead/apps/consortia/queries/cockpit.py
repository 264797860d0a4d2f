"""What a delegation sees of its economy, live: from what it lacks to what was agreed.

All figures are of the delegation's economy or its delegates; no delegation sees another's.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    CharField,
    Count,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    Window,
)
from django.db.models.functions import Coalesce

from fairlead.apps.consortia.models import PRESENT, Consortium, Interest, Member
from fairlead.apps.consortia.queries.past_consortium import restore_consortia
from fairlead.apps.cooperation.models import Entry, Partner, Project
from fairlead.apps.cooperation.queries.past_projects import (
    find_meant_projects,
    restore_projects,
)
from fairlead.apps.cooperation.queries.projects import ProjectStatus
from fairlead.apps.cooperation.queries.states import (
    NOW,
    AsOf,
    find_states,
    list_saying,
    read_states,
)
from fairlead.apps.delegations.models import Delegate, Delegation, InterpreterBooking
from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.models import Edition, VersionState
from fairlead.apps.fairs.prepared_query import Parameter, PreparedQuery
from fairlead.apps.fairs.query_batch import QueryBatch
from fairlead.apps.trade.models import Dependency, MakerList, Need
from fairlead.apps.trade.models.market import find_country_of_need
from fairlead.apps.trade.queries.imports import find_released_run
from fairlead.apps.trade.queries.need_makers import count_offering
from fairlead.folder.ledger_state import State

MOST_IMPORTS, MOST_ROWS = 10, 40
_LAST_MOMENT = dt.datetime.max.replace(tzinfo=dt.UTC)


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
    """A consortium for a need of the economy, with how many are in it and what is uncovered.

    ``parties`` are all its members now, in whatever state.
    """

    consortium: Consortium
    parties: tuple[Member, ...]
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
    projects: tuple[ProjectStatus, ...]
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


def read_cockpit(
    delegation: Delegation,
    delegates: Sequence[Delegate],
    together: QueryBatch,
    as_of: AsOf = NOW,
    *,
    moment: dt.datetime | None = None,
) -> Cockpit:
    """Return what a delegation of ``delegates`` sees, now or as of a day.

    What is asked ``together`` already is read with it, in one query; as of a day there are more.
    ``moment`` is the last of ``as_of``, by which needs and consortia are asked and the imports of
    the figures released by then; the delegates, the visit and the stand are always those of now.
    """
    edition, economy = delegation.edition, delegation.economy
    of = {"edition": edition.pk, "economy": economy, "until": moment or _LAST_MOMENT}
    imports = together.add(_IMPORTS, **of)
    needs = together.add(_NEEDS, **of)
    lists = together.add(_LISTS, **of) if moment is None else []
    consortia, members = together.add(_CONSORTIA, **of), together.add(_MEMBERS, **of)
    projects, entries = together.add(_PROJECTS, **of), together.add(_ENTRIES, **of)
    exhibitors = together.add(_STANDS, exposition=delegation.exposition_id)
    interpreters = together.add(_INTERPRETERS, delegation=delegation.pk)
    together.read()
    if moment is None:
        makers = {one.need_id: count_offering(one.bases, one.offers) for one in lists}
        joint = _list_consortia(consortia, members)
        states = find_states(map(vars, entries))
        listed = [ProjectStatus(row, states.get(row.pk, State())) for row in projects]
    else:
        run, makers = find_released_run(edition, moment=moment), {}
        imports = list(_find_imports(edition.pk, economy).filter(run=run)[:MOST_IMPORTS])
        joint = _list_past_consortia(consortia, members, edition, moment)
        listed = _list_past_projects(delegation, as_of, moment)
    return Cockpit(
        delegation=delegation,
        delegates=tuple(delegates),
        critical=_count(imports, imports, 1),
        imports=tuple(imports),
        needs=tuple(_list_needs(needs, makers, moment)),
        consortia=tuple(joint),
        projects=tuple(listed[:MOST_ROWS]),
        exhibitors=tuple(exhibitors),
        interpreters=tuple(interpreters),
        begins=_find_beginning([one.begins for one in joint] + [one.begins for one in listed]),
        counts=Counts(
            needs=_count(needs, needs),
            makers=None if moment else sum(makers.values()),
            consortia=_count(consortia, joint),
            projects=_count(projects, listed) if moment is None else len(listed),
        ),
    )


def _find_beginning(moments: Sequence[dt.datetime | None]) -> dt.datetime | None:
    return max((one for one in moments if one is not None), default=None)


def _count(rows: Sequence[Any], listed: Sequence[object], most: int = MOST_ROWS) -> int:
    """Return how many there are: those listed, or where the list is full what the rows say."""
    return len(listed) if len(listed) < most else rows[0].of_all


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


def _group_members(members: Sequence[Member]) -> Mapping[int, tuple[Member, ...]]:
    found: dict[int, tuple[Member, ...]] = defaultdict(tuple)
    for one in members:
        found[one.consortium_id] += (one,)
    return found


def _list_consortia(rows: Sequence[Consortium], members: Sequence[Member]) -> list[ConsortiumRow]:
    found, parties = [], _group_members(members)
    for row in rows:
        present = [one for one in parties[row.pk] if one.state in PRESENT]
        taken = {step for one in present for step in one.steps}
        uncovered = len(set(row.steps) - taken)
        found.append(ConsortiumRow(row, parties[row.pk], len(present), uncovered))
    return found


def _list_past_consortia(
    rows: Sequence[Consortium], members: Sequence[Member], edition: Edition, moment: dt.datetime
) -> list[ConsortiumRow]:
    past = restore_consortia(rows, moment, edition=edition.code)
    parties = _group_members(members)
    return [
        ConsortiumRow(one, parties[one.pk], len(then.present), then.uncovered, then.begins)
        for one in rows
        if (then := past.get(one.pk)) is not None
    ]


def _list_past_projects(
    delegation: Delegation, as_of: AsOf, moment: dt.datetime
) -> list[ProjectStatus]:
    codes = find_meant_projects(delegation.edition.code, moment, economies=[delegation.economy])
    rows = Project.objects.filter(edition=delegation.edition, code__in=codes)
    states = read_states(rows, as_of)
    found = rows.select_related("ledger").order_by("pk")
    there = [row for row in found if row.pk in states]
    past = restore_projects(there, moment)
    return [
        ProjectStatus(past[row.pk].project, states[row.pk], past[row.pk].begins) for row in there
    ]


_EDITION, _ECONOMY = Parameter("edition"), Parameter("economy", CharField())
_UNTIL = Parameter("until", DateTimeField())
_COUNT_ALL = Window(Count("*"))


def _find_imports(edition: int | Parameter, economy: str | Parameter) -> QuerySet[Dependency]:
    """Return the critical imports of an economy in all runs, the dearest first."""
    rows = Dependency.objects.filter(edition=edition, economy=economy, critical=True)
    return rows.annotate(of_all=_COUNT_ALL).order_by("-imports_usd", "product")


def _build_imports() -> QuerySet[Dependency]:
    released = {"run__assessment__state": VersionState.RELEASED}
    return _find_imports(_EDITION, _ECONOMY).filter(**released)[:MOST_IMPORTS]


def _find_needs() -> QuerySet[Need]:
    """Return what the economy needs, its own needs first, then those of its organisations."""
    return (
        Need.objects.filter(edition=_EDITION, posted_at__lte=_UNTIL)
        .annotate(of=find_country_of_need())
        .filter(of=_ECONOMY)
        # What an organisation hides is not its government's to see.
        .filter(Q(hidden=False) | Q(organisation=None))
        .order_by(F("organisation_id").asc(nulls_first=True), "code")
    )


def _build_needs() -> QuerySet[Need]:
    """Return the first of the needs, each with its interests."""
    told = Interest.objects.filter(need=OuterRef("pk")).order_by().values("need")
    interested = Coalesce(Subquery(told.annotate(count=Count("pk")).values("count")), Value(0))
    rows = _find_needs().select_related("organisation")
    rows = rows.only("code", "title", "organisation__name")
    return rows.annotate(interested=interested, of_all=_COUNT_ALL)[:MOST_ROWS]


def _build_lists() -> QuerySet[MakerList]:
    """Return the released lists of makers of all the needs."""
    rows = MakerList.objects.filter(
        need__in=_find_needs().order_by().values("pk"), matching__state=VersionState.RELEASED
    )
    return rows.only("need_id", "bases", "offers")


def _find_consortia() -> QuerySet[Consortium]:
    """Return the consortia for needs of the economy itself; those of firms are the firms' own."""
    return Consortium.objects.filter(
        edition=_EDITION,
        opened_at__lte=_UNTIL,
        need__organisation=None,
        need__economy=_ECONOMY,
    ).order_by("pk")


def _build_consortia() -> QuerySet[Consortium]:
    rows = _find_consortia().select_related("need").defer("need__description")
    return rows.annotate(of_all=_COUNT_ALL)[:MOST_ROWS]


def _build_members() -> QuerySet[Member]:
    return Member.objects.filter(consortium__in=_find_consortia().values("pk")[:MOST_ROWS])


def _find_projects() -> QuerySet[Project]:
    """Return the projects with a partner of the economy."""
    partners = Partner.objects.filter(project=OuterRef("pk"), economy=_ECONOMY)
    return Project.objects.filter(Exists(partners), edition=_EDITION).order_by("pk")


def _build_projects() -> QuerySet[Project]:
    return _find_projects().annotate(of_all=_COUNT_ALL)[:MOST_ROWS]


def _build_entries() -> QuerySet[Entry]:
    return list_saying(_find_projects().values("pk")[:MOST_ROWS])


def _build_stands() -> QuerySet[Exhibitor]:
    """Return the co-exhibitors of the joint stand; none without one."""
    rows = Exhibitor.objects.filter(stand__exposition=Parameter("exposition"))
    rows = rows.select_related("organisation", "stand__hall").order_by("stand__number", "pk")
    return rows.defer("organisation__description")


def _build_interpreters() -> QuerySet[InterpreterBooking]:
    rows = InterpreterBooking.objects.filter(delegation=Parameter("delegation"))
    return rows.select_related("interpreter").order_by("during")


_IMPORTS, _NEEDS, _LISTS = (
    PreparedQuery(_build_imports),
    PreparedQuery(_build_needs),
    PreparedQuery(_build_lists),
)
_CONSORTIA, _MEMBERS = PreparedQuery(_build_consortia), PreparedQuery(_build_members)
_PROJECTS, _ENTRIES = PreparedQuery(_build_projects), PreparedQuery(_build_entries)
_STANDS, _INTERPRETERS = PreparedQuery(_build_stands), PreparedQuery(_build_interpreters)
