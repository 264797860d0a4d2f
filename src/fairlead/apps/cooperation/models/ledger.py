"""The ledger of projects: what was recorded of them, one entry after another."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.constraints import (
    require_at_least,
    require_between,
    require_one_of,
    within,
)
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


class Act(models.TextChoices):
    """What an entry records."""

    OPENING = "opening", _("taken up")
    MOVE = "move", _("moved on evidence")
    OVERRIDE = "override", _("moved without evidence")
    AMOUNT = "amount", _("amount")
    ASK = "ask", _("approval asked")
    APPROVE = "approve", _("approved")
    CONDITION = "condition", _("approved on conditions")
    MEET = "meet", _("conditions met")
    REFUSE = "refuse", _("refused")
    DELEGATE = "delegate", _("decision delegated")
    LEAVE = "leave", _("partner left")
    END = "end", _("given up")
    VOID = "void", _("entry taken back")


MOVES = (Act.OPENING, Act.MOVE, Act.OVERRIDE)
DECISIONS = (Act.ASK, Act.APPROVE, Act.CONDITION, Act.MEET, Act.REFUSE)


class AmountKind(models.TextChoices):
    """What an amount says, from what binds least."""

    ANNOUNCED = "announced", _("announced")
    APPROVED = "approved", _("approved")
    FINANCED = "financed", _("financed")
    SIGNED = "signed", _("signed")
    DISBURSED = "disbursed", _("disbursed")


class Ledger(models.Model):
    """The entries about the projects of one edition, which they outlive: its code is theirs.

    ``size`` and ``head``, the number and the digest of the last entry, are kept by the database.
    """

    code = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField(default=0, db_default=0, editable=False)
    head = models.CharField(max_length=64, blank=True, default="", db_default="", editable=False)

    def __str__(self) -> str:
        """Return the code."""
        return self.code


class Entry(models.Model):
    """One entry. The database refuses to change or delete it, and one that does not fit the chain.

    It holds from ``day`` on, and is known from ``recorded_at`` on. One that ``corrects`` another,
    by its number, stands in its place.
    """

    ledger = models.ForeignKey(
        Ledger, on_delete=models.PROTECT, related_name="entries", db_index=False
    )
    number = models.PositiveBigIntegerField()
    project = models.ForeignKey(
        "cooperation.Project", on_delete=models.PROTECT, related_name="entries", db_index=False
    )
    act = models.CharField(max_length=10, choices=Act)
    day = models.DateField()
    recorded_at = models.DateTimeField()
    # Who is named as he was then; the account is no reference, for an entry never changes.
    account = models.BigIntegerField(null=True, blank=True)
    person = models.CharField(max_length=500, blank=True, default="")
    party = models.CharField(max_length=64, blank=True, default="")
    stage = models.CharField(max_length=20, blank=True, default="", choices=Stage)
    kind = models.CharField(max_length=10, blank=True, default="", choices=AmountKind)
    amount = models.DecimalField(max_digits=23, decimal_places=4, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True, default="")
    document = models.CharField(max_length=500, blank=True, default="")
    sha256 = models.CharField(max_length=64, blank=True, default="")
    source = models.CharField(max_length=500, blank=True, default="")
    reason = models.TextField(blank=True, default="")
    due = models.DateField(null=True, blank=True)
    corrects = models.PositiveBigIntegerField(null=True, blank=True)
    previous = models.CharField(max_length=64, blank=True, default="")
    digest = models.CharField(max_length=64)

    class Meta:
        """Each act with what it needs; an entry is corrected once."""

        ordering = ("ledger", "number")
        constraints = (
            models.UniqueConstraint(fields=("ledger", "number"), name="entry_number"),
            models.UniqueConstraint(
                fields=("ledger", "corrects"),
                condition=Q(corrects__isnull=False),
                name="entry_corrected_once",
            ),
            require_one_of("act", Act, name="entry_act"),
            require_one_of("stage", Stage, name="entry_stage", empty=True),
            require_one_of("kind", AmountKind, name="entry_kind", empty=True),
            within("amount", bounds.MONEY, name="entry_amount"),
            models.CheckConstraint(
                condition=Q(act__in=MOVES) & ~Q(stage="") | ~Q(act__in=MOVES) & Q(stage=""),
                name="entry_moves_name_a_stage",
            ),
            models.CheckConstraint(
                condition=Q(act=Act.AMOUNT, amount__isnull=False)
                & ~Q(kind="")
                & ~Q(currency="")
                & ~Q(source="")
                | ~Q(act=Act.AMOUNT) & Q(kind="", amount__isnull=True, currency=""),
                name="entry_amounts_are_whole",
            ),
            models.CheckConstraint(
                condition=~Q(act=Act.MOVE) | ~Q(document="") & Q(sha256__regex="^[0-9a-f]{64}$"),
                name="entry_moves_show_a_document",
            ),
            models.CheckConstraint(
                condition=~Q(act__in=(Act.OVERRIDE, Act.END, Act.VOID, Act.REFUSE, Act.LEAVE))
                | ~Q(reason="") & ~Q(person=""),
                name="entry_says_who_and_why",
            ),
            models.CheckConstraint(
                condition=~Q(act__in=(*DECISIONS, Act.DELEGATE, Act.LEAVE)) | ~Q(party=""),
                name="entry_decisions_name_a_party",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) & ~Q(act=Act.VOID)
                | Q(corrects__isnull=False, corrects__lt=F("number")),
                name="entry_corrects_an_earlier_one",
            ),
            require_at_least("number", 1, name="entry_from_one"),
        )
        indexes = (
            models.Index(
                fields=("project", "-day", "-number"),
                include=("stage", "act"),
                condition=Q(act__in=(*MOVES, Act.END)),
                name="entry_moves",
            ),
            models.Index(
                fields=("project", "kind", "-day", "-number"),
                include=("amount", "currency"),
                condition=Q(act=Act.AMOUNT),
                name="entry_amounts",
            ),
            models.Index(
                fields=("project", "party", "-number"),
                include=("act", "day"),
                condition=Q(act__in=DECISIONS),
                name="entry_decisions",
            ),
            models.Index(fields=("project", "number"), name="entry_project"),
            models.Index(fields=("ledger", "recorded_at"), name="entry_recorded"),
        )

    def __str__(self) -> str:
        """Return the number and the act."""
        return f"{self.number} {self.act}"


class Rate(models.Model):
    """What one unit of a currency was worth in another on a day, and who said so.

    Rates are added and never changed, so that what was converted by them stays right.
    """

    ledger = models.ForeignKey(
        Ledger, on_delete=models.PROTECT, related_name="rates", db_index=False
    )
    currency = models.CharField(max_length=3)
    against = models.CharField(max_length=3)
    day = models.DateField()
    rate = models.DecimalField(max_digits=24, decimal_places=12)
    source = models.CharField(max_length=500)
    recorded_at = models.DateTimeField()

    class Meta:
        """One rate of a source for a day."""

        constraints = (
            models.UniqueConstraint(
                fields=("ledger", "currency", "against", "day", "source"), name="rate_once"
            ),
            # `bounds.RATE` as decimals: the float 1e-9 is a little more than its least.
            require_between("rate", Decimal("1e-9"), Decimal("1e9"), name="rate_rate"),
            models.CheckConstraint(condition=~Q(currency=F("against")), name="rate_of_another"),
        )

    def __str__(self) -> str:
        """Return the currencies and the day."""
        return f"{self.currency}/{self.against} {self.day}"


class Approver(models.Model):
    """An account that decides for a partner of a project, until a day when it was delegated."""

    partner = models.ForeignKey(
        "cooperation.Partner", on_delete=models.CASCADE, related_name="approvers"
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="approves"
    )
    until = models.DateField(null=True, blank=True)

    class Meta:
        """An account once for a partner."""

        constraints = (
            models.UniqueConstraint(fields=("partner", "account"), name="approver_once"),
        )

    def __str__(self) -> str:
        """Return who approves for whom."""
        return f"{self.account_id} for {self.partner_id}"
