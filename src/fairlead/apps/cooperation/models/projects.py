"""Joint projects, who takes part in them with which share, and what ties them to one another."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fairlead.apps.cooperation.models.ledger import Ledger
from fairlead.apps.fairs.constraints import each_within, require_one_of, within
from fairlead.apps.fairs.models import CodedModel, Edition
from fairlead.apps.fairs.text_field import LocalizedTextField
from fairlead.apps.people.models import Organisation
from fairlead.folder import bounds


class Project(CodedModel):
    """A joint project. It outlives the edition it was found at; its ledger keeps its code.

    Its stage and amounts are what its entries come to: `fairlead.apps.cooperation.queries.ledger`.
    Cash flows are in the edition's currency.
    """

    edition = models.ForeignKey(  # type: ignore[assignment]  # others cannot be without theirs
        Edition, on_delete=models.SET_NULL, null=True, blank=True, db_index=False
    )
    ledger = models.ForeignKey(Ledger, on_delete=models.PROTECT, related_name="projects")
    title = LocalizedTextField()
    lead = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, related_name="projects", null=True, blank=True
    )
    products = ArrayField(models.CharField(max_length=64), blank=True, default=list)
    start_year = models.PositiveSmallIntegerField()
    cash_flows = ArrayField(models.DecimalField(max_digits=23, decimal_places=4))
    costs = ArrayField(
        models.DecimalField(max_digits=23, decimal_places=4), blank=True, default=list
    )
    jobs = models.PositiveBigIntegerField(null=True, blank=True)
    local_share = models.FloatField(null=True, blank=True)
    description = LocalizedTextField(blank=True, long=True)

    class Meta(CodedModel.Meta):
        """Rules the database keeps."""

        constraints = (
            *CodedModel.Meta.constraints,
            models.UniqueConstraint(fields=("ledger", "code"), name="project_ledger_code"),
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


class ProjectState(models.Model):
    """What a project's entries come to by all that is recorded: kept by the database.

    A trigger writes it with every entry, and the application may only read it. ``kind`` is that
    of the amount that binds most, ``number`` the project's last entry.
    """

    project = models.OneToOneField(
        Project,
        on_delete=models.DO_NOTHING,  # the database does it
        related_name="state",
        primary_key=True,
        db_constraint=False,
    )
    stage = models.CharField(max_length=20)
    ended = models.BooleanField()
    kind = models.CharField(max_length=10)
    amount = models.DecimalField(max_digits=23, decimal_places=4, null=True)
    currency = models.CharField(max_length=3)
    number = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        """Return the project's id and the stage."""
        return f"{self.project_id} {self.stage}"


class PartnerRole(models.TextChoices):
    """What a partner does in a project; a body of an economy approves."""

    BODY = "body", _("body of an economy")
    LEAD = "lead", _("lead")
    SUPPLIER = "supplier", _("supplier")
    INTEGRATOR = "integrator", _("integrator")
    RESEARCH = "research", _("research")
    FINANCE = "finance", _("finance")
    CUSTOMER = "customer", _("customer")
    MEMBER = "member", _("member")


class Partner(models.Model):
    """An organisation, or a body of an economy, that takes part in a project.

    ``name`` is what it was called when it came, for the time when its edition is gone; a body
    without one is named by its economy.
    """

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="partners", db_index=False
    )
    code = models.CharField(max_length=64)
    position = models.PositiveSmallIntegerField()
    economy = models.CharField(max_length=3)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    name = LocalizedTextField(blank=True)
    role = models.CharField(max_length=10, choices=PartnerRole)

    class Meta:
        """A code once in a project."""

        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("project", "code"), name="partner_code"),
            require_one_of("role", PartnerRole, name="partner_role"),
        )

    def __str__(self) -> str:
        """Return the code."""
        return self.code


class ShareKind(models.TextChoices):
    """A share of what."""

    COST = "cost", _("cost")
    BENEFIT = "benefit", _("benefit")


class Share(models.Model):
    """A partner's share of a project's cost or benefit; each kind sums to 1.

    The sum is kept by the migrations' SQL when rows are changed, moved or deleted; it is checked
    when the transaction ends. ``project`` is the partner's, which the database keeps too.
    """

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="shares", db_index=False
    )
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="shares")
    kind = models.CharField(max_length=10, choices=ShareKind)
    position = models.PositiveSmallIntegerField()
    share = models.DecimalField(max_digits=25, decimal_places=24)

    class Meta:
        """A partner has one share of a kind."""

        ordering = ("kind", "position")
        constraints = (
            models.UniqueConstraint(fields=("project", "kind", "partner"), name="share_once"),
            require_one_of("kind", ShareKind, name="share_kind"),
            within("share", bounds.SHARE, name="share_share"),
        )

    def __str__(self) -> str:
        """Return the partner's id and its share."""
        return f"{self.partner_id} {self.share:.0%}"


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
