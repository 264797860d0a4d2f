"""Who else is to be at a meeting: exhibitors, delegations and people, named a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import Q, QuerySet

from fairlead.apps.delegations.models import LEADS, Delegate, Delegation
from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.find_named import find_named
from fairlead.apps.fairs.language import choose_text
from fairlead.apps.meetings.domain.refusals import explain_rule
from fairlead.apps.meetings.domain.request_meeting import Whom, find_hindrance_of_other
from fairlead.apps.meetings.queries.askable import list_askable
from fairlead.apps.people.models import Participation
from fairlead.sites.desk.access import DeskRequest

MOST_OTHERS = 5


def list_others(request: DeskRequest) -> list[str]:
    """Return the names that a form gives, each once."""
    lines = [line.strip() for line in request.POST.get("others", "").splitlines()]
    return list(dict.fromkeys(line for line in lines if line))


def find_others(request: DeskRequest, whom: Whom) -> tuple[list[Whom], list[str]]:
    """Return the further parties that are named, and the names of nobody, or of several.

    A delegation is its head, or who else leads it, as long as everybody may ask that person.
    """
    found: list[Whom] = []
    unknown = []
    for name in list_others(request)[:MOST_OTHERS]:  # more are refused
        called = next((rows for rows in _find_called(request, name) if rows), [])
        if len(called) != 1:
            unknown.append(name)
        elif called[0] != whom and called[0] not in found:
            found.append(called[0])
    return found, unknown


def _find_called(request: DeskRequest, name: str) -> Iterator[Sequence[Whom]]:
    """Yield who is called so, two at most of a kind: by the whole name first, then by a part."""
    edition = request.edition
    exhibitors = Exhibitor.objects.filter(edition=edition)
    delegations = Delegation.objects.filter(edition=edition)
    of_firm = Q(organisation__code=name) | Q(organisation__name__iexact=name)
    yield list(exhibitors.filter(of_firm)[:2])
    people = list_askable(edition)
    yield _find_leading(people, delegations.filter(Q(code=name) | Q(name__iexact=name)))
    yield list(people.filter(Q(code=name) | Q(person__name__iexact=name))[:2])
    yield list(exhibitors.filter(find_named(name, "organisation__name"))[:2])
    yield _find_leading(people, delegations.filter(find_named(name, "name")))


def _find_leading(
    people: QuerySet[Participation], delegations: QuerySet[Delegation]
) -> list[Participation]:
    """Return who may be asked for each of these delegations, of two at most."""
    leads = Delegate.objects.filter(delegation__in=delegations, office__in=LEADS)
    leads = leads.filter(participation__in=people).order_by("position", "pk")
    first: dict[int, Participation] = {}
    ordered = sorted(
        leads.select_related("participation__person", "participation__organisation"),
        key=lambda one: LEADS.index(one.office),
    )
    for one in ordered:
        first.setdefault(one.delegation_id, one.participation)
    return list(first.values())[:2]


def explain_others(request: DeskRequest, others: Sequence[Whom]) -> str:
    """Return which of further parties cannot be asked, and why; empty when all can."""
    for one in others:
        rule = find_hindrance_of_other(request.participation, one)
        if rule:
            named = one.organisation if isinstance(one, Exhibitor) else one.person
            return f"{choose_text(named.name, request.edition)}: {explain_rule(rule)}"
    return ""
