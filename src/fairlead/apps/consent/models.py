"""The texts that people are asked to agree to, and what they answered; rows are only added."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from fairlead.apps.consent.purposes import ConsentPurpose
from fairlead.apps.fairs.constraints import require_one_of
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.text_field import LocalizedTextField


class ConsentText(models.Model):
    """What an edition asks to be agreed to, in a version; the newest is the one that is asked.

    One that ``asks_again`` is asked of everybody again: what was said to an earlier one no longer
    counts. A text that is no longer asked is ended by a version marked ``withdrawn``.
    """

    edition = models.ForeignKey(
        Edition, on_delete=models.DO_NOTHING, related_name="consent_texts", db_index=False
    )
    purpose = models.CharField(max_length=20, choices=ConsentPurpose)
    version = models.PositiveIntegerField()
    text = LocalizedTextField(blank=True, long=True)
    asks_again = models.BooleanField(default=True)
    withdrawn = models.BooleanField(default=False)
    since = models.DateTimeField(db_default=Now())

    class Meta:
        """Numbered from 1; two at once cannot both be the next."""

        constraints = (
            models.UniqueConstraint(
                fields=("edition", "purpose", "version"), name="consent_text_version"
            ),
            require_one_of("purpose", ConsentPurpose, name="consent_text_purpose"),
        )

    def __str__(self) -> str:
        """Return the purpose and the version."""
        return f"{self.purpose} {self.version}"


class Consent(models.Model):
    """What a person answered to a text, in the language that it was read in.

    The last answer counts. ``account_id`` is who pressed: another than the person's own where
    somebody of the office acted for it.
    """

    person = models.ForeignKey(
        "people.Person", on_delete=models.DO_NOTHING, related_name="consents", db_index=False
    )
    text = models.ForeignKey(ConsentText, on_delete=models.DO_NOTHING, related_name="answers")
    given = models.BooleanField()
    language = models.CharField(max_length=35)
    at = models.DateTimeField(db_default=Now())
    account_id = models.BigIntegerField(null=True, blank=True)
    acted_for_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        """Found by person."""

        indexes = (models.Index(fields=("person", "-id"), name="consent_of_person"),)

    def __str__(self) -> str:
        """Return the text and the answer."""
        return f"{self.text_id}: {self.given}"
