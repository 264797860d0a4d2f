"""Projects with their partners, their ledger and rates, as a folder has them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pyarrow as pa
from django.db.models import Q

from fairlead.apps.cooperation.models import (
    Entry,
    Headline,
    Partner,
    Project,
    Rate,
    Share,
    ShareKind,
    Tie,
    TieKind,
)
from fairlead.apps.cooperation.queries.past_projects import restore_projects
from fairlead.apps.cooperation.queries.states import AsOf, find_moment, read_states
from fairlead.apps.fairs.models import Edition
from fairlead.apps.transfer.gathering.columns import group_rows, tabulate
from fairlead.folder.ledger_chain import COLUMNS
from fairlead.folder.ledger_state import State
from fairlead.folder.schemas import BY_NAME

_LINKED = {
    "id", "lead", "partners", "benefit_shares", "requires", "excludes", "stage", "amount",
    "currency",
}  # fmt: skip
_PLAIN = [field.name for field in BY_NAME["projects"].fields if field.name not in _LINKED]
"""Columns of projects that are fields of theirs."""
_COLUMNS = (
    "id", "lead", *_PLAIN, "stage", "amount", "currency", "partners", "benefit_shares",
    "requires", "excludes",
)  # fmt: skip


def gather_projects(edition: Edition) -> pa.Table:
    """Return the projects; seven queries."""
    shares = {kind: _gather_shares(edition, kind) for kind in ShareKind}
    ties = {
        kind: group_rows(
            Tie.objects.filter(project__ledger__code=edition.code, kind=kind)
            .order_by("project", "position")
            .values_list("project_id", "other__code")
        )
        for kind in TieKind
    }
    found = Project.objects.filter(_choose_projects(edition)).order_by("id")
    states = read_states(found.order_by())
    rows = []
    for row in found.values_list("pk", "code", "lead__code", *_PLAIN):
        state = states.get(row[0], State())
        currency = "" if state.currency == edition.currency else state.currency
        rows.append(
            (
                *row[1:],
                state.stage,
                state.amount,
                currency,
                *(list(shares[kind].get(row[0], {}).items()) for kind in ShareKind),
                *(ties[kind](row[0]) for kind in (TieKind.REQUIRES, TieKind.EXCLUDES)),
            )
        )
    return tabulate("projects", _COLUMNS, rows, edition.languages)


def gather_past_projects(edition: Edition, as_of: AsOf) -> pa.Table:
    """Return the projects as they were, of those with an entry by then; nine queries.

    Their descriptions are those of now.
    """
    moment = find_moment(as_of, edition.zone)
    if moment is None:
        return gather_projects(edition)
    found = Project.objects.select_related("ledger").filter(_choose_projects(edition))
    states = read_states(found.order_by(), as_of)
    there = [one for one in found.order_by("id") if one.pk in states]
    past = restore_projects(there, moment)
    rows = []
    for one in there:
        was, state = past[one.pk].project, states[one.pk]
        shares: dict[str, dict[str, Any]] = {kind: {} for kind in ShareKind}
        for share in was.shares.all():
            sums, economy = shares[share.kind], share.partner.economy
            sums[economy] = sums.get(economy, 0) + share.share
        listed = [
            [(economy, float(share)) for economy, share in shares[kind].items()]
            for kind in ShareKind
        ]
        ties = [
            [
                tie.other.code
                for tie in was.ties.all()
                if tie.kind == kind and tie.other_id in states  # one that was there by then
            ]
            for kind in (TieKind.REQUIRES, TieKind.EXCLUDES)
        ]
        rows.append(
            (
                was.code,
                was.lead.code if was.lead is not None else None,
                *(getattr(was, name) for name in _PLAIN),
                state.stage,
                state.amount,
                "" if state.currency == edition.currency else state.currency,
                *listed,
                *ties,
            )
        )
    return tabulate("projects", _COLUMNS, rows, edition.languages)


def _choose_projects(edition: Edition) -> Q:
    """Return which projects are the edition's: with a ledger all those that it has; one query."""
    is_recorded = has_people_recorded(edition)
    return Q(ledger__code=edition.code) if is_recorded else Q(edition=edition)


def has_people_recorded(edition: Edition) -> bool:
    """Return whether anybody recorded an entry or made a headline of the ledger; one query."""
    entries = Entry.objects.filter(ledger__code=edition.code).exclude(person="")
    headlines = Headline.objects.filter(ledger__code=edition.code)
    return entries.values("pk").union(headlines.values("pk"), all=True).exists()


def _gather_shares(edition: Edition, kind: ShareKind) -> dict[int, dict[str, float]]:
    """Return each project's shares of a kind, summed by economy, in the order they came."""
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    rows = Share.objects.filter(project__ledger__code=edition.code, kind=kind).order_by(
        "project", "position"
    )
    for project, economy, share in rows.values_list("project_id", "partner__economy", "share"):
        sums = found[project]
        sums[economy] = sums.get(economy, 0) + share
    return {
        project: {economy: float(share) for economy, share in sums.items()}
        for project, sums in found.items()
    }


def gather_partners(edition: Edition) -> pa.Table:
    """Return the partners of projects that have others than a body an economy; two queries."""
    partners = Partner.objects.filter(project__edition=edition).order_by("project", "position")
    listed = list(
        partners.values_list(
            "pk", "project__code", "code", "economy", "organisation__code", "name", "role"
        )
    )
    told = {
        project
        for _, project, code, economy, firm, name, role in listed
        if firm or name or role != "body" or code != economy
    }
    shares = {
        (partner, kind): float(share)
        for partner, kind, share in Share.objects.filter(project__edition=edition).values_list(
            "partner_id", "kind", "share"
        )
    }
    columns = (
        "project", "partner", "economy", "organisation", "name", "role", "cost_share",
        "benefit_share",
    )  # fmt: skip
    rows = [
        (
            project,
            code,
            economy,
            firm,
            {} if firm else name,
            role,
            shares.get((pk, ShareKind.COST), 0.0),
            shares.get((pk, ShareKind.BENEFIT)),
        )
        for pk, project, code, economy, firm, name, role in listed
        if project in told
    ]
    return tabulate("partners", columns, rows, edition.languages)


def gather_rates(edition: Edition) -> pa.Table:
    """Return the rates of the edition's ledger; one query."""
    columns = ("currency", "against", "day", "rate", "source", "recorded_at")
    rows = Rate.objects.filter(ledger__code=edition.code).order_by("id").values_list(*columns)
    floats = [(*row[:3], float(row[3]), *row[4:]) for row in rows]
    return tabulate("rates", columns, floats, edition.languages)


def gather_ledger(edition: Edition) -> pa.Table:
    """Return the ledger; nothing so long as no person recorded anything. Two queries.

    Until then it only says what projects.csv said when it was loaded.
    """
    columns = (*COLUMNS, "digest")
    names = ["project__code" if name == "project" else name for name in columns]
    found = Entry.objects.filter(ledger__code=edition.code)
    rows = list(found.order_by("number").values_list(*names))
    if not has_people_recorded(edition):
        rows = []
    return tabulate("ledger", columns, rows, edition.languages)
