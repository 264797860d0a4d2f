"""What somebody means to see besides meetings: sessions followed, and visits to exhibitors."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from fairlead.apps.congress.models import Session
from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.people.models import Participation


class FollowedSession(models.Model):
    """A session of the programme that a participant has in the agenda; it takes no time."""

    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="followed", db_index=False
    )
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="followers")

    class Meta:
        """Once."""

        constraints = (
            models.UniqueConstraint(fields=("participation", "session"), name="followed_once"),
        )

    def __str__(self) -> str:
        """Return who follows what."""
        return f"{self.participation_id} follows {self.session_id}"


class Visit(models.Model):
    """A visit to an exhibitor's stand that a participant plans alone; it takes no time."""

    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="visits", db_index=False
    )
    exhibitor = models.ForeignKey(Exhibitor, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        """Once at a time."""

        constraints = (
            models.UniqueConstraint(
                fields=("participation", "starts_at", "exhibitor"), name="visit_once"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="visit_length"),
        )

    def __str__(self) -> str:
        """Return who visits whom."""
        return f"{self.participation_id} visits {self.exhibitor_id}"
