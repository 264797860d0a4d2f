"""Headlines: questions about the projects, saved with their answer, which never changes."""

from __future__ import annotations

from django.db import models

from fairlead.apps.cooperation.models.ledger import Ledger
from fairlead.apps.cooperation.models.projects import Project
from fairlead.apps.fairs.constraints import require_at_least
from fairlead.apps.fairs.text_field import LocalizedTextField


class Headline(models.Model):
    """A statement such as "17 projects, over 80 bn", with what was asked and what came of it.

    ``question`` is what `fairlead.apps.cooperation.queries.headlines.Question` writes; ``size``
    and ``head`` are the number and digest of the ledger's last entry that was known then.
    ``unconverted`` are amounts by currency for which there was no rate.
    """

    ledger = models.ForeignKey(
        Ledger, on_delete=models.PROTECT, related_name="headlines", db_index=False
    )
    number = models.PositiveIntegerField()
    title = LocalizedTextField()
    question = models.JSONField()
    day = models.DateField()
    moment = models.DateTimeField()
    size = models.PositiveBigIntegerField()
    head = models.CharField(max_length=64)
    count = models.PositiveIntegerField()
    in_approval = models.PositiveIntegerField()
    amount = models.DecimalField(max_digits=30, decimal_places=4)
    currency = models.CharField(max_length=3)
    unconverted = models.JSONField(default=list)
    person = models.CharField(max_length=500)
    made_at = models.DateTimeField()

    class Meta:
        """One number once in a ledger."""

        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("ledger", "number"), name="headline_number"),
            require_at_least("number", 1, name="headline_from_one"),
        )

    def __str__(self) -> str:
        """Return the title."""
        return str(self.title)


class HeadlineRow(models.Model):
    """A project of a headline, with the entries and the rate its figure comes from."""

    headline = models.ForeignKey(
        Headline, on_delete=models.PROTECT, related_name="rows", db_index=False
    )
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=20)
    stage_entry = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=10, blank=True, default="")
    amount = models.DecimalField(max_digits=23, decimal_places=4, null=True)
    currency = models.CharField(max_length=3, blank=True, default="")
    amount_entry = models.PositiveBigIntegerField(null=True)
    rate = models.DecimalField(max_digits=36, decimal_places=18, null=True)
    rate_day = models.DateField(null=True)
    rate_source = models.CharField(max_length=500, blank=True, default="")
    converted = models.DecimalField(max_digits=30, decimal_places=4, null=True)
    in_approval = models.BooleanField()

    class Meta:
        """A project once in a headline."""

        constraints = (
            models.UniqueConstraint(fields=("headline", "project"), name="headline_row_once"),
        )

    def __str__(self) -> str:
        """Return the project and the headline."""
        return f"{self.project_id} in {self.headline_id}"
