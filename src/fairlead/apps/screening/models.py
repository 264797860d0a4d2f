"""Lists of restricted parties and goods, what they hit, and what was decided about each hit."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.constraints import require_one_of, within
from fairlead.apps.fairs.models import Edition
from fairlead.folder import bounds


class RestrictedList(models.Model):
    """A list as it was uploaded; of one name only the newest is ``current``."""

    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="restricted_lists", db_index=False
    )
    name = models.CharField(max_length=200)
    file = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    current = models.BooleanField(default=True)
    size = models.PositiveIntegerField()
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)
    screened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The newest first; of a name one is in force."""

        ordering = ("-uploaded_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "name"), condition=Q(current=True), name="restricted_current"
            ),
        )

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Restricted(models.Model):
    """A party or goods of a list. ``keys`` are what its names sound like, to be found by."""

    held_in = models.ForeignKey(
        RestrictedList, on_delete=models.CASCADE, related_name="entries", db_index=False
    )
    line = models.PositiveIntegerField()
    name = models.CharField(max_length=bounds.TEXT_LENGTH, blank=True, default="")
    aliases = ArrayField(models.CharField(max_length=bounds.TEXT_LENGTH), default=list)
    country = models.CharField(max_length=3, blank=True, default="")
    codes = ArrayField(models.CharField(max_length=64), default=list)
    source = models.CharField(max_length=bounds.TEXT_LENGTH, blank=True, default="")
    day = models.DateField(null=True, blank=True)
    digest = models.CharField(max_length=64)
    keys = ArrayField(models.CharField(max_length=80), default=list)

    class Meta:
        """Found by sound and by code."""

        constraints = (
            models.UniqueConstraint(fields=("held_in", "line"), name="restricted_line"),
            models.CheckConstraint(
                condition=~Q(name="") | Q(codes__len__gte=1), name="restricted_something"
            ),
        )
        indexes = (
            GinIndex(fields=("keys",), name="restricted_keys"),
            GinIndex(fields=("codes",), name="restricted_codes"),
        )

    def __str__(self) -> str:
        """Return the name, or the codes."""
        return self.name or ", ".join(self.codes)


class PartyKind(models.TextChoices):
    """What of the fair was hit."""

    ORGANISATION = "organisation", _("organisation")
    NEED = "need", _("need")
    PROJECT = "project", _("project")
    PERSON = "person", _("person")
    SIGNATORY = "signatory", _("signatory")


class Basis(models.TextChoices):
    """By what it was hit."""

    NAME = "name", _("name")
    PRODUCT = "product", _("product code")


class HitState(models.TextChoices):
    """What is decided."""

    OPEN = "open", _("to be decided")
    CLEARED = "cleared", _("not meant")
    CONFIRMED = "confirmed", _("meant: blocked")


BLOCKS = (HitState.OPEN, HitState.CONFIRMED)


class Hit(models.Model):
    """That something of the fair may be what a list names; it blocks until a person clears it.

    It keeps what the list said and what matched, so that it says the same when the list is gone.
    ``identity`` is the digest of what was compared: a new edition of the list that says the same
    leaves what was decided as it is.
    """

    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="hits", db_index=False
    )
    kind = models.CharField(max_length=15, choices=PartyKind)
    code = models.CharField(max_length=64)
    identity = models.CharField(max_length=64)
    basis = models.CharField(max_length=10, choices=Basis)
    ours = models.CharField(max_length=bounds.TEXT_LENGTH)
    theirs = models.CharField(max_length=bounds.TEXT_LENGTH)
    score = models.FloatField()
    list_name = models.CharField(max_length=200)
    entry_name = models.CharField(max_length=bounds.TEXT_LENGTH, blank=True, default="")
    country = models.CharField(max_length=3, blank=True, default="")
    source = models.CharField(max_length=bounds.TEXT_LENGTH, blank=True, default="")
    day = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=HitState, default=HitState.OPEN)
    listed = models.BooleanField(default=True)
    found_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Each once; a party's are found together."""

        ordering = ("-found_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "kind", "code", "identity"), name="hit_once"
            ),
            require_one_of("kind", PartyKind, name="hit_kind"),
            require_one_of("basis", Basis, name="hit_basis"),
            require_one_of("state", HitState, name="hit_state"),
            within("score", bounds.SHARE, name="hit_score"),
        )

    def __str__(self) -> str:
        """Return what was hit by what."""
        return f"{self.kind} {self.code}: {self.ours} / {self.theirs}"


class Decision(models.Model):
    """What a person decided about a hit, and why; only added, the last one counts.

    The database writes it into the hit's state, which nobody else changes.
    """

    hit = models.ForeignKey(
        Hit, on_delete=models.DO_NOTHING, related_name="decisions", db_index=False
    )
    state = models.CharField(max_length=10, choices=HitState)
    reason = models.CharField(max_length=bounds.MESSAGE_LENGTH)
    account = models.BigIntegerField(null=True, blank=True)
    person = models.CharField(max_length=bounds.TEXT_LENGTH)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order they were made; with a name and a reason."""

        ordering = ("pk",)
        constraints = (
            require_one_of("state", HitState, name="decision_state"),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(person=""), name="decision_says_who_and_why"
            ),
        )
        indexes = (models.Index(fields=("hit", "id"), name="decision_hit"),)

    def __str__(self) -> str:
        """Return the state and who decided."""
        return f"{self.state} by {self.person}"
