"""Sending what was held, and taking back what waits."""

from __future__ import annotations

from django.db import connection
from django.utils import timezone

from fairlead.apps.fairs.models import Edition
from fairlead.apps.messages.models import TO_COME, MailState, Message


def send_held(edition: Edition, purpose: str) -> int:
    """Return how many held messages of the purpose wait to be sent now."""
    held = Message.objects.filter(edition=edition, purpose=purpose, state=MailState.HELD)
    changed = held.update(state=MailState.QUEUED, due_at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify('fairlead_mail', '')")
    return changed


def cancel_waiting(edition: Edition, purpose: str) -> int:
    """Return how many messages of the purpose are not sent any more; what was sent stays."""
    waiting = Message.objects.filter(edition=edition, purpose=purpose, state__in=TO_COME)
    return waiting.update(state=MailState.CANCELLED)
