"""The conversations somebody takes part in, and what is unread of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from fairlead.apps.fairs.models import Edition
from fairlead.apps.market.models import Conversation, ConversationState, Letter, Reading
from fairlead.apps.market.queries.sides import is_asker, is_seen_by
from fairlead.apps.people.models import Participation
from fairlead.apps.trade.models import Need, Offer
from fairlead.folder.localized_text import LocalizedText


@dataclass(frozen=True, slots=True)
class Contact:
    """Who is on the other side, with the address once the interest was accepted."""

    name: LocalizedText
    position: LocalizedText
    email: str


def list_conversations(one: Participation) -> QuerySet[Conversation]:
    """Return somebody's conversations, the latest first, each with ``unread`` and ``is_mine``."""
    read = Reading.objects.filter(conversation=OuterRef("pk"), reader=one).values("letter")
    mine = Case(When(asker=one, then=True), default=False, output_field=BooleanField())
    return (
        Conversation.objects.filter(is_seen_by(one))
        .select_related("asker__person", "asker__organisation", "owner")
        .annotate(is_mine=mine, read=Coalesce(Subquery(read), Value(0)))
        .annotate(
            unread=Count(
                "letters", filter=Q(letters__id__gt=F("read")) & ~Q(letters__of_asker=F("is_mine"))
            )
        )
        .order_by("-last_at", "-pk")
    )


def list_unread(one: Participation) -> QuerySet[Conversation]:
    """Return those of somebody's conversations in which there is something unread."""
    read = Reading.objects.filter(conversation=OuterRef("conversation"), reader=one)
    unread = Letter.objects.filter(conversation=OuterRef("pk")).exclude(
        Exists(read.filter(letter__gte=OuterRef("pk")))
    )
    mine, others = Q(asker=one), ~Q(asker=one)
    return Conversation.objects.filter(is_seen_by(one)).filter(
        (mine & Exists(unread.filter(of_asker=False)))
        | (others & Exists(unread.filter(of_asker=True)))
    )


def find_contacts(one: Participation, conversation: Conversation) -> list[Contact]:
    """Return whom somebody talks to: addresses only once the interest was accepted.

    The owner sees at once who asks; who asks sees the organisation, and after acceptance who
    accepted.
    """
    accepted = conversation.state == ConversationState.ACCEPTED
    if not is_asker(one, conversation):
        return [_describe(conversation.asker, with_address=accepted)]
    if accepted and conversation.answered_by is not None:
        return [_describe(conversation.answered_by, with_address=True)]
    return []


def _describe(other: Participation, *, with_address: bool) -> Contact:
    return Contact(other.person.name, other.position, other.person.email if with_address else "")


def find_visible_entry(edition: Edition, kind: str, code: str) -> Offer | Need | None:
    """Return an offer or a need that everybody may see, with whose it is; None for others."""
    if kind == "offer":
        offers = Offer.objects.visible().select_related("organisation")
        return offers.filter(edition=edition, code=code).first()
    if kind == "need":
        needs = Need.objects.visible().select_related("organisation", "posted_by")
        return needs.filter(edition=edition, code=code).first()
    return None
