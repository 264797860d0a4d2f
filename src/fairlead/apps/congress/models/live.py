"""What changed on the day."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from fairlead.apps.congress.models.sessions import Session
from fairlead.apps.fairs.constraints import require_one_of


class LiveKind(models.TextChoices):
    """What happened to a session that was released."""

    LATE = "late", _("late")
    MOVED = "moved", _("moved")
    CANCELLED = "cancelled", _("cancelled")
    RESTORED = "restored", _("held after all")


class LiveChange(models.Model):
    """A change on the day of a session that holds, with what held before and after.

    They are numbered in their session from 1, and told once each; rows are only added, and go with
    their session.
    """

    session = models.ForeignKey(
        Session, on_delete=models.DO_NOTHING, related_name="live_changes", db_index=False
    )
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=LiveKind)
    before = models.JSONField()
    after = models.JSONField()
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    at = models.DateTimeField(db_default=Now())

    class Meta:
        """Numbered in a session."""

        ordering = ("session", "number")
        constraints = (
            models.UniqueConstraint(fields=("session", "number"), name="live_change_number"),
            require_one_of("kind", LiveKind, name="live_change_kind"),
        )

    def __str__(self) -> str:
        """Return what happened to which session."""
        return f"{self.session_id}: {self.kind}"
