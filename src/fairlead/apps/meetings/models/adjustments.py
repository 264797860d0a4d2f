"""The journal of what was changed in a draft by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.constraints import require_one_of
from fairlead.apps.fairs.journal import JournalEntry
from fairlead.apps.meetings.models.requests import MeetingRequest
from fairlead.apps.meetings.models.timetables import Timetable


class AdjustmentKind(models.TextChoices):
    """What was done to a meeting of a draft."""

    MOVED = "moved", _("moved")
    ADDED = "added", _("put into the draft")
    REMOVED = "removed", _("taken out")
    LOCKED = "locked", _("locked")
    UNLOCKED = "unlocked", _("unlocked")


class Adjustment(JournalEntry):
    """A change of a draft by hand: what it said of the request, its meeting or why it has none."""

    timetable = models.ForeignKey(
        Timetable, on_delete=models.CASCADE, related_name="adjustments", db_index=False
    )
    kind = models.CharField(max_length=10, choices=AdjustmentKind)
    request = models.ForeignKey(MeetingRequest, on_delete=models.CASCADE, related_name="+")

    class Meta:
        """Numbered in a draft."""

        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("timetable", "number"), name="adjustment_number"),
            require_one_of("kind", AdjustmentKind, name="adjustment_kind"),
        )

    def __str__(self) -> str:
        """Return the number and what was done."""
        return f"{self.number}: {self.kind}"

    @property
    def subjects(self) -> frozenset[int]:
        """Return the request that it is about."""
        return frozenset((self.request_id,))

    @staticmethod
    def match_subjects(subjects: Iterable[Any]) -> models.Q:
        """Return the condition by which changes about requests are found."""
        return models.Q(request__in=subjects)
