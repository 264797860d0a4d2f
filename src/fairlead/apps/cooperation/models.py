"""Joint projects of partner economies, and which of them a portfolio chooses."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.constraints import each_within, require_one_of, within
from fairlead.apps.fairs.models import Coded, Edition, Run
from fairlead.apps.fairs.text_field import LocalizedTextField
from fairlead.apps.people.models import Organisation
from fairlead.folder import bounds


class Stage(models.TextChoices):
    """How far the project has come, in order."""

    IDEA = "idea", _("idea")
    NEED_CONFIRMED = "need_confirmed", _("need confirmed")
    CONSORTIUM = "consortium", _("consortium")
    LETTER_OF_INTENT = "letter_of_intent", _("letter of intent")
    FEASIBILITY = "feasibility", _("feasibility")
    APPROVED = "approved", _("approved")
    FINANCED = "financed", _("financed")
    SIGNED = "signed", _("signed")
    IMPLEMENTATION = "implementation", _("implementation")
    OUTPUT = "output", _("output")


class Project(Coded):
    """A joint project; amounts are in the edition's currency."""

    title = LocalizedTextField()
    stage = models.CharField(max_length=20, choices=Stage)
    lead = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, related_name="projects", null=True, blank=True
    )
    products = ArrayField(models.CharField(max_length=64), blank=True, default=list)
    amount = models.FloatField()
    start_year = models.PositiveSmallIntegerField()
    cash_flows = ArrayField(models.FloatField())
    costs = ArrayField(models.FloatField(), blank=True, default=list)
    jobs = models.PositiveBigIntegerField(null=True, blank=True)
    local_share = models.FloatField(null=True, blank=True)
    description = LocalizedTextField(blank=True, long=True)

    class Meta(Coded.Meta):
        """Rules the database keeps."""

        constraints = (
            *Coded.Meta.constraints,
            require_one_of("stage", Stage, name="project_stage"),
            within("amount", bounds.MONEY, name="project_amount"),
            within("start_year", bounds.YEAR, name="project_start_year"),
            each_within(
                "cash_flows",
                bounds.CASH_FLOW,
                at_most=bounds.YEARS_OF_MONEY,
                name="project_cash_flows",
            ),
            each_within("costs", bounds.MONEY, at_most=bounds.YEARS_OF_MONEY, name="project_costs"),
            within("jobs", bounds.JOBS, name="project_jobs"),
            within("local_share", bounds.SHARE, name="project_local_share"),
        )


class ShareKind(models.TextChoices):
    """A share of what."""

    COST = "cost", _("cost")
    BENEFIT = "benefit", _("benefit")


class Share(models.Model):
    """An economy's share of a project's cost or benefit; each kind sums to 1.

    The sum is kept by the migration's SQL, checked when the transaction ends.
    """

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="shares", db_index=False
    )
    kind = models.CharField(max_length=10, choices=ShareKind)
    position = models.PositiveSmallIntegerField()
    economy = models.CharField(max_length=3)
    share = models.FloatField()

    class Meta:
        """An economy has one share of a kind."""

        ordering = ("kind", "position")
        constraints = (
            models.UniqueConstraint(fields=("project", "kind", "economy"), name="share_once"),
            require_one_of("kind", ShareKind, name="share_kind"),
            within("share", bounds.SHARE, name="share_share"),
        )

    def __str__(self) -> str:
        """Return the economy and its share."""
        return f"{self.economy} {self.share:.0%}"


class TieKind(models.TextChoices):
    """What the tie says."""

    REQUIRES = "requires", _("requires")
    EXCLUDES = "excludes", _("excludes")


class Tie(models.Model):
    """That a project requires another one, or excludes it."""

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="ties", db_index=False
    )
    kind = models.CharField(max_length=10, choices=TieKind)
    position = models.PositiveSmallIntegerField()
    other = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")

    class Meta:
        """A tie of a kind to another project once, never to itself."""

        ordering = ("kind", "position")
        constraints = (
            models.UniqueConstraint(fields=("project", "kind", "other"), name="tie_once"),
            models.CheckConstraint(condition=~Q(project=F("other")), name="tie_to_another"),
            require_one_of("kind", TieKind, name="tie_kind"),
        )

    def __str__(self) -> str:
        """Return what is tied to what."""
        return f"{self.project_id} {self.kind} {self.other_id}"


class Portfolio(models.Model):
    """The projects one run chose, with the run's figures."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="portfolios")
    run = models.OneToOneField(Run, on_delete=models.CASCADE, related_name="portfolio")

    def __str__(self) -> str:
        """Return the run."""
        return f"portfolio of run {self.run_id}"


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
