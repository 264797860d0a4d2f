"""What the outbox of an edition holds, and what a person was told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from fairlead.apps.fairs.models import Edition
from fairlead.apps.messages.models import SERVER_AWAY, MailState, Message
from fairlead.apps.messages.purposes import PURPOSES, SECRET


@dataclass(frozen=True, slots=True)
class PurposeCount:
    """How many messages of a purpose are in a state."""

    purpose: str
    words: Any
    state: MailState
    count: int


def count_outbox(edition: Edition) -> list[PurposeCount]:
    """Return how many messages of each purpose are in each state; one query."""
    counted = (
        Message.objects.filter(edition=edition)
        .values_list("purpose", "state")
        .annotate(count=Count("id"))
        .order_by("purpose", "state")
    )
    return [
        PurposeCount(name, _name_purpose(name), MailState(state), count)
        for name, state, count in counted
    ]


def find_server_trouble(edition: Edition) -> Message | None:
    """Return a message that waits for the mail server, due since it was tried last; one query."""
    waiting = Message.objects.filter(
        edition=edition, state=MailState.QUEUED, due_at__lte=timezone.now()
    )
    return waiting.filter(error__startswith=SERVER_AWAY).order_by("-due_at").first()


def list_outbox(edition: Edition, *, purpose: str = "", state: str = "") -> QuerySet[Message]:
    """Return an edition's messages, the newest first, of a purpose or in a state where given.

    What is secret is counted and not listed: a code would let its reader in.
    """
    found = Message.objects.filter(edition=edition).exclude(purpose__in=SECRET)
    found = found.select_related("person")
    if purpose:
        found = found.filter(purpose=purpose)
    if state:
        found = found.filter(state=state)
    return found.order_by("-queued_at", "-id")


def list_notifications(person: Any, edition: Edition) -> QuerySet[Message]:
    """Return what a person was told at an edition, the newest first, mailed or not.

    What the organiser still holds back or has cancelled was not told.
    """
    hidden = (MailState.HELD, MailState.CANCELLED)
    found = Message.objects.filter(person=person, edition=edition).exclude(state__in=hidden)
    found = found.exclude(purpose__in=SECRET)
    return found.order_by("-queued_at", "-id")


def _name_purpose(name: str) -> Any:
    return PURPOSES[name].words if name in PURPOSES else name
