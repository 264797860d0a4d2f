"""Sending what was held, trying again what failed, taking back what waits, deciding on doubts."""

from __future__ import annotations

from django.db import connection
from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from fairlead.apps.fairs.folded_address import FoldAddress
from fairlead.apps.fairs.models import Edition
from fairlead.apps.messages.hours import read_hours
from fairlead.apps.messages.models import (
    TO_COME,
    BouncedAddress,
    MailState,
    MailWish,
    Message,
)
from fairlead.apps.messages.purposes import find_purpose


def send_held(edition: Edition, purpose: str) -> int:
    """Return how many held messages of the purpose wait to be sent now."""
    held = Message.objects.filter(edition=edition, purpose=purpose, state=MailState.HELD)
    changed = held.update(state=MailState.QUEUED, due_at=timezone.now())
    _wake_senders()
    return changed


def retry_failed(edition: Edition, purpose: str) -> int:
    """Return how many messages of the purpose that were not delivered are tried again.

    Their addresses are no longer taken for ones that a server refuses.
    """
    failed = Message.objects.filter(edition=edition, purpose=purpose, state=MailState.FAILED)
    addresses = failed.annotate(
        mailed=FoldAddress(Coalesce(F("person__email"), F("address")))
    ).values_list("mailed", flat=True)
    bounced = BouncedAddress.objects.annotate(folded=FoldAddress("address"))
    bounced.filter(folded__in=list(addresses)).delete()
    changed = failed.update(state=MailState.QUEUED, due_at=timezone.now(), attempts=0, error="")
    _wake_senders()
    return changed


def send_doubtful(edition: Edition, purpose: str) -> int:
    """Return how many messages of the purpose that may have arrived are sent again."""
    changed = _find_doubtful(edition, purpose).update(
        state=MailState.QUEUED, due_at=timezone.now(), attempts=0, error=""
    )
    _wake_senders()
    return changed


def count_as_sent(edition: Edition, purpose: str) -> int:
    """Return how many messages of the purpose that may have arrived are taken for sent."""
    return _find_doubtful(edition, purpose).update(
        state=MailState.SENT, sent_at=timezone.now(), error=""
    )


def cancel_waiting(edition: Edition, purpose: str) -> int:
    """Return how many messages of the purpose are not sent any more; what was sent stays."""
    waiting = Message.objects.filter(edition=edition, purpose=purpose, state__in=TO_COME)
    return waiting.update(state=MailState.CANCELLED)


def reschedule_waiting(edition: Edition) -> int:
    """Return how many messages wait for an hour of the clock, by the edition's hours as they are.

    Called when the quiet hours or the hour of the digest were changed.
    """
    hours, now = read_hours(edition), timezone.now()
    wished = MailWish.objects.filter(person=OuterRef("person"), purpose=OuterRef("purpose"))
    waiting = Message.objects.filter(
        edition=edition, state=MailState.QUEUED, attempts=0, error="", due_at__gt=now
    ).annotate(wish=Coalesce(Subquery(wished.values("wish")[:1]), Value("")))
    kinds = set(waiting.order_by().values_list("purpose", "wish").distinct())
    changed = sum(
        waiting.filter(purpose=name, wish=wish).update(
            due_at=hours.find_due(now, find_purpose(name), wish or None)
        )
        for name, wish in kinds
    )
    _wake_senders()
    return changed


def _find_doubtful(edition: Edition, purpose: str) -> QuerySet[Message]:
    return Message.objects.filter(edition=edition, purpose=purpose, state=MailState.DOUBTFUL)


def _wake_senders() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify('fairlead_mail', '')")
