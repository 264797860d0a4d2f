"""Who comes for an organisation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F, QuerySet

from fairlead.apps.people.models import (
    TEAM_ROLES,
    Account,
    Membership,
    Organisation,
    Participation,
    ParticipationState,
    Person,
)
from fairlead.apps.people.roles import MANAGING_ROLES
from fairlead.folder.localized_text import LocalizedText


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of an organisation's team; ``signed_in`` who has been here once."""

    pk: int
    name: LocalizedText
    email: str
    state: str
    signed_in: bool
    manages: bool


def find_team(organisation: Organisation) -> QuerySet[Participation]:
    """Return those who come as an organisation's staff or delegates.

    Visitors who wrote its name are none of its team.
    """
    return (
        Participation.objects.filter(organisation=organisation)
        .filter(roles__overlap=TEAM_ROLES)
        .exclude(state__in=(ParticipationState.CANCELLED, ParticipationState.REJECTED))
        .select_related("person")
        .order_by("pk")
    )


def list_team(organisation: Organisation) -> list[Member]:
    """Return the team with who manages the organisation and who signed in; two queries."""
    rows = find_team(organisation).select_related("person__account")
    managing = set(
        Membership.objects.filter(organisation=organisation).values_list(
            "account__person", flat=True
        )
    )
    return [
        Member(
            one.pk,
            one.person.name,
            one.person.email,
            str(ParticipationState(one.state).label),
            hasattr(one.person, "account"),
            one.person_id in managing,
        )
        for one in rows
    ]


def list_managing(organisations: Collection[int]) -> dict[int, list[Person]]:
    """Return who manages each of the organisations, by the organisation's id; one query."""
    found: dict[int, list[Person]] = defaultdict(list)
    rows = Account.objects.filter(
        memberships__organisation__in=organisations,
        memberships__role__in=MANAGING_ROLES,
        person__isnull=False,
    ).annotate(firm=F("memberships__organisation"))
    for account in rows.select_related("person").order_by("pk").distinct():
        if account.person is not None:
            found[account.firm].append(account.person)
    return found
