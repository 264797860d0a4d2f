"""Months of trade flows as they were judged, what differed, and the needs proposed by that."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.constraints import require_at_least, require_between, require_one_of
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.text_field import LocalizedTextField
from fairlead.apps.people.models import Organisation
from fairlead.folder import bounds

_MONTH = r"^\d{4}-(0[1-9]|1[0-2])$"
_DIGEST = r"^[0-9a-f]{64}$"


class SearchRules(models.Model):
    """What an edition asks of its standing search.

    ``economies`` are judged, where it is empty those that the fair is about. Where it is
    ``public`` everybody may see the history of an economy, else the office and its delegations.
    """

    edition = models.OneToOneField(
        Edition, on_delete=models.CASCADE, related_name="search_rules", primary_key=True
    )
    economies = ArrayField(models.CharField(max_length=3), default=list, blank=True)
    public = models.BooleanField(default=False)

    def __str__(self) -> str:
        """Return the edition's number."""
        return str(self.edition_id)


class SearchedMonth(models.Model):
    """A month's flows as they were judged: a revision for each time it was compared.

    ``digest`` is the SHA-256 of the flows, ``source`` the name of their file, ``before`` the month
    it was compared with ("" for the first), ``silent`` the economies asked for that reported
    nothing, ``years`` those of the flows. Of a month one revision is ``current``; those before
    stay as they were.
    """

    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="searched_months", db_index=False
    )
    month = models.CharField(max_length=7)
    revision = models.PositiveIntegerField()
    current = models.BooleanField(default=True)
    digest = models.CharField(max_length=64)
    source = models.CharField(max_length=bounds.TEXT_LENGTH)
    scheme = models.CharField(max_length=20)
    digits = models.PositiveSmallIntegerField()
    economies = ArrayField(models.CharField(max_length=3), default=list)
    silent = ArrayField(models.CharField(max_length=3), default=list)
    before = models.CharField(max_length=7, blank=True, default="")
    years = ArrayField(models.PositiveSmallIntegerField(), default=list, db_default=[])
    rule = models.JSONField(default=dict)
    engine_version = models.CharField(max_length=40)
    searched_at = models.DateTimeField(db_default=Now())

    class Meta:
        """The newest month first."""

        ordering = ("-month", "-revision")
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "month", "revision"), name="searched_revision"
            ),
            models.UniqueConstraint(
                fields=("edition", "month"), condition=Q(current=True), name="searched_current"
            ),
            models.CheckConstraint(condition=Q(month__regex=_MONTH), name="searched_month"),
            models.CheckConstraint(condition=Q(digest__regex=_DIGEST), name="searched_digest"),
            require_at_least("revision", 1, name="searched_from_one"),
        )

    def __str__(self) -> str:
        """Return the month and the revision."""
        return f"{self.month} #{self.revision}"


class FoundFile(models.Model):
    """A file that the worker found where it looks for new flows, as it was when it was judged.

    ``said`` is what was wrong with it, "" where nothing was. One of another size or time is
    judged again.
    """

    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="found_files", db_index=False
    )
    name = models.CharField(max_length=bounds.TEXT_LENGTH)
    size = models.BigIntegerField()
    modified_ns = models.BigIntegerField()
    said = models.TextField(blank=True, default="")
    judged_at = models.DateTimeField(auto_now=True)

    class Meta:
        """Each name once."""

        ordering = ("-name",)
        constraints = (models.UniqueConstraint(fields=("edition", "name"), name="found_file_once"),)

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class MonthTable(models.Model):
    """What the current revision of a month found and what differed, as Parquet.

    The next month is compared with it.
    """

    searched = models.OneToOneField(
        SearchedMonth, on_delete=models.CASCADE, related_name="table", primary_key=True
    )
    content = models.BinaryField()
    changes = models.BinaryField()

    def __str__(self) -> str:
        """Return the month's number."""
        return str(self.searched_id)


class ChangeKind(models.TextChoices):
    """What became of an import."""

    BECAME = "became", _("became critical")
    WORSE = "worse", _("worse")
    CEASED = "ceased", _("ceased to be critical")
    UNTRADED = "untraded", _("not imported")
    UNKNOWN = "unknown", _("too little to judge")


class MonthFigures(models.Model):
    """What a month comes to for an economy; ``concentration`` is weighted by imports."""

    searched = models.ForeignKey(
        SearchedMonth, on_delete=models.DO_NOTHING, related_name="figures", db_index=False
    )
    economy = models.CharField(max_length=3)
    products = models.PositiveIntegerField()
    critical = models.PositiveIntegerField()
    imports_usd = models.BigIntegerField()
    critical_usd = models.BigIntegerField()
    concentration = models.FloatField(null=True)
    became = models.PositiveIntegerField()
    worse = models.PositiveIntegerField()
    ceased = models.PositiveIntegerField()
    untraded = models.PositiveIntegerField()
    unknown = models.PositiveIntegerField()

    class Meta:
        """An economy once in a month; only added."""

        constraints = (
            models.UniqueConstraint(fields=("searched", "economy"), name="month_figures_once"),
            require_between("concentration", 0, 1.000001, name="month_figures_concentration"),
        )
        indexes = (models.Index(fields=("economy",), name="month_figures_economy"),)

    def __str__(self) -> str:
        """Return the economy."""
        return self.economy


class Difference(models.Model):
    """What differs of an import from one month to the next, with the figures of both.

    ``compared_with`` is the month in which the economy was last seen. Null where undefined.
    """

    searched = models.ForeignKey(
        SearchedMonth, on_delete=models.DO_NOTHING, related_name="differences", db_index=False
    )
    economy = models.CharField(max_length=3)
    product = models.CharField(max_length=64)
    title = models.CharField(max_length=bounds.TEXT_LENGTH, blank=True, default="")
    change = models.CharField(max_length=10, choices=ChangeKind)
    compared_with = models.CharField(max_length=7)
    gained = ArrayField(models.CharField(max_length=4), default=list)
    lost = ArrayField(models.CharField(max_length=4), default=list)
    imports_before = models.BigIntegerField(null=True)
    imports_after = models.BigIntegerField(null=True)
    hhi_before = models.FloatField(null=True)
    hhi_after = models.FloatField(null=True)
    first_before = models.CharField(max_length=3, blank=True, default="")
    first_after = models.CharField(max_length=3, blank=True, default="")
    share_before = models.FloatField(null=True)
    share_after = models.FloatField(null=True)

    class Meta:
        """An import once in a revision; only added."""

        constraints = (
            models.UniqueConstraint(
                fields=("searched", "economy", "product"), name="difference_once"
            ),
            require_one_of("change", ChangeKind, name="difference_change"),
        )

    def __str__(self) -> str:
        """Return the economy, the product and what became of it."""
        return f"{self.economy} {self.product} {self.change}"


class NeedState(models.TextChoices):
    """Where a proposed need stands."""

    WAITING = "waiting", _("to be decided")
    ACCEPTED = "accepted", _("posted")
    DISMISSED = "dismissed", _("dismissed")
    WITHDRAWN = "withdrawn", _("no longer so")


class ProposedNeed(models.Model):
    """A need proposed to the focal points of an economy: an import became critical in a month.

    That is its cause, and for a cause it is proposed once. ``difference`` has its figures. Where a
    revised month says otherwise before anybody decided, it is withdrawn. ``need`` is the code of
    the need that was posted, ``told`` how many could make it and were told.
    """

    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="proposed_needs", db_index=False
    )
    economy = models.CharField(max_length=3)
    product = models.CharField(max_length=64)
    month = models.CharField(max_length=7)
    difference = models.ForeignKey(Difference, on_delete=models.CASCADE, related_name="proposals")
    state = models.CharField(max_length=10, choices=NeedState, default=NeedState.WAITING)
    delegation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    need = models.CharField(max_length=64, blank=True, default="")
    reason = models.CharField(max_length=bounds.MESSAGE_LENGTH, blank=True, default="")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField(db_default=Now())
    decided_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Once for a cause; a reason where it was dismissed, a need where it was posted."""

        ordering = ("-month", "economy", "product")
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "economy", "product", "month"), name="proposed_once"
            ),
            models.UniqueConstraint(
                fields=("edition", "economy", "product"),
                condition=Q(state="waiting"),
                name="proposed_waiting_once",
            ),
            require_one_of("state", NeedState, name="proposed_state"),
            models.CheckConstraint(
                condition=~Q(state="dismissed") | ~Q(reason=""), name="proposed_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | ~Q(need=""), name="proposed_need"
            ),
        )

    def __str__(self) -> str:
        """Return the cause."""
        return f"{self.economy} {self.product} {self.month}"


class ToldBasis(models.TextChoices):
    """Why an exhibitor was told: by its watch, or as the engine found it."""

    WATCH = "watch", _("they watch it")
    OFFERS = "offers", _("they offer it")
    NEAR = "near", _("they make something near")


class ToldMaker(models.Model):
    """That an exhibitor could make what a need asks for, and on what basis it was told."""

    proposal = models.ForeignKey(
        ProposedNeed, on_delete=models.CASCADE, related_name="told", db_index=False
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    basis = models.CharField(max_length=10, choices=ToldBasis)
    score = models.FloatField(null=True)
    reason = LocalizedTextField(blank=True, long=True)

    class Meta:
        """Each once."""

        ordering = ("-score", "pk")
        constraints = (
            models.UniqueConstraint(fields=("proposal", "organisation"), name="told_maker_once"),
            require_one_of("basis", ToldBasis, name="told_maker_basis"),
        )

    def __str__(self) -> str:
        """Return the organisation's number and the basis."""
        return f"{self.organisation_id} {self.basis}"
