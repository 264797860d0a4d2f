"""The private addresses under which people's calendars read their agendas."""

from __future__ import annotations

import secrets

from django.db import models
from django.utils import timezone

from fairlead.apps.people.models import Participation


def draw_token() -> str:
    """Return a word nobody can guess: 32 characters of 6 bits each."""
    return secrets.token_urlsafe(24)


class AgendaFeed(models.Model):
    """A participant's calendar feed; a renewed token ends the old address."""

    participation = models.OneToOneField(
        Participation, on_delete=models.CASCADE, related_name="agenda_feed", primary_key=True
    )
    token = models.CharField(max_length=64, unique=True, default=draw_token)
    renewed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        """Return whose it is, and not the token."""
        return str(self.participation_id)
