"""What a participant says of those who were proposed: kept in mind, or not wanted."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.constraints import require_just_one, require_one_of
from fairlead.apps.people.models.directory import Organisation
from fairlead.apps.people.models.participations import Participation


class MarkKind(models.TextChoices):
    """What somebody says."""

    SAVED = "saved", _("saved")
    DISMISSED = "dismissed", _("not for me")


class Mark(models.Model):
    """That a participant saved or dismissed an organisation or another participant."""

    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="marks", db_index=False
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    other = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    kind = models.CharField(max_length=10, choices=MarkKind)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        """One of one; rows of one edition (the migration)."""

        constraints = (
            models.UniqueConstraint(
                fields=("participation", "organisation", "other"),
                name="mark_once",
                nulls_distinct=False,
            ),
            require_just_one("organisation", "other", name="mark_target"),
            require_one_of("kind", MarkKind, name="mark_kind"),
        )

    def __str__(self) -> str:
        """Return the kind."""
        return self.kind
