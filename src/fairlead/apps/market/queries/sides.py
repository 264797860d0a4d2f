"""Who is on which side of a conversation."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from fairlead.apps.market.models import Conversation
from fairlead.apps.people.models import TEAM_ROLES, Participation, ParticipationState, Role
from fairlead.apps.trade.models import Need, Offer


def find_owner(entry: Offer | Need) -> tuple[int | None, str]:
    """Return whose an entry is: an organisation's id, or the economy that needs it."""
    if isinstance(entry, Offer):
        return entry.organisation_id, ""
    owner = entry.organisation_id or entry.posted_by_id
    return (owner, "") if owner is not None else (None, entry.economy)


def list_owners(edition: int, owner: int | None, economy: str) -> QuerySet[Participation]:
    """Return those who answer for an organisation, or for an economy, at an edition."""
    people = Participation.objects.filter(edition=edition, state=ParticipationState.APPROVED)
    if owner is not None:
        return people.filter(organisation=owner, roles__overlap=TEAM_ROLES)
    return people.filter(roles__contains=[Role.DELEGATE], organisation__country=economy)


def is_seen_by(one: Participation) -> Q:
    """Return the condition on conversations that somebody takes part in; who is approved does."""
    if one.state != ParticipationState.APPROVED:
        return Q(pk__in=())
    mine = Q(asker=one)
    firm = one.organisation
    if firm is not None and set(TEAM_ROLES) & set(one.roles):
        mine |= Q(owner=firm)
        if Role.DELEGATE in one.roles:
            mine |= Q(owner=None, economy=firm.country)
    return Q(edition=one.edition_id) & mine


def is_asker(one: Participation, conversation: Conversation) -> bool:
    """Return whether somebody is who began the conversation."""
    return conversation.asker_id == one.pk
