"""Who sees an economy's standing search, and who decides for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from fairlead.apps.delegations.models import LEADS, Delegate
from fairlead.apps.fairs.models import Edition
from fairlead.apps.market.domain.post_need import CannotPost, find_delegation
from fairlead.apps.people.models import (
    Membership,
    Organisation,
    Participation,
    ParticipationState,
    Person,
    Role,
)
from fairlead.apps.people.roles import MemberRole


def find_economies(who: Participation) -> set[str]:
    """Return the economies whose standing search somebody may see: of their delegations."""
    held = Delegate.objects.filter(participation=who)
    economies = set(held.values_list("delegation__economy", flat=True))
    return economies | _find_posted_for(who)


def find_decided(who: Participation) -> dict[str, Organisation | None]:
    """Return the economies for which somebody decides, with the organisation that posts needs.

    None where the delegation has no organisation: its needs cannot be posted then.
    """
    held = Delegate.objects.filter(participation=who, office__in=LEADS)
    found: dict[str, Organisation | None] = {
        one.delegation.economy: one.delegation.organisation
        for one in held.select_related("delegation__organisation")
    }
    firm = who.organisation
    for economy in _find_posted_for(who) | set(found):
        if firm is not None and firm.country == economy:
            found[economy] = firm
    return found


def _find_posted_for(who: Participation) -> set[str]:
    """Return the economy for which somebody may post needs anyway, if there is one."""
    try:
        return {find_delegation(who).country} - {""}
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
