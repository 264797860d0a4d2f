"""Who sees an economy's standing search, and who decides for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Exists

from fairlead.apps.delegations.models import LEADS, Delegate
from fairlead.apps.fairs.models import Edition
from fairlead.apps.market.domain.post_need import CannotPost, find_delegation, list_headships
from fairlead.apps.people.models import (
    Membership,
    Organisation,
    Participation,
    ParticipationState,
    Person,
    Role,
)
from fairlead.apps.people.roles import MemberRole


@dataclass(frozen=True, slots=True)
class OwnEconomies:
    """The economies of somebody's delegations, and those for which they decide.

    To each of the latter the organisation that posts needs, or None where there is none: its needs
    cannot be posted then.
    """

    economies: set[str]
    decided: dict[str, Organisation | None]


def find_own(who: Participation) -> OwnEconomies:
    """Return the economies whose standing search somebody may see, and decide.

    One query for who is in a delegation, two for others.
    """
    heads = list_headships(who)
    held = Delegate.objects.filter(participation=who).annotate(heads=Exists(heads))
    rows = list(held.select_related("delegation__organisation"))
    posted = _find_posted_for(who, heads=rows[0].heads if rows else None)
    decided: dict[str, Organisation | None] = {
        one.delegation.economy: one.delegation.organisation for one in rows if one.office in LEADS
    }
    firm = who.organisation
    for economy in posted | set(decided):
        if firm is not None and firm.country == economy:
            decided[economy] = firm
    return OwnEconomies({one.delegation.economy for one in rows} | posted, decided)


def _find_posted_for(who: Participation, *, heads: bool | None) -> set[str]:
    """Return the economy for which somebody may post needs anyway, if there is one."""
    try:
        return {find_delegation(who, heads=heads).country} - {""}
    except CannotPost:
        return set()


def find_focal_points(edition: Edition, economies: Collection[str]) -> dict[str, list[Person]]:
    """Return, by economy, who is told of what concerns it: heads and focal points of delegations.

    Where there are none, its delegates whose organisation is of that economy. Four queries.
    """
    found: dict[str, dict[int, Person]] = {economy: {} for economy in economies}
    approved = Participation.objects.filter(edition=edition, state=ParticipationState.APPROVED)
    leading = Delegate.objects.filter(
        participation__in=approved, office__in=LEADS, delegation__economy__in=economies
    )
    for one in leading.select_related("participation__person", "delegation"):
        found[one.delegation.economy][one.participation_id] = one.participation.person
    heads = Membership.objects.filter(
        role=MemberRole.DELEGATION_HEAD,
        organisation__edition=edition,
        organisation__country__in=economies,
        account__person__isnull=False,
    )
    of_person: dict[int | None, set[str]] = defaultdict(set)
    for person, economy in heads.values_list("account__person", "organisation__country"):
        of_person[person].add(economy)
    for who in approved.filter(person__in=of_person).select_related("person"):
        for economy in of_person[who.person_id]:
            found[economy][who.pk] = who.person
    delegates = approved.filter(
        roles__contains=[Role.DELEGATE],
        organisation__country__in=[economy for economy, people in found.items() if not people],
    )
    for who in delegates.select_related("person", "organisation"):
        if who.organisation is not None:
            found[who.organisation.country][who.pk] = who.person
    return {economy: _list_once(people) for economy, people in found.items()}


def list_posters(edition: Edition, economies: Collection[str]) -> dict[str, list[Organisation]]:
    """Return, by economy, the organisations that a need of it can be posted for; one query."""
    found: dict[str, list[Organisation]] = {economy: [] for economy in economies}
    rows = Organisation.objects.filter(edition=edition, country__in=economies)
    for one in rows.order_by("code"):
        found[one.country].append(one)
    return found


def _list_once(people: Mapping[int, Person]) -> list[Person]:
    """Return each person once, in the order of their participations."""
    return list({one.pk: one for _number, one in sorted(people.items())}.values())
