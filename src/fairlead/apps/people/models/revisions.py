"""Revisions of an organisation's pages: what each saving said."""

from __future__ import annotations

from django.db import models

from fairlead.apps.people.models.directory import Organisation


class Revision(models.Model):
    """What a text of an organisation said from a save on; the one before can be restored.

    ``about`` is ``profile``, or an offer or need by its code (``offer/o-1``). ``values`` are its
    fields, or null where there is no such entry any more. The first of each is what it said before
    anybody changed it here.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="revisions", db_index=False
    )
    about = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    values = models.JSONField(null=True)
    account_id = models.BigIntegerField(null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Numbered from 1; two savings at once cannot both be the next."""

        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "about", "number"), name="revision_number"
            ),
        )

    def __str__(self) -> str:
        """Return what it is about, and its number."""
        return f"{self.about} {self.number}"
