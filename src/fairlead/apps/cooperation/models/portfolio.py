"""Which projects a portfolio chooses, their appraisal, and what they cost whom."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fairlead.apps.cooperation.models.projects import Project
from fairlead.apps.fairs.constraints import require_one_of
from fairlead.apps.fairs.models import Version


class Portfolio(Version):
    """The projects one run chose, with the run's figures: a version, drafted and released."""


class RatesFound(models.TextChoices):
    """How many internal rates of return a project's flows have."""

    ONE = "one", _("one")
    NONE = "none", _("none")
    SEVERAL = "several", _("several")
    BORROWING = "borrowing", _("one, of borrowing")


class Choice(models.Model):
    """A project's appraisal, and whether the portfolio holds it; null where undefined.

    Rates are shares (0.08 is 8 %), amounts are in the edition's currency. ``irr`` is the rate where
    there is one; ``irr_found`` says why there is none, null in appraisals of before it was kept.
    """

    portfolio = models.ForeignKey(
        Portfolio, on_delete=models.CASCADE, related_name="choices", db_index=False
    )
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="choices")
    chosen = models.BooleanField(null=True)
    npv = models.FloatField(null=True)
    irr = models.FloatField(null=True)
    irr_found = models.CharField(max_length=9, choices=RatesFound, null=True)
    mirr = models.FloatField(null=True)
    payback_years = models.FloatField(null=True)
    discounted_payback_years = models.FloatField(null=True)
    benefit_cost = models.FloatField(null=True)

    class Meta:
        """A project once in a portfolio."""

        constraints = (
            models.UniqueConstraint(fields=("portfolio", "project"), name="choice_once"),
            require_one_of("irr_found", RatesFound, name="choice_irr_found"),
        )

    def __str__(self) -> str:
        """Return the project and the choice."""
        return f"{self.project_id}: {'chosen' if self.chosen else 'not chosen'}"


class Spending(models.Model):
    """What a portfolio costs an economy in a year; ``budget`` null for no limit."""

    portfolio = models.ForeignKey(
        Portfolio, on_delete=models.CASCADE, related_name="spending", db_index=False
    )
    economy = models.CharField(max_length=3)
    year = models.PositiveSmallIntegerField()
    budget = models.FloatField(null=True)
    spent = models.FloatField()

    class Meta:
        """An economy and year once in a portfolio."""

        ordering = ("economy", "year")
        constraints = (
            models.UniqueConstraint(fields=("portfolio", "economy", "year"), name="spending_once"),
        )

    def __str__(self) -> str:
        """Return the economy and the year."""
        return f"{self.economy} {self.year}"
