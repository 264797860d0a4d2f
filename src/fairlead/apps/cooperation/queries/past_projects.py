"""Projects as they were as of a moment: what they make, their partners and shares, their ties."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from fairlead.apps.cooperation.models import Partner, Project, Share, ShareKind, Tie
from fairlead.apps.fairs.history import PastState, read_history
from fairlead.apps.people.models import Organisation
from fairlead.apps.people.queries.past_organisations import find_past_organisations
from fairlead.folder.localized_text import LocalizedText

# A heading of a product stands for what is below it.
_MEANT = """
SELECT key FROM (
    SELECT DISTINCT ON (key) key, state FROM fairs_history
    WHERE edition = %(ledger)s AND kind = 'project'
    ORDER BY key, since > %(at)s, CASE WHEN since <= %(at)s THEN since END DESC, since
) past
WHERE (%(products)s::text[] = '{}' OR EXISTS (
        SELECT FROM jsonb_array_elements_text(state -> 'products') made,
            unnest(%(products)s::text[]) asked
        WHERE starts_with(made, asked)
    ))
    AND (%(economies)s::text[] = '{}' OR EXISTS (
        SELECT FROM jsonb_array_elements(state -> 'partners') partner
        WHERE partner ->> 'economy' = ANY(%(economies)s)
    ))
ORDER BY key
"""


def find_meant_projects(
    ledger: str,
    moment: dt.datetime,
    *,
    products: Sequence[str] = (),
    economies: Sequence[str] = (),
) -> tuple[str, ...]:
    """Return the codes of the projects that made one of the products, and had a partner there.

    Empty lists ask for nothing. One query.
    """
    asked = {"products": list(products), "economies": list(economies)}
    with connection.cursor() as cursor:
        cursor.execute(_MEANT, {"ledger": ledger, "at": moment, **asked})
        return tuple(code for (code,) in cursor.fetchall())


@dataclass(frozen=True, slots=True)
class PastProject:
    """A project as it was, never to be saved.

    ``begins`` is when its history begins, where that is later than what was asked for: then it
    is shown as it was at that moment.
    """

    project: Project
    begins: dt.datetime | None = None


def restore_projects(projects: Iterable[Project], moment: dt.datetime) -> dict[int, PastProject]:
    """Return projects of one ledger as they were at a moment, by their ids; four queries.

    The rows of the organisations among them are those of now, for their pages, under the names of
    then. Descriptions are those of now.
    """
    listed = list(projects)
    if not listed:
        return {}
    of = listed[0].ledger.code
    past = read_history(of, "project", moment=moment, keys=[one.code for one in listed])
    said = [one.state for one in past.values() if one.state is not None]
    firms = find_past_organisations(listed[0].edition_id, _list_firms(said), moment)
    others = {code for state in said for _kind, code in state["ties"]}
    tied = {
        one.code: one
        for one in (
            Project.objects.filter(ledger=listed[0].ledger_id, code__in=others) if others else ()
        )
    }
    return {one.pk: _restore(one, past.get(one.code), firms, tied) for one in listed}


def _list_firms(states: Iterable[Mapping[str, Any]]) -> set[str]:
    """Return the codes of the organisations that lead projects, or are partners."""
    return {
        code
        for state in states
        for code in (state["lead"], *(one["organisation"] for one in state["partners"]))
        if code
    }


def _restore(
    project: Project,
    past: PastState | None,
    firms: Mapping[str, Organisation],
    tied: Mapping[str, Project],
) -> PastProject:
    if past is None or past.state is None:
        return PastProject(project)
    was, state = copy.copy(project), past.state
    for name in ("products", "start_year", "jobs", "local_share"):
        setattr(was, name, state[name])
    was.title = LocalizedText(state["title"])
    was.cash_flows = [Decimal(flow) for flow in state["cash_flows"]]
    was.costs = [Decimal(cost) for cost in state["costs"]]
    was.lead = _name_lead(state, firms)
    partners, shares = _restore_partners(was, state["partners"], firms)
    ties = [
        Tie(project=was, kind=kind, position=place, other=tied[code])
        for place, (kind, code) in enumerate(state["ties"])
        if code in tied
    ]
    # What the pages read of a project they read from here, as of one whose rows were prefetched.
    was._prefetched_objects_cache = {  # type: ignore[attr-defined]
        "partners": partners,
        "shares": shares,
        "ties": ties,
    }
    return PastProject(was, None if past.is_known else past.since)


def _name_lead(state: Mapping[str, Any], firms: Mapping[str, Organisation]) -> Organisation | None:
    if not state["lead"]:
        return None
    found = firms.get(state["lead"])
    if found is not None:
        return found
    return Organisation(code=state["lead"], name=LocalizedText(state["lead_name"]))


def _restore_partners(
    project: Project, states: Iterable[Mapping[str, Any]], firms: Mapping[str, Organisation]
) -> tuple[list[Partner], list[Share]]:
    partners: list[Partner] = []
    shares: list[Share] = []
    for place, state in enumerate(states):
        partner = Partner(
            pk=-1 - place,  # no row of now
            project=project,
            code=state["code"],
            position=place,
            economy=state["economy"],
            organisation=firms.get(state["organisation"] or ""),
            name=LocalizedText(state["name"]),
            role=state["role"],
        )
        partners.append(partner)
        shares += [
            Share(
                project=project,
                partner=partner,
                kind=kind,
                position=place,
                share=Decimal(state[kind]),
            )
            for kind in ShareKind
            if state[kind] is not None
        ]
    return partners, shares
