"""Versions of a consortium's agreement, and who signed which."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from fairlead.apps.consortia.models.consortia import Consortium, Member
from fairlead.apps.fairs.constraints import require_at_least
from fairlead.folder import bounds

_DIGEST = "^[0-9a-f]{64}$"


class Agreement(models.Model):
    """A version of the agreement: a document by its digest, and the terms it was made on.

    ``terms`` are members, parts, steps and shares as they were. Versions are only added.
    """

    consortium = models.ForeignKey(
        Consortium, on_delete=models.DO_NOTHING, related_name="agreements", db_index=False
    )
    number = models.PositiveIntegerField()
    document = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    terms = models.JSONField()
    person = models.CharField(max_length=bounds.TEXT_LENGTH)
    account = models.BigIntegerField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """One number once in a consortium."""

        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("consortium", "number"), name="agreement_number"),
            require_at_least("number", 1, name="agreement_from_one"),
            models.CheckConstraint(condition=Q(sha256__regex=_DIGEST), name="agreement_digest"),
        )

    def __str__(self) -> str:
        """Return the number and the document."""
        return f"{self.number} {self.document}"


class SignOff(models.Model):
    """That a member signed a version off: who, on which day, and which bytes they were.

    The digest is the version's own: the database refuses another. Sign-offs are only added.
    """

    agreement = models.ForeignKey(
        Agreement, on_delete=models.DO_NOTHING, related_name="sign_offs", db_index=False
    )
    member = models.ForeignKey(Member, on_delete=models.DO_NOTHING, related_name="sign_offs")
    person = models.CharField(max_length=bounds.TEXT_LENGTH)
    account = models.BigIntegerField(null=True)
    day = models.DateField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """A member signs a version once, with a name."""

        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("agreement", "member"), name="sign_off_once"),
            models.CheckConstraint(condition=~Q(person=""), name="sign_off_by_somebody"),
        )

    def __str__(self) -> str:
        """Return who signed."""
        return f"{self.person} {self.day}"
