"""Where meetings are held."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.models import Edition


class Place(models.TextChoices):
    """Where a meeting is held."""

    STAND = "stand", _("stand")
    TABLE = "table", _("table")
    ONLINE = "online", _("online")


class Table(models.Model):
    """A shared table, by its number from 1."""

    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="shared_tables", db_index=False
    )
    number = models.PositiveIntegerField()

    class Meta:
        """A number once in an edition."""

        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("edition", "number"), name="table_number"),)

    def __str__(self) -> str:
        """Return the number."""
        return str(self.number)
