"""Who asked to be forgotten, kept as little as it takes to not bring them back."""

from __future__ import annotations

from django.db import models


class ErasedEntry(models.Model):
    """An entry of a list or folder whose person was erased: a load or an import passes it over.

    It refers to no row, so that it outlives an edition that is loaded again. ``code`` is the
    organiser's own number of the entry; ``address`` a digest of the address with the site's secret.
    """

    edition = models.CharField(max_length=64)
    code = models.CharField(max_length=64)
    address = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        """An entry once."""

        constraints = (
            models.UniqueConstraint(fields=("edition", "code"), name="erased_entry_once"),
        )

    def __str__(self) -> str:
        """Return the entry."""
        return f"{self.edition} {self.code}"
