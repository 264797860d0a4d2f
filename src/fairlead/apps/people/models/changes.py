"""Who changed what, when."""

from __future__ import annotations

from django.db import models


class Change(models.Model):
    """A change that somebody made, with what was before and after; written once, kept for ever.

    It refers to no row, so that it outlives all of them: ``edition`` is a code, ``about`` a table
    and ``about_id`` its row's id, ``account_id`` who did it (nobody: the command line) and
    ``acted_for_id`` the participation that was acted for.
    """

    at = models.DateTimeField(auto_now_add=True)
    account_id = models.BigIntegerField(null=True, blank=True)
    acted_for_id = models.BigIntegerField(null=True, blank=True)
    edition = models.CharField(max_length=64, blank=True, default="")
    act = models.CharField(max_length=60)
    about = models.CharField(max_length=60)
    about_id = models.BigIntegerField()
    # Emptied when the person they are about is erased; nothing else of a row ever changes.
    before = models.JSONField(default=dict, null=True)
    after = models.JSONField(default=dict, null=True)

    class Meta:
        """Found by edition and by row."""

        indexes = (
            models.Index(fields=("edition", "-id"), name="change_edition"),
            models.Index(fields=("about", "about_id", "-id"), name="change_about"),
        )

    def __str__(self) -> str:
        """Return what was done to what."""
        return f"{self.act} {self.about} {self.about_id}"
