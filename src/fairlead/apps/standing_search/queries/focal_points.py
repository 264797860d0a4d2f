"""Who sees an economy's standing search, and who decides for it."""

from __future__ import annotations

from django.db.models import Q

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


def list_focal_points(edition: Edition, economy: str) -> list[Person]:
    """Return who is told of what concerns an economy: heads and focal points of its delegations.

    Where there are none, its delegates whose organisation is of that economy.
    """
    rows = Participation.objects.filter(edition=edition, state=ParticipationState.APPROVED)
    heads = Membership.objects.filter(
        role=MemberRole.DELEGATION_HEAD,
        organisation__edition=edition,
        organisation__country=economy,
        account__person__isnull=False,
    ).values("account__person")
    leading = Q(delegate__office__in=LEADS, delegate__delegation__economy=economy)
    found = rows.filter(leading | Q(person__in=heads))
    if not found.exists():
        found = rows.filter(roles__contains=[Role.DELEGATE], organisation__country=economy)
    people = {one.person.pk: one.person for one in found.select_related("person").order_by("pk")}
    return list(people.values())
